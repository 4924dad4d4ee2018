//! What an evaluation says of a right.

use crate::Trace;
use crate::plan::Plan;
use crate::program::{Caveat, Condition, NodeId, Op, Program, RuleId};
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
            let (low, high) = trace.range(value).bounds();
            Outcome::Between(low.unwrap_or_default().max(Decimal::ZERO), high)
        }
        _ => Outcome::Amount(Decimal::ZERO),
    }
}

/// The situations that keep a right from being covered, unless a condition refuses it anyway.
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
    let refused = granted.is_some_and(|(_, conditions)| {
        conditions.iter().any(|condition| !range(condition.node).may_be_true())
    });
    granted
        .into_iter()
        .filter(move |_| !refused)
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

/// The reservations of every rule and figure that a result passed through, most serious first.
pub fn caveats<'a>(program: &'a Program, plan: &Plan, droit: RuleId) -> Vec<&'a Caveat> {
    let mut found: Vec<&Caveat> = Vec::new();
    let Some(rule) = program.rules.get(droit.index()) else { return found };
    let mut seen = std::collections::BTreeSet::new();
    let mut pending = vec![rule.node];
    found.extend(&rule.caveats);
    while let Some(node) = pending.pop() {
        if !seen.insert(node) {
            continue;
        }
        let Some(node) = program.node(node) else { continue };
        match &node.op {
            Op::Rule(id) => {
                if let Some(rule) = program.rules.get(id.index()) {
                    found.extend(&rule.caveats);
                    pending.push(rule.node);
                }
            }
            Op::Parameter(id) => {
                found.extend(program.parameters.get(id.index()).iter().flat_map(|p| &p.caveats));
            }
            Op::Lookup { table, .. } => {
                found.extend(program.tables.get(table.index()).iter().flat_map(|t| &t.caveats));
            }
            Op::Question(id) => {
                let question = program.questions.get(id.index());
                pending.extend(question.and_then(|question| question.fallback));
            }
            Op::Dated(formulas) => {
                // Only the formula in force says something about this result.
                let day = plan.month().first_day();
                let current = formulas.iter().rev().find(|(from, _)| *from <= day);
                pending.extend(current.map(|(_, node)| *node));
                continue;
            }
            _ => {}
        }
        node.op.operands(&mut |operand| pending.push(operand));
    }
    found.sort_by_key(|caveat| caveat.kind);
    found.dedup();
    found
}
