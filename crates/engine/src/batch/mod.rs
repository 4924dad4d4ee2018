//! The evaluation of many households of which all is known, many times faster.
//!
//! It does what `evaluate` does, in the same order, and gives the same values to the last digit,
//! but each step for many households at once: conditions are a bit each. It keeps nothing to
//! explain them, and says nothing of a value on which an answer that is missing could bear, nor of
//! a household where something fails: `evaluate` then does. Nothing of it is in the browser, where
//! a household is asked about alone, and little by little.

mod arithmetic;
mod cell;
mod changes;
mod columns;
mod fold;
mod given;
mod logic;
mod number;
mod read;
mod totals;

pub use columns::TOGETHER;
pub use given::Rest;

use crate::plan::{Plan, Slot, Step};
use crate::program::Program;
use crate::{Household, Value};
use cell::Cell;
use changes::Changed;
use columns::{Column, Columns, Lanes, Worth, each};
use given::Given;
use number::Apart;

/// Deeper than this, it does nothing: each step lies on the stack below those it needs.
const DEEPEST: u32 = 300;

/// Who lives there for so many months lives there at nearly all months that rules read.
const SETTLED: i32 = 48;

/// A plan, and where the values of households are kept, some after the others.
#[derive(Debug)]
pub struct Batch {
    plan: Plan,
    columns: Columns,
    apart: Apart,
    changed: Changed,
    given: Given,
    /// Those of which nothing is said.
    failed: Lanes,
}

impl Batch {
    /// Makes ready to evaluate a plan again and again.
    pub fn new(plan: Plan) -> Self {
        let mut apart = Apart::default();
        let mut columns = Columns::new(plan.household.len());
        for (slot, constant) in &plan.constants {
            columns.constant(slot.index(), apart.cell(constant));
        }
        apart.keep();
        Self {
            plan,
            columns,
            apart,
            changed: Changed::default(),
            given: Given::default(),
            failed: 0,
        }
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Makes what decides the results for as many households as are evaluated together; those
    /// beyond, and those where something fails, have none.
    pub fn results(&mut self, program: &Program, households: &[&Household], rest: Rest) {
        let households = households.get(..TOGETHER).unwrap_or(households);
        let all = (0..households.len()).fold(0, |all: Lanes, _| all << 1 | 1);
        let most = households.iter().map(|household| household.people().len()).max().unwrap_or(0);
        let width = self.plan.people.len();
        self.columns.begin(self.plan.household.len() + width * most);
        self.apart.forget();
        let size = (program.questions.len(), most);
        self.given.look(households, size, &mut self.apart, &mut self.columns);
        let settled_since = self.plan.month.plus(-SETTLED);
        let (mut having, mut settled) = (vec![0; most], vec![0; most]);
        for (lane, household) in households.iter().enumerate() {
            let places = having.iter_mut().zip(&mut settled);
            for ((having, settled), person) in places.zip(household.people()) {
                *having |= 1 << lane;
                let always = person.arrived.is_none() && person.left.is_none();
                *settled |= Lanes::from(always && person.present(settled_since)) << lane;
            }
        }
        let mut walk = Walk {
            program,
            plan: &self.plan,
            households,
            columns: &mut self.columns,
            apart: &mut self.apart,
            changed: &mut self.changed,
            given: &self.given,
            rest,
            failed: 0,
            all,
            having,
            settled,
            settled_since,
            present: Vec::new(),
            person: 0,
        };
        if self.plan.depth > DEEPEST {
            walk.failed = all;
        } else {
            walk.results();
        }
        self.failed = walk.failed | !all;
    }

    /// What a slot of a household is worth, if it was made and is known.
    pub fn value(&self, slot: Slot, household: usize) -> Option<Value> {
        if slot.is_of_each_person() || household >= TOGETHER || self.failed >> household & 1 != 0 {
            return None;
        }
        let column = self.columns.get(slot.index());
        if (column.made & !column.unknown) >> household & 1 == 0 {
            return None;
        }
        if column.absent >> household & 1 != 0 {
            return Some(Value::Absent);
        }
        self.apart.value(self.columns.cell(&column, household))
    }
}

/// The evaluation of some households.
struct Walk<'a> {
    program: &'a Program,
    plan: &'a Plan,
    households: &'a [&'a Household],
    columns: &'a mut Columns,
    apart: &'a mut Apart,
    changed: &'a mut Changed,
    given: &'a Given,
    rest: Rest,
    /// For which something failed: nothing is said of them.
    failed: Lanes,
    all: Lanes,
    /// Which households have a first person, a second, and so on.
    having: Vec<Lanes>,
    /// For which of these people nothing is left to look at from a month on: they live there.
    settled: Vec<Lanes>,
    settled_since: crate::Month,
    /// Which of these people live there at a month, as far as it was asked.
    present: Vec<(crate::Month, Vec<Lanes>)>,
    /// The person whose values are made.
    person: usize,
}

