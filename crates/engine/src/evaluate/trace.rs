//! What every node of a plan is worth for one household, as far as it was evaluated.

use crate::plan::{Changes, Plan, Slot};
use crate::program::Program;
use crate::value::{Range, RangeId, Set, Value};
use crate::{Household, Month, QuestionId};
use rust_decimal::Decimal;

/// What every node of a plan is worth for one household.
///
/// Used again for the next household, it costs no allocation.
#[derive(Debug, Default)]
pub struct Trace {
    /// The values of the household, then those of each person.
    cells: Vec<Cell>,
    evaluation: u32,
    ranges: Vec<Range>,
    /// The first of the ranges that stand for one value only.
    pub(super) first: u32,
    /// From where to where the parts are of the sum that a range is, since the first.
    pub(super) sums: Vec<(usize, usize)>,
    /// What the answers can be that are the same at all months.
    pub(super) always: Vec<((QuestionId, usize), Value)>,
    /// Parts of sums: a range, and how many times its value is counted.
    pub(super) parts: Vec<(RangeId, Decimal)>,
    people: usize,
    /// How many values the household has.
    household: usize,
    /// How many values a person has.
    width: usize,
    /// Whether what is not known is the same at months that are alike.
    pub(super) alike: bool,
    /// What changed with time in the household.
    pub(super) changes: Changes,
}

/// What an evaluation found for sure although answers were missing: it stays the same whatever they
/// turn out to be, and need not be made again.
#[derive(Debug, Default)]
pub struct Settled {
    values: Vec<(usize, Value)>,
    /// Whether each answer that is not known is the same at all months.
    alike: bool,
}

impl Settled {
    /// Nothing yet; whether each answer that is not known is the same at all months.
    pub(crate) fn new(alike: bool) -> Self {
        Self { values: Vec::new(), alike }
    }
}

/// A value, and the evaluation that made it.
#[derive(Clone, Copy, Debug)]
struct Cell {
    value: Value,
    made: u32,
}

impl Trace {
    /// The value of a slot, for a person when it has one for each.
    pub fn value(&self, slot: Slot, person: usize) -> Value {
        self.made(self.place(slot, person)).copied().unwrap_or(Value::Absent)
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

    /// What was found for sure, whatever the missing answers are.
    pub fn settled(&self) -> Settled {
        let made =
            |(_, cell): &(usize, &Cell)| cell.made == self.evaluation && !cell.value.is_unknown();
        let cells = self.cells.iter().enumerate().filter(made);
        let values = cells.map(|(place, cell)| (place, cell.value)).collect();
        Settled { values, alike: self.alike }
    }

    /// Forgets the last household and makes ready for another.
    pub(super) fn begin(&mut self, program: &Program, plan: &Plan, household: &Household) {
        self.people = household.people().len();
        self.household = plan.household.len();
        self.width = plan.people.len();
        let length = self.household + self.width * self.people;
        if self.cells.len() < length {
            self.cells.resize(length, Cell { value: Value::Absent, made: 0 });
        }
        self.evaluation = self.evaluation.wrapping_add(1);
        if self.evaluation == 0 {
            self.cells.iter_mut().for_each(|cell| cell.made = 0);
            self.evaluation = 1;
        }
        for (slot, constant) in &plan.constants {
            self.put(slot.index(), *constant);
        }
        self.ranges.clear();
        // The first ranges are those of the unanswered questions, then that of an unknown birth.
        self.ranges.extend(program.questions.iter().map(|question| question.range));
        self.ranges.push(births(plan.month));
        self.ranges.push(Range::only(Value::Number(Decimal::ONE)));
        self.first = u32::try_from(self.ranges.len()).unwrap_or(u32::MAX);
        self.alike = false;
        self.always.clear();
        self.sums.clear();
        self.parts.clear();
    }

    /// Keeps what is settled.
    pub(super) fn settle(&mut self, settled: &Settled) {
        self.alike = settled.alike;
        for (place, value) in &settled.values {
            self.put(*place, *value);
        }
    }

    /// Where a value is kept.
    #[inline]
    pub(super) fn place(&self, slot: Slot, person: usize) -> usize {
        let before =
            if slot.is_of_each_person() { self.household + person * self.width } else { 0 };
        before + slot.index()
    }

    /// The value of this place, if this evaluation made it.
    #[inline]
    pub(super) fn made(&self, place: usize) -> Option<&Value> {
        let cell = self.cells.get(place)?;
        (cell.made == self.evaluation).then_some(&cell.value)
    }

    /// The value of a place that was made.
    #[inline]
    pub(super) fn at(&self, place: usize) -> &Value {
        self.cells.get(place).map_or(&Value::Absent, |cell| &cell.value)
    }

    #[inline]
    pub(super) fn put(&mut self, place: usize, value: Value) {
        if let Some(cell) = self.cells.get_mut(place) {
            *cell = Cell { value, made: self.evaluation };
        }
    }

    /// A trace of no household, to keep what depends on none.
    pub(super) fn of_nobody() -> Self {
        Self { evaluation: 1, ..Self::default() }
    }

    /// Keeps what a slot is worth for any household.
    pub(super) fn keep_constant(&mut self, slot: Slot, value: Value) {
        let length = self.cells.len().max(slot.index() + 1);
        self.cells.resize(length, Cell { value: Value::Absent, made: 0 });
        self.put(slot.index(), value);
    }

    /// Forgets what is kept from a place on.
    pub(super) fn forget(&mut self, place: usize) {
        self.cells.truncate(place);
    }

    /// A place for a value of no slot.
    pub(super) fn spare(&mut self) -> usize {
        self.cells.push(Cell { value: Value::Absent, made: 0 });
        self.cells.len() - 1
    }

    /// Keeps a range.
    pub(super) fn keep(&mut self, range: Range) -> Value {
        let id = RangeId(u32::try_from(self.ranges.len()).unwrap_or(u32::MAX));
        self.ranges.push(range);
        self.sums.push((0, 0));
        Value::Unknown(id)
    }
}

/// The dates on which someone alive, or about to be born, can have been born.
fn births(month: Month) -> Range {
    let low = Some(month.plus(-120 * 12).first_day());
    Range { set: Set::Dates { low, high: Some(month.plus(9).last_day()) }, absent: false }
}
