//! A program made ready for one month: figures looked up, months laid out, operations in the
//! order in which they are done.
//!
//! A plan depends on nothing but the program and the month; one plan serves any number of
//! households.

use crate::program::{
    Dated, Fold, MonthRef, NodeId, Op, Program, QuestionId, RoundMode, RuleId, Scope, Span, TextId,
};
use crate::{Comparison, Month, Value};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use time::Date;

/// Where a value is kept: one for the household, or a column with one for each person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u32);

const COLUMN: u32 = 1 << 31;

/// More months than this at once are no reading of the law: a lifetime.
const LONGEST_SPAN: i32 = 120 * 12;

impl Slot {
    fn new(scope: Scope, index: u32) -> Self {
        Self(if scope == Scope::Person { index | COLUMN } else { index })
    }

    /// Whether there is one value for each person.
    pub fn scope(self) -> Scope {
        if self.0 & COLUMN == 0 { Scope::Household } else { Scope::Person }
    }

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

/// One operation at one month.
#[derive(Debug)]
pub(crate) struct Instruction {
    pub(crate) step: Step,
    pub(crate) slot: Slot,
    pub(crate) month: Month,
    pub(crate) node: NodeId,
}

/// What an instruction does; the months and the dated figures of [`Op`] are resolved.
#[derive(Debug)]
pub(crate) enum Step {
    Constant(Value),
    Question { question: QuestionId, asked_if: Option<Slot>, fallback: Option<Slot> },
    Role,
    Birth,
    Sum(Box<[(bool, Slot, Option<Slot>)]>),
    Product(Box<[Slot]>),
    Quotient(Slot, Slot),
    Least(Box<[Slot]>),
    Greatest(Box<[Slot]>),
    Compare(Comparison, Slot, Slot),
    Among(Slot, u64),
    All(Box<[Slot]>),
    Any(Box<[Slot]>),
    Not(Slot),
    Cases(Box<[(Option<Slot>, Slot)]>),
    Bounded { value: Slot, low: Option<Slot>, high: Option<Slot> },
    Rounded { value: Slot, step: Decimal, mode: RoundMode },
    Withheld { value: Slot, below: Slot },
    Granted { uncovered: Box<[Slot]>, conditions: Box<[Slot]>, value: Slot },
    Persons { fold: Fold, members: Option<Slot>, value: Option<Slot> },
    Months { fold: Fold, values: Box<[Slot]> },
    Elapsed { years: bool, day: Date, since: Slot },
    Later { date: Slot, by: Slot, unit: crate::Unit },
    Lookup { table: usize, edition: usize, row: Slot, column: Option<Slot> },
    Scaled { scale: usize, edition: usize, value: Slot },
    Converted { value: Slot, to_month: bool },
}

/// A program laid out for one month.
#[derive(Debug)]
pub struct Plan {
    pub(crate) month: Month,
    pub(crate) instructions: Vec<Instruction>,
    pub(crate) household_slots: usize,
    pub(crate) person_columns: usize,
    slots: HashMap<(NodeId, Month), Slot>,
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
        let mut builder = Builder {
            program,
            plan: Self {
                month,
                instructions: Vec::new(),
                household_slots: 0,
                person_columns: 0,
                slots: HashMap::new(),
                reads: BTreeMap::new(),
            },
        };
        for rule in rules {
            let rule = program.rules.get(rule.index()).ok_or(PlanError::Damaged)?;
            builder.slot(rule.node, month)?;
        }
        if detail == Detail::Sentences {
            builder.sentences()?;
        }
        Ok(builder.plan)
    }

    /// Lays out all the results of a program.
    pub fn of_all(program: &Program, month: Month, detail: Detail) -> Result<Self, PlanError> {
        let rules: Vec<RuleId> = program.droits().map(|(_, rule)| rule).collect();
        Self::new(program, month, &rules, detail)
    }

    /// The month asked about.
    pub fn month(&self) -> Month {
        self.month
    }

    /// Where the value of a node at a month is kept, if the plan computes it.
    pub fn slot(&self, node: NodeId, month: Month) -> Option<Slot> {
        self.slots.get(&(node, month)).copied()
    }

