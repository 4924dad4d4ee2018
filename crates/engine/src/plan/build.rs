//! The laying out: each node of a program at each month at which it is read, after what it needs.

use super::alike::{Alike, Bits};
use super::{Detail, Instruction, Plan, PlanError, Slot, Step};
use crate::evaluate::constant;
use crate::month::keep;
use crate::program::{Dated, NodeId, Op, Program, RuleId, Scope, Span, TextId};
use crate::{Month, Value};
use time::Date;

/// More months than this at once are no reading of the law: a lifetime.
const LONGEST_SPAN: i32 = 120 * 12;

/// A plan being laid out.
pub(super) struct Builder<'a> {
    program: &'a Program,
    plan: Plan,
    /// Whether what does the same at several months is looked for.
    sharing: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(program: &'a Program, month: Month, sharing: bool) -> Self {
        let plan = Plan {
            month,
            household: Vec::new(),
            people: Vec::new(),
            order: Vec::new(),
            constants: Vec::new(),
            alike: Alike::default(),
            results: Vec::new(),
            depth: 0,
            slots: vec![Vec::new(); program.nodes.len()],
            reads: vec![Vec::new(); program.questions.len()],
        };
        Self { program, plan, sharing }
    }

    pub(super) fn build(mut self, rules: &[RuleId], detail: Detail) -> Result<Plan, PlanError> {
        for rule in rules {
            let rule = self.program.rules.get(rule.index()).ok_or(PlanError::Damaged)?;
            let slot = self.slot(rule.node, self.plan.month)?;
            self.plan.results.push(slot);
        }
        if detail == Detail::Sentences {
            self.sentences()?;
        }
        self.plan.alike.settle();
        Ok(self.plan)
    }

    /// The slot of a node at a month, laid out with all that it needs.
    ///
    /// Goes depth first with its own stack: rules may be many, the browser's stack is small.
    fn slot(&mut self, node: NodeId, month: Month) -> Result<Slot, PlanError> {
        let mut pending = vec![(node, month, false)];
        // What is being laid out: to meet one of these below itself, at any month, is a cycle.
        let mut open = vec![false; self.program.nodes.len()];
        while let Some((node, month, ready)) = pending.pop() {
            if self.plan.slot(node, month).is_some() {
                continue;
            }
            let open = open.get_mut(node.index()).ok_or(PlanError::Damaged)?;
            if ready {
                *open = false;
                let slot = self.lay_out(node, month)?;
                if let Some(slots) = self.plan.slots.get_mut(node.index()) {
                    slots.push((month, slot));
                }
            } else {
                if *open {
                    return Err(PlanError::Damaged);
                }
                *open = true;
                pending.push((node, month, true));
                // A stack turns the order around: the first operand goes on it last.
                let mut needs = self.needs(node, month)?;
                needs.reverse();
                pending.extend(needs.into_iter().map(|(node, month)| (node, month, false)));
            }
        }
        self.plan.slot(node, month).ok_or(PlanError::Damaged)
    }

    /// Lays out what the sentences show, at the month asked about, of each rule that is there.
    fn sentences(&mut self) -> Result<(), PlanError> {
        let program = self.program;
        let month = self.plan.month;
        let mut explained: Vec<Option<TextId>> = vec![None; program.nodes.len()];
        for rule in &program.rules {
            if let Some(place) = explained.get_mut(rule.node.index()) {
                *place = rule.explanation;
            }
        }
        let mut done = vec![false; program.nodes.len()];
        // What a sentence shows may bring further rules, with sentences of their own.
        loop {
            let mut fresh = Vec::new();
            for (node, done) in (0u32..).map(NodeId).zip(&mut done) {
                if !*done && self.plan.slot(node, month).is_some() {
                    *done = true;
                    fresh.push(node);
                }
            }
            if fresh.is_empty() {
                return Ok(());
            }
            let mut texts = Vec::new();
            for node in &fresh {
                texts.extend(explained.get(node.index()).copied().flatten());
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
        let at = |node: NodeId, month: Month| self.plan.slot(node, month).ok_or(PlanError::Damaged);
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

            Op::Constant(value) => return self.constant(id, *value),
            Op::MonthStart => return self.constant(id, Value::Date(month.first_day())),
            Op::MonthEnd => return self.constant(id, Value::Date(month.last_day())),
            Op::Parameter(parameter) => {
                let parameter =
                    program.parameters.get(parameter.index()).ok_or(PlanError::Damaged)?;
                return self.constant(id, figure(&parameter.name, &parameter.values, month)?);
            }
            Op::Question(question) => {
                let asked = program.questions.get(question.index()).ok_or(PlanError::Damaged)?;
                let step = Step::Question {
                    question: *question,
                    asked_if: asked.asked_if.as_ref().map(here).transpose()?,
                    fallback: asked.fallback.as_ref().map(here).transpose()?,
                };
                if let Some(months) = self.plan.reads.get_mut(question.index()) {
                    keep(months, month);
                }
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
            Op::Months { fold, span, value } => {
                let values: Box<[Slot]> = months(*span, month)
                    .map(|month| at(*value, month))
                    .collect::<Result<_, _>>()?;
                let runs = self.plan.runs(&values);
                Step::Months { fold: *fold, values, runs }
            }
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
        self.made(id, node.scope, step, month)
    }

    /// The slot of something that depends on no household.
    fn constant(&mut self, node: NodeId, value: Value) -> Result<Slot, PlanError> {
        let known = self.others(node).into_iter();
        let mut known = known.filter(|slot| self.plan.constant_at(*slot) == Some(value));
        if let Some(slot) = known.next() {
            return Ok(slot);
        }
        let month = self.plan.month;
        let slot = self.add(node, Scope::Household, Step::Constant(value), month, None)?;
        self.plan.constants.push((slot, value));
        Ok(slot)
    }

    fn add(
        &mut self,
        node: NodeId,
        scope: Scope,
        step: Step,
        month: Month,
        like: Option<(Slot, Bits)>,
    ) -> Result<Slot, PlanError> {
        let mut depth = 0;
        let below = |slot: Slot| self.plan.instruction(slot).map_or(0, |made| made.depth);
        step.operands(&mut |slot| depth = depth.max(below(slot) + 1));
        if let Some((slot, _)) = like {
            depth = depth.max(below(slot) + 1);
        }
        self.plan.depth = self.plan.depth.max(depth);
        let (like, same_if) = like.map_or((None, 0), |(slot, bits)| (Some(slot), bits));
        let instruction = Instruction { step, month, node, depth, like, same_if };
        self.plan.add(scope, instruction).ok_or(PlanError::Damaged)
    }

    /// Where the value of a node is kept at the months laid out so far.
    fn others(&self, node: NodeId) -> Vec<Slot> {
        let slots = self.plan.slots.get(node.index()).map(Vec::as_slice);
        slots.unwrap_or_default().iter().map(|(_, slot)| *slot).collect()
    }

    /// The slot of what a step makes: a new one, unless it is known already.
    fn made(
        &mut self,
        node: NodeId,
        scope: Scope,
        step: Step,
        month: Month,
    ) -> Result<Slot, PlanError> {
        // What is asked once is read once, whatever the month of reading.
        let once = match &step {
            Step::Question { question, .. } => {
                self.program.questions.get(question.index()).is_some_and(|asked| !asked.monthly)
            }
            _ => false,
        };
        let month = if once { self.plan.month } else { month };
        let others = if self.sharing { self.others(node) } else { Vec::new() };
        for slot in &others {
            if let Some(made) = self.plan.instruction(*slot)
                && made.step.does_the_same(&step)
                && (made.month == month || !step.reads_the_month())
            {
                return Ok(*slot);
            }
        }
        if self.sharing
            && self.is_constant(&step)
            && let Some(value) = constant(self.program, &self.plan, &step, node)
        {
            return self.constant(node, value);
        }
        let like = self.plan.like(self.program, &step, month, &others);
        self.add(node, scope, step, month, like)
    }

    /// Whether a step depends on no household.
    fn is_constant(&self, step: &Step) -> bool {
        let mut constant = !step.asks();
        step.operands(&mut |slot| constant &= self.plan.constant_at(slot).is_some());
        constant
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
