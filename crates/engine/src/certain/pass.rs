//! One household: values made when they are needed, and kept.

use super::layout::{Certain, Reads};
use crate::evaluate::{cell_at, elapsed, later, round, scale};
use crate::plan::{Instruction, Plan, Slot, Step};
use crate::program::{Comparison, Condition, Fold, NodeId, Op, Program};
use crate::value::{Value, choice_bit};
use crate::{Answer, Fact, Household, Month, QuestionId, Scope};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// What passes keep between them, so that a household costs no allocation.
#[derive(Debug, Default)]
pub struct Scratch {
    values: Vec<Value>,
    /// The pass that made each value.
    made: Vec<u32>,
    pass: u32,
    /// For each person, then for the household, the questions whose answer changes with time.
    changing: Vec<Reads>,
    all_changing: Reads,
    people: usize,
    /// The situation that is not covered, when one stopped the pass.
    uncovered: Option<(NodeId, usize)>,
}

/// A pass over a household.
#[derive(Debug)]
pub struct Pass<'a> {
    pub(super) certain: &'a Certain,
    pub(super) program: &'a Program,
    pub(super) plan: &'a Plan,
    pub(super) household: &'a Household,
    pub(super) scratch: &'a mut Scratch,
}

impl Scratch {
    pub(super) fn begin(&mut self, plan: &Plan, household: &Household) {
        let people = household.people();
        let length = plan.household_slots + plan.person_columns * people.len();
        if self.values.len() < length {
            self.values.resize(length, Value::Absent);
            self.made.resize(length, 0);
        }
        self.pass = self.pass.wrapping_add(1);
        if self.pass == 0 {
            self.made.fill(0);
            self.pass = 1;
        }
        self.uncovered = None;
        self.people = people.len();
        self.changing.resize_with(people.len() + 1, Reads::default);
        self.all_changing.clear();
        for (changing, facts) in self.changing.iter_mut().zip(household.each_facts()) {
            changing.clear();
            for (index, fact) in (0u32..).zip(facts) {
                if matches!(fact, Fact::Since(_)) {
                    changing.set(QuestionId(index));
                    self.all_changing.set(QuestionId(index));
                }
            }
        }
    }
}