    /// The questions that can be read, each with the months at which it is.
    pub fn reads(&self) -> &BTreeMap<QuestionId, BTreeSet<Month>> {
        &self.reads
    }

    /// How many operations an evaluation does for the household and for each person.
    pub fn size(&self) -> (usize, usize) {
        (self.household_slots, self.person_columns)
    }
}

struct Builder<'a> {
    program: &'a Program,
    plan: Plan,
}

impl Builder<'_> {
    /// The slot of a node at a month, laid out with all that it needs.
    ///
    /// Goes depth first with its own stack: rules may be many, the browser's stack is small.
    fn slot(&mut self, node: NodeId, month: Month) -> Result<Slot, PlanError> {
        let mut pending = vec![(node, month, false)];
        // What is being laid out: to meet one of these below itself, at any month, is a cycle.
        let mut open = HashSet::new();
        while let Some((node, month, ready)) = pending.pop() {
            if self.plan.slots.contains_key(&(node, month)) {
                continue;
            }
            if ready {
                let slot = self.lay_out(node, month)?;
                self.plan.slots.insert((node, month), slot);
                open.remove(&node);
            } else {
                if !open.insert(node) {
                    return Err(PlanError::Damaged);
                }
                pending.push((node, month, true));
                // A stack turns the order around: the first operand goes on it last.
                let mut needs = self.needs(node, month)?;
                needs.reverse();
                pending.extend(needs.into_iter().map(|(node, month)| (node, month, false)));
            }
        }
        self.plan.slots.get(&(node, month)).copied().ok_or(PlanError::Damaged)
    }

    /// Lays out what the sentences show, at the month asked about, of each rule that is there.
    fn sentences(&mut self) -> Result<(), PlanError> {
        let program = self.program;
        let month = self.plan.month;
        let explained: HashMap<NodeId, TextId> =
            program.rules.iter().filter_map(|rule| Some((rule.node, rule.explanation?))).collect();
        let mut done = BTreeSet::new();
        // What a sentence shows may bring further rules, with sentences of their own.
        loop {
            let fresh: BTreeSet<NodeId> = self
                .plan
                .slots
                .keys()
                .filter(|(node, at)| *at == month && !done.contains(node))
                .map(|(node, _)| *node)
                .collect();
            if fresh.is_empty() {
                return Ok(());
            }
            let mut texts = Vec::new();
            for node in &fresh {
                texts.extend(explained.get(node));
                let Some(node) = program.node(*node) else { continue };
                node.op.texts(&mut |text| texts.push(text));
                if let Op::Question(question) = &node.op
                    && let Some(question) = program.questions.get(question.index())
                {
                    texts.push(question.label);
                    texts.extend([question.ask, question.why, question.help].into_iter().flatten());
                }
            }
            for text in texts {
                for node in program.texts.get(text.index()).into_iter().flatten() {
                    self.slot(*node, month)?;
                }
            }
            done.extend(fresh);
        }
    }

    /// What must be laid out before a node at a month.
    fn needs(&self, node: NodeId, month: Month) -> Result<Vec<(NodeId, Month)>, PlanError> {
        let op = &self.program.node(node).ok_or(PlanError::Damaged)?.op;
        let mut needs = Vec::new();
        match op {
            Op::Rule(rule) => {
                let rule = self.program.rules.get(rule.index()).ok_or(PlanError::Damaged)?;
                needs.push((rule.node, month));
            }
            Op::Question(question) => {
                let question =
                    self.program.questions.get(question.index()).ok_or(PlanError::Damaged)?;
                needs.extend(question.asked_if.map(|node| (node, month)));
                needs.extend(question.fallback.map(|node| (node, month)));
            }
            Op::Dated(formulas) => needs.push((in_force(formulas, month)?, month)),
            Op::AtMonth { month: other, value } => {
                needs.push((*value, self.plan.resolve(*other, month)));
            }
            Op::Months { span, value, .. } => {
                if span.length() > LONGEST_SPAN {
                    return Err(PlanError::Damaged);
                }
                needs.extend(months(*span, month).map(|month| (*value, month)));
            }
            _ => op.operands(&mut |node| needs.push((node, month))),
        }
        Ok(needs)
    }

    /// The slot of a node whose needs are laid out.
    fn lay_out(&mut self, id: NodeId, month: Month) -> Result<Slot, PlanError> {
        let program = self.program;
        let node = program.node(id).ok_or(PlanError::Damaged)?;
        let at = |node: NodeId, month: Month| {
            self.plan.slots.get(&(node, month)).copied().ok_or(PlanError::Damaged)
        };
        let here = |node: &NodeId| at(*node, month);
        let all = |nodes: &[NodeId]| nodes.iter().map(here).collect::<Result<Box<[Slot]>, _>>();
        let step = match &node.op {
            // These only name something laid out already.
            Op::Rule(rule) => {
                let rule = program.rules.get(rule.index()).ok_or(PlanError::Damaged)?;
                return here(&rule.node);
            }
            Op::Dated(formulas) => return at(in_force(formulas, month)?, month),
            Op::AtMonth { month: other, value } => {
                return at(*value, self.plan.resolve(*other, month));
            }

            Op::Constant(value) => Step::Constant(*value),
            Op::MonthStart => Step::Constant(Value::Date(month.first_day())),
            Op::MonthEnd => Step::Constant(Value::Date(month.last_day())),
            Op::Parameter(parameter) => {
                let parameter =
                    program.parameters.get(parameter.index()).ok_or(PlanError::Damaged)?;
                Step::Constant(figure(&parameter.name, &parameter.values, month)?)
            }
            Op::Question(question) => {
                let asked = program.questions.get(question.index()).ok_or(PlanError::Damaged)?;
                let step = Step::Question {
                    question: *question,
                    asked_if: asked.asked_if.as_ref().map(here).transpose()?,
                    fallback: asked.fallback.as_ref().map(here).transpose()?,
                };
                self.plan.reads.entry(*question).or_default().insert(month);
                step
            }
            Op::Role => Step::Role,
            Op::Birth => Step::Birth,
            Op::Sum(terms) => Step::Sum(
                terms
                    .iter()
                    .map(|term| {
                        let when = term.when.as_ref().map(here).transpose()?;
                        Ok((term.minus, here(&term.value)?, when))
                    })
                    .collect::<Result<_, _>>()?,
            ),
            Op::Product(nodes) => Step::Product(all(nodes)?),
            Op::Quotient(a, b) => Step::Quotient(here(a)?, here(b)?),
            Op::Least(nodes) => Step::Least(all(nodes)?),
            Op::Greatest(nodes) => Step::Greatest(all(nodes)?),
            Op::Compare(comparison, a, b) => Step::Compare(*comparison, here(a)?, here(b)?),
            Op::Among(node, choices) => Step::Among(here(node)?, *choices),
            Op::All(nodes) => Step::All(all(nodes)?),
            Op::Any(nodes) => Step::Any(all(nodes)?),
            Op::Not(node) => Step::Not(here(node)?),
            Op::Cases(cases) => Step::Cases(
                cases
                    .iter()
                    .map(|case| Ok((case.when.as_ref().map(here).transpose()?, here(&case.value)?)))
                    .collect::<Result<_, _>>()?,
            ),
            Op::Except { exceptions, base } => Step::Cases(
                exceptions
                    .iter()
                    .map(|case| Ok((case.when.as_ref().map(here).transpose()?, here(&case.value)?)))
                    .chain(std::iter::once_with(|| Ok((None, here(base)?))))
                    .collect::<Result<_, _>>()?,
            ),
            Op::Bounded { value, low, high } => Step::Bounded {
                value: here(value)?,
                low: low.as_ref().map(|bound| here(&bound.node)).transpose()?,
                high: high.as_ref().map(|bound| here(&bound.node)).transpose()?,
            },
            Op::Rounded { value, step, mode, .. } => {
                Step::Rounded { value: here(value)?, step: *step, mode: *mode }
            }
            Op::Withheld { value, below } => {
                Step::Withheld { value: here(value)?, below: here(&below.node)? }
            }
            Op::Granted { uncovered, conditions, value } => Step::Granted {
                uncovered: uncovered.iter().map(|c| here(&c.node)).collect::<Result<_, _>>()?,
                conditions: conditions.iter().map(|c| here(&c.node)).collect::<Result<_, _>>()?,
                value: here(value)?,
            },
            Op::Persons { fold, members, value } => Step::Persons {
                fold: *fold,
                members: members.as_ref().map(here).transpose()?,
                value: value.as_ref().map(here).transpose()?,
            },
            Op::Months { fold, span, value } => Step::Months {
                fold: *fold,
                values: months(*span, month)
                    .map(|month| at(*value, month))
                    .collect::<Result<_, _>>()?,
            },
            Op::Elapsed { years, at_end, since } => Step::Elapsed {
                years: *years,
                day: if *at_end { month.last_day() } else { month.first_day() },
                since: here(since)?,
            },
            Op::Later { date, by } => {
                let Some(crate::Kind::Number(unit)) = program.node(*by).map(|node| node.kind)
                else {
                    return Err(PlanError::Damaged);
                };
                Step::Later { date: here(date)?, by: here(by)?, unit }
            }
            Op::Lookup { table, row, column } => {
                let found = program.tables.get(table.index()).ok_or(PlanError::Damaged)?;
                let edition = latest(found.editions.iter().map(|edition| edition.from), month)
                    .ok_or_else(|| PlanError::NoFigure { name: found.name.clone(), month })?;
                Step::Lookup {
                    table: table.index(),
                    edition,
                    row: here(row)?,
                    column: column.as_ref().map(here).transpose()?,
                }
            }
            Op::Scaled { scale, value } => {
                let found = program.scales.get(scale.index()).ok_or(PlanError::Damaged)?;
                let edition = latest(found.editions.iter().map(|edition| edition.from), month)
                    .ok_or_else(|| PlanError::NoFigure { name: found.name.clone(), month })?;
                Step::Scaled { scale: scale.index(), edition, value: here(value)? }
            }
            Op::Converted { value, to_month } => {
                Step::Converted { value: here(value)?, to_month: *to_month }
            }
        };
        let count = match node.scope {
            Scope::Household => &mut self.plan.household_slots,
            Scope::Person => &mut self.plan.person_columns,
        };
        let index = u32::try_from(*count).ok().filter(|index| index & COLUMN == 0);
        let slot = Slot::new(node.scope, index.ok_or(PlanError::Damaged)?);
        *count += 1;
        self.plan.instructions.push(Instruction { step, slot, month, node: id });
        Ok(slot)
    }
}

