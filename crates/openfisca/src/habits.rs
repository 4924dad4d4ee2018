//! How documents are written: nearly always, the same names come in the same order as in the last,
//! and many with the same values.
//!
//! What is expected is compared with what stands there, and read when it is not the same: habits
//! change no document, only how fast it is read.

use crate::document::{Document, Given, Null};
use crate::period::Period;
use crate::variable::{Entity, Variable};
use crate::variables::VARIABLES;
use std::borrow::Cow;

/// What comes before a period.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Before {
    /// The name of the variable of this place.
    Variable(usize),
    /// The period of this place among those that came.
    Period(usize),
    /// A period that is not kept.
    Other,
}

/// Where what comes first in a member of an entity is noted.
pub(crate) fn beginning(entity: Entity) -> usize {
    entity as usize
}

/// Where what comes after the variable of a place is noted.
pub(crate) fn after(place: usize) -> usize {
    Entity::ALL.len() + place
}

/// What was said of a member in a row, as a document wrote it: variables and who belongs to it.
#[derive(Debug, Default)]
struct Written<'a> {
    /// From the first name to the end of the last value.
    text: &'a str,
    /// Their values are numbered from the first.
    givens: Vec<Given>,
    values: Vec<(Period, &'a str)>,
    /// Where they stand is counted from the beginning of the text.
    nulls: Vec<Null>,
    roles: Vec<(usize, Cow<'a, str>)>,
    /// What comes after is noted there.
    after: usize,
    /// How often a document was written so.
    uses: u32,
}

/// What came after something.
#[derive(Debug, Default)]
struct Next<'a> {
    /// The variable that came last.
    variable: Option<usize>,
    /// How some were written, the longest first.
    written: Vec<Written<'a>>,
    /// How often it was looked for there, and found.
    looked: u32,
    found: u32,
}

/// A place in a document that is being read: what is kept of it from there on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) at: usize,
    givens: usize,
    values: usize,
    nulls: usize,
    roles: usize,
}

/// How the documents before were written.
#[derive(Debug, Default)]
pub(crate) struct Habits<'a> {
    /// After the beginning of a member and after each variable.
    next: Vec<Next<'a>>,
    /// For each variable, the first period that came last.
    first: Vec<Option<usize>>,
    /// The periods that came, as they are written, each with the one that came last after it.
    periods: Vec<(&'a str, Period, Option<usize>)>,
}

/// How many ways of writing what comes next are kept: most values are nothing, or one of a few words.
const KEPT: usize = 10;
/// More periods than documents usually have.
const MOST: usize = 128;
/// More values than this are rarely those of someone else.
const MANY: usize = 32;
/// After how many looks it shows whether what comes next varies.
const ENOUGH: u32 = 64;

impl Mark {
    /// What is read of a document from now on, at this place of its text.
    pub(crate) fn of(document: &Document<'_>, at: usize) -> Self {
        Self {
            at,
            givens: document.givens.len(),
            values: document.values.len(),
            nulls: document.nulls.len(),
            roles: document.roles.len(),
        }
    }
}

impl Next<'_> {
    /// Whether it is hardly ever written as before.
    fn varies(&self) -> bool {
        self.looked >= ENOUGH && self.found < self.looked / 8
    }
}

impl<'a> Habits<'a> {
    /// The variable that likely comes next.
    #[inline]
    pub(crate) fn variable(&self, before: usize) -> Option<(usize, &'static Variable)> {
        let place = self.next.get(before)?.variable?;
        VARIABLES.get(place).map(|variable| (place, variable))
    }

    /// Notes which variable came.
    pub(crate) fn note_variable(&mut self, before: usize, place: usize) {
        if let Some(next) = self.next(before) {
            next.variable = Some(place);
        }
    }

