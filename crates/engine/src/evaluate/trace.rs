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
    /// What depends on nobody, then the values of the household, then those of each person.
    values: Vec<Value>,
    /// The evaluation that made each value.
    made: Vec<u32>,
    evaluation: u32,
    ranges: Vec<Range>,
    people: usize,
    /// Where the values of the household begin.
    household: usize,
    /// Where the values of the first person begin.
    columns: usize,
    /// How many values a person has.
    width: usize,
    /// What changed with time in the household.
    pub(super) changes: Changes,
    /// The same while it is found out.
    pub(super) changed: Vec<(Option<usize>, u32)>,
}

impl Trace {
    /// The value of a slot, for a person when it has one for each.
    pub fn value(&self, slot: Slot, person: usize) -> Value {
        let place = self.place(slot, person);
        if self.is_made(place) { *self.at(place) } else { Value::Absent }
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
        self.household = plan.constants.len();
        self.columns = self.household + plan.household.len();
        self.width = plan.columns.len();
        let length = self.columns + self.width * self.people;
        if self.values.len() < length {
            self.values.resize(length, Value::Absent);
            self.made.resize(length, 0);
        }
        self.evaluation = self.evaluation.wrapping_add(1);
        if self.evaluation == 0 {
            self.made.fill(0);
            self.evaluation = 1;
        }
        for (place, constant) in plan.constants.iter().enumerate() {
            self.put(place, *constant);
        }
        self.ranges.clear();
        // The first ranges are those of the unanswered questions, then that of an unknown birth.
        self.ranges.extend(program.questions.iter().map(|question| question.range));
        self.ranges.push(births(plan.month));
        self.changes.forget(self.people);
    }

    /// Where a value is kept.
    #[inline]
    pub(super) fn place(&self, slot: Slot, person: usize) -> usize {
        match slot.place() {
            Place::Constant(index) => index,
            Place::Household(index) => self.household + index,
            Place::Column(index) => self.columns + person * self.width + index,
        }
    }

    /// Whether this evaluation made the value of this place.
    #[inline]
    pub(super) fn is_made(&self, place: usize) -> bool {
        self.made.get(place) == Some(&self.evaluation)
    }

    /// The value of a place that was made.
    #[inline]
    pub(super) fn at(&self, place: usize) -> &Value {
        self.values.get(place).unwrap_or(&Value::Absent)
    }

    #[inline]
    pub(super) fn put(&mut self, place: usize, value: Value) {
        if let (Some(cell), Some(made)) = (self.values.get_mut(place), self.made.get_mut(place)) {
            *cell = value;
            *made = self.evaluation;
        }
    }

    /// A place for a value of no slot.
    pub(super) fn spare(&mut self) -> usize {
        self.values.push(Value::Absent);
        self.made.push(0);
        self.values.len() - 1
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
