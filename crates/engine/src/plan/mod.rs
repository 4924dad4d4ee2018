//! A program made ready for one month: figures looked up, months laid out, operations in the
//! order in which they can be done.
//!
//! A plan depends on nothing but the program and the month; one plan serves any number of
//! households.

mod alike;
mod changes;
mod layout;
mod reading;
mod step;

pub(crate) use alike::{Alike, Bits, SameIf};
pub(crate) use changes::{Changes, Look, moves, varies};
pub use layout::Layout;
pub(crate) use reading::months;
pub(crate) use step::{Instruction, Run, Step};

use crate::program::{MonthRef, NodeId, Program, QuestionId, RuleId, Scope};
use crate::{Month, Value};

/// Where a value is kept: one for the household, or a column with one for each person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(u32);

const COLUMN: u32 = 1 << 31;

impl Slot {
    /// A slot of a scope; nothing when there are too many.
    fn new(scope: Scope, index: usize) -> Option<Self> {
        let index = u32::try_from(index).ok().filter(|index| *index < COLUMN)?;
        Some(Self(if scope == Scope::Person { index | COLUMN } else { index }))
    }

    /// Whether there is one value for each person.
    #[inline]
    pub fn is_of_each_person(self) -> bool {
        self.0 & COLUMN != 0
    }

    /// The place among the values of the household, or among those of a person.
    #[inline]
    pub(crate) fn index(self) -> usize {
        (self.0 & !COLUMN) as usize
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
    /// What makes each value of the household.
    pub(crate) household: Vec<Instruction>,
    /// What makes each value of a person.
    pub(crate) people: Vec<Instruction>,
    /// The slots, each after those that it needs.
    pub(crate) order: Vec<Slot>,
    /// What depends on no household.
    pub(crate) constants: Vec<(Slot, Value)>,
    /// Which instructions do the same at another month, and when that gives the same value.
    pub(crate) alike: Alike,
    /// Where the results are.
    pub(crate) results: Vec<Slot>,
    /// How deep instructions lie on one another.
    pub(crate) depth: u32,
    /// For each node, where its value is kept at each month at which it is read: in order, once all
    /// is laid out.
    slots: Vec<Vec<(Month, Slot)>>,
    /// For each node, how many such months the nodes before it have; then how many all have.
    before: Vec<usize>,
    /// For each question, the months at which it can be read, in order.
    reads: Vec<Vec<Month>>,
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
        Layout::new(program, month, rules, detail, true)?.finish()
    }

    /// The same, to be laid out piece by piece.
    pub fn begin<'a>(
        program: &'a Program,
        month: Month,
        rules: &[RuleId],
        detail: Detail,
    ) -> Result<Layout<'a>, PlanError> {
        Layout::new(program, month, rules, detail, true)
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
        Layout::new(program, month, &rules, Detail::Sentences, false)?.finish()
    }

    /// The month asked about.
    pub fn month(&self) -> Month {
        self.month
    }

    /// Where the value of a node at a month is kept, if the plan computes it.
    pub fn slot(&self, node: NodeId, month: Month) -> Option<Slot> {
        self.reading(node, month).map(|(_, slot)| slot)
    }

    /// The number of the reading of a node at a month, among [`Self::readings`], and where the value
    /// is kept.
    pub(crate) fn reading(&self, node: NodeId, month: Month) -> Option<(usize, Slot)> {
        let slots = self.slots.get(node.index())?;
        let place = slots.binary_search_by_key(&month, |(at, _)| *at).ok()?;
        Some((self.before.get(node.index())? + place, slots.get(place)?.1))
    }

    /// How many nodes are read, each as often as there are months at which it is.
    pub(crate) fn readings(&self) -> usize {
        self.before.last().copied().unwrap_or_default()
    }

    /// Once all is laid out: puts months in order, and numbers the readings.
    fn settle(&mut self) {
        self.alike.settle();
        let mut before = 0;
        self.before.push(before);
        for slots in &mut self.slots {
            slots.sort_unstable_by_key(|(month, _)| *month);
            before += slots.len();
            self.before.push(before);
        }
    }

    /// Where the value of a node at a month is kept, as long as they are not in order.
    fn laid_out(&self, node: NodeId, month: Month) -> Option<Slot> {
        self.others(node).rev().find(|(at, _)| *at == month).map(|(_, slot)| *slot)
    }

    /// Where the value of a node is kept at each month laid out so far.
    fn others(&self, node: NodeId) -> std::slice::Iter<'_, (Month, Slot)> {
        self.slots.get(node.index()).map(Vec::as_slice).unwrap_or_default().iter()
    }

    /// The months at which a question can be read, in order; none when it is not.
    pub fn reads(&self, question: QuestionId) -> &[Month] {
        self.reads.get(question.index()).map_or(&[], Vec::as_slice)
    }

    /// The questions that can be read, each with the months at which it is.
    pub fn questions(&self) -> impl Iterator<Item = (QuestionId, &[Month])> {
        let all = (0..).map(QuestionId).zip(&self.reads);
        all.filter(|(_, months)| !months.is_empty()).map(|(id, months)| (id, months.as_slice()))
    }

    /// How many operations an evaluation does at most for the household and for each person.
    pub fn size(&self) -> (usize, usize) {
        (self.household.len(), self.people.len())
    }

    /// What makes a value.
    #[inline]
    pub(crate) fn instruction(&self, slot: Slot) -> Option<&Instruction> {
        let instructions = if slot.is_of_each_person() { &self.people } else { &self.household };
        instructions.get(slot.index())
    }

    /// The value of a slot that depends on no household.
    pub(crate) fn constant_at(&self, slot: Slot) -> Option<Value> {
        match self.instruction(slot)?.step {
            Step::Constant(value) => Some(value),
            _ => None,
        }
    }

    fn add(&mut self, scope: Scope, instruction: Instruction) -> Option<Slot> {
        let instructions = match scope {
            Scope::Household => &mut self.household,
            Scope::Person => &mut self.people,
        };
        let slot = Slot::new(scope, instructions.len())?;
        instructions.push(instruction);
        self.order.push(slot);
        Some(slot)
    }
}
