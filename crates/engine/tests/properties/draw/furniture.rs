//! What the nodes of a program may read beside each other.

use super::{COUNT, Draw};
use auclair_engine::program::{
    Cell, ChoiceList, Dated, Edition, Key, Parameter, Scale, Slices, Table,
};
use auclair_engine::{Program, TextId, Value};
use rust_decimal::Decimal;
use time::Date;

/// The lists, figures, tables and scales that nodes may read.
pub(super) fn furniture(draw: &mut Draw<'_>) -> Program {
    let list = |name: &str| ChoiceList {
        name: name.into(),
        values: (0..4).map(|index| (format!("choix {index}"), TextId(0))).collect(),
    };
    let from = Date::from_ordinal_date(1, 1).expect("a day");
    let mut cells = |rows: usize, columns: usize| -> Vec<Vec<Cell>> {
        (0..rows).map(|_| (0..columns).map(|_| Cell(draw.number())).collect()).collect()
    };
    let table = |rows: Key, columns: Option<Key>, cells, beyond| Table {
        name: "tableau".into(),
        kind: COUNT,
        dispositif: None,
        label: TextId(0),
        rows,
        columns,
        editions: vec![Edition { from, cells, beyond, references: Vec::new() }],
        expected: Vec::new(),
        checked: None,
        caveats: Vec::new(),
    };
    let by_choice = table(Key::Choices(vec![0, 2]), None, cells(2, 1), None);
    let (rows, beyond) = (cells(3, 2), cells(1, 2).pop());
    let by_count = table(
        Key::Counts { first: 1, count: 3 },
        Some(Key::Choices(vec![1, 3])),
        rows,
        if draw.bool() { beyond } else { None },
    );
    let slices = (0..3)
        .map(|slice| {
            (Cell(Decimal::from(slice * 100)), Cell(Decimal::new(i64::from(draw.raw() % 50), 2)))
        })
        .collect();
    Program {
        currency: "€".into(),
        version: "essai".into(),
        lists: vec![list("lien"), list("liste")],
        parameters: vec![Parameter {
            name: "chiffre".into(),
            kind: COUNT,
            dispositif: None,
            label: TextId(0),
            values: vec![Dated {
                from,
                value: Value::Number(draw.number()),
                references: Vec::new(),
            }],
            expected: Vec::new(),
            checked: None,
            caveats: Vec::new(),
        }],
        tables: vec![by_choice, by_count],
        scales: vec![Scale {
            name: "barème".into(),
            argument: COUNT,
            dispositif: None,
            label: TextId(0),
            editions: vec![Slices { from, slices, references: Vec::new() }],
        }],
        ..Program::default()
    }
}
