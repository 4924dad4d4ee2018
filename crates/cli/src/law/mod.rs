//! What the law sets by date, read from compiled rules: for `diff` and `doc`.

mod figures;
mod formulas;
mod reach;

pub(crate) use figures::{Grid, grid, slices};
pub(crate) use formulas::{DatedFormula, dated_formulas};
pub(crate) use reach::Reach;

use auclair_engine::program::ReferenceId;
use auclair_engine::{Program, text};

/// A text of law: its words, and its address when it has one that can be opened.
pub(crate) type Source = (String, Option<String>);

/// Texts of law as a reader sees them, each once.
pub(crate) fn sources(program: &Program, references: &[ReferenceId]) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for id in references {
        let (words, link) = text::reference(program, *id);
        let source = match (link.as_deref().and_then(opened), link) {
            (Some(address), _) => (words, Some(address)),
            // An identifier that is no address stays beside the words.
            (None, Some(identifier)) => (format!("{words} ({identifier})"), None),
            (None, None) => (words, None),
        };
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

/// The address at which an identifier can be read, if it leads to one.
pub(crate) fn opened(identifier: &str) -> Option<String> {
    let address = text::address(identifier);
    (address.starts_with("https://") || address.starts_with("http://")).then_some(address)
}