impl<'a> Walk<'a> {
    fn results(&mut self) {
        self.look_for_changes();
        let plan = self.plan;
        for slot in &plan.results {
            if slot.is_of_each_person() {
                for person in 0..self.having.len() {
                    self.person = person;
                    let having = self.having.get(person).copied().unwrap_or(0);
                    self.need(*slot, having);
                }
            } else {
                self.need(*slot, self.all);
            }
        }
    }

    /// Where a value cannot be made, nothing of the household can.
    #[cold]
    fn fail(&mut self, lanes: Lanes, column: &mut Column) {
        self.failed |= lanes;
        column.unknown |= lanes;
    }

    /// The column of a slot, made for these households if it is not yet.
    #[expect(clippy::inline_always, reason = "steps find most of what they need already made")]
    #[inline(always)]
    fn need(&mut self, slot: Slot, lanes: Lanes) -> Column {
        let before = if slot.is_of_each_person() {
            self.plan.household.len() + self.person * self.plan.people.len()
        } else {
            0
        };
        let place = before + slot.index();
        let missing = self.columns.missing(place, lanes);
        if missing != 0 {
            self.make(slot, place, missing);
        }
        self.columns.made(place)
    }

    /// Makes a column for households for which it is not yet.
    #[inline(never)]
    fn make(&mut self, slot: Slot, place: usize, lanes: Lanes) {
        let plan: &'a Plan = self.plan;
        let mut column = self.columns.get(place);
        column.made |= lanes;
        let Some(made) = plan.instruction(slot) else {
            self.fail(lanes, &mut column);
            return self.columns.put(place, column);
        };
        let mut left = lanes;
        if let Some(like) = made.like {
            let whose = slot.is_of_each_person().then_some(self.person);
            let same = lanes & !self.changed.touch(made.same_if, whose);
            if same != 0 {
                let first = self.need(like, same);
                // Below what is not known lie the answers of each month.
                let known = same & !first.unknown;
                self.columns.copy(&first, &mut column, known);
                left &= !known;
            }
        }
        if left != 0 {
            self.step(&made.step, made.month, left, &mut column);
        }
        self.columns.put(place, column);
    }

