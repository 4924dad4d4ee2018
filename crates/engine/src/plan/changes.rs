//! What changed with time in a household: each thing is looked at once, before all else.

use super::Slot;
use super::alike::{Alike, Bits, SameIf};
use crate::evaluate::elapsed;
use crate::program::{QuestionId, Scope};
use crate::value::Value;
use crate::{Fact, Household, Month};
use rust_decimal::Decimal;
use time::Date;

/// What changed, for each person and for the whole household.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    each: Vec<Bits>,
    all: Bits,
}

impl Changes {
    /// Whether some of these things changed for a person; for anyone when there is none.
    #[inline]
    pub(crate) fn touch(&self, same_if: SameIf, person: Option<usize>) -> bool {
        let own = match person {
            Some(person) => self.each.get(person).copied().unwrap_or(Bits::MAX),
            None => self.all,
        };
        same_if.own & own | same_if.all & self.all != 0
    }

    /// Until it is known, everything may have changed.
    pub(crate) fn forget(&mut self, people: usize) {
        self.each.clear();
        self.each.resize(people, Bits::MAX);
        self.all = Bits::MAX;
    }
}

/// What to look at in a household, and the bits of what that may show changed.
#[derive(Debug)]
pub(crate) enum Look {
    /// The answer to a question.
    Answer { question: QuestionId, scope: Scope, from: Month, to: Month, bit: Bits },
    /// Who lives there.
    Presence { from: Month, to: Month, bit: Bits },
    /// On which side of days a day lies.
    Side { day: Slot, from: Date, to: Date, bits: Bits },
    /// How much time has passed since a day: whether it is the same, and what it reached.
    Time {
        since: Slot,
        years: bool,
        from: Date,
        to: Date,
        any: Bits,
        thresholds: Vec<(Decimal, Bits)>,
    },
}

impl Alike {
    /// What changed in a household; `day` gives the days to look at.
    pub(crate) fn look(
        &self,
        household: &Household,
        changes: &mut Changes,
        day: &mut dyn FnMut(Slot, usize) -> Option<Value>,
    ) {
        changes.each.clear();
        changes.each.resize(household.people().len(), 0);
        let mut shared = 0;
        for look in &self.looks {
            if look.is_of_each_person() {
                for (person, bits) in changes.each.iter_mut().enumerate() {
                    *bits |= look.changed(household, person, day);
                }
            } else {
                shared |= look.changed(household, 0, day);
            }
        }
        changes.all = shared;
        for bits in &mut changes.each {
            *bits |= shared;
            changes.all |= *bits;
        }
    }
}

impl Look {
    /// Whether there is something to look at for each person.
    pub(crate) fn is_of_each_person(&self) -> bool {
        match self {
            Self::Answer { scope, .. } => *scope == Scope::Person,
            Self::Presence { .. } => false,
            Self::Time { since: day, .. } | Self::Side { day, .. } => day.is_of_each_person(),
        }
    }

    /// What changed, for a person when there is something to look at for each.
    fn changed(
        &self,
        household: &Household,
        person: usize,
        day: &mut dyn FnMut(Slot, usize) -> Option<Value>,
    ) -> Bits {
        let (changed, bits) = match self {
            Self::Answer { question, scope, from, to, bit } => {
                (varies(household.fact(*question, *scope, person), *from, *to), *bit)
            }
            Self::Presence { from, to, bit } => (moves(household, *from, *to), *bit),
            Self::Side { day: slot, from, to, bits } => match day(*slot, person) {
                Some(Value::Date(day)) => (*from <= day && day <= *to, *bits),
                day => (day != Some(Value::Absent), *bits),
            },
            Self::Time { since, years, from, to, any, thresholds } => match day(*since, person) {
                Some(Value::Date(day)) => {
                    let counts = [*from, *to].map(|to| elapsed(*years, day, to));
                    if let [then, now] = counts
                        && then == now
                    {
                        (false, 0)
                    } else {
                        let sides = |threshold: &Decimal| {
                            counts.map(|count| Decimal::from(count).cmp(threshold))
                        };
                        let passed = thresholds.iter().filter(|(threshold, _)| {
                            let [then, now] = sides(threshold);
                            then != now
                        });
                        (true, passed.fold(*any, |bits, (_, bit)| bits | bit))
                    }
                }
                // Since a day that is not known, each count is unknown in its own way.
                day => {
                    let all = thresholds.iter().fold(*any, |bits, (_, bit)| bits | bit);
                    (day != Some(Value::Absent), all)
                }
            },
        };
        if changed { bits } else { 0 }
    }
}

impl Look {
    /// Takes the bits of another, if both look at the same days.
    pub(super) fn join(&mut self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Side { day, from, to, bits },
                Self::Side { day: d, from: f, to: t, bits: more },
            ) if day == d && from == f && to == t => {
                *bits |= more;
                true
            }
            (
                Self::Time { since, years, from, to, any, thresholds },
                Self::Time { since: s, years: y, from: f, to: t, any: more, thresholds: others },
            ) if since == s && years == y && from == f && to == t => {
                *any |= more;
                thresholds.extend(others);
                true
            }
            _ => false,
        }
    }
}

/// Whether someone comes or goes after one month, up to another.
pub(crate) fn moves(household: &Household, from: Month, to: Month) -> bool {
    let within = |month: Month| from < month && month <= to;
    household.people().iter().any(|person| {
        let born = person.birth.map(Month::of);
        [person.arrived, person.left, born].into_iter().flatten().any(within)
    })
}

/// Whether an answer changes after one month, up to another.
pub(crate) fn varies(fact: &Fact, from: Month, to: Month) -> bool {
    match fact {
        Fact::Missing | Fact::Always(_) => false,
        Fact::Since(changes) => changes.iter().any(|(month, _)| from < *month && *month <= to),
    }
}
