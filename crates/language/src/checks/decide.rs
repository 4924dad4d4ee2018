//! Deciding what conditions can hold together, over a finite set of situations.
//!
//! Each term of the conditions (a number, a choice, a yes or no) is cut where they change: below,
//! at and between the bounds it is compared to. Every combination is then tried. What two
//! different terms are worth is taken as independent: a combination that cannot occur in life may
//! be tried, one that can is never left out.

use auclair_engine::program::NodeId;
use auclair_engine::{Comparison, Kind, Op, Program, Unit, Value};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How many combinations are tried before giving up.
const LIMIT: usize = 20_000;

/// A condition over terms.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    /// A yes or no.
    Free(String),
    /// A comparison of a term to a number.
    Compare(String, Comparison, Decimal),
    /// A choice among some.
    Among(String, u64),
    /// All of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// The contrary.
    Not(Box<Condition>),
    /// Always.
    Always,
}

/// What the conditions speak of: a node, or the difference between two.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) node: NodeId,
    pub(super) minus: Option<NodeId>,
    pub(super) cuts: Cuts,
}

/// Where a term is cut.
#[derive(Clone, Debug)]
pub(super) enum Cuts {
    /// Between yes and no.
    Free,
    /// At points, in order; whether it only takes whole numbers.
    Number(Vec<Decimal>, bool),
    /// Between the choices of a list.
    Choice(u64),
}

/// A situation: the region of each term.
pub(super) type Situation = BTreeMap<String, Region>;

/// A region of a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Region {
    /// A yes or no.
    Bool(bool),
    /// A number.
    Number(Decimal),
    /// A choice, by its bit.
    Choice(u64),
}

