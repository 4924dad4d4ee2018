//! The evaluation of a plan for one household.
//!
//! It fills an array of values, and that array is the trace: explanations read it afterwards. A
//! value is made when something needs it, once; then, when the whole is asked for, the others in
//! the order of the plan.

mod arithmetic;
mod calendar;
mod constants;
mod fold;
mod linear;
mod logic;
mod tables;
mod trace;
mod unknown;

pub(crate) use arithmetic::round;
pub(crate) use calendar::{elapsed, later};
pub(crate) use constants::Constants;
pub(crate) use tables::cell_at;
pub use trace::{Settled, Trace};

use crate::plan::{Instruction, Plan, Slot, Step};
use crate::program::{NodeId, Program, RuleId};
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
    Evaluation::new(trace, program, plan, household).whole()
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

/// Evaluates only what decides some of the results.
pub fn some_into(
    trace: &mut Trace,
    program: &Program,
    plan: &Plan,
    household: &Household,
    rules: &[RuleId],
) -> Result<(), Fault> {
    let nodes = rules.iter().filter_map(|rule| program.rules.get(rule.index()));
    let slots = nodes.filter_map(|rule| plan.slot(rule.node, plan.month));
    let slots: Vec<Slot> = slots.collect();
    Evaluation::new(trace, program, plan, household).those(&slots)
}

/// Evaluates only what decides one result, beyond what is settled: the same household, by the same
/// plan, with some of the answers that were missing then.
pub fn result_into(
    trace: &mut Trace,
    program: &Program,
    plan: &Plan,
    household: &Household,
    droit: RuleId,
    settled: &Settled,
) -> Result<(), Fault> {
    let node = program.rules.get(droit.index()).map(|rule| rule.node);
    let slot = node.and_then(|node| plan.slot(node, plan.month));
    trace.begin(program, plan, household);
    trace.settle(settled);
    let mut evaluation = Evaluation { program, plan, household, trace, fault: None };
    evaluation.look_for_changes();
    slot.map_or(Ok(()), |slot| evaluation.those(&[slot]))
}

/// Makes the rest of what decided the results, for the same household and by the same plan.
pub fn complete(
    trace: &mut Trace,
    program: &Program,
    plan: &Plan,
    household: &Household,
) -> Result<(), Fault> {
    Evaluation { program, plan, household, trace, fault: None }.whole()
}

struct Evaluation<'a> {
    program: &'a Program,
    plan: &'a Plan,
    household: &'a Household,
    trace: &'a mut Trace,
    /// Why a value could not be made, when one could not.
    fault: Option<Fault>,
}

/// An instruction as seen from one person, and where its value goes.
#[derive(Clone, Copy)]
struct Here {
    node: NodeId,
    month: Month,
    person: usize,
    place: usize,
}

// Values are handed around by their place: that is a register, a value is three. Whatever cannot
// be made gives no place, and says why in `fault`.
impl<'a> Evaluation<'a> {
    fn new(
        trace: &'a mut Trace,
        program: &'a Program,
        plan: &'a Plan,
        household: &'a Household,
    ) -> Self {
        trace.begin(program, plan, household);
        let mut evaluation = Self { program, plan, household, trace, fault: None };
        evaluation.look_for_changes();
        evaluation
    }

    /// Sees what changed in the household with time. The days that this looks at are made first,
    /// as if everything had.
    fn look_for_changes(&mut self) {
        let plan = self.plan;
        let mut changes = std::mem::take(&mut self.trace.changes);
        changes.forget(self.trace.people());
        std::mem::swap(&mut changes, &mut self.trace.changes);
        plan.alike.look(self.household, &mut changes, &mut |slot, person| {
            self.get(slot, person).map(|place| *self.trace.at(place))
        });
        self.trace.changes = changes;
        // What cannot be made fails again for who needs it.
        self.fault = None;
    }

    fn results(&mut self) -> Result<(), Fault> {
        let plan = self.plan;
        self.those(&plan.results)
    }

    /// Makes these values, and whatever they need.
    fn those(&mut self, slots: &[Slot]) -> Result<(), Fault> {
        if self.plan.depth > DEEPEST {
            return self.whole();
        }
        for slot in slots {
            self.everyone(*slot);
        }
        self.fault.map_or(Ok(()), Err)
    }

    /// Makes every value, each after those it needs.
    fn whole(&mut self) -> Result<(), Fault> {
        let plan = self.plan;
        for slot in &plan.order {
            self.everyone(*slot);
        }
        self.fault.map_or(Ok(()), Err)
    }

    /// Makes the value of a slot, or those of each person.
    fn everyone(&mut self, slot: Slot) {
        for person in 0..if slot.is_of_each_person() { self.trace.people() } else { 1 } {
            if self.fault.is_none() {
                self.get(slot, person);
            }
        }
    }