impl Pass<'_> {
    /// The value of a slot, for a person when it has one for each; nothing when something unknown
    /// decides, or when an evaluation would fail.
    pub fn value(&mut self, slot: Slot, person: usize) -> Option<Value> {
        let place = match slot.scope() {
            Scope::Household => slot.index(),
            Scope::Person => {
                self.plan.household_slots + slot.index() * self.scratch.people + person
            }
        };
        if *self.scratch.made.get(place)? == self.scratch.pass {
            return self.scratch.values.get(place).copied();
        }
        let index = self.certain.instruction(slot)?;
        let plan = self.plan;
        let instruction = plan.instructions.get(index as usize)?;
        if let Step::Constant(value) = &instruction.step {
            return Some(*value);
        }
        let value = self.step(instruction, index, person)?;
        if value.is_unknown() {
            return None;
        }
        *self.scratch.values.get_mut(place)? = value;
        *self.scratch.made.get_mut(place)? = self.scratch.pass;
        Some(value)
    }

    /// The situation that is not covered and stopped the pass, if one did.
    pub fn uncovered(&self) -> Option<&Condition> {
        let (node, index) = self.scratch.uncovered?;
        match &self.program.node(node)?.op {
            Op::Granted { uncovered, .. } => uncovered.get(index),
            _ => None,
        }
    }

    // Apart, so that reading a value that is there already costs next to nothing.
    #[inline(never)]
    fn step(&mut self, instruction: &Instruction, index: u32, person: usize) -> Option<Value> {
        let month = instruction.month;
        Some(match &instruction.step {
            Step::Constant(value) => *value,
            Step::Question { question, asked_if, fallback } => {
                if let Some(asked) = asked_if
                    && !self.value(*asked, person)?.is_true()
                {
                    return Some(Value::Absent);
                }
                let scope = self.program.questions.get(question.index())?.scope;
                match self.household.fact(*question, scope, person).at(month) {
                    Answer::Given(value) => value,
                    Answer::Within(range) => range.single()?,
                    Answer::Missing | Answer::DontKnow => self.value((*fallback)?, person)?,
                }
            }
            Step::Role => self.household.people().get(person)?.role.value(),
            Step::Birth => Value::Date(self.household.people().get(person)?.birth?),
            Step::Sum(terms) => self.sum(terms, person)?,
            Step::Product(factors) => {
                let mut product: Option<Decimal> = None;
                for factor in factors {
                    match self.value(*factor, person)? {
                        Value::Number(number) => {
                            product = Some(match product {
                                None => number,
                                Some(product) => product.checked_mul(number)?,
                            });
                        }
                        Value::Absent => return Some(Value::Absent),
                        _ => return None,
                    }
                }
                Value::Number(product.unwrap_or(Decimal::ONE))
            }
            Step::Quotient(a, b) => match (self.value(*a, person)?, self.value(*b, person)?) {
                (Value::Absent, _) | (_, Value::Absent) => Value::Absent,
                (Value::Number(a), Value::Number(b)) => Value::Number(a.checked_div(b)?),
                _ => return None,
            },
            Step::Least(slots) => self.extreme(slots, false, person)?,
            Step::Greatest(slots) => self.extreme(slots, true, person)?,
            Step::Compare(comparison, a, b) => {
                compare(*comparison, self.value(*a, person)?, self.value(*b, person)?)?
            }
            Step::Among(slot, choices) => match self.value(*slot, person)? {
                Value::Choice(choice) => Value::Bool(choice_bit(choice) & choices != 0),
                Value::Absent => Value::Absent,
                _ => return None,
            },
            Step::All(slots) => self.all(slots, person)?,
            Step::Any(slots) => self.any(slots, person)?,
            Step::Not(slot) => match self.value(*slot, person)? {
                Value::Bool(yes) => Value::Bool(!yes),
                other => other,
            },
            Step::Cases(cases) => {
                for (when, value) in cases {
                    let holds = match when {
                        None => true,
                        Some(when) => self.value(*when, person)?.is_true(),
                    };
                    if holds {
                        return self.value(*value, person);
                    }
                }
                Value::Absent
            }
            Step::Bounded { value, low, high } => {
                let Value::Number(mut number) = self.value(*value, person)? else {
                    return self.value(*value, person).filter(|value| *value == Value::Absent);
                };
                if let Some(low) = low
                    && let Some(low) = self.value(*low, person)?.number()
                {
                    number = number.max(low);
                }
                if let Some(high) = high
                    && let Some(high) = self.value(*high, person)?.number()
                {
                    number = number.min(high);
                }
                Value::Number(number)
            }
            Step::Rounded { value, step, mode } => match self.value(*value, person)? {
                Value::Number(number) => Value::Number(round(number, *step, *mode)?),
                Value::Absent => Value::Absent,
                _ => return None,
            },
            Step::Withheld { value, below } => match self.value(*value, person)? {
                Value::Number(number) => match self.value(*below, person)? {
                    Value::Number(below) if number < below => Value::ZERO,
                    Value::Number(_) | Value::Absent => Value::Number(number),
                    _ => return None,
                },
                Value::Absent => Value::Absent,
                _ => return None,
            },
            Step::Granted { uncovered, conditions, value } => {
                // What is not covered is not an amount: an evaluation tells it.
                for (index, slot) in uncovered.iter().enumerate() {
                    if self.value(*slot, person)?.is_true() {
                        self.scratch.uncovered = Some((instruction.node, index));
                        return None;
                    }
                }
                for slot in conditions {
                    if !self.value(*slot, person)?.is_true() {
                        return Some(Value::ZERO);
                    }
                }
                self.value(*value, person)?
            }
            Step::Persons { fold, members, value } => {
                self.persons(*fold, *members, *value, month)?
            }
            Step::Months { fold, .. } => self.months(*fold, index, person)?,
            Step::Elapsed { years, day, since } => match self.value(*since, person)? {
                Value::Date(since) => Value::Number(Decimal::from(elapsed(*years, since, *day))),
                Value::Absent => Value::Absent,
                _ => return None,
            },
            Step::Later { date, by, unit } => {
                match (self.value(*date, person)?, self.value(*by, person)?) {
                    (Value::Absent, _) | (_, Value::Absent) => Value::Absent,
                    (Value::Date(date), Value::Number(by)) => Value::Date(later(date, by, *unit)?),
                    _ => return None,
                }
            }
            Step::Lookup { table, edition, row, column } => {
                let row = self.value(*row, person)?;
                let column = match column {
                    Some(column) => Some(self.value(*column, person)?),
                    None => None,
                };
                cell_at(self.program.tables.get(*table)?, *edition, row, column)?
            }
            Step::Scaled { scale: index, edition, value } => match self.value(*value, person)? {
                Value::Number(number) => {
                    let found = self.program.scales.get(*index)?.editions.get(*edition)?;
                    Value::Number(scale(&found.slices, number)?)
                }
                Value::Absent => Value::Absent,
                _ => return None,
            },
            Step::Converted { value, to_month } => match self.value(*value, person)? {
                Value::Number(number) => {
                    let twelve = Decimal::from(12);
                    Value::Number(if *to_month {
                        number.checked_div(twelve)?
                    } else {
                        number.checked_mul(twelve)?
                    })
                }
                Value::Absent => Value::Absent,
                _ => return None,
            },
        })
    }

    fn sum(&mut self, terms: &[(bool, Slot, Option<Slot>)], person: usize) -> Option<Value> {
        let mut total = Decimal::ZERO;
        let mut only_absent = !terms.is_empty();
        for (minus, value, when) in terms {
            if let Some(when) = when
                && !self.value(*when, person)?.is_true()
            {
                only_absent = false;
                continue;
            }
            match self.value(*value, person)? {
                Value::Number(number) => {
                    only_absent = false;
                    total = if *minus {
                        total.checked_sub(number)?
                    } else {
                        total.checked_add(number)?
                    };
                }
                Value::Absent => {}
                _ => return None,
            }
        }
        Some(if only_absent { Value::Absent } else { Value::Number(total) })
    }

    fn extreme(&mut self, slots: &[Slot], greatest: bool, person: usize) -> Option<Value> {
        let mut best: Option<Decimal> = None;
        for slot in slots {
            match self.value(*slot, person)? {
                Value::Number(number) => {
                    best = Some(best.map_or(number, |best| {
                        if greatest { best.max(number) } else { best.min(number) }
                    }));
                }
                Value::Absent => {}
                _ => return None,
            }
        }
        Some(best.map_or(Value::Absent, Value::Number))
    }

    /// A no decides; then what does not exist.
    fn all(&mut self, slots: &[Slot], person: usize) -> Option<Value> {
        let mut absent = false;
        for slot in slots {
            match self.value(*slot, person)? {
                Value::Bool(true) => {}
                Value::Bool(false) => return Some(Value::Bool(false)),
                Value::Absent => absent = true,
                _ => return None,
            }
        }
        Some(if absent { Value::Absent } else { Value::Bool(true) })
    }

    /// A yes decides; those that do not exist do not take part.
    fn any(&mut self, slots: &[Slot], person: usize) -> Option<Value> {
        let mut absent = !slots.is_empty();
        for slot in slots {
            match self.value(*slot, person)? {
                Value::Bool(true) => return Some(Value::Bool(true)),
                Value::Bool(false) => absent = false,
                Value::Absent => {}
                _ => return None,
            }
        }
        Some(if absent { Value::Absent } else { Value::Bool(false) })
    }

    fn persons(
        &mut self,
        fold: Fold,
        members: Option<Slot>,
        value: Option<Slot>,
        month: Month,
    ) -> Option<Value> {
        let household = self.household;
        let mut gathered = Gathered::new(fold);
        for (person, who) in household.people().iter().enumerate() {
            if !who.present(month) {
                continue;
            }
            if let Some(members) = members
                && !self.value(members, person)?.is_true()
            {
                continue;
            }
            let value = match value {
                Some(value) => self.value(value, person)?,
                // When only members are asked about, each counts.
                None if matches!(fold, Fold::Any | Fold::All) => Value::Bool(true),
                None => Value::Number(Decimal::ONE),
            };
            gathered.add(value, 1)?;
            if gathered.decided() {
                break;
            }
        }
        gathered.value()
    }

    fn months(&mut self, fold: Fold, index: u32, person: usize) -> Option<Value> {
        let certain = self.certain;
        let mut gathered = Gathered::new(fold);
        for run in certain.runs(index) {
            let first = self.value(run.first, person)?;
            if run.others.is_empty() || !self.changes(&run.reads, run.first, person) {
                gathered.add(first, run.others.len() + 1)?;
            } else {
                gathered.add(first, 1)?;
                for slot in &run.others {
                    let value = self.value(*slot, person)?;
                    gathered.add(value, 1)?;
                }
            }
        }
        gathered.value()
    }

    /// Whether something that a value is made from changes with time.
    fn changes(&self, reads: &Reads, slot: Slot, person: usize) -> bool {
        let scratch = &self.scratch;
        if reads.people || slot.scope() == Scope::Household {
            // People are born within the months: those are then read one by one.
            return reads.people || reads.meets(&scratch.all_changing);
        }
        let whole = scratch.changing.last();
        [scratch.changing.get(person), whole].into_iter().flatten().any(|c| reads.meets(c))
    }
}

