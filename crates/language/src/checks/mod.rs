//! What is checked once names and kinds are right. One check a file.

use crate::diagnostic::Diagnostic;
use crate::elaborate::Elaborated;

/// Runs all checks.
pub(crate) fn check(elaborated: &Elaborated, diagnostics: &mut Vec<Diagnostic>) {
    let _ = (elaborated, diagnostics);
}
