//! Figures whose next value was expected and has not come. Judged at a date that is given: a build
//! of today still passes tomorrow. A figure that keeps changing must say when.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborated;
use crate::source::Span;
use auclair_engine::program::next_expected;
use auclair_engine::text;
use time::Date;

/// A figure that took this many values will take another.
const HABIT: usize = 3;

/// The figures that should have been revised by a date.
pub fn overdue(elaborated: &Elaborated, date: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for figure in &elaborated.revised {
        let Some(last) = figure.dates.last().copied().max(figure.checked) else { continue };
        if let Some(due) = next_expected(last, &figure.expected).filter(|due| *due <= date) {
            found.push(report(&figure.name, due, date, figure.span));
        }
    }
    found
}

/// The figures that changed several times, and of which nothing says when they will again.
pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    for figure in &checked.revised {
        if figure.dates.len() >= HABIT && figure.expected.is_empty() {
            let message = format!(
                "« {} » a changé {} fois, et rien ne dit quand attendre la suite",
                figure.name,
                figure.dates.len() - 1
            );
            diagnostics.push(
                Diagnostic::warning(Code::Overdue, figure.span, message)
                    .help("ajoutez « attendu chaque … », avec le jour et le mois"),
            );
        }
    }
}

fn report(name: &str, due: Date, date: Date, span: Span) -> Diagnostic {
    let message = format!(
        "« {name} » devait être revu le {}, et nous sommes le {}",
        text::date(due),
        text::date(date)
    );
    Diagnostic::warning(Code::Overdue, span, message)
        .help("ajoutez la nouvelle valeur, ou « vérifié le … » si elle n'a pas changé")
}
