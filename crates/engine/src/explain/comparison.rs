//! Comparisons among conditions: what is compared, by how much it fails, and when time alone mends it.

use super::{At, Check, Explainer, Status};
use crate::evaluate::elapsed;
use crate::program::{Comparison, Op};
use crate::text::{Words, fill};
use crate::value::Value;
use crate::{Kind, Month, Unit};
use rust_decimal::Decimal;

impl Explainer<'_> {
    pub(super) fn compare(&self, at: At, a: At, comparison: Comparison, b: At, check: &mut Check) {
        // « Cinq ans après le 1er juin » speaks of that first day.
        let (since, by) = match self.program.node(a.node).map(|node| &node.op) {
            Some(Op::Later { date, by }) => (a.node(*date), Some(a.node(*by))),
            _ => (a, None),
        };
        let kind = self.program.node(a.node).map_or(Kind::Bool, |node| node.kind);
        check.label = self.spoken(since);
        match (self.value(a), self.value(b), kind) {
            (Value::Number(left), Value::Number(right), Kind::Number(unit)) => {
                let write = |number| self.written(number, kind);
                let shown = self.mark_of(at, a, write(left));
                if check.status == Status::Met {
                    check.distance = Some(shown);
                    return;
                }
                // « 0 € ; il faut plus de 0 € » helps nobody: the label says what there must be.
                if left.is_zero() && right.is_zero() {
                    return;
                }
                let bound = self.mark_of(at, b, write(right));
                let gap = left.checked_sub(right).filter(|gap| !gap.is_zero());
                let gap = gap.map(|gap| self.mark(at, write(gap.abs())));
                check.distance = Some(told_gap(comparison, [shown, bound], gap, self.words()));
                check.from = self.when(a, comparison, right, unit);
            }
            (left, right, _) if !left.is_unknown() && left != Value::Absent => {
                let mut shown = self.mark(since, self.shown(since));
                if let (Some(by), Status::Failed, Value::Date(day), Value::Date(_)) =
                    (by, check.status, left, right)
                {
                    let wanted = self.mark(at, self.shown(by));
                    shown = fill(self.words().needed, &[&shown, &wanted]);
                    // What is compared with it is a day of the month.
                    check.from = Some(Month::of(day));
                }
                check.distance = Some(shown);
            }
            _ => {}
        }
    }

    /// The month from which a condition on age or seniority will hold.
    fn when(&self, at: At, comparison: Comparison, wanted: Decimal, unit: Unit) -> Option<Month> {
        if !matches!(comparison, Comparison::AtLeast | Comparison::More) {
            return None;
        }
        let (years, at_end, since) = self.since(at)?;
        let Value::Date(since) = self.value(since) else { return None };
        let wanted = i32::try_from(wanted.ceil()).ok()? + i32::from(comparison == Comparison::More);
        let months = if unit == Unit::Years { wanted.checked_mul(12)? } else { wanted };
        let guess = Month::of(since).plus(months);
        let day = if at_end { guess.last_day() } else { guess.first_day() };
        let reached = elapsed(years, since, day) >= wanted;
        Some(if reached { guess } else { guess.plus(1) })
    }

    /// What a duration is counted from, through the rules that only name it.
    fn since(&self, at: At) -> Option<(bool, bool, At)> {
        match &self.program.node(at.node)?.op {
            Op::Elapsed { years, at_end, since } => Some((*years, *at_end, at.node(*since))),
            Op::Rule(id) => {
                let rule = self.program.rules.get(id.index())?;
                self.since(at.node(rule.node))
            }
            _ => None,
        }
    }
}

/// By how much a comparison fails.
fn told_gap(
    comparison: Comparison,
    [shown, bound]: [String; 2],
    gap: Option<String>,
    words: &Words,
) -> String {
    let (needed, beside) = match comparison {
        Comparison::AtLeast => (fill(words.at_least, &[&bound]), words.missing),
        Comparison::More => (fill(words.more_than, &[&bound]), words.missing),
        Comparison::AtMost => (fill(words.at_most, &[&bound]), words.too_much),
        Comparison::Less => (fill(words.less_than, &[&bound]), words.too_much),
        Comparison::Equal => (bound, ""),
        Comparison::Different => (words.something_else.to_owned(), ""),
    };
    let mut told = fill(words.needed, &[&shown, &needed]);
    if let Some(gap) = gap {
        told.push_str(&fill(beside, &[&gap]));
    }
    told
}
