//! A plan read from its results: where each value is made, and which months are alike.

use super::pass::{Pass, Scratch};
use crate::plan::{Plan, Slot, Step};
use crate::{Household, Program, QuestionId, Scope};
use std::collections::HashMap;

/// Deeper than this, an evaluation in order is safer than one that goes down.
const DEEPEST: u32 = 500;

/// What a pass needs to know of a plan; it serves any number of households.
#[derive(Debug)]
pub struct Certain {
    /// The instruction that makes each value of the household.
    household: Vec<u32>,
    /// The instruction that makes each column of values.
    people: Vec<u32>,
    /// For each instruction over months, its runs of months that are alike.
    runs: HashMap<u32, Box<[Run]>>,
}

/// Months in a row that are made in the same way.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) first: Slot,
    pub(super) others: Box<[Slot]>,
    /// What must be the same each month for their values to be.
    pub(super) reads: Reads,
}

/// What a value is made from.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    /// Questions, one bit each.
    pub(super) questions: Vec<u64>,
    /// Whether it is gathered over people.
    pub(super) people: bool,
}

impl Reads {
    fn add(&mut self, other: &Self) {
        if self.questions.len() < other.questions.len() {
            self.questions.resize(other.questions.len(), 0);
        }
        for (word, more) in self.questions.iter_mut().zip(&other.questions) {
            *word |= more;
        }
        self.people |= other.people;
    }

    /// Forgets everything, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.questions.fill(0);
        self.people = false;
    }

    pub(super) fn set(&mut self, question: QuestionId) {
        let (word, bit) = (question.index() / 64, question.index() % 64);
        if self.questions.len() <= word {
            self.questions.resize(word + 1, 0);
        }
        if let Some(word) = self.questions.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    /// Whether a question is in both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.questions.iter().zip(&other.questions).any(|(a, b)| a & b != 0)
    }
}

impl Certain {
    /// Reads a plan from its results; nothing when it is too deep to go down.
    pub fn of(plan: &Plan) -> Option<Self> {
        let mut certain = Self {
            household: vec![0; plan.household_slots],
            people: vec![0; plan.person_columns],
            runs: HashMap::new(),
        };
        let mut reads: Vec<Reads> = Vec::with_capacity(plan.instructions.len());
        let mut depths: Vec<u32> = Vec::with_capacity(plan.instructions.len());
        let mut alike = Alike { plan, found: HashMap::new() };
        for (index, instruction) in (0u32..).zip(&plan.instructions) {
            let (mut own, mut depth) = (Reads::default(), 0);
            operands(&instruction.step, &mut |slot| {
                if let Some(at) = certain.instruction(slot).map(|at| at as usize) {
                    own.add(reads.get(at).unwrap_or(&Reads::default()));
                    depth = depth.max(depths.get(at).copied().unwrap_or_default() + 1);
                }
            });
            match &instruction.step {
                Step::Question { question, .. } => own.set(*question),
                Step::Persons { .. } => own.people = true,
                Step::Months { values, .. } => {
                    let runs = alike.runs(&certain, &reads, values);
                    certain.runs.insert(index, runs);
                }
                _ => {}
            }
            if depth > DEEPEST {
                return None;
            }
            reads.push(own);
            depths.push(depth);
            let slots = match instruction.slot.scope() {
                Scope::Household => &mut certain.household,
                Scope::Person => &mut certain.people,
            };
            *slots.get_mut(instruction.slot.index())? = index;
        }
        Some(certain)
    }

    /// The instruction that makes a value.
    pub(super) fn instruction(&self, slot: Slot) -> Option<u32> {
        let slots = match slot.scope() {
            Scope::Household => &self.household,
            Scope::Person => &self.people,
        };
        slots.get(slot.index()).copied()
    }

    pub(super) fn runs(&self, instruction: u32) -> &[Run] {
        self.runs.get(&instruction).map_or(&[], |runs| runs)
    }

    /// A pass over a household.
    pub fn pass<'a>(
        &'a self,
        program: &'a Program,
        plan: &'a Plan,
        household: &'a Household,
        scratch: &'a mut Scratch,
    ) -> Pass<'a> {
        scratch.begin(plan, household);
        Pass { certain: self, program, plan, household, scratch }
    }
}

/// Which instructions make the same thing of the same answers at different months.
struct Alike<'a> {
    plan: &'a Plan,
    found: HashMap<(u32, u32), bool>,
}

