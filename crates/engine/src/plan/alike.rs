//! What gives the same value at several months, as long as nothing it is made from changes.
//!
//! RSA looks at three months, and so at three housing benefits, each over twelve months of wages.
//! For most households nothing changed in between: what was found for one month is then kept for
//! the others. Which instructions do the same is known from the rules; whether what they read
//! changed is asked of each household, once.

use super::{Instruction, Plan, Slot, Step};
use crate::evaluate::elapsed;
use crate::program::{Program, Question, QuestionId, Scope};
use crate::{Fact, Household, Month};
use time::Date;

/// Things that may change, one bit each.
pub(crate) type Bits = u128;

/// A change in answers older than this does not keep recent months apart.
const RECENT: i32 = -6;

/// Everything that may change between two months that are otherwise alike.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    things: Vec<Thing>,
}

/// Something that may change, and between which months it matters.
#[derive(Debug)]
enum Thing {
    /// The answer to a question.
    Answer { question: QuestionId, scope: Scope, recent: bool, from: Month, to: Month },
    /// How old people are in years, on one day and on another.
    Age { from: Date, to: Date },
    /// Who lives there.
    Presence { from: Month, to: Month },
}

/// What changed, for each person and for the whole household.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    each: Vec<Bits>,
    all: Bits,
}

impl Changes {
    /// Whether some of these things changed for a person; for anyone when there is none.
    #[inline]
    pub(crate) fn touch(&self, things: Bits, person: Option<usize>) -> bool {
        let changed = match person {
            Some(person) => self.each.get(person).copied().unwrap_or(Bits::MAX),
            None => self.all,
        };
        things & changed != 0
    }
}

impl Alike {
    /// What changed in a household.
    pub(crate) fn changes(&self, household: &Household, changes: &mut Changes) {
        let people = household.people();
        changes.each.clear();
        changes.each.resize(people.len(), 0);
        let mut shared = 0;
        for (index, thing) in (0u32..).zip(&self.things) {
            let bit = 1 << index;
            match thing {
                Thing::Answer { question, scope: Scope::Household, from, to, .. } => {
                    if varies(household.fact(*question, Scope::Household, 0), *from, *to) {
                        shared |= bit;
                    }
                }
                Thing::Answer { question, scope: Scope::Person, from, to, .. } => {
                    for (person, changed) in changes.each.iter_mut().enumerate() {
                        if varies(household.fact(*question, Scope::Person, person), *from, *to) {
                            *changed |= bit;
                        }
                    }
                }
                Thing::Age { from, to } => {
                    for (person, changed) in people.iter().zip(&mut changes.each) {
                        // Of an unknown day, each age is unknown in its own way.
                        let age = |day: Date| person.birth.map(|birth| elapsed(true, birth, day));
                        if age(*from).is_none_or(|age_then| Some(age_then) != age(*to)) {
                            *changed |= bit;
                        }
                    }
                }
                Thing::Presence { from, to } => {
                    let within = |month: Month| *from < month && month <= *to;
                    let moves = people.iter().any(|person| {
                        let born = person.birth.map(Month::of);
                        [person.arrived, person.left, born].into_iter().flatten().any(within)
                    });
                    if moves {
                        shared |= bit;
                    }
                }
            }
        }
        changes.all = shared;
        for changed in &mut changes.each {
            *changed |= shared;
            changes.all |= *changed;
        }
    }

    /// The bit of a thing, which matters between these two as well; nothing when there are too
    /// many things to follow.
    fn bit(&mut self, wanted: Thing) -> Option<Bits> {
        let found = self.things.iter_mut().position(|thing| thing.widen(&wanted));
        let index = found.unwrap_or(self.things.len());
        let bit = 1u128.checked_shl(u32::try_from(index).ok()?)?;
        if found.is_none() {
            self.things.push(wanted);
        }
        Some(bit)
    }
}

