//! The evaluation: one pass over a plan, for one household.
//!
//! It fills an array of values, and that array is the trace: explanations read it afterwards.

mod arithmetic;
mod calendar;
mod fold;
mod logic;
mod tables;
mod unknown;

pub(crate) use arithmetic::round;
pub(crate) use calendar::{elapsed, later};
pub(crate) use tables::cell_at;
pub(crate) use unknown::scale;

use crate::plan::{Instruction, Plan, Slot, Step};
use crate::program::{NodeId, Program, Scope};
use crate::value::{Range, RangeId, Set, Value};
use crate::{Answer, Household, Month};

/// Why an evaluation could not be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A number grew beyond 28 digits.
    #[error("a number became too large at node {}", .0.0)]
    Overflow(NodeId),
    /// Something was divided by zero.
    #[error("something was divided by zero at node {}", .0.0)]
    DivisionByZero(NodeId),
    /// Two kinds met that the checks keep apart.
    #[error("values of different kinds met at node {}", .0.0)]
    Kind(NodeId),
}

/// What every node of a plan is worth for one household.
#[derive(Debug, Default)]
pub struct Trace {
    values: Vec<Value>,
    ranges: Vec<Range>,
    people: usize,
    household_slots: usize,
}

impl Trace {
    /// The value of a slot, for a person when it has one for each.
    pub fn value(&self, slot: Slot, person: usize) -> Value {
        let index = match slot.scope() {
            Scope::Household => slot.index(),
            Scope::Person => self.household_slots + slot.index() * self.people + person,
        };
        self.values.get(index).copied().unwrap_or(Value::Absent)
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
}

/// Evaluates a plan for a household.
pub fn evaluate(program: &Program, plan: &Plan, household: &Household) -> Result<Trace, Fault> {
    let mut trace = Trace::default();
    evaluate_into(&mut trace, program, plan, household)?;
    Ok(trace)
}

/// Evaluates into a trace that may be used again for the next household.
pub fn evaluate_into(
    trace: &mut Trace,
    program: &Program,
    plan: &Plan,
    household: &Household,
) -> Result<(), Fault> {
    let people = household.people().len();
    trace.people = people;
    trace.household_slots = plan.household_slots;
    trace.values.clear();
    trace.values.resize(plan.household_slots + plan.person_columns * people, Value::Absent);
    trace.ranges.clear();
    // The first ranges are those of the unanswered questions, then that of an unknown birth.
    trace.ranges.extend(program.questions.iter().map(|question| question.range));
    trace.ranges.push(births(plan.month));
    let mut evaluation = Evaluation { program, household, trace };
    for instruction in &plan.instructions {
        evaluation.run(instruction)?;
    }
    Ok(())
}

/// The dates on which someone alive, or about to be born, can have been born.
fn births(month: Month) -> Range {
    let low = Some(month.plus(-120 * 12).first_day());
    Range { set: Set::Dates { low, high: Some(month.plus(9).last_day()) }, absent: false }
}

struct Evaluation<'a> {
    program: &'a Program,
    household: &'a Household,
    trace: &'a mut Trace,
}

/// An instruction as seen from one person.
#[derive(Clone, Copy)]
struct Here {
    node: NodeId,
    month: Month,
    person: usize,
}

