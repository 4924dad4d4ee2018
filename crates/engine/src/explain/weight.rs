//! The part of a trace that had an effect on a result: what the law and the reservations are
//! listed from.
//!
//! A term worth zero, a factor of a product that is zero, a case that was passed over and a
//! condition that another one made needless had none.

use super::{At, Explainer, Seen};
use crate::program::{Case, Condition, Fold, NodeId, Op};
use crate::value::Value;

impl Explainer<'_> {
    /// Every node that had an effect, each once.
    pub(super) fn weighty(&self, root: At) -> Vec<At> {
        let mut seen = Seen::default();
        let mut pending = vec![root];
        while let Some(at) = pending.pop() {
            // A node without person is the same for all: kept once.
            let at = At { person: self.scoped(at), ..at };
            if seen.insert(at) {
                pending.extend(self.weighty_parts(at));
            }
        }
        seen.all()
    }

    /// The situation that is not covered, or else the condition that fails: the first one decides alone.
    pub(super) fn refusing<'c>(
        &self,
        at: At,
        uncovered: &'c [Condition],
        conditions: &'c [Condition],
    ) -> Option<&'c Condition> {
        let beyond = |c: &&Condition| self.value(at.node(c.node)).is_true();
        let failed = |c: &&Condition| !self.may_hold(at.node(c.node));
        uncovered.iter().find(beyond).or_else(|| conditions.iter().find(failed))
    }

    fn weighty_parts(&self, at: At) -> Vec<At> {
        let Some(node) = self.program.node(at.node) else { return Vec::new() };
        let value = self.value(at);
        match &node.op {
            Op::Sum(_) | Op::Persons { .. } => {
                let parts = self.parts(at).into_iter();
                parts.filter(|part| !self.is_neutral(*part)).collect()
            }
            Op::Product(factors) if value == Value::ZERO => {
                let zero = factors.iter().map(|factor| at.node(*factor)).find(|f| self.is_zero(*f));
                zero.into_iter().collect()
            }
            Op::Least(items) | Op::Greatest(items) => {
                let items = items.iter().map(|item| at.node(*item));
                items.filter(|item| value.is_unknown() || self.value(*item) == value).collect()
            }
            Op::Bounded { value: inner, low, high } => {
                let inner = at.node(*inner);
                let bounds = low.iter().chain(high).map(|bound| at.node(bound.node));
                if self.value(inner) == value {
                    vec![inner]
                } else {
                    bounds.chain([inner]).collect()
                }
            }
            Op::All(conditions) | Op::Any(conditions) => {
                let decisive = |part: &At| value.is_unknown() || self.value(*part) == value;
                conditions.iter().map(|part| at.node(*part)).filter(decisive).collect()
            }
            Op::Granted { uncovered, conditions, value: inner } => {
                if let Some(condition) = self.refusing(at, uncovered, conditions) {
                    return vec![at.node(condition.node)];
                }
                let may = |c: &&Condition| self.may_hold(at.node(c.node));
                let beyond = uncovered.iter().filter(may).map(|c| at.node(c.node));
                let required = conditions.iter().map(|c| at.node(c.node));
                beyond.chain(required).chain([at.node(*inner)]).collect()
            }
            Op::Cases(cases) => self.taken_case(at, cases, None),
            Op::Except { exceptions, base } => self.taken_case(at, exceptions, Some(*base)),
            _ => self.parts(at),
        }
    }

    /// The parts worth showing to someone who asks how a value came about: those that decided a
    /// condition, and of a sum or a count all that exist, even those worth nothing.
    pub(super) fn telling_parts(&self, at: At) -> Vec<At> {
        let value = self.value(at);
        let mut parts = self.parts(at);
        match self.program.node(at.node).map(|node| &node.op) {
            Some(Op::All(_) | Op::Any(_)) => {
                parts.retain(|part| value.is_unknown() || self.value(*part) == value);
            }
            Some(Op::Persons { fold: Fold::Any, members, value: inner }) if value.is_true() => {
                let decisive = |at: At| {
                    let holds = |node: &NodeId| self.may_hold(at.node(*node));
                    members.iter().chain(inner).all(holds)
                };
                parts.retain(|part| decisive(*part));
            }
            Some(Op::Persons { fold: Fold::All, value: Some(inner), .. })
                if value == Value::Bool(false) =>
            {
                let met: Vec<_> = parts
                    .iter()
                    .filter(|part| part.node == *inner && self.value(**part).is_true())
                    .map(|part| part.person)
                    .collect();
                parts.retain(|part| !met.contains(&part.person));
            }
            Some(Op::Sum(_) | Op::Persons { .. }) => {
                parts.retain(|part| self.value(*part) != Value::Absent);
            }
            _ => {}
        }
        parts
    }

    /// A part that changed nothing: worth zero, a no, or nothing at all.
    fn is_neutral(&self, at: At) -> bool {
        matches!(self.value(at), Value::Absent | Value::Bool(false)) || self.is_zero(at)
    }

    /// The case that was taken and its condition; not those that were passed over.
    fn taken_case(&self, at: At, cases: &[Case], base: Option<NodeId>) -> Vec<At> {
        let mut parts = Vec::new();
        for case in cases {
            let holds = case.when.map_or(Value::Bool(true), |when| self.value(at.node(when)));
            if holds.is_true() || holds.is_unknown() {
                parts.extend(case.when.map(|when| at.node(when)));
                parts.push(at.node(case.value));
            }
            if holds.is_true() {
                return parts;
            }
        }
        parts.extend(base.map(|base| at.node(base)));
        parts
    }
}