/// The months of a span, read at `month`.
pub(crate) fn months(span: Span, month: Month) -> impl Iterator<Item = Month> {
    let first = match span {
        Span::Offsets(from, _) => month.plus(from),
        Span::Year(years) => month.january(years),
    };
    (0..span.length()).map(move |offset| first.plus(offset))
}

/// The index of the last date of effect that is not after the first day of `month`.
fn latest(
    dates: impl DoubleEndedIterator<Item = Date> + ExactSizeIterator,
    month: Month,
) -> Option<usize> {
    let day = month.first_day();
    dates.enumerate().rev().find(|(_, from)| *from <= day).map(|(index, _)| index)
}

fn in_force(formulas: &[(Date, NodeId)], month: Month) -> Result<NodeId, PlanError> {
    latest(formulas.iter().map(|(from, _)| *from), month)
        .and_then(|index| formulas.get(index))
        .map(|(_, node)| *node)
        .ok_or_else(|| PlanError::NoFigure { name: "formule".into(), month })
}

fn figure(name: &str, values: &[Dated], month: Month) -> Result<Value, PlanError> {
    latest(values.iter().map(|dated| dated.from), month)
        .and_then(|index| values.get(index))
        .map(|dated| dated.value)
        .ok_or_else(|| PlanError::NoFigure { name: name.into(), month })
}