/// With no more decimals than this, a product is what as many additions give, to the last digit.
const EXACT: u32 = 10;

/// Values gathered so far.
struct Gathered {
    fold: Fold,
    total: Decimal,
    count: usize,
    best: Option<Decimal>,
    /// For a test: whether it holds so far.
    holds: bool,
}

impl Gathered {
    fn new(fold: Fold) -> Self {
        Self { fold, total: Decimal::ZERO, count: 0, best: None, holds: fold == Fold::All }
    }

    /// Adds a value that comes several times.
    fn add(&mut self, value: Value, times: usize) -> Option<()> {
        match (self.fold, value) {
            (Fold::Any, value) => self.holds |= value.is_true() || value.number().is_some(),
            (Fold::All, value) => self.holds &= value.is_true() || value.number().is_some(),
            (_, Value::Number(number)) => {
                self.total = if number.scale().max(self.total.scale()) <= EXACT {
                    self.total.checked_add(number.checked_mul(Decimal::from(times))?)?
                } else {
                    (0..times).try_fold(self.total, |total, _| total.checked_add(number))?
                };
                self.count += times;
                let greatest = self.fold == Fold::Greatest;
                self.best = Some(self.best.map_or(number, |best| {
                    if greatest { best.max(number) } else { best.min(number) }
                }));
            }
            (Fold::Count, Value::Bool(yes)) => self.count += if yes { times } else { 0 },
            (Fold::Mean, Value::Absent) => self.count += times,
            (_, Value::Absent) => {}
            _ => return None,
        }
        Some(())
    }

