//! What gives the same value at several months, as long as nothing it is made from changes.
//!
//! RSA looks at three months, and so at three housing benefits, each over twelve months of wages.
//! For most households nothing changed in between: what was found for one month is then kept for
//! the others. Which instructions do the same is known from the rules; whether what they read
//! changed is asked of each household, once.

use super::changes::Look;
use super::{Instruction, Plan, Slot, Step};
use crate::Month;
use crate::program::{NodeId, Program, Question, QuestionId, Scope};
use crate::value::Value;
use rust_decimal::Decimal;
use time::Date;

/// Things that may change, one bit each.
pub(crate) type Bits = u128;

/// What must not change for a value to be the same at two months.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SameIf {
    /// For the person whose value it is.
    pub(crate) own: Bits,
    /// For anyone: what the household has for all of them.
    pub(crate) all: Bits,
}

impl SameIf {
    /// Adds what an operand needs.
    fn and(&mut self, other: Self) {
        self.own |= other.own;
        self.all |= other.all;
    }
}

/// A change in answers older than this does not keep recent months apart.
const RECENT: i32 = -6;

/// Everything that may change between two months that are otherwise alike.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    /// While the plan is laid out.
    things: Vec<Thing>,
    /// Afterwards.
    pub(super) looks: Vec<Look>,
}

/// Something that may change, and between which months it matters; its place gives its bit.
#[derive(Debug)]
enum Thing {
    /// The answer to a question.
    Answer { question: QuestionId, scope: Scope, recent: bool, from: Month, to: Month },
    /// Who lives there.
    Presence { from: Month, to: Month },
    /// How many years have passed since a day, counted on one day and on another.
    Years { since: Slot, from: Date, to: Date },
    /// On which side of another day a day lies, which moves from one day to another.
    Side { day: Slot, from: Date, to: Date },
    /// Whether as much time as this has passed since a day, counted on one day and on another.
    Reached { since: Slot, years: bool, from: Date, to: Date, threshold: Decimal },
}

impl Alike {
    /// What to look at in a household.
    pub(crate) fn looks(&self) -> &[Look] {
        &self.looks
    }