    /// Where the value of a slot is, made if it is not yet.
    #[inline]
    fn get(&mut self, slot: Slot, person: usize) -> Option<usize> {
        let place = self.trace.place(slot, person);
        if self.trace.made(place).is_some() { Some(place) } else { self.make(slot, person, place) }
    }

    /// The value of a place.
    #[inline]
    fn at(&self, place: usize) -> &Value {
        self.trace.at(place)
    }

    /// What the value of a place can be.
    fn range_at(&self, place: usize) -> Range {
        self.trace.range(*self.trace.at(place))
    }

    /// What a slot can be worth.
    fn range(&mut self, slot: Slot, person: usize) -> Option<Range> {
        let place = self.get(slot, person)?;
        Some(self.range_at(place))
    }

    /// Puts a value in its place.
    #[inline]
    #[allow(clippy::unnecessary_wraps, reason = "the place of what was made, as all that makes")]
    fn put(&mut self, value: Value, here: Here) -> Option<usize> {
        self.trace.put(here.place, value);
        Some(here.place)
    }

    /// Puts the value of a place in another.
    #[inline]
    fn copy(&mut self, place: usize, here: Here) -> Option<usize> {
        let value = *self.trace.at(place);
        self.put(value, here)
    }

    /// Puts what can be in its place: a range, unless it holds a single value.
    #[cold]
    fn put_range(&mut self, range: Range, here: Here) -> Option<usize> {
        let value = range.single().unwrap_or_else(|| self.trace.keep(range));
        self.put(value, here)
    }

    #[cold]
    fn fail(&mut self, fault: Fault) -> Option<usize> {
        self.fault = Some(fault);
        None
    }

    // Apart, so that reading a value that is there already costs next to nothing.
    #[inline(never)]
    fn make(&mut self, slot: Slot, person: usize, place: usize) -> Option<usize> {
        let plan = self.plan;
        let Instruction { step, month, node, like, same_if, .. } = plan.instruction(slot)?;
        let here = Here { node: *node, month: *month, person, place };
        if let Some(like) = like {
            let whose = slot.is_of_each_person().then_some(person);
            if !self.trace.changes.touch(*same_if, whose) {
                let first = self.get(*like, person)?;
                // Below what is not known lie the answers of each month that are asked for.
                if self.trace.alike || !self.at(first).is_unknown() {
                    return self.copy(first, here);
                }
            }
        }
        self.step(step, here)
    }

    fn step(&mut self, step: &Step, here: Here) -> Option<usize> {
        match step {
            Step::Constant(value) => self.put(*value, here),
            Step::Question { question, asked_if, fallback } => {
                let mut sure = true;
                if let Some(slot) = asked_if {
                    match self.get(*slot, here.person).map(|place| self.at(place))? {
                        Value::Bool(true) => {}
                        Value::Unknown(_) => sure = false,
                        _ => return self.put(Value::Absent, here),
                    }
                }
                let Some(found) = self.program.questions.get(question.index()) else {
                    return self.fail(Fault::Kind(here.node));
                };
                let household = self.household;
                let fact = household.fact(*question, found.scope, here.person);
                match (fact.answer_at(here.month), fallback) {
                    (Answer::Given(value), _) => self.put(*value, here)?,
                    (Answer::Within(range), _) => self.put_within(*range, fact, *question, here)?,
                    (Answer::Missing | Answer::DontKnow, None) => {
                        self.put(Value::Unknown(RangeId(question.0)), here)?
                    }
                    (Answer::Missing | Answer::DontKnow, Some(slot)) => {
                        let stands = self.get(*slot, here.person)?;
                        self.copy(stands, here)?
                    }
                };
                if sure {
                    return Some(here.place);
                }
                let range = self.range_at(here.place).union(Range::only(Value::Absent));
                self.put_range(range, here)
            }
            Step::Role => {
                let person = self.household.people().get(here.person);
                self.put(person.map_or(Value::Absent, |person| person.role.value()), here)
            }
            Step::Birth => {
                let unknown = u32::try_from(self.program.questions.len()).unwrap_or(u32::MAX);
                let person = self.household.people().get(here.person);
                let value = person.map_or(Value::Absent, |person| {
                    person.birth.map_or(Value::Unknown(RangeId(unknown)), Value::Date)
                });
                self.put(value, here)
            }
            Step::Sum(terms) => self.sum(terms, here),
            Step::Product(factors) => self.product(factors, here),
            Step::Quotient(a, b) => self.quotient(*a, *b, here),
            Step::Least(slots) => self.extreme(slots, false, here),
            Step::Greatest(slots) => self.extreme(slots, true, here),
            Step::Compare(comparison, a, b) => self.compare(*comparison, *a, *b, here),
            Step::Among(slot, choices) => self.among(*slot, *choices, here),
            Step::All(slots) => {
                let met = self.conditions(slots, here, false)?;
                self.put(met, here)
            }
            Step::Any(slots) => {
                let met = self.conditions(slots, here, true)?;
                self.put(met, here)
            }
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