    fn decided(&self) -> bool {
        match self.fold {
            Fold::Any => self.holds,
            Fold::All => !self.holds,
            _ => false,
        }
    }

    fn value(self) -> Option<Value> {
        Some(match self.fold {
            Fold::Any | Fold::All => Value::Bool(self.holds),
            Fold::Sum => Value::Number(self.total),
            Fold::Mean if self.count == 0 => Value::Absent,
            Fold::Mean => Value::Number(self.total.checked_div(Decimal::from(self.count))?),
            Fold::Count => Value::Number(Decimal::from(self.count)),
            Fold::Least | Fold::Greatest => self.best.map_or(Value::Absent, Value::Number),
        })
    }
}

fn compare(comparison: Comparison, a: Value, b: Value) -> Option<Value> {
    let order = match (a, b) {
        (Value::Absent, _) | (_, Value::Absent) => return Some(Value::Absent),
        (Value::Number(a), Value::Number(b)) => a.cmp(&b),
        (Value::Date(a), Value::Date(b)) => a.cmp(&b),
        (Value::Choice(a), Value::Choice(b)) => a.cmp(&b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(&b),
        _ => return None,
    };
    Some(Value::Bool(match comparison {
        Comparison::Equal => order == Ordering::Equal,
        Comparison::Different => order != Ordering::Equal,
        Comparison::Less => order == Ordering::Less,
        Comparison::AtMost => order != Ordering::Greater,
        Comparison::More => order == Ordering::Greater,
        Comparison::AtLeast => order != Ordering::Less,
    }))
}
