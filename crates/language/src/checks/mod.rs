//! What is checked once names and kinds are right. One check a file.

mod cases;
mod decide;
mod explained;
mod figures;
mod overdue;
mod past_droit;
mod reach;
mod sentences;
mod sources;
mod untested;
mod unused;

pub use overdue::overdue;
pub use untested::untested;

use crate::diagnostic::Diagnostic;
use crate::elaborate::Elaborated;

/// Runs all checks.
pub(crate) fn check(elaborated: &Elaborated, diagnostics: &mut Vec<Diagnostic>) {
    let checks = [
        cases::check,
        explained::check,
        figures::check,
        past_droit::check,
        sentences::check,
        sources::check,
        unused::check,
    ];
    for check in checks {
        check(elaborated, diagnostics);
    }
}