    /// Once all is laid out: what to look at, each day once.
    pub(super) fn settle(&mut self) {
        for (index, thing) in (0u32..).zip(self.things.drain(..)) {
            let bit = 1 << index;
            let look = match thing {
                Thing::Answer { question, scope, from, to, .. } => {
                    Look::Answer { question, scope, from, to, bit }
                }
                Thing::Presence { from, to } => Look::Presence { from, to, bit },
                Thing::Side { day, from, to } => Look::Side { day, from, to, bits: bit },
                Thing::Years { since, from, to } => {
                    Look::Time { since, years: true, from, to, any: bit, thresholds: Vec::new() }
                }
                Thing::Reached { since, years, from, to, threshold } => {
                    let thresholds = vec![(threshold, bit)];
                    Look::Time { since, years, from, to, any: 0, thresholds }
                }
            };
            if !self.looks.iter_mut().any(|other| other.join(&look)) {
                self.looks.push(look);
            }
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
            (
                Self::Years { since: slot, from, to },
                Self::Years { since: other, from: f, to: t },
            )
            | (Self::Side { day: slot, from, to }, Self::Side { day: other, from: f, to: t })
                if slot == other =>
            {
                (*from, *to) = ((*from).min(*f), (*to).max(*t));
                true
            }
            (
                Self::Reached { since, years, from, to, threshold },
                Self::Reached { since: s, years: y, from: f, to: t, threshold: other },
            ) if since == s && years == y && threshold == other => {
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

/// What moves with the month of reading, and between which days.
#[derive(Clone, Copy)]
enum Moving {
    /// A day of the month.
    Day(Date, Date),
    /// The time passed since a day.
    Time { since: Slot, years: bool, from: Date, to: Date },
}

impl Plan {
    /// The slot of the first instruction that does the same as the one that makes this.
    fn first_alike(&self, slot: Slot) -> Slot {
        self.instruction(slot).and_then(|made| made.like).unwrap_or(slot)
    }

    /// What must not change for a slot to be worth what the first that is like it is.
    fn same_if(&self, slot: Slot) -> SameIf {
        self.instruction(slot).map(|made| made.same_if).unwrap_or_default()
    }

    /// Where the value of a node is kept at a month laid out already, if it does the same there as a
    /// step at another month; and what must not change for both to be worth the same.
    pub(super) fn like(
        &mut self,
        program: &Program,
        node: NodeId,
        step: &Step,
        operands: &[Slot],
        month: Month,
    ) -> Option<(Slot, SameIf)> {
        for (_, other) in self.others(node) {
            let Some(made) = self.instruction(*other).filter(|made| made.like.is_none()) else {
                continue;
            };
            let mut same_if = SameIf::default();
            // What moves with the month may make no difference to what it is compared with.
            let mut moving = None;
            let mut same = |a: Slot, b: Slot| {
                if let Step::Compare(..) = step
                    && moving.is_none()
                    && let Some(found) = self.moving(a, b)
                {
                    moving = Some(found);
                    return true;
                }
                same_if.and(self.same_if(a));
                same_if.and(self.same_if(b));
                self.first_alike(a) == self.first_alike(b)
            };
            if step.resembles(operands, &made.step, &mut same)
                && let Ok(own) = self.own_thing(program, step, month, made, moving)
            {
                let other = *other;
                if let Some(own) = own {
                    same_if.own |= self.alike.bit(own)?;
                }
                // What is the household's is made from anyone's.
                if !other.is_of_each_person() {
                    same_if = SameIf { own: 0, all: same_if.own | same_if.all };
                }
                return Some((other, same_if));
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
        moving: Option<Moving>,
    ) -> Result<Option<Thing>, ()> {
        let (from, to) = (month.min(other.month), month.max(other.month));
        match (step, &other.step) {
            (Step::Question { question, .. }, _) => {
                let found = program.questions.get(question.index());
                let scope = found.map(|Question { scope, .. }| *scope).ok_or(())?;
                let recent = self.month.plus(RECENT) <= from;
                Ok(Some(Thing::Answer { question: *question, scope, recent, from, to }))
            }
            (Step::Persons { .. }, _) => Ok(Some(Thing::Presence { from, to })),
            (Step::Elapsed { years: true, day, .. }, Step::Elapsed { day: other, since, .. }) => {
                let (from, to) = (*day.min(other), *day.max(other));
                Ok(Some(Thing::Years { since: *since, from, to }))
            }
            (Step::Elapsed { .. }, _) => Err(()),
            (_, Step::Compare(_, a, b)) => match moving {
                None => Ok(None),
                Some(Moving::Day(from, to)) => {
                    let day = if self.constant_at(*a).is_some() { *b } else { *a };
                    Ok(Some(Thing::Side { day, from, to }))
                }
                Some(Moving::Time { since, years, from, to }) => {
                    let threshold = self.constant_at(*a).or_else(|| self.constant_at(*b));
                    let Some(Value::Number(threshold)) = threshold else { return Err(()) };
                    Ok(Some(Thing::Reached { since, years, from, to, threshold }))
                }
            },
            _ => Ok(None),
        }
    }

    /// Two slots that differ only by the day of the month at which they are read.
    fn moving(&self, a: Slot, b: Slot) -> Option<Moving> {
        if let (Some(Value::Date(a)), Some(Value::Date(b))) =
            (self.constant_at(a), self.constant_at(b))
        {
            return (a != b).then(|| Moving::Day(a.min(b), a.max(b)));
        }
        let (a, b) = self.instruction(a).zip(self.instruction(b))?;
        match (&a.step, &b.step) {
            (
                Step::Elapsed { years, day, since },
                Step::Elapsed { day: other, since: same, .. },
            ) if a.node == b.node && day != other && since == same => {
                let (from, to) = (*day.min(other), *day.max(other));
                Some(Moving::Time { since: *since, years: *years, from, to })
            }
            _ => None,
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
                    run.same_if.and(same_if);
                }
                _ => runs.push(super::Run { length: 1, same_if }),
            }
            last = Some(first);
        }
        runs.into()
    }
}
