//! A node at a month: what it needs, and the instruction that makes it.

use super::alike::SameIf;
use super::{Instruction, Layout, PlanError, Slot, Step};
use crate::month::keep;
use crate::program::{Case, Dated, NodeId, Op, Program, Scope, Span};
use crate::{Kind, Month, Value};
use time::Date;

/// More months than this at once are no reading of the law: a lifetime.
const LONGEST_SPAN: i32 = 120 * 12;

impl Layout<'_> {
    /// Looks for what must be laid out before a node at a month.
    pub(super) fn look_for_needs(&mut self, node: NodeId, month: Month) -> Result<(), PlanError> {
        let op = &self.program.node(node).ok_or(PlanError::Damaged)?.op;
        let needs = &mut self.needs;
        needs.clear();
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
            // An exception that only says something changes no result.
            Op::Except { exceptions, base }
                if self.told.is_none()
                    && exceptions.iter().all(|case| is_same(self.program, case.value, *base)) =>
            {
                needs.push((*base, month));
            }
            _ => op.operands(&mut |node| needs.push((node, month))),
        }
        Ok(())
    }

    /// The slot of a node whose needs are laid out.
    pub(super) fn lay_out(&mut self, id: NodeId, month: Month) -> Result<Slot, PlanError> {
        let mut slots = std::mem::take(&mut self.operands);
        slots.clear();
        for (node, month) in &self.needs {
            slots.push(self.plan.laid_out(*node, *month).ok_or(PlanError::Damaged)?);
        }
        let made = self.lay_out_over(&slots, id, month);
        self.operands = slots;
        made
    }

    /// The slot of a node whose operands are kept there.
    fn lay_out_over(
        &mut self,
        slots: &[Slot],
        id: NodeId,
        month: Month,
    ) -> Result<Slot, PlanError> {
        let program = self.program;
        let node = program.node(id).ok_or(PlanError::Damaged)?;
        // Each step takes its operands in the order in which its needs are told.
        let mut operands = Operands(slots.iter());
        let step = match &node.op {
            // These only name something laid out already.
            Op::Rule(_) | Op::Dated(_) | Op::AtMonth { .. } => return operands.one(),
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
                if let Some(months) = self.plan.reads.get_mut(question.index()) {
                    keep(months, month);
                }
                Step::Question {
                    question: *question,
                    asked_if: operands.maybe(asked.asked_if.is_some())?,
                    fallback: operands.maybe(asked.fallback.is_some())?,
                }
            }
            Op::Role => Step::Role,
            Op::Birth => Step::Birth,
            Op::Sum(terms) => {
                let mut sum = Vec::with_capacity(terms.len());
                for term in terms {
                    let when = operands.maybe(term.when.is_some())?;
                    sum.push((term.minus, operands.one()?, when));
                }
                Step::Sum(sum.into())
            }
            Op::Product(_) => Step::Product(slots.into()),
            Op::Quotient(..) => Step::Quotient(operands.one()?, operands.one()?),
            Op::Least(_) => Step::Least(slots.into()),
            Op::Greatest(_) => Step::Greatest(slots.into()),
            Op::Compare(comparison, ..) => {
                Step::Compare(*comparison, operands.one()?, operands.one()?)
            }
            Op::Among(_, choices) => Step::Among(operands.one()?, *choices),
            Op::All(_) => Step::All(slots.into()),
            Op::Any(_) => Step::Any(slots.into()),
            Op::Not(_) => Step::Not(operands.one()?),
            Op::Cases(cases) => Step::Cases(operands.cases(cases)?.into()),
            Op::Except { .. } if slots.len() == 1 => return operands.one(),
            Op::Except { exceptions, .. } => {
                let mut cases = operands.cases(exceptions)?;
                cases.push((None, operands.one()?));
                Step::Cases(cases.into())
            }
            Op::Bounded { low, high, .. } => Step::Bounded {
                value: operands.one()?,
                low: operands.maybe(low.is_some())?,
                high: operands.maybe(high.is_some())?,
            },
            Op::Rounded { step, mode, .. } => {
                Step::Rounded { value: operands.one()?, step: *step, mode: *mode }
            }
            Op::Withheld { .. } => {
                Step::Withheld { value: operands.one()?, below: operands.one()? }
            }
            Op::Granted { uncovered, conditions, .. } => Step::Granted {
                uncovered: operands.several(uncovered.len())?,
                conditions: operands.several(conditions.len())?,
                value: operands.one()?,
            },
            Op::Persons { fold, members, value } => Step::Persons {
                fold: *fold,
                members: operands.maybe(members.is_some())?,
                value: operands.maybe(value.is_some())?,
            },
            Op::Months { fold, .. } => {
                let runs = self.plan.runs(slots);
                Step::Months { fold: *fold, values: slots.into(), runs }
            }
            Op::Elapsed { years, at_end, .. } => Step::Elapsed {
                years: *years,
                day: if *at_end { month.last_day() } else { month.first_day() },
                since: operands.one()?,
            },
            Op::Later { by, .. } => {
                let Some(Kind::Number(unit)) = program.node(*by).map(|node| node.kind) else {
                    return Err(PlanError::Damaged);
                };
                Step::Later { date: operands.one()?, by: operands.one()?, unit }
            }
            Op::Lookup { table, column, .. } => {
                let found = program.tables.get(table.index()).ok_or(PlanError::Damaged)?;
                Step::Lookup {
                    table: table.index(),
                    edition: latest(&found.name, &found.editions, |one| one.from, month)?,
                    row: operands.one()?,
                    column: operands.maybe(column.is_some())?,
                }
            }
            Op::Scaled { scale, .. } => {
                let found = program.scales.get(scale.index()).ok_or(PlanError::Damaged)?;
                Step::Scaled {
                    scale: scale.index(),
                    edition: latest(&found.name, &found.editions, |one| one.from, month)?,
                    value: operands.one()?,
                }
            }
            Op::Converted { to_month, .. } => {
                Step::Converted { value: operands.one()?, to_month: *to_month }
            }
        };
        self.made(id, node.scope, step, slots, month)
    }

    /// The slot of something that depends on no household.
    fn constant(&mut self, node: NodeId, value: Value) -> Result<Slot, PlanError> {
        let mut known = self.plan.others(node);
        if let Some((_, slot)) = known.find(|(_, slot)| self.plan.constant_at(*slot) == Some(value))
        {
            return Ok(*slot);
        }
        let month = self.plan.month;
        let slot = self.add(node, Scope::Household, Step::Constant(value), &[], month, None)?;
        self.plan.constants.push((slot, value));
        self.constants.keep(slot, value);
        Ok(slot)
    }

    fn add(
        &mut self,
        node: NodeId,
        scope: Scope,
        step: Step,
        operands: &[Slot],
        month: Month,
        like: Option<(Slot, SameIf)>,
    ) -> Result<Slot, PlanError> {
        let below = |slot: &Slot| self.plan.instruction(*slot).map_or(0, |made| made.depth) + 1;
        let (like, same_if) = like.unzip();
        let depth = operands.iter().chain(&like).map(below).max().unwrap_or_default();
        self.plan.depth = self.plan.depth.max(depth);
        let same_if = same_if.unwrap_or_default();
        let instruction = Instruction { step, month, node, depth, like, same_if };
        self.plan.add(scope, instruction).ok_or(PlanError::Damaged)
    }

    /// The slot of what a step makes: a new one, unless it is known already.
    fn made(
        &mut self,
        node: NodeId,
        scope: Scope,
        step: Step,
        operands: &[Slot],
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
        if !self.sharing {
            return self.add(node, scope, step, operands, month, None);
        }
        for (_, slot) in self.plan.others(node) {
            if let Some(made) = self.plan.instruction(*slot)
                && step.does_the_same(operands, &made.step)
                && (made.month == month || !step.reads_the_month())
            {
                return Ok(*slot);
            }
        }
        let is_constant = |slot: &Slot| self.plan.constant_at(*slot).is_some();
        if !step.asks()
            && operands.iter().all(is_constant)
            && let Some(value) = self.constants.made_by(self.program, &self.plan, &step, node)
        {
            return self.constant(node, value);
        }
        let like = self.plan.like(self.program, node, &step, operands, month);
        self.add(node, scope, step, operands, month, like)
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

/// The operands of a step, taken one after the other.
struct Operands<'a>(std::slice::Iter<'a, Slot>);

