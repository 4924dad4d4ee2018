//! Figures that have no value at a month at which a rule reads them.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use auclair_engine::{Detail, Plan, PlanError};

/// How many months after the first are tried: every calendar month, over the years that rules of
/// the past few years read.
const MONTHS: i32 = 13;

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    let program = &checked.program;
    let Some(first) = program.first_month else {
        diagnostics.push(
            Diagnostic::error(
                Code::Missing,
                Span::default(),
                "ces règles ne disent pas de quelle juridiction elles sont",
            )
            .help("ajoutez « juridiction « … » monnaie € à partir de 01/2024 »"),
        );
        return;
    };
    let mut said = Vec::new();
    for offset in 0..MONTHS {
        let month = first.plus(offset);
        let Err(error) = Plan::of_all(program, month, Detail::Sentences) else { continue };
        let PlanError::NoFigure { name, month: read_at } = error else { continue };
        if said.contains(&name) {
            continue;
        }
        let span = place(checked, &name);
        let message = format!(
            "« {name} » n'a pas de valeur en {}, que lit un calcul de {}",
            auclair_engine::text::month(read_at),
            auclair_engine::text::month(month)
        );
        diagnostics.push(
            Diagnostic::error(Code::DateOrder, span, message)
                .help("ajoutez la valeur plus ancienne, avec sa source"),
        );
        said.push(name);
    }
}

fn place(checked: &Checked, name: &str) -> Span {
    let program = &checked.program;
    let parameter = program.parameters.iter().position(|parameter| parameter.name == name);
    let table = program.tables.iter().position(|table| table.name == name);
    parameter
        .and_then(|index| checked.parameter_spans.get(index))
        .or_else(|| table.and_then(|index| checked.table_spans.get(index)))
        .copied()
        .unwrap_or_default()
}