/// Reads conditions, gathering their terms.
pub(super) struct Reader<'a> {
    program: &'a Program,
    terms: BTreeMap<String, Term>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(program: &'a Program) -> Self {
        Self { program, terms: BTreeMap::new() }
    }

    /// The condition that a node stands for.
    pub(super) fn read(&mut self, node: NodeId) -> Condition {
        let Some(found) = self.program.node(node) else { return Condition::Free(String::new()) };
        match &found.op {
            Op::All(parts) => Condition::All(parts.iter().map(|part| self.read(*part)).collect()),
            Op::Any(parts) => Condition::Any(parts.iter().map(|part| self.read(*part)).collect()),
            Op::Not(inner) => Condition::Not(Box::new(self.read(*inner))),
            Op::Among(value, mask) => {
                let key = self.key(*value);
                let cuts = Cuts::Choice(self.choices(*value));
                let term = Term { node: *value, minus: None, cuts };
                self.terms.entry(key.clone()).or_insert(term);
                Condition::Among(key, *mask)
            }
            Op::Compare(comparison, a, b) => self.compare(*comparison, *a, *b),
            Op::Constant(Value::Bool(true)) => Condition::Always,
            _ => {
                let key = self.key(node);
                let term = Term { node, minus: None, cuts: Cuts::Free };
                self.terms.entry(key.clone()).or_insert(term);
                Condition::Free(key)
            }
        }
    }

    fn compare(&mut self, comparison: Comparison, a: NodeId, b: NodeId) -> Condition {
        let (key, node, minus, comparison, point) = match (self.number(a), self.number(b)) {
            (None, Some(point)) => (self.key(a), a, None, comparison, point),
            (Some(point), None) => (self.key(b), b, None, mirrored(comparison), point),
            // Two terms: their difference is below, at or above zero.
            _ => {
                let (left, right) = (self.key(a), self.key(b));
                if left <= right {
                    (format!("{left} − {right}"), a, Some(b), comparison, Decimal::ZERO)
                } else {
                    (format!("{right} − {left}"), b, Some(a), mirrored(comparison), Decimal::ZERO)
                }
            }
        };
        let whole = minus.is_none() && [a, b].iter().all(|node| self.is_whole(*node));
        let cuts = Cuts::Number(Vec::new(), whole);
        let term = self.terms.entry(key.clone()).or_insert(Term { node, minus, cuts });
        if let Cuts::Number(points, _) = &mut term.cuts
            && !points.contains(&point)
        {
            points.push(point);
            points.sort();
        }
        Condition::Compare(key, comparison, point)
    }

    fn number(&self, node: NodeId) -> Option<Decimal> {
        match self.program.node(node)?.op {
            Op::Constant(Value::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// Whether a node only takes whole numbers: what counts people or completed years does.
    fn is_whole(&self, node: NodeId) -> bool {
        let kind = self.program.node(node).map(|node| node.kind);
        let counts = [Unit::Count, Unit::Years, Unit::Months, Unit::Days];
        matches!(kind, Some(Kind::Number(unit)) if counts.contains(&unit))
    }

    fn choices(&self, node: NodeId) -> u64 {
        let Some(Kind::Choice(list)) = self.program.node(node).map(|node| node.kind) else {
            return 0;
        };
        let count = self.program.lists.get(list.index()).map_or(0, |list| list.values.len());
        u64::MAX.checked_shr(64 - u32::try_from(count).unwrap_or(64)).unwrap_or(0)
    }

    /// What a node is, in words that are the same wherever it is written.
    fn key(&self, node: NodeId) -> String {
        let Some(found) = self.program.node(node) else { return String::new() };
        match &found.op {
            Op::Rule(id) => {
                self.program.rules.get(id.index()).map(|rule| rule.name.clone()).unwrap_or_default()
            }
            Op::Question(id) => self
                .program
                .questions
                .get(id.index())
                .map(|question| question.name.clone())
                .unwrap_or_default(),
            Op::Parameter(id) => self
                .program
                .parameters
                .get(id.index())
                .map(|parameter| parameter.name.clone())
                .unwrap_or_default(),
            op => {
                let mut key = format!("{:?}", std::mem::discriminant(op));
                // Writing to a string cannot fail.
                let _ = match op {
                    Op::AtMonth { month, .. } => write!(key, "{month:?}"),
                    Op::Constant(value) => write!(key, "{value:?}"),
                    Op::Months { fold, span, .. } => write!(key, "{fold:?}{span:?}"),
                    Op::Persons { fold, .. } => write!(key, "{fold:?}"),
                    _ => Ok(()),
                };
                op.operands(&mut |operand| {
                    key.push('(');
                    key.push_str(&self.key(operand));
                    key.push(')');
                });
                key
            }
        }
    }

    /// What the conditions speak of, by the keys of situations.
    pub(super) fn terms(&self) -> &BTreeMap<String, Term> {
        &self.terms
    }

    /// Every situation, or nothing when there are too many.
    pub(super) fn situations(&self) -> Option<Vec<Situation>> {
        let mut situations = vec![Situation::new()];
        for (key, term) in &self.terms {
            let regions = regions(&term.cuts);
            if situations.len().checked_mul(regions.len())? > LIMIT {
                return None;
            }
            situations = situations
                .into_iter()
                .flat_map(|situation| {
                    regions.iter().map(move |region| {
                        let mut situation = situation.clone();
                        situation.insert(key.clone(), *region);
                        situation
                    })
                })
                .collect();
        }
        Some(situations)
    }
}

/// The terms of a situation that make something hold of it: whatever the others are worth, it
/// holds as well.
pub(super) fn essential(
    situation: &Situation,
    situations: &[Situation],
    holds: impl Fn(&Situation) -> bool,
) -> Situation {
    let mut kept = situation.clone();
    let keys: BTreeSet<String> = situation.keys().cloned().collect();
    for key in keys {
        let mut fewer = kept.clone();
        fewer.remove(&key);
        let agree = |other: &&Situation| fewer.iter().all(|(key, is)| other.get(key) == Some(is));
        if situations.iter().filter(agree).all(&holds) {
            kept = fewer;
        }
    }
    kept
}

fn regions(cuts: &Cuts) -> Vec<Region> {
    match cuts {
        Cuts::Free => vec![Region::Bool(false), Region::Bool(true)],
        Cuts::Choice(mask) => (0..64u32)
            .map(|bit| 1u64.checked_shl(bit).unwrap_or(0))
            .filter(|bit| mask & bit != 0)
            .map(Region::Choice)
            .collect(),
        Cuts::Number(points, whole) => {
            let half = Decimal::new(5, 1);
            let step = if *whole { Decimal::ONE } else { half };
            let mut numbers = Vec::new();
            for (index, point) in points.iter().enumerate() {
                let before = index.checked_sub(1).and_then(|before| points.get(before));
                match before {
                    None => numbers.push(point - step),
                    // Between two points; whole numbers may have nothing there.
                    Some(before) => {
                        let middle =
                            if *whole { before + Decimal::ONE } else { (before + point) * half };
                        if middle < *point {
                            numbers.push(middle);
                        }
                    }
                }
                numbers.push(*point);
            }
            numbers.extend(points.last().map(|last| last + step));
            // Counts and durations are never negative.
            numbers.retain(|number| !*whole || !number.is_sign_negative() || number.is_zero());
            numbers.into_iter().map(Region::Number).collect()
        }
    }
}

impl Condition {
    /// Whether it holds in a situation.
    pub(super) fn holds(&self, situation: &Situation) -> bool {
        match self {
            Self::Always => true,
            Self::All(parts) => parts.iter().all(|part| part.holds(situation)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(situation)),
            Self::Not(inner) => !inner.holds(situation),
            Self::Free(key) => situation.get(key) == Some(&Region::Bool(true)),
            Self::Among(key, mask) => {
                matches!(situation.get(key), Some(Region::Choice(bit)) if mask & bit != 0)
            }
            Self::Compare(key, comparison, point) => {
                let Some(Region::Number(number)) = situation.get(key) else { return false };
                match comparison {
                    Comparison::Equal => number == point,
                    Comparison::Different => number != point,
                    Comparison::Less => number < point,
                    Comparison::AtMost => number <= point,
                    Comparison::More => number > point,
                    Comparison::AtLeast => number >= point,
                }
            }
        }
    }
}

fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}
