//! The evaluation of a plan for one household.
//!
//! It fills an array of values, and that array is the trace: explanations read it afterwards. A
//! value is made when something needs it, once; then, when the whole is asked for, the others in
//! the order of the plan.

mod arithmetic;
mod calendar;
mod fold;
mod logic;
mod tables;
mod trace;
mod unknown;

pub(crate) use calendar::elapsed;
pub use trace::Trace;

use crate::plan::{Instruction, Plan, Slot, Step};
use crate::program::{NodeId, Program};
use crate::value::{Range, RangeId, Value};
use crate::{Answer, Household, Month};

/// Deeper than this, values are made in the order of the plan: the browser's stack is small.
const DEEPEST: u32 = 300;

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

/// Evaluates a plan for a household: its results, and all that explanations can show.
pub fn evaluate(program: &Program, plan: &Plan, household: &Household) -> Result<Trace, Fault> {
    let mut trace = Trace::default();
    evaluate_into(&mut trace, program, plan, household)?;
    Ok(trace)
}

/// Evaluates the whole into a trace that may be used again for the next household.
pub fn evaluate_into(
    trace: &mut Trace,
    program: &Program,
    plan: &Plan,
    household: &Household,
) -> Result<(), Fault> {
    Evaluation::new(trace, program, plan, household).in_order()
}

/// Evaluates only what decides the results; anything else is *sans objet* in the trace.
///
/// This is enough for the outcome of each right and for the answers that it needs, and takes a
/// third of the time. Explanations need the whole.
pub fn results_into(
    trace: &mut Trace,
    program: &Program,
    plan: &Plan,
    household: &Household,
) -> Result<(), Fault> {
    Evaluation::new(trace, program, plan, household).results()
}

/// What a step whose operands depend on no household always gives.
pub(crate) fn constant(program: &Program, plan: &Plan, step: &Step, node: NodeId) -> Option<Value> {
    let nobody = Household::new(&Program::default());
    let mut trace = Trace::default();
    let mut evaluation = Evaluation::new(&mut trace, program, plan, &nobody);
    let here = Here { node, month: plan.month, person: 0 };
    evaluation.step(step, here).ok().filter(|value| !value.is_unknown())
}

struct Evaluation<'a> {
    program: &'a Program,
    plan: &'a Plan,
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

impl<'a> Evaluation<'a> {
    fn new(
        trace: &'a mut Trace,
        program: &'a Program,
        plan: &'a Plan,
        household: &'a Household,
    ) -> Self {
        trace.begin(program, plan, household);
        let mut evaluation = Self { program, plan, household, trace };
        evaluation.look_for_changes();
        evaluation
    }

    /// Sees what changed in the household with time. The days that this looks at are made first,
    /// as if everything had.
    fn look_for_changes(&mut self) {
        let plan = self.plan;
        let mut changed = std::mem::take(&mut self.trace.changed);
        changed.clear();
        for (index, thing) in (0u32..).zip(&plan.alike.things) {
            let each = thing.is_of_each_person();
            for person in 0..if each { self.trace.people() } else { 1 } {
                let day = thing.day().map_or(Ok(Value::Absent), |slot| self.get(slot, person));
                if day.is_err() || day.is_ok_and(|day| thing.changed(self.household, person, day)) {
                    changed.push((each.then_some(person), index));
                }
            }
        }
        self.trace.changes.learn(changed.iter().copied());
        self.trace.changed = changed;
    }

    fn results(&mut self) -> Result<(), Fault> {
        if self.plan.depth > DEEPEST {
            return self.in_order();
        }
        let plan = self.plan;
        for slot in &plan.results {
            for person in 0..self.people(*slot) {
                self.get(*slot, person)?;
            }
        }
        Ok(())
    }

    /// Makes every value, each after those it needs.
    fn in_order(&mut self) -> Result<(), Fault> {
        let plan = self.plan;
        for instruction in &plan.instructions {
            for person in 0..self.people(instruction.slot) {
                self.get(instruction.slot, person)?;
            }
        }
        Ok(())
    }

    fn people(&self, slot: Slot) -> usize {
        if slot.is_of_each_person() { self.trace.people() } else { 1 }
    }

    /// The value of a slot, made if it is not yet.
    #[inline]
    fn get(&mut self, slot: Slot, person: usize) -> Result<Value, Fault> {
        let Some(place) = self.trace.place(slot, person) else {
            return Ok(self.trace.value(slot, person));
        };
        match self.trace.made(place) {
            Some(value) => Ok(value),
            None => self.make(slot, person, place),
        }
    }

    /// What a slot can be worth.
    fn range(&mut self, slot: Slot, person: usize) -> Result<Range, Fault> {
        let value = self.get(slot, person)?;
        Ok(self.trace.range(value))
    }

    // Apart, so that reading a value that is there already costs next to nothing.
    #[inline(never)]
    fn make(&mut self, slot: Slot, person: usize, place: usize) -> Result<Value, Fault> {
        let plan = self.plan;
        let Some(instruction) = plan.instruction(slot) else { return Ok(Value::Absent) };
        let Instruction { step, month, node, like, same_if, .. } = instruction;
        let whose = slot.is_of_each_person().then_some(person);
        let known = match like {
            Some(like) if !self.trace.changes.touch(*same_if, whose) => {
                // Below what is not known lie the answers of each month that are asked for.
                Some(self.get(*like, person)?).filter(|value| !value.is_unknown())
            }
            _ => None,
        };
        let value = match known {
            Some(value) => value,
            None => self.step(step, Here { node: *node, month: *month, person })?,
        };
        self.trace.write(place, value);
        Ok(value)
    }

    /// Keeps a range in the trace, unless it holds a single value.
    fn unknown(&mut self, range: Range) -> Value {
        range.single().unwrap_or_else(|| self.still_unknown(range))
    }

    /// Keeps a range in the trace.
    fn still_unknown(&mut self, range: Range) -> Value {
        self.trace.keep(range)
    }

    fn step(&mut self, step: &Step, here: Here) -> Result<Value, Fault> {
        match step {
            Step::Question { question, asked_if, fallback } => {
                let asked = match asked_if {
                    Some(slot) => self.get(*slot, here.person)?,
                    None => Value::Bool(true),
                };
                if !asked.is_true() && !asked.is_unknown() {
                    return Ok(Value::Absent);
                }
                let Some(found) = self.program.questions.get(question.index()) else {
                    return Err(Fault::Kind(here.node));
                };
                let fact = self.household.fact(*question, found.scope, here.person);
                let value = match (fact.at(here.month), fallback) {
                    (Answer::Given(value), _) => value,
                    (Answer::Within(range), _) => self.unknown(range),
                    (Answer::Missing | Answer::DontKnow, None) => {
                        Value::Unknown(RangeId(question.0))
                    }
                    (Answer::Missing | Answer::DontKnow, Some(slot)) => {
                        self.get(*slot, here.person)?
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
            Step::All(slots) => self.all(slots, here),
            Step::Any(slots) => self.any(slots, here),
            Step::Not(slot) => self.not(*slot, here),
            Step::Cases(cases) => self.cases(cases, here),
            Step::Bounded { value, low, high } => self.bounded(*value, *low, *high, here),
            Step::Rounded { value, step, mode } => self.rounded(*value, *step, *mode, here),
            Step::Withheld { value, below } => self.withheld(*value, *below, here),
            Step::Granted { uncovered, conditions, value } => {
                self.granted(uncovered, conditions, *value, here)
            }
            Step::Persons { fold, members, value } => self.persons(*fold, *members, *value, here),
            Step::Months { fold, values, runs } => self.months(*fold, values, runs, here),
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
