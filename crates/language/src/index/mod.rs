//! Where each name is declared and used: what editors and pages follow.
//!
//! It is read from the files once more, beside elaboration: the program keeps no trace of how
//! things were written, and names of files with errors are found as well.

mod expression;
mod fiche;
mod sentence;
mod translated;

pub use fiche::table_lists;

use crate::elaborate::Elaborated;
use crate::names::{GroupId, Symbol};
use crate::source::{SourceFile, Span};
use auclair_engine::program::{DispositifId, ListId, ScaleId, SourceId, ThemeId};
use std::collections::BTreeMap;

/// Something that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A figure, table, question or rule; the droit of a dispositif is that dispositif.
    Value(Symbol),
    /// A scale.
    Scale(ScaleId),
    /// A group of people, by either of its names.
    Group(GroupId, Number),
    /// A list of choices.
    List(ListId),
    /// One choice of a list.
    Choice(ListId, u16),
    /// A topic.
    Theme(ThemeId),
    /// A dispositif.
    Dispositif(DispositifId),
    /// A body of law.
    Source(SourceId),
}

/// Whether one is meant or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    /// One.
    One,
    /// Several.
    Several,
}

/// A place where something is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The name, and no more.
    pub span: Span,
    /// What it names.
    pub named: Named,
    /// Whether it is declared here.
    pub declares: bool,
}

/// A fiche as it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From its first to its last word.
    pub span: Span,
    /// What it declares; nothing for a test.
    pub named: Option<Named>,
    /// Whose it is; nothing when it is shared.
    pub home: Option<DispositifId>,
    /// The name of the test that it is.
    pub test: Option<String>,
}

/// All the names of a jurisdiction, where they stand.
#[derive(Debug, Default)]
pub struct Index {
    /// In the order of files and places.
    pub occurrences: Vec<Occurrence>,
    /// In the same order.
    pub places: Vec<Place>,
    /// Where the occurrences of each thing stand in the list.
    by_name: BTreeMap<Named, Vec<usize>>,
}

impl Index {
    /// Reads the names of files that gave `elaborated`.
    pub fn new(files: &[SourceFile], elaborated: &Elaborated) -> Self {
        let mut index = Self::default();
        for (number, file) in (0u32..).zip(files) {
            if file.holds_texts() {
                translated::read(number, file, elaborated, &mut index);
            } else {
                fiche::read(number, file, elaborated, &mut index);
            }
        }
        index.occurrences.sort_unstable();
        index.occurrences.dedup();
        for (at, found) in index.occurrences.iter().enumerate() {
            index.by_name.entry(found.named).or_default().push(at);
        }
        index
    }

    /// What is named at a place, its end included: a cursor stands behind what was just typed.
    pub fn at(&self, file: u32, offset: u32) -> Option<Occurrence> {
        let before = |found: &Occurrence| (found.span.file, found.span.start) <= (file, offset);
        let end = self.occurrences.partition_point(before);
        // Between two that touch, the one that begins here.
        let found = end.checked_sub(1).and_then(|last| self.occurrences.get(last))?;
        (found.span.file == file && offset <= found.span.end).then_some(*found)
    }

    /// All the places where something is named.
    pub fn of(&self, named: Named) -> impl Iterator<Item = Occurrence> + '_ {
        let found = self.by_name.get(&named).into_iter().flatten();
        found.filter_map(|at| self.occurrences.get(*at)).copied()
    }

    /// Where something is declared; a droit and its dispositif are one thing.
    pub fn declarations(&self, named: Named) -> impl Iterator<Item = Occurrence> + '_ {
        self.of(named).filter(|found| found.declares)
    }

    /// The names inside a place, in order.
    pub fn inside(&self, span: Span) -> impl Iterator<Item = Occurrence> + '_ {
        let before = |found: &Occurrence| found.span < Span { end: 0, ..span };
        let start = self.occurrences.partition_point(before);
        let rest = self.occurrences.get(start..).unwrap_or_default().iter().copied();
        rest.take_while(move |found| found.span.file == span.file && found.span.end <= span.end)
    }

    /// The fiche that holds a place.
    pub fn fiche(&self, file: u32, offset: u32) -> Option<&Place> {
        let before = |place: &Place| (place.span.file, place.span.start) <= (file, offset);
        let last = self.places.partition_point(before).checked_sub(1)?;
        self.places.get(last).filter(|place| place.span.file == file)
    }
}