impl Operands<'_> {
    fn one(&mut self) -> Result<Slot, PlanError> {
        self.0.next().copied().ok_or(PlanError::Damaged)
    }

    fn maybe(&mut self, there: bool) -> Result<Option<Slot>, PlanError> {
        if there { self.one().map(Some) } else { Ok(None) }
    }

    fn several(&mut self, count: usize) -> Result<Box<[Slot]>, PlanError> {
        let mut slots = Vec::with_capacity(count);
        for _ in 0..count {
            slots.push(self.one()?);
        }
        Ok(slots.into())
    }

    fn cases(&mut self, cases: &[Case]) -> Result<Vec<(Option<Slot>, Slot)>, PlanError> {
        let mut taken = Vec::with_capacity(cases.len() + 1);
        for case in cases {
            let when = self.maybe(case.when.is_some())?;
            taken.push((when, self.one()?));
        }
        Ok(taken)
    }
}

/// The place of the last of these that takes effect at the latest on the first day of `month`.
fn latest<T>(
    name: &str,
    dated: &[T],
    from: impl Fn(&T) -> Date,
    month: Month,
) -> Result<usize, PlanError> {
    let day = month.first_day();
    let found = dated.iter().rposition(|one| from(one) <= day);
    found.ok_or_else(|| PlanError::NoFigure { name: name.into(), month })
}

fn in_force(formulas: &[(Date, NodeId)], month: Month) -> Result<NodeId, PlanError> {
    let index = latest("formule", formulas, |(from, _)| *from, month)?;
    formulas.get(index).map(|(_, node)| *node).ok_or(PlanError::Damaged)
}

fn figure(name: &str, values: &[Dated], month: Month) -> Result<Value, PlanError> {
    let index = latest(name, values, |dated| dated.from, month)?;
    values.get(index).map(|dated| dated.value).ok_or(PlanError::Damaged)
}

/// Whether two formulas say the same, as far as is seen at a glance: they name the same, or gather it alike.
fn is_same(program: &Program, one: NodeId, other: NodeId) -> bool {
    let op = |node| program.node(node).map(|node| &node.op);
    let named = |one, other| match (op(one), op(other)) {
        (Some(Op::Rule(rule)), Some(Op::Rule(same))) => rule == same,
        _ => one == other,
    };
    match (op(one), op(other)) {
        (
            Some(Op::Months { fold, span, value }),
            Some(Op::Months { fold: same_fold, span: same_span, value: same }),
        ) => (fold, span) == (same_fold, same_span) && named(*value, *same),
        _ => named(one, other),
    }
}
