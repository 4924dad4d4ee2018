//! Which branches of the rules a household went through.

use crate::evaluated::{At, Evaluated};
use crate::program::{NodeId, Op, RuleId};
use crate::value::Value;
use std::collections::BTreeSet;

/// A way that a rule can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Branch {
    /// A case or an exception, by its position.
    Case(usize),
    /// What holds without any exception.
    Base,
    /// A situation that is not covered, by its position.
    Uncovered(usize),
    /// A condition that fails, by its position.
    Refused(usize),
    /// The lower bound decides.
    Raised,
    /// The upper bound decides.
    Lowered,
    /// The amount is too small to be paid.
    Withheld,
}

impl Op {
    /// The ways that this operation can go, when there are several.
    pub fn branches(&self) -> Vec<Branch> {
        match self {
            Self::Cases(cases) => (0..cases.len()).map(Branch::Case).collect(),
            Self::Except { exceptions, .. } => {
                (0..exceptions.len()).map(Branch::Case).chain([Branch::Base]).collect()
            }
            Self::Granted { uncovered, conditions, .. } => (0..uncovered.len())
                .map(Branch::Uncovered)
                .chain((0..conditions.len()).map(Branch::Refused))
                .collect(),
            Self::Bounded { low, high, .. } => {
                let low = low.iter().map(|_| Branch::Raised);
                low.chain(high.iter().map(|_| Branch::Lowered)).collect()
            }
            Self::Withheld { .. } => vec![Branch::Withheld],
            _ => Vec::new(),
        }
    }
}

impl Evaluated<'_> {
    /// The branches that had a part in the results of these rules.
    pub fn branches(&self, rules: &[RuleId]) -> BTreeSet<(NodeId, Branch)> {
        let rules = rules.iter().filter_map(|id| self.program.rules.get(id.index()));
        let month = self.plan.month();
        // A rule that differs from person to person is asked of each.
        let people = 0..self.household.people().len().max(1);
        let roots = rules.flat_map(|rule| {
            people.clone().map(|person| At { node: rule.node, month, person: Some(person) })
        });
        let mut pending: Vec<At> = roots.collect();
        let mut seen = BTreeSet::new();
        let mut taken = BTreeSet::new();
        while let Some(at) = pending.pop() {
            let at = At { person: self.scoped(at), ..at };
            if seen.insert(at) {
                taken.extend(self.taken_at(at).into_iter().map(|branch| (at.node, branch)));
                pending.extend(self.parts(at));
            }
        }
        taken
    }

    fn taken_at(&self, at: At) -> Vec<Branch> {
        let holds = |node: NodeId| self.value(at.node(node)).is_true();
        let value = self.value(at);
        let Some(node) = self.program.node(at.node) else { return Vec::new() };
        match &node.op {
            Op::Cases(cases) => {
                let taken = cases.iter().position(|case| case.when.is_none_or(holds));
                taken.map(Branch::Case).into_iter().collect()
            }
            Op::Except { exceptions, .. } => {
                let taken = exceptions.iter().position(|case| case.when.is_none_or(holds));
                vec![taken.map_or(Branch::Base, Branch::Case)]
            }
            Op::Granted { uncovered, conditions, .. } => {
                let beyond: Vec<Branch> = (0..)
                    .zip(uncovered)
                    .filter(|(_, condition)| holds(condition.node))
                    .map(|(index, _)| Branch::Uncovered(index))
                    .collect();
                if !beyond.is_empty() {
                    return beyond;
                }
                let failed = (0..).zip(conditions).filter(|(_, condition)| {
                    let value = self.value(at.node(condition.node));
                    matches!(value, Value::Bool(false) | Value::Absent)
                });
                failed.map(|(index, _)| Branch::Refused(index)).collect()
            }
            Op::Bounded { value: inner, low, high } => {
                let number = |node: NodeId| self.value(at.node(node)).number();
                let Some(inner) = number(*inner) else { return Vec::new() };
                let raised =
                    low.as_ref().and_then(|low| number(low.node)).unwrap_or(inner).max(inner);
                let lowered = high
                    .as_ref()
                    .and_then(|high| number(high.node))
                    .is_some_and(|high| high < raised);
                let raised = (raised > inner).then_some(Branch::Raised);
                raised.into_iter().chain(lowered.then_some(Branch::Lowered)).collect()
            }
            Op::Withheld { value: inner, .. } if self.value(at.node(*inner)) != value => {
                vec![Branch::Withheld]
            }
            _ => Vec::new(),
        }
    }
}
