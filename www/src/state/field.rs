//! The places where something is typed.

use super::Cell;
use auclair_engine::Month;

/// What the field of a commune holds when it is none of those that are named.
pub(crate) const OTHER_COMMUNE: &str = "autre";

/// A place where something is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// The first name of a person.
    Name(usize),
    /// The date of birth of a person.
    Birth(usize),
    /// The answer to a question.
    Answer(Cell),
    /// The answer to a question for one month.
    At(Cell, Month),
    /// The postcode that gives the answer to a question.
    Postcode(Cell),
    /// The commune, when several share that postcode.
    Commune(Cell),
}

impl Field {
    /// An identifier for the page.
    pub(crate) fn id(self) -> String {
        match self {
            Self::Name(person) => format!("name-{person}"),
            Self::Birth(person) => format!("birth-{person}"),
            Self::Answer(cell) => cell.id(),
            Self::At(cell, month) => format!("{}-{month}", cell.id()),
            Self::Postcode(cell) => format!("{}-code", cell.id()),
            Self::Commune(cell) => format!("{}-commune", cell.id()),
        }
    }

    /// The same field once a person was taken away; nothing when it was about them.
    pub(super) fn without(self, gone: usize) -> Option<Self> {
        let person = |person: usize| match person {
            person if person == gone => None,
            person if person > gone => Some(person - 1),
            person => Some(person),
        };
        Some(match self {
            Self::Name(who) => Self::Name(person(who)?),
            Self::Birth(who) => Self::Birth(person(who)?),
            Self::Answer(cell) => Self::Answer(cell.without(gone)?),
            Self::At(cell, month) => Self::At(cell.without(gone)?, month),
            Self::Postcode(cell) => Self::Postcode(cell.without(gone)?),
            Self::Commune(cell) => Self::Commune(cell.without(gone)?),
        })
    }
}
