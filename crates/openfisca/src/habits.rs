//! How documents are written: nearly always, the same names come in the same order as in the last,
//! and many with the same values.
//!
//! What is expected is compared with what stands there, and read when it is not the same: habits
//! change no document, only how fast it is read.

use crate::document::Null;
use crate::period::Period;
use crate::variable::{Entity, Variable};
use crate::variables::VARIABLES;
use auclair_engine::Month;
use std::borrow::Cow;
use std::ops::Range;

/// What comes before a name.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Before {
    /// Nothing: a member of this entity begins.
    Beginning(Entity),
    /// The variable of this place.
    Variable(usize),
    /// The period of this place among those that came.
    Period(usize),
    /// A period that is not kept.
    Other,
}

/// A variable and its values, as a document wrote them.
#[derive(Debug, Default)]
pub(crate) struct Written<'a> {
    /// From the name on.
    pub(crate) text: &'a str,
    pub(crate) values: Vec<(Period, &'a str)>,
    /// The months asked for, and where `null` stands in the text.
    pub(crate) nulls: Vec<(Month, Range<usize>)>,
    /// Whether the values are all written 0.
    pub(crate) zero: bool,
}

/// How the documents before were written.
#[derive(Debug, Default)]
pub(crate) struct Habits<'a> {
    /// After the beginning of a member and after each variable, the variable that came last.
    after: Vec<Option<usize>>,
    /// For each variable, different values of it, those that come often first.
    written: Vec<Vec<Written<'a>>>,
    /// For each variable, the first period that came last.
    first: Vec<Option<usize>>,
    /// The periods that came, as they are written, each with the one that came last after it.
    periods: Vec<(&'a str, Period, Option<usize>)>,
}

/// How many different values of a variable are kept: most are nothing, or one of a few words.
const KEPT: usize = 4;
/// More periods than documents usually have.
const MOST: usize = 128;
/// Longer values are rarely those of someone else.
const LONGEST: usize = 1024;

impl<'a> Habits<'a> {
    /// The variable that likely comes next.
    #[inline]
    pub(crate) fn variable(&self, before: Before) -> Option<(usize, &'static Variable)> {
        let place = self.after.get(index(before)?).copied().flatten()?;
        VARIABLES.get(place).map(|variable| (place, variable))
    }

    /// Notes which variable came.
    pub(crate) fn note_variable(&mut self, before: Before, place: usize) {
        self.after.resize(Entity::ALL.len() + VARIABLES.len(), None);
        if let Some(next) = index(before).and_then(|index| self.after.get_mut(index)) {
            *next = Some(place);
        }
    }

    /// A variable and its values, if they are written as some before; `is` tells whether they are.
    #[inline]
    pub(crate) fn written(
        &mut self,
        place: usize,
        is: impl FnMut(&Written<'a>) -> bool,
    ) -> Option<&Written<'a>> {
        let kept = self.written.get_mut(place)?;
        let found = kept.iter().position(is)?;
        // What comes often comes forward, and stays.
        let forward = found.saturating_sub(1);
        if found != forward {
            kept.swap(found, forward);
        }
        kept.get(forward)
    }

    /// Notes a variable and its values, written in a text that begins at a place of its document.
    pub(crate) fn note(
        &mut self,
        place: usize,
        text: &'a str,
        at: usize,
        (values, zero): (&[(Period, &'a str)], bool),
        nulls: &[Null],
    ) {
        if text.len() > LONGEST {
            return;
        }
        self.written.resize_with(VARIABLES.len(), Vec::new);
        let Some(kept) = self.written.get_mut(place) else { return };
        let mut written =
            if kept.len() < KEPT { Written::default() } else { kept.pop().unwrap_or_default() };
        written.text = text;
        written.values.clear();
        written.values.extend_from_slice(values);
        written.zero = zero;
        written.nulls.clear();
        let nulls = nulls.iter();
        written.nulls.extend(nulls.map(|null| (null.month, null.at.start - at..null.at.end - at)));
        kept.push(written);
    }

    /// The period that likely comes next: its place, how it is written, and what it is.
    #[inline]
    pub(crate) fn period(&self, before: Before) -> Option<(usize, &'a str, Period)> {
        let place = match before {
            Before::Variable(variable) => self.first.get(variable).copied().flatten(),
            Before::Period(period) => self.periods.get(period).and_then(|(.., next)| *next),
            Before::Beginning(_) | Before::Other => None,
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
            Before::Beginning(_) | Before::Other => {}
        }
        Before::Period(place)
    }
}

/// Where the variable that comes after is kept.
#[inline]
fn index(before: Before) -> Option<usize> {
    match before {
        Before::Beginning(entity) => Some(entity as usize),
        Before::Variable(place) => Some(Entity::ALL.len() + place),
        Before::Period(_) | Before::Other => None,
    }
}