impl Thing {
    /// Makes this matter where the other does, if they are the same thing.
    fn widen(&mut self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Answer { question, recent, from, to, .. },
                Self::Answer { question: q, recent: r, from: f, to: t, .. },
            ) if question == q && recent == r => {
                (*from, *to) = ((*from).min(*f), (*to).max(*t));
                true
            }
            (Self::Age { from, to }, Self::Age { from: f, to: t }) if from == f || to == t => {
                (*from, *to) = ((*from).min(*f), (*to).max(*t));
                true
            }
            (Self::Presence { from, to }, Self::Presence { from: f, to: t }) => {
                (*from, *to) = ((*from).min(*f), (*to).max(*t));
                true
            }
            _ => false,
        }
    }
}

/// Whether an answer changes after one month, up to another.
fn varies(fact: &Fact, from: Month, to: Month) -> bool {
    match fact {
        Fact::Missing | Fact::Always(_) => false,
        Fact::Since(changes) => changes.iter().any(|(month, _)| from < *month && *month <= to),
    }
}

impl Plan {
    /// The slot of the first instruction that does the same as the one that makes this.
    fn first_alike(&self, slot: Slot) -> Slot {
        self.instruction(slot).and_then(|made| made.like).unwrap_or(slot)
    }

    /// What must not change for a slot to be worth what the first that is like it is.
    fn same_if(&self, slot: Slot) -> Bits {
        self.instruction(slot).map_or(0, |made| made.same_if)
    }

    /// The first of these slots that does the same as a step at a month, and what must not change
    /// for both to be worth the same.
    pub(super) fn like(
        &mut self,
        program: &Program,
        step: &Step,
        month: Month,
        others: &[Slot],
    ) -> Option<(Slot, Bits)> {
        for other in others {
            let Some(made) = self.instruction(*other).filter(|made| made.like.is_none()) else {
                continue;
            };
            let mut bits = 0;
            let mut same = |a: Slot, b: Slot| {
                bits |= self.same_if(a) | self.same_if(b);
                self.first_alike(a) == self.first_alike(b)
            };
            if step.resembles(&made.step, &mut same)
                && let Ok(own) = self.own_thing(program, step, month, made)
            {
                return match own {
                    None => Some((*other, bits)),
                    Some(own) => Some((*other, bits | self.alike.bit(own)?)),
                };
            }
        }
        None
    }

    /// What may change beside the operands of two steps; an error when it always does.
    fn own_thing(
        &self,
        program: &Program,
        step: &Step,
        month: Month,
        other: &Instruction,
    ) -> Result<Option<Thing>, ()> {
        let (from, to) = (month.min(other.month), month.max(other.month));
        match (step, &other.step) {
            (Step::Question { question, .. }, _) => {
                let scope = program.questions.get(question.index()).map(|Question { scope, .. }| *scope);
                let scope = scope.ok_or(())?;
                let recent = self.month.plus(RECENT) <= from;
                Ok(Some(Thing::Answer { question: *question, scope, recent, from, to }))
            }
            (Step::Persons { .. }, _) => Ok(Some(Thing::Presence { from, to })),
            (Step::Elapsed { years, day, since }, Step::Elapsed { day: other, .. }) => {
                let birth = self.instruction(*since).is_some_and(|made| made.step == Step::Birth);
                let (from, to) = (*day.min(other), *day.max(other));
                if *years && birth { Ok(Some(Thing::Age { from, to })) } else { Err(()) }
            }
            _ => Ok(None),
        }
    }

    /// Months in a row that are alike: how many, and what must not change among them.
    pub(super) fn runs(&self, values: &[Slot]) -> Box<[super::Run]> {
        let mut runs: Vec<super::Run> = Vec::new();
        let mut last = None;
        for slot in values {
            let first = self.first_alike(*slot);
            let same_if = self.same_if(*slot);
            match runs.last_mut() {
                Some(run) if last == Some(first) => {
                    run.length += 1;
                    run.same_if |= same_if;
                }
                _ => runs.push(super::Run { length: 1, same_if }),
            }
            last = Some(first);
        }
        runs.into()
    }
}
