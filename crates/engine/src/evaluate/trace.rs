//! What every node of a plan is worth for one household, as far as it was evaluated.

use crate::plan::{Changes, Place, Plan, Slot};
use crate::program::Program;
use crate::value::{Range, RangeId, Set, Value};
use crate::{Household, Month};

/// What every node of a plan is worth for one household.
///
/// Used again for the next household, it costs no allocation.
#[derive(Debug, Default)]
pub struct Trace {
    /// The values of the household, then the columns, each with one value for each person.
    values: Vec<Value>,
    /// The evaluation that made each value.
    made: Vec<u32>,
    evaluation: u32,
    constants: Vec<Value>,
    ranges: Vec<Range>,
    people: usize,
    /// Where the columns begin.
    columns: usize,
    /// What changed with time in the household.
    pub(super) changes: Changes,
    /// The same while it is found out.
    pub(super) changed: Vec<(Option<usize>, u32)>,
}

impl Trace {
    /// The value of a slot, for a person when it has one for each.
    pub fn value(&self, slot: Slot, person: usize) -> Value {
        match self.place(slot, person) {
            Some(place) => self.made(place).unwrap_or(Value::Absent),
            None => match slot.place() {
                Place::Constant(index) => {
                    self.constants.get(index).copied().unwrap_or(Value::Absent)
                }
                Place::Household(_) | Place::Column(_) => Value::Absent,
            },
        }
    }

    /// What a value can be: itself, or the range of an unknown one.
    pub fn range(&self, value: Value) -> Range {
        match value {
            Value::Unknown(id) => {
                self.ranges.get(id.0 as usize).copied().unwrap_or(Range::ANY_NUMBER)
            }
            known => Range::only(known),
        }
    }

    /// How many people the household has.
    pub fn people(&self) -> usize {
        self.people
    }

    /// Forgets the last household and makes ready for another.
    pub(super) fn begin(&mut self, program: &Program, plan: &Plan, household: &Household) {
        self.people = household.people().len();
        self.columns = plan.household.len();
        let length = self.columns + plan.columns.len() * self.people;
        if self.values.len() < length {
            self.values.resize(length, Value::Absent);
            self.made.resize(length, 0);
        }
        self.evaluation = self.evaluation.wrapping_add(1);
        if self.evaluation == 0 {
            self.made.fill(0);
            self.evaluation = 1;
        }
        self.constants.clone_from(&plan.constants);
        self.ranges.clear();
        // The first ranges are those of the unanswered questions, then that of an unknown birth.
        self.ranges.extend(program.questions.iter().map(|question| question.range));
        self.ranges.push(births(plan.month));
        self.changes.forget(self.people);
    }

    /// Where a value is kept; constants are kept elsewhere.
    #[inline]
    pub(super) fn place(&self, slot: Slot, person: usize) -> Option<usize> {
        match slot.place() {
            Place::Constant(_) => None,
            Place::Household(index) => Some(index),
            Place::Column(index) => Some(self.columns + index * self.people + person),
        }
    }

    /// The value of this place, if this evaluation made it.
    #[inline]
    pub(super) fn made(&self, place: usize) -> Option<Value> {
        if *self.made.get(place)? != self.evaluation {
            return None;
        }
        self.values.get(place).copied()
    }

    #[inline]
    pub(super) fn write(&mut self, place: usize, value: Value) {
        if let (Some(cell), Some(made)) = (self.values.get_mut(place), self.made.get_mut(place)) {
            *cell = value;
            *made = self.evaluation;
        }
    }

    /// Keeps a range.
    pub(super) fn keep(&mut self, range: Range) -> Value {
        let id = RangeId(u32::try_from(self.ranges.len()).unwrap_or(u32::MAX));
        self.ranges.push(range);
        Value::Unknown(id)
    }
}

/// The dates on which someone alive, or about to be born, can have been born.
fn births(month: Month) -> Range {
    let low = Some(month.plus(-120 * 12).first_day());
    Range { set: Set::Dates { low, high: Some(month.plus(9).last_day()) }, absent: false }
}
