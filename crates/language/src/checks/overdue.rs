//! Figures whose next value was expected and has not come. Judged at a date that is given: a build
//! of today still passes tomorrow.

use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborated;
use crate::source::Span;
use auclair_engine::text;
use time::{Date, Month};

/// The figures that should have been revised by a date.
pub fn overdue(elaborated: &Elaborated, date: Date) -> Vec<Diagnostic> {
    let program = &elaborated.program;
    let parameters = program.parameters.iter().zip(&elaborated.parameter_spans).map(|(p, span)| {
        (&p.name, p.values.last().map(|dated| dated.from), p.checked, &p.expected, *span)
    });
    let tables = program.tables.iter().zip(&elaborated.table_spans).map(|(t, span)| {
        (&t.name, t.editions.last().map(|edition| edition.from), t.checked, &t.expected, *span)
    });
    let mut found = Vec::new();
    for (name, last, checked, expected, span) in parameters.chain(tables) {
        let Some(last) = last.max(checked) else { continue };
        if let Some(due) = next(last, expected).filter(|due| *due <= date) {
            found.push(report(name, due, date, span));
        }
    }
    found
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

/// The first expected day after the last known one.
fn next(last: Date, expected: &[(u8, u8)]) -> Option<Date> {
    let years = [last.year(), last.year() + 1];
    let days = expected.iter().flat_map(|(day, month)| {
        years.iter().filter_map(move |year| {
            Date::from_calendar_date(*year, Month::try_from(*month).ok()?, *day).ok()
        })
    });
    days.filter(|day| *day > last).min()
}
