//! A program made ready for one month: figures looked up, months laid out, operations in the
//! order in which they can be done.
//!
//! A plan depends on nothing but the program and the month; one plan serves any number of
//! households.

mod alike;
mod build;
mod step;

use alike::Bits;
pub(crate) use alike::{Alike, Changes};
pub(crate) use build::months;
pub(crate) use step::{Instruction, Run, Step};

use crate::program::{MonthRef, NodeId, Program, QuestionId, RuleId, Scope};
use crate::{Month, Value};
use build::Builder;
use std::collections::{BTreeMap, BTreeSet};

/// Where a value is kept: one for the household, a column with one for each person, or a figure
/// that the plan holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(u32);

const COLUMN: u32 = 1 << 31;
const CONSTANT: u32 = 1 << 30;

/// A slot, taken apart.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// A value that depends on no household.
    Constant(usize),
    /// One value.
    Household(usize),
    /// One value for each person.
    Column(usize),
}

impl Slot {
    /// A slot of the kind of these bits; nothing when there are too many.
    fn new(kind: u32, index: usize) -> Option<Self> {
        let index = u32::try_from(index).ok().filter(|index| *index < CONSTANT)?;
        Some(Self(kind | index))
    }

    /// Whether there is one value for each person.
    pub fn is_of_each_person(self) -> bool {
        matches!(self.place(), Place::Column(_))
    }

    #[inline]
    pub(crate) fn place(self) -> Place {
        let index = (self.0 & !(COLUMN | CONSTANT)) as usize;
        if self.0 & COLUMN != 0 {
            Place::Column(index)
        } else if self.0 & CONSTANT != 0 {
            Place::Constant(index)
        } else {
            Place::Household(index)
        }
    }
}

/// Why a program cannot be evaluated at a month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A figure is read at a month before its first value.
    #[error("« {name} » has no value in {month}: its first one takes effect later")]
    NoFigure {
        /// The figure.
        name: String,
        /// The month at which it is read.
        month: Month,
    },
    /// The program reads something that does not exist; its checks would have refused it.
    #[error("the program is damaged: it names something that it does not hold")]
    Damaged,
}

/// A program laid out for one month.
#[derive(Debug)]
pub struct Plan {
    pub(crate) month: Month,
    pub(crate) instructions: Vec<Instruction>,
    /// Which instruction makes each value of the household.
    pub(crate) household: Vec<u32>,
    /// Which instruction makes each column of values.
    pub(crate) columns: Vec<u32>,
    /// What depends on no household.
    pub(crate) constants: Vec<Value>,
    /// Which instructions do the same at another month, and when that gives the same value.
    pub(crate) alike: Alike,
    /// Where the results are.
    pub(crate) results: Vec<Slot>,
    /// How deep instructions lie on one another.
    pub(crate) depth: u32,
    /// For each node, where its value is kept at each month at which it is read.
    slots: Vec<Vec<(Month, Slot)>>,
    reads: BTreeMap<QuestionId, BTreeSet<Month>>,
}

/// What a plan must be able to show beside the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Only the results: for large batches.
    Results,
    /// Also what the sentences of the rules show.
    Sentences,
}

impl Plan {
    /// The month a reference names, read at `month`.
    pub(crate) fn resolve(&self, reference: MonthRef, month: Month) -> Month {
        match reference {
            MonthRef::Offset(offset) => month.plus(offset),
            MonthRef::OfYear(number, years) => month.january(years).plus(i32::from(number) - 1),
            MonthRef::Asked => self.month,
        }
    }

    /// Lays out `program` for the results of `rules` at `month`.
    pub fn new(
        program: &Program,
        month: Month,
        rules: &[RuleId],
        detail: Detail,
    ) -> Result<Self, PlanError> {
        Builder::new(program, month, true).build(rules, detail)
    }

    /// Lays out all the results of a program.
    pub fn of_all(program: &Program, month: Month, detail: Detail) -> Result<Self, PlanError> {
        let rules: Vec<RuleId> = program.droits().map(|(_, rule)| rule).collect();
        Self::new(program, month, &rules, detail)
    }

    /// Lays out all the results of a program and does each thing apart, even what gives the same at
    /// several months: slow, to try the others against.
    pub fn plain(program: &Program, month: Month) -> Result<Self, PlanError> {
        let rules: Vec<RuleId> = program.droits().map(|(_, rule)| rule).collect();
        Builder::new(program, month, false).build(&rules, Detail::Sentences)
    }

    /// The month asked about.
    pub fn month(&self) -> Month {
        self.month
    }

    /// Where the value of a node at a month is kept, if the plan computes it.
    pub fn slot(&self, node: NodeId, month: Month) -> Option<Slot> {
        let slots = self.slots.get(node.index())?;
        slots.iter().find(|(at, _)| *at == month).map(|(_, slot)| *slot)
    }

    /// The questions that can be read, each with the months at which it is.
    pub fn reads(&self) -> &BTreeMap<QuestionId, BTreeSet<Month>> {
        &self.reads
    }

    /// How many operations an evaluation does at most for the household and for each person.
    pub fn size(&self) -> (usize, usize) {
        (self.household.len(), self.columns.len())
    }

    /// The instruction that makes a value; none makes a constant.
    #[inline]
    pub(crate) fn instruction(&self, slot: Slot) -> Option<&Instruction> {
        self.instructions.get(self.maker(slot)? as usize)
    }

    #[inline]
    fn maker(&self, slot: Slot) -> Option<u32> {
        match slot.place() {
            Place::Constant(_) => None,
            Place::Household(index) => self.household.get(index).copied(),
            Place::Column(index) => self.columns.get(index).copied(),
        }
    }

    pub(crate) fn constant_at(&self, slot: Slot) -> Option<Value> {
        match slot.place() {
            Place::Constant(index) => self.constants.get(index).copied(),
            Place::Household(_) | Place::Column(_) => None,
        }
    }

    fn constant(&mut self, value: Value) -> Option<Slot> {
        let slot = Slot::new(CONSTANT, self.constants.len())?;
        self.constants.push(value);
        Some(slot)
    }

    fn add(
        &mut self,
        scope: Scope,
        step: Step,
        month: Month,
        node: NodeId,
        like: Option<(Slot, Bits)>,
    ) -> Option<Slot> {
        let index = u32::try_from(self.instructions.len()).ok()?;
        let (kind, makers) = match scope {
            Scope::Household => (0, &mut self.household),
            Scope::Person => (COLUMN, &mut self.columns),
        };
        let slot = Slot::new(kind, makers.len())?;
        makers.push(index);
        let (like, same_if) = like.map_or((None, 0), |(slot, bits)| (Some(slot), bits));
        self.instructions.push(Instruction { step, slot, month, node, like, same_if });
        Some(slot)
    }
}
