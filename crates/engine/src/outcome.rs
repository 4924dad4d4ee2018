//! What an evaluation says of a right.

use crate::Trace;
use crate::plan::Plan;
use crate::program::{Condition, NodeId, Op, Program, RuleId};
use crate::value::{Range, Value};
use rust_decimal::Decimal;

/// What an evaluation says of a right.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The amount; zero when it is refused.
    Amount(Decimal),
    /// Answers are missing: the amount lies between these bounds, or has no upper one.
    Between(Decimal, Option<Decimal>),
    /// The situation is not covered: nothing is said of the amount.
    Uncovered,
}

/// The outcome of a right.
pub fn outcome(program: &Program, plan: &Plan, trace: &Trace, droit: RuleId) -> Outcome {
    let Some(rule) = program.rules.get(droit.index()) else { return Outcome::Uncovered };
    if uncovered(program, plan, trace, droit).next().is_some() {
        return Outcome::Uncovered;
    }
    let value = plan.slot(rule.node, plan.month()).map(|slot| trace.value(slot, 0));
    match value {
        Some(Value::Number(amount)) => Outcome::Amount(amount),
        Some(value @ Value::Unknown(_)) => {
            let range = trace.range(value);
            let (low, high) = range.bounds();
            // What may not exist may be worth nothing.
            let low = if range.absent { Decimal::ZERO } else { low.unwrap_or_default() };
            let floor = |bound: Decimal| bound.max(Decimal::ZERO);
            Outcome::Between(floor(low), high.map(floor))
        }
        _ => Outcome::Amount(Decimal::ZERO),
    }
}

/// The situations of the household that keep a right from being covered. They come before its
/// conditions: another law decides there, even whom it refuses.
pub fn uncovered<'a>(
    program: &'a Program,
    plan: &'a Plan,
    trace: &'a Trace,
    droit: RuleId,
) -> impl Iterator<Item = &'a Condition> {
    let granted = granted(program, droit);
    let range = move |node: NodeId| {
        let value =
            plan.slot(node, plan.month()).map_or(Value::Absent, |slot| trace.value(slot, 0));
        trace.range(value)
    };
    granted
        .into_iter()
        .flat_map(|(uncovered, _)| uncovered)
        .filter(move |condition| range(condition.node) == Range::only(Value::Bool(true)))
}

/// The situations a right does not cover, and its conditions.
pub fn granted(program: &Program, droit: RuleId) -> Option<(&[Condition], &[Condition])> {
    let rule = program.rules.get(droit.index())?;
    match &program.node(rule.node)?.op {
        Op::Granted { uncovered, conditions, .. } => Some((uncovered, conditions)),
        _ => None,
    }
}
