//! What is checked once names and kinds are right. One check a file.

mod acronyms;
mod agreement;
mod asked;
mod cases;
mod decide;
mod elision;
mod explained;
mod figures;
mod jumps;
mod overdue;
mod past_droit;
mod pointless;
mod reach;
mod said;
mod sentences;
mod situation;
mod sources;
mod untested;
mod unused;

pub use jumps::jumps;
pub use overdue::overdue;
pub use untested::untested;

pub(crate) use said::{Said, Sentences};
pub(crate) use sentences::LONGEST;

use crate::diagnostic::{Diagnostic, Severity};
use crate::elaborate::Elaborated;
use crate::source::{SourceFile, Span};
use std::ops::Deref;

/// What is checked: a program, and the files in which it is written.
#[derive(Clone, Copy)]
struct Checked<'a> {
    files: &'a [SourceFile],
    elaborated: &'a Elaborated,
}

impl Deref for Checked<'_> {
    type Target = Elaborated;

    fn deref(&self) -> &Elaborated {
        self.elaborated
    }
}

impl Checked<'_> {
    /// What is written at a place.
    fn written(&self, span: Span) -> &str {
        let file = self.files.get(span.file as usize);
        file.and_then(|file| file.text.get(span.start as usize..span.end as usize))
            .unwrap_or_default()
    }
}

type Check = fn(&Checked, &mut Vec<Diagnostic>);

/// What a rule says on its own can be judged even when another one has errors.
const OF_EACH: &[Check] = &[
    asked::check,
    cases::check,
    explained::check,
    overdue::check,
    past_droit::check,
    sources::check,
];

/// What only a whole program shows: with a rule left out, these would accuse the others.
const OF_ALL: &[Check] = &[figures::check, pointless::check, unused::check];

/// Runs all the checks that what was found so far allows.
pub(crate) fn check(
    files: &[SourceFile],
    elaborated: &Elaborated,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let checked = Checked { files, elaborated };
    let whole = !diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    for check in OF_EACH {
        check(&checked, diagnostics);
    }
    Sentences::written(elaborated).check(diagnostics);
    if whole {
        for check in OF_ALL {
            check(&checked, diagnostics);
        }
    }
}