impl Alike<'_> {
    fn runs(&mut self, certain: &Certain, reads: &[Reads], values: &[Slot]) -> Box<[Run]> {
        let mut runs: Vec<(Slot, Vec<Slot>)> = Vec::new();
        for slot in values {
            match runs.last_mut() {
                Some((first, others)) if self.slots(certain, *first, *slot) => others.push(*slot),
                _ => runs.push((*slot, Vec::new())),
            }
        }
        let runs = runs.into_iter().map(|(first, others)| {
            let at = certain.instruction(first).map_or(usize::MAX, |at| at as usize);
            let reads = reads.get(at).cloned().unwrap_or_default();
            Run { first, others: others.into(), reads }
        });
        runs.collect()
    }

    fn slots(&mut self, certain: &Certain, a: Slot, b: Slot) -> bool {
        if a == b {
            return true;
        }
        let (Some(a), Some(b)) = (certain.instruction(a), certain.instruction(b)) else {
            return false;
        };
        if let Some(found) = self.found.get(&(a, b)) {
            return *found;
        }
        let plan = self.plan;
        let pair = plan.instructions.get(a as usize).zip(plan.instructions.get(b as usize));
        let found = pair.is_some_and(|(a, b)| {
            a.node == b.node && same(&a.step, &b.step) && {
                let (mut of_a, mut of_b) = (Vec::new(), Vec::new());
                operands(&a.step, &mut |slot| of_a.push(slot));
                operands(&b.step, &mut |slot| of_b.push(slot));
                of_a.len() == of_b.len()
                    && of_a.iter().zip(&of_b).all(|(a, b)| self.slots(certain, *a, *b))
            }
        });
        self.found.insert((a, b), found);
        found
    }
}

/// Whether two steps of the same node do the same to their operands.
fn same(a: &Step, b: &Step) -> bool {
    match (a, b) {
        (Step::Constant(a), Step::Constant(b)) => a == b,
        (Step::Elapsed { day: a, .. }, Step::Elapsed { day: b, .. }) => a == b,
        (Step::Lookup { edition: a, .. }, Step::Lookup { edition: b, .. })
        | (Step::Scaled { edition: a, .. }, Step::Scaled { edition: b, .. }) => a == b,
        // What else a step holds comes from its node.
        _ => true,
    }
}

/// Calls `visit` with each operand of a step.
fn operands(step: &Step, visit: &mut dyn FnMut(Slot)) {
    match step {
        Step::Constant(_) | Step::Role | Step::Birth => {}
        Step::Question { asked_if, fallback, .. } => {
            asked_if.iter().chain(fallback).for_each(|slot| visit(*slot));
        }
        Step::Sum(terms) => {
            for (_, value, when) in terms {
                if let Some(slot) = when {
                    visit(*slot);
                }
                visit(*value);
            }
        }
        Step::Product(slots)
        | Step::Least(slots)
        | Step::Greatest(slots)
        | Step::All(slots)
        | Step::Any(slots)
        | Step::Months { values: slots, .. } => slots.iter().for_each(|slot| visit(*slot)),
        Step::Quotient(a, b) | Step::Compare(_, a, b) => {
            visit(*a);
            visit(*b);
        }
        Step::Among(slot, _)
        | Step::Not(slot)
        | Step::Rounded { value: slot, .. }
        | Step::Elapsed { since: slot, .. }
        | Step::Scaled { value: slot, .. }
        | Step::Converted { value: slot, .. } => visit(*slot),
        Step::Cases(cases) => {
            for (when, value) in cases {
                if let Some(slot) = when {
                    visit(*slot);
                }
                visit(*value);
            }
        }
        Step::Bounded { value, low, high } => {
            visit(*value);
            low.iter().chain(high).for_each(|slot| visit(*slot));
        }
        Step::Withheld { value, below } => {
            visit(*value);
            visit(*below);
        }
        Step::Granted { uncovered, conditions, value } => {
            uncovered.iter().chain(conditions).for_each(|slot| visit(*slot));
            visit(*value);
        }
        Step::Persons { members, value, .. } => {
            members.iter().chain(value).for_each(|slot| visit(*slot));
        }
        Step::Later { date, by, .. } => {
            visit(*date);
            visit(*by);
        }
        Step::Lookup { row, column, .. } => {
            visit(*row);
            if let Some(slot) = column {
                visit(*slot);
            }
        }
    }
}
