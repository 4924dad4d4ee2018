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

/// The outcome of a right: where some answers lead to a situation that is not covered, what it is in
/// all others.
pub fn outcome(program: &Program, plan: &Plan, trace: &Trace, droit: RuleId) -> Outcome {
    let Some(rule) = program.rules.get(droit.index()) else { return Outcome::Uncovered };
    if uncovered(program, plan, trace, droit).next().is_some() {
        return Outcome::Uncovered;
    }
    let value = |node: NodeId| plan.slot(node, plan.month()).map(|slot| trace.value(slot, 0));
    match value(rule.node) {
        Some(Value::Number(amount)) => Outcome::Amount(amount),
        Some(whole @ Value::Unknown(_)) => {
            let granted = match program.node(rule.node).map(|node| &node.op) {
                Some(Op::Granted { conditions, value, .. })
                    if may_be_uncovered(program, plan, trace, droit) =>
                {
                    Some((conditions, value))
                }
                _ => None,
            };
            let range = granted.map_or(trace.range(whole), |(conditions, amount)| {
                let range = |node| trace.range(value(node).unwrap_or(Value::Absent));
                let mut amount = range(*amount);
                for condition in conditions {
                    let met = range(condition.node);
                    if !met.may_be_true() {
                        return Range::only(Value::ZERO);
                    }
                    if met.may_fail() {
                        amount = amount.union(Range::only(Value::ZERO));
                    }
                }
                amount
            });
            let (low, high) = range.bounds();
            // What may not exist may be worth nothing.
            let low = if range.absent { Decimal::ZERO } else { low.unwrap_or_default() };
            let floor = |bound: Decimal| bound.max(Decimal::ZERO);
            Outcome::Between(floor(low), high.map(floor))
        }
        _ => Outcome::Amount(Decimal::ZERO),
    }
}

/// Whether some of what the household can be keeps a right from being covered.
pub fn may_be_uncovered(program: &Program, plan: &Plan, trace: &Trace, droit: RuleId) -> bool {
    beyond(program, plan, trace, droit).any(|(_, range)| range.may_be_true())
}

/// The situations of the household that keep a right from being covered. They come before its
/// conditions: another law decides there, even whom it refuses.
pub fn uncovered<'a>(
    program: &'a Program,
    plan: &'a Plan,
    trace: &'a Trace,
    droit: RuleId,
) -> impl Iterator<Item = &'a Condition> {
    let sure = |(_, range): &(_, Range)| *range == Range::only(Value::Bool(true));
    beyond(program, plan, trace, droit).filter(sure).map(|(condition, _)| condition)
}

/// The situations that a right does not cover, and whether the household is in each.
fn beyond<'a>(
    program: &'a Program,
    plan: &'a Plan,
    trace: &'a Trace,
    droit: RuleId,
) -> impl Iterator<Item = (&'a Condition, Range)> {
    let range = move |node: NodeId| {
        let value =
            plan.slot(node, plan.month()).map_or(Value::Absent, |slot| trace.value(slot, 0));
        trace.range(value)
    };
    let granted = granted(program, droit);
    granted
        .into_iter()
        .flat_map(|(uncovered, _)| uncovered)
        .map(move |condition| (condition, range(condition.node)))
}

/// The situations a right does not cover, and its conditions.
pub fn granted(program: &Program, droit: RuleId) -> Option<(&[Condition], &[Condition])> {
    let rule = program.rules.get(droit.index())?;
    match &program.node(rule.node)?.op {
        Op::Granted { uncovered, conditions, .. } => Some((uncovered, conditions)),
        _ => None,
    }
}