    fn next(&mut self, before: usize) -> Option<&mut Next<'a>> {
        if self.next.is_empty() {
            self.next.resize_with(Entity::ALL.len() + VARIABLES.len(), Next::default);
        }
        self.next.get_mut(before)
    }

    /// Adds to a document, for a member that is the last of its entity, what is said of it at the
    /// beginning of a text, if it was written so before; gives the length of what was taken.
    pub(crate) fn take(
        &mut self,
        before: &mut usize,
        text: &'a str,
        at: usize,
        document: &mut Document<'a>,
        member: usize,
    ) -> Option<usize> {
        let next = self.next.get_mut(*before)?;
        if next.varies() {
            return None;
        }
        next.looked += 1;
        let bytes = text.as_bytes();
        let mut written = next.written.iter_mut();
        let written = written.find(|written| bytes.starts_with(written.text.as_bytes()))?;
        written.uses += 1;
        next.found += 1;
        let from = document.values.len();
        match written.values.as_slice() {
            [value] => document.values.push(*value),
            values => document.values.extend_from_slice(values),
        }
        document.givens.extend(written.givens.iter().map(|given| Given {
            values: from + given.values.start..from + given.values.end,
            ..given.clone()
        }));
        if !written.nulls.is_empty() {
            document.nulls.extend(written.nulls.iter().map(|null| Null {
                member,
                at: at + null.at.start..at + null.at.end,
                ..null.clone()
            }));
        }
        if !written.roles.is_empty() {
            document.roles.extend_from_slice(&written.roles);
        }
        *before = written.after;
        Some(written.text.len())
    }

    /// Notes how what was read between two marks is written.
    pub(crate) fn note(
        &mut self,
        before: usize,
        after: usize,
        text: &'a str,
        document: &Document<'a>,
        (from, to): (Mark, Mark),
    ) {
        let Some(next) = self.next(before) else { return };
        let Some(text) = text.get(from.at..to.at) else { return };
        // So many values are those of nobody else.
        if next.varies() || to.values - from.values > MANY {
            return;
        }
        let mut written = Written::default();
        if next.written.len() >= KEPT {
            let least = next.written.iter().enumerate().min_by_key(|(_, written)| written.uses);
            if let Some((least, _)) = least {
                written = next.written.remove(least);
            }
        }
        let givens = document.givens.get(from.givens..to.givens).unwrap_or_default();
        let values = document.values.get(from.values..to.values).unwrap_or_default();
        let nulls = document.nulls.get(from.nulls..to.nulls).unwrap_or_default();
        (written.text, written.after, written.uses) = (text, after, 0);
        written.givens.clear();
        written.givens.extend(givens.iter().map(|given| Given {
            values: given.values.start - from.values..given.values.end - from.values,
            ..given.clone()
        }));
        written.values.clear();
        written.values.extend_from_slice(values);
        written.nulls.clear();
        written.nulls.extend(nulls.iter().map(|null| Null {
            at: null.at.start - from.at..null.at.end - from.at,
            ..null.clone()
        }));
        written.roles.clear();
        written
            .roles
            .extend_from_slice(document.roles.get(from.roles..to.roles).unwrap_or_default());
        let place = next.written.partition_point(|other| other.text.len() > text.len());
        next.written.insert(place, written);
    }

    /// The period that likely comes next: its place, how it is written, and what it is.
    #[inline]
    pub(crate) fn period(&self, before: Before) -> Option<(usize, &'a str, Period)> {
        let place = match before {
            Before::Variable(variable) => self.first.get(variable).copied().flatten(),
            Before::Period(period) => self.periods.get(period).and_then(|(.., next)| *next),
            Before::Other => None,
        }?;
        self.periods.get(place).map(|(text, period, _)| (place, *text, *period))
    }

    /// Notes which period came.
    pub(crate) fn note_period(
        &mut self,
        before: Before,
        text: Cow<'a, str>,
        period: Option<Period>,
    ) -> Before {
        let (Cow::Borrowed(text), Some(period)) = (text, period) else { return Before::Other };
        let known = self.periods.iter().position(|(known, ..)| *known == text);
        let place = known.unwrap_or(self.periods.len());
        if known.is_none() {
            if place >= MOST {
                return Before::Other;
            }
            self.periods.push((text, period, None));
        }
        match before {
            Before::Variable(variable) => {
                self.first.resize(VARIABLES.len(), None);
                if let Some(first) = self.first.get_mut(variable) {
                    *first = Some(place);
                }
            }
            Before::Period(before) => {
                if let Some((.., next)) = self.periods.get_mut(before) {
                    *next = Some(place);
                }
            }
            Before::Other => {}
        }
        Before::Period(place)
    }
}