impl Evaluation<'_> {
    fn run(&mut self, instruction: &Instruction) -> Result<(), Fault> {
        let Instruction { step, slot, month, node } = instruction;
        match slot.scope() {
            Scope::Household => {
                let here = Here { node: *node, month: *month, person: 0 };
                let value = self.step(step, here)?;
                self.write(slot.index(), value);
            }
            Scope::Person => {
                let people = self.trace.people;
                let column = self.trace.household_slots + slot.index() * people;
                for person in 0..people {
                    let here = Here { node: *node, month: *month, person };
                    let value = self.step(step, here)?;
                    self.write(column + person, value);
                }
            }
        }
        Ok(())
    }

    fn write(&mut self, index: usize, value: Value) {
        if let Some(cell) = self.trace.values.get_mut(index) {
            *cell = value;
        }
    }

    fn get(&self, slot: Slot, here: Here) -> Value {
        self.trace.value(slot, here.person)
    }

    fn range_of(&self, slot: Slot, here: Here) -> Range {
        self.trace.range(self.get(slot, here))
    }

    /// Keeps a range in the trace, unless it holds a single value.
    fn unknown(&mut self, range: Range) -> Value {
        range.single().unwrap_or_else(|| self.still_unknown(range))
    }

    /// Keeps a range in the trace.
    fn still_unknown(&mut self, range: Range) -> Value {
        let id = RangeId(u32::try_from(self.trace.ranges.len()).unwrap_or(u32::MAX));
        self.trace.ranges.push(range);
        Value::Unknown(id)
    }

    fn step(&mut self, step: &Step, here: Here) -> Result<Value, Fault> {
        match step {
            Step::Constant(value) => Ok(*value),
            Step::Question { question, asked_if, fallback } => {
                let missing = Value::Unknown(RangeId(question.0));
                let asked = asked_if.map_or(Value::Bool(true), |slot| self.get(slot, here));
                if !asked.is_true() && !asked.is_unknown() {
                    return Ok(Value::Absent);
                }
                let Some(found) = self.program.questions.get(question.index()) else {
                    return Err(Fault::Kind(here.node));
                };
                let fact = self.household.fact(*question, found.scope, here.person);
                let value = match fact.at(here.month) {
                    Answer::Given(value) => value,
                    Answer::Within(range) => self.unknown(range),
                    Answer::Missing | Answer::DontKnow => {
                        fallback.map_or(missing, |slot| self.get(slot, here))
                    }
                };
                Ok(if asked.is_unknown() {
                    let range = self.trace.range(value).union(Range::only(Value::Absent));
                    self.unknown(range)
                } else {
                    value
                })
            }
            Step::Role => Ok(self
                .household
                .people()
                .get(here.person)
                .map_or(Value::Absent, |person| person.role.value())),
            Step::Birth => {
                let unknown = u32::try_from(self.program.questions.len()).unwrap_or(u32::MAX);
                Ok(self.household.people().get(here.person).map_or(Value::Absent, |person| {
                    person.birth.map_or(Value::Unknown(RangeId(unknown)), Value::Date)
                }))
            }
            Step::Sum(terms) => self.sum(terms, here),
            Step::Product(factors) => self.product(factors, here),
            Step::Quotient(a, b) => self.quotient(*a, *b, here),
            Step::Least(slots) => self.extreme(slots, false, here),
            Step::Greatest(slots) => self.extreme(slots, true, here),
            Step::Compare(comparison, a, b) => self.compare(*comparison, *a, *b, here),
            Step::Among(slot, choices) => self.among(*slot, *choices, here),
            Step::All(slots) => Ok(self.all(slots, here)),
            Step::Any(slots) => Ok(self.any(slots, here)),
            Step::Not(slot) => Ok(self.not(*slot, here)),
            Step::Cases(cases) => Ok(self.cases(cases, here)),
            Step::Bounded { value, low, high } => self.bounded(*value, *low, *high, here),
            Step::Rounded { value, step, mode } => self.rounded(*value, *step, *mode, here),
            Step::Withheld { value, below } => self.withheld(*value, *below, here),
            Step::Granted { uncovered, conditions, value } => {
                Ok(self.granted(uncovered, conditions, *value, here))
            }
            Step::Persons { fold, members, value } => self.persons(*fold, *members, *value, here),
            Step::Months { fold, values } => self.months(*fold, values, here),
            Step::Elapsed { years, day, since } => self.elapsed(*years, *day, *since, here),
            Step::Later { date, by, unit } => self.later(*date, *by, *unit, here),
            Step::Lookup { table, edition, row, column } => {
                self.lookup(*table, *edition, *row, *column, here)
            }
            Step::Scaled { scale, edition, value } => self.scaled(*scale, *edition, *value, here),
            Step::Converted { value, to_month } => self.converted(*value, *to_month, here),
        }
    }
}
