//! A formula with the numbers put in: « 651,69 € × (100 % + 50 %) ».

use super::{At, Explainer, unmarked};
use crate::Kind;
use crate::plan::months;
use crate::program::{Comparison, Fold, Op};
use crate::text;
use crate::value::Value;

/// How tightly a piece of formula holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Sum,
    Product,
    Atom,
}

impl Explainer<'_> {
    /// The formula of a rule, as it applied; nothing when it only names something.
    pub(crate) fn formula(&self, at: At) -> Option<String> {
        let node = self.program.node(at.node)?;
        if self.value(at) == Value::Absent {
            return None;
        }
        match &node.op {
            Op::Constant(_)
            | Op::Parameter(_)
            | Op::Question(_)
            | Op::Rule(_)
            | Op::Role
            | Op::Birth
            | Op::MonthStart
            | Op::MonthEnd => None,
            Op::Bounded { value, .. }
            | Op::Rounded { value, .. }
            | Op::Withheld { value, .. }
            | Op::Granted { value, .. } => self.formula(at.node(*value)),
            Op::Cases(_) | Op::Except { .. } | Op::Dated(_) => {
                let taken = self.taken(at)?;
                self.formula(taken)
            }
            // A formula that only repeats the value says nothing.
            _ => Some(self.piece(at, at, Level::Sum)).filter(|it| unmarked(it) != self.brief(at)),
        }
    }

    /// The value that a choice between formulas took.
    pub(crate) fn taken(&self, at: At) -> Option<At> {
        self.parts(at).into_iter().rev().find(|part| {
            let same = self.program.node(part.node).map(|node| node.kind);
            same == self.program.node(at.node).map(|node| node.kind)
        })
    }

    /// A part of a whole formula.
    fn piece(&self, whole: At, at: At, level: Level) -> String {
        let Some(node) = self.program.node(at.node) else { return String::new() };
        let (own, words) = match &node.op {
            Op::Sum(terms) => {
                let shown = terms.iter().filter(|term| {
                    let part = at.node(term.value);
                    term.when.is_none_or(|when| self.may_hold(at.node(when)))
                        && self.value(part) != Value::Absent
                        && !self.is_zero(part)
                });
                let shown: Vec<_> = shown.collect();
                if let [only] = shown.as_slice()
                    && !only.minus
                {
                    return self.piece(whole, at.node(only.value), level);
                }
                let mut words = String::new();
                for term in shown {
                    words.push_str(match (words.is_empty(), term.minus) {
                        (true, false) => "",
                        (true, true) => "−",
                        (false, false) => " + ",
                        (false, true) => " − ",
                    });
                    words.push_str(&self.piece(whole, at.node(term.value), Level::Product));
                }
                if words.is_empty() {
                    (Level::Atom, self.under_key(at))
                } else {
                    (Level::Sum, words)
                }
            }
            Op::Product(factors) => {
                let parts = factors
                    .iter()
                    .map(|factor| self.piece(whole, at.node(*factor), Level::Product));
                (Level::Product, parts.collect::<Vec<_>>().join(" × "))
            }
            Op::Quotient(a, b) => {
                let a = self.piece(whole, at.node(*a), Level::Product);
                let b = self.piece(whole, at.node(*b), Level::Atom);
                (Level::Product, format!("{a} ÷ {b}"))
            }
            Op::Least(items) | Op::Greatest(items) => {
                let least = matches!(node.op, Op::Least(_));
                let words = if least { self.words().least } else { self.words().greatest };
                let parts = items.iter().map(|item| self.piece(whole, at.node(*item), Level::Sum));
                (
                    Level::Sum,
                    format!("{words}{}", parts.collect::<Vec<_>>().join(self.words().joined)),
                )
            }
            Op::Compare(comparison, a, b) => {
                let sign = match comparison {
                    Comparison::Equal => "=",
                    Comparison::Different => "≠",
                    Comparison::Less => "<",
                    Comparison::AtMost => "≤",
                    Comparison::More => ">",
                    Comparison::AtLeast => "≥",
                };
                let a = self.piece(whole, at.node(*a), Level::Sum);
                let b = self.piece(whole, at.node(*b), Level::Sum);
                (Level::Sum, format!("{a} {sign} {b}"))
            }
            Op::Persons { fold: Fold::Sum, value: Some(value), .. } => {
                let parts: Vec<String> = self
                    .parts(at)
                    .into_iter()
                    .filter(|part| part.node == *value && !self.is_zero(*part))
                    .map(|part| format!("{} ({})", self.under_key(part), self.name(part.person)))
                    .collect();
                if parts.is_empty() {
                    (Level::Atom, self.under_key(at))
                } else {
                    (Level::Sum, parts.join(" + "))
                }
            }
            Op::Months { fold, span, value } => {
                let parts: Vec<At> =
                    months(*span, at.month).map(|month| At { month, ..at.node(*value) }).collect();
                if parts.iter().all(|part| self.value(*part) == Value::Absent) {
                    (Level::Atom, self.under_key(at))
                } else {
                    let mean = *fold == Fold::Mean;
                    let what = if mean { self.words().mean } else { self.words().total };
                    (Level::Atom, text::fill(what, &[&self.by_month(&parts)]))
                }
            }
            Op::AtMonth { .. } => match self.parts(at).first() {
                Some(part) => (Level::Atom, self.under_key(*part)),
                None => (Level::Atom, self.under_key(at)),
            },
            Op::Scaled { value, .. } => {
                (Level::Atom, text::fill(self.words().scale, &[&self.under_key(at.node(*value))]))
            }
            Op::Converted { value, to_month } => {
                let sign = if *to_month { "÷" } else { "×" };
                let inner = self.piece(whole, at.node(*value), Level::Atom);
                (Level::Product, format!("{inner} {sign} {}", self.mark(whole, "12".to_owned())))
            }
            Op::Cases(_) | Op::Except { .. } | Op::Dated(_) => match self.taken(at) {
                Some(taken) => return self.piece(whole, taken, level),
                None => (Level::Atom, self.under_key(at)),
            },
            _ => (Level::Atom, self.mark_of(whole, at, self.brief(at))),
        };
        if own < level { format!("({words})") } else { words }
    }

    /// Months and their values: once when they are all the same.
    fn by_month(&self, parts: &[At]) -> String {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return String::new();
        };
        let value = self.brief(*last);
        if parts.iter().all(|other| self.brief(*other) == value) {
            let words = self.words();
            let mut first_to_last = text::fill(words.each_month, &[&self.mark(*last, value)]);
            let (first, last) = (words.month(first.month), words.month(last.month));
            let range = text::fill(words.range, &[&first, &last]);
            let join = if words.elides { text::join } else { String::push_str };
            join(&mut first_to_last, &range);
            return first_to_last;
        }
        let each = parts
            .iter()
            .map(|part| format!("{} ({})", self.under_key(*part), self.words().month(part.month)));
        each.collect::<Vec<_>>().join(", ")
    }

    /// A value as a formula shows it, under its key.
    fn under_key(&self, at: At) -> String {
        self.mark(at, self.brief(at))
    }

    /// A value as a formula shows it.
    fn brief(&self, at: At) -> String {
        match (self.value(at), self.program.node(at.node).map(|node| node.kind)) {
            (Value::Number(number), Some(Kind::Number(unit))) => {
                self.words().brief(number, unit, &self.program.currency)
            }
            _ => self.shown(at),
        }
    }

    pub(crate) fn is_zero(&self, at: At) -> bool {
        self.value(at).number().is_some_and(|number| number.is_zero())
    }
}
