//! The sentence of a result: what it is worth, or why it is worth nothing.

use super::{At, Check, Explainer, Status};
use crate::exact;
use crate::program::{Bound, Op, RuleId};
use crate::{Kind, Outcome, uncovered};

/// Why a condition fails, as near as can be: what one of those that it is made of says; of several
/// one of which is enough, what they all say.
fn reason(check: &Check) -> Option<String> {
    let failed = check.below.iter().filter(|below| below.status == Status::Failed);
    let mut reasons = failed.map(reason);
    let nearer = if check.any {
        let first = reasons.next().flatten();
        first.filter(|first| reasons.all(|other| other.as_ref() == Some(first)))
    } else {
        reasons.flatten().next()
    };
    nearer.or_else(|| check.sentence.clone())
}

impl Explainer<'_> {
    /// The result in one sentence.
    pub(super) fn headline(&self, droit: RuleId, outcome: &Outcome) -> String {
        let root = self.root(droit);
        match outcome {
            Outcome::Uncovered => {
                let reasons: Vec<String> = uncovered(self.program, self.plan, self.trace, droit)
                    .filter_map(|condition| condition.text)
                    .map(|text| self.sentence(text, root, None))
                    .collect();
                reasons.join(" ")
            }
            // Between what bounds is said beside: whoever asks may know tighter ones.
            Outcome::Between(..) => self.words().not_enough.to_owned(),
            Outcome::Amount(amount) if amount.is_zero() => self.refusal(droit),
            Outcome::Amount(_) => {
                let rule = self.program.rules.get(droit.index());
                let sentence = rule.and_then(|rule| rule.explanation);
                sentence.map(|text| self.sentence(text, root, None)).unwrap_or_default()
            }
        }
    }

    /// Why a right is worth nothing: the first condition that fails, or what brought it to zero.
    fn refusal(&self, droit: RuleId) -> String {
        let conditions = self.conditions(droit);
        let failed =
            conditions.iter().find(|check| !check.uncovered && check.status == Status::Failed);
        failed
            .and_then(reason)
            .or_else(|| self.brought_to_zero(self.root(droit), 0))
            .unwrap_or_else(|| self.words().nothing.to_owned())
    }

    /// What brought an amount to zero, with its words.
    fn brought_to_zero(&self, at: At, depth: usize) -> Option<String> {
        if depth > 40 || !self.is_zero(at) {
            return None;
        }
        let deeper = |node| self.brought_to_zero(at.node(node), depth + 1);
        match &self.program.node(at.node)?.op {
            Op::Rule(id) => {
                let rule = self.program.rules.get(id.index())?;
                deeper(rule.node)
            }
            Op::Granted { value, .. } | Op::Rounded { value, .. } => deeper(*value),
            Op::Withheld { value, below } => {
                if self.is_zero(at.node(*value)) {
                    deeper(*value)
                } else {
                    self.said(at, below, at.node(*value))
                }
            }
            Op::Bounded { value, low, high } => {
                let inner = at.node(*value);
                if self.is_zero(inner) {
                    return deeper(*value);
                }
                let bound = low.iter().chain(high).find(|bound| self.is_zero(at.node(bound.node)));
                // A rule below may say it better: it had its own bound.
                self.below_zero(inner, depth + 1)
                    .or_else(|| bound.and_then(|bound| self.said(at, bound, inner)))
            }
            Op::Product(factors) => factors.iter().find_map(|factor| deeper(*factor)),
            Op::Sum(terms) => {
                let plus = terms.iter().filter(|term| !term.minus);
                plus.filter(|term| self.is_zero(at.node(term.value)))
                    .find_map(|term| deeper(term.value))
            }
            Op::Cases(_) | Op::Except { .. } | Op::Dated(_) => {
                let own = self.branch(at).and_then(|text| self.told(text, at, None));
                let taken = self.taken(at)?;
                self.brought_to_zero(taken, depth + 1).or(own)
            }
            _ => None,
        }
    }

    /// In a sum below zero, the first term that something else brought to zero.
    fn below_zero(&self, at: At, depth: usize) -> Option<String> {
        let Op::Sum(terms) = &self.program.node(at.node)?.op else { return None };
        let first = terms.iter().find(|term| !term.minus)?;
        self.brought_to_zero(at.node(first.value), depth)
    }

    /// The words of a bound, with the distance to it.
    fn said(&self, at: At, bound: &Bound, value: At) -> Option<String> {
        let bounds = at.node(bound.node);
        let from = if self.is_zero(bounds) { value } else { at };
        let gap = self.distance(value, bounds);
        let gap = gap.as_deref().map(|gap| (from, gap));
        bound.text.and_then(|text| self.told(text, at, gap))
    }

    /// How far a number is from another; a range when they are not both known.
    fn distance(&self, value: At, bound: At) -> Option<String> {
        let Kind::Number(unit) = self.program.node(value.node)?.kind else { return None };
        let (value, bound) = (self.range(value).bounds(), self.range(bound).bounds());
        let less = bound.0.zip(value.1).and_then(|(bound, value)| exact::minus(bound, value));
        let more = bound.1.zip(value.0).and_then(|(bound, value)| exact::minus(bound, value));
        // Whichever way: the distance has no sign.
        let (least, most) = match (less, more) {
            (_, Some(more)) if more.is_sign_negative() => (Some(-more), less.map(|less| -less)),
            (Some(less), more) if !less.is_sign_negative() => (Some(less), more),
            (_, more) => (None, more),
        };
        if let Some(only) = least.filter(|least| Some(*least) == most) {
            return Some(self.written(only, Kind::Number(unit)));
        }
        // What is left to know is how much more: the greatest distance would only be that of the
        // greatest answer that the questions take.
        let least = least.filter(|least| !least.is_zero());
        Some(self.between(if least.is_some() { (least, None) } else { (None, most) }, unit))
    }
}