    fn step(&mut self, step: &'a Step, month: crate::Month, lanes: Lanes, column: &mut Column) {
        match step {
            // These have their column already.
            Step::Constant(_) => self.fail(lanes, column),
            Step::Question { question, asked_if, fallback } => {
                self.question(*question, *asked_if, *fallback, month, lanes, column);
            }
            Step::Role => self.role(lanes, column),
            Step::Birth => self.birth(lanes, column),
            Step::Sum(terms) => self.sum(terms, lanes, column),
            Step::Product(factors) => self.product(factors, lanes, column),
            Step::Quotient(a, b) => self.quotient(*a, *b, lanes, column),
            Step::Least(slots) => self.extreme(slots, false, lanes, column),
            Step::Greatest(slots) => self.extreme(slots, true, lanes, column),
            Step::Compare(comparison, a, b) => self.compare(*comparison, *a, *b, lanes, column),
            Step::Among(slot, choices) => self.among(*slot, *choices, lanes, column),
            Step::All(slots) => self.conditions(slots, false, lanes, column),
            Step::Any(slots) => self.conditions(slots, true, lanes, column),
            Step::Not(slot) => self.not(*slot, lanes, column),
            Step::Cases(cases) => self.cases(cases, lanes, column),
            Step::Bounded { value, low, high } => {
                self.bounded(*value, *low, *high, lanes, column);
            }
            Step::Rounded { value, step, mode } => {
                self.rounded(*value, *step, *mode, lanes, column);
            }
            Step::Withheld { value, below } => self.withheld(*value, *below, lanes, column),
            Step::Granted { uncovered, conditions, value } => {
                self.granted(uncovered, conditions, *value, lanes, column);
            }
            Step::Persons { fold, members, value } => {
                self.persons(*fold, *members, *value, month, lanes, column);
            }
            Step::Months { fold, values, runs } => {
                self.months(*fold, values, runs, lanes, column);
            }
            Step::Elapsed { years, day, since } => {
                self.elapsed(*years, *day, *since, lanes, column);
            }
            Step::Later { date, by, unit } => self.later(*date, *by, *unit, lanes, column),
            Step::Lookup { table, edition, row, column: other } => {
                self.lookup(*table, *edition, *row, *other, lanes, column);
            }
            Step::Scaled { scale, edition, value } => {
                self.scaled(*scale, *edition, *value, lanes, column);
            }
            Step::Converted { value, to_month } => {
                self.converted(*value, *to_month, lanes, column);
            }
        }
    }

    /// Makes one cell for each of these households, whose operand is known and there; what cannot
    /// be made fails.
    #[inline]
    fn map(
        &mut self,
        from: &Column,
        lanes: Lanes,
        column: &mut Column,
        make: impl Fn(&mut Apart, Cell) -> Option<Cell>,
    ) {
        column.absent |= lanes & from.absent;
        column.unknown |= lanes & from.unknown;
        let there = from.present(lanes);
        if there == 0 {
            return;
        }
        let mut made = self.columns.open(column);
        let mut wrong = 0;
        match self.columns.worth(from) {
            Worth::Same(cell) => match make(self.apart, cell) {
                Some(cell) => made.put_all(there, cell),
                None => wrong = there,
            },
            worth @ Worth::Each(_) => {
                for lane in each(there) {
                    match make(self.apart, worth.at(lane)) {
                        Some(cell) => made.put(lane, cell),
                        None => wrong |= 1 << lane,
                    }
                }
            }
        }
        self.columns.close(column, made);
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }

    /// The same with two operands: where one does not exist, nothing does.
    #[inline]
    fn map_both(
        &mut self,
        (a, b): (&Column, &Column),
        lanes: Lanes,
        column: &mut Column,
        make: impl Fn(&mut Apart, Cell, Cell) -> Option<Cell>,
    ) {
        let absent = lanes & (a.absent | b.absent);
        column.absent |= absent;
        let unknown = lanes & (a.unknown | b.unknown) & !absent;
        column.unknown |= unknown;
        let there = lanes & !absent & !unknown;
        if there == 0 {
            return;
        }
        let mut made = self.columns.open(column);
        let mut wrong = 0;
        match (self.columns.worth(a), self.columns.worth(b)) {
            (Worth::Same(a), Worth::Same(b)) => match make(self.apart, a, b) {
                Some(cell) => made.put_all(there, cell),
                None => wrong = there,
            },
            (a, b) => {
                for lane in each(there) {
                    match make(self.apart, a.at(lane), b.at(lane)) {
                        Some(cell) => made.put(lane, cell),
                        None => wrong |= 1 << lane,
                    }
                }
            }
        }
        self.columns.close(column, made);
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }
}
