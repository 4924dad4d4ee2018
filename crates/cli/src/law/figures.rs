//! Tables and scales laid out for a reader.

use auclair_engine::program::{Cell, Edition, Key, ListId, Scale, Slices, Table, TableId};
use auclair_engine::text::{self, Texts};
use auclair_engine::{Kind, Program, Unit, Value};
use auclair_language::index::table_lists;

/// An edition of a table, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grid {
    /// The columns; one without a name when there is no choice of column.
    pub(crate) columns: Vec<String>,
    /// Each row's name and figures.
    pub(crate) rows: Vec<(String, Vec<String>)>,
}

/// Lays out an edition of a table.
pub(crate) fn grid(
    program: &Program,
    texts: &Texts,
    id: TableId,
    table: &Table,
    edition: &Edition,
) -> Grid {
    let (rows, columns) = table_lists(program, id);
    let columns = match (&table.columns, columns) {
        (Some(Key::Choices(choices)), Some(list)) => names(program, texts, list, choices),
        _ => vec![String::new()],
    };
    let names = match (&table.rows, rows) {
        (Key::Choices(choices), Some(list)) => names(program, texts, list, choices),
        (Key::Counts { first, count }, _) => {
            (*first..first.saturating_add(*count)).map(|number| number.to_string()).collect()
        }
        (Key::Choices(choices), None) => choices.iter().map(ToString::to_string).collect(),
    };
    let cells = |cells: &Vec<Cell>| {
        let shown =
            cells.iter().map(|cell| text::value(Value::Number(cell.0), table.kind, program, texts));
        shown.collect()
    };
    let mut rows: Vec<(String, Vec<String>)> =
        names.into_iter().zip(edition.cells.iter().map(cells)).collect();
    if let Some(beyond) = &edition.beyond {
        rows.push(("par unité en plus".to_owned(), cells(beyond)));
    }
    Grid { columns, rows }
}

fn names(program: &Program, texts: &Texts, list: ListId, choices: &[u16]) -> Vec<String> {
    let value =
        |choice: &u16| text::value(Value::Choice(*choice), Kind::Choice(list), program, texts);
    choices.iter().map(value).collect()
}

/// The slices of a scale: « de 100 € à 300 € » and « 10 % ».
pub(crate) fn slices(
    program: &Program,
    texts: &Texts,
    scale: &Scale,
    edition: &Slices,
) -> Vec<(String, String)> {
    let bound = |cell: &Cell| text::value(Value::Number(cell.0), scale.argument, program, texts);
    let rate = Kind::Number(Unit::Percent);
    let ends = edition.slices.iter().skip(1).map(|(from, _)| Some(from)).chain([None]);
    let slices = edition.slices.iter().zip(ends).enumerate();
    slices
        .map(|(index, ((from, part), to))| {
            let words = match (index, to) {
                (0, Some(to)) => format!("jusqu'à {}", bound(to)),
                (_, Some(to)) => format!("de {} à {}", bound(from), bound(to)),
                (_, None) => format!("au-delà de {}", bound(from)),
            };
            (words, text::value(Value::Number(part.0), rate, program, texts))
        })
        .collect()
}
