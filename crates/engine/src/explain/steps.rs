//! The steps of a result: terms that add up to the amount, to the cent.

use super::{At, Explainer};
use crate::exact;
use crate::program::{Condition, Fold, Op, RuleId, TextId};
use crate::value::Value;
use crate::{Kind, Outcome, Unit, granted};
use rust_decimal::{Decimal, RoundingStrategy};

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it does to the amount.
    pub kind: StepKind,
    /// What it is.
    pub label: String,
    /// What it adds, or takes away when negative, in cents.
    pub amount: Decimal,
    /// The same as it is written, [marked](super::pieces) by the key of where it comes from.
    pub shown: String,
    /// What it does, in a sentence.
    pub sentence: Option<String>,
    /// Its formula with the numbers put in.
    pub formula: Option<String>,
    /// Where it stands in the law.
    pub references: Vec<(String, Option<String>)>,
    /// The steps that add up to it.
    pub below: Vec<Step>,
}

/// What a step does to the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// It begins with this.
    Start,
    /// It adds.
    Plus,
    /// It takes away.
    Minus,
    /// It raises or lowers to a bound.
    Bound,
    /// It rounds.
    Rounding,
    /// It withholds an amount too small.
    Withheld,
}

/// A term of an amount before it is shown.
#[derive(Clone)]
struct Part {
    kind: StepKind,
    at: At,
    amount: Decimal,
    text: Option<String>,
    references: Vec<crate::program::ReferenceId>,
}

impl Explainer<'_> {
    /// The steps of a right, when its amount is known and it is granted or only too small.
    pub(super) fn steps(&self, droit: RuleId, outcome: &Outcome) -> Vec<Step> {
        let Outcome::Amount(amount) = outcome else { return Vec::new() };
        let root = self.root(droit);
        // Where a condition fails, no amount was worked out: it decides.
        let refused = |condition: &Condition| !self.may_hold(root.node(condition.node));
        if granted(self.program, droit).is_some_and(|(_, required)| required.iter().any(refused)) {
            return Vec::new();
        }
        let Some(parts) = self.terms(root) else { return Vec::new() };
        let total = exact::total(parts.iter().map(|part| part.amount));
        // A refused right is zero whatever its formula says.
        if total != *amount {
            return Vec::new();
        }
        self.show(root, parts, *amount, 0)
    }

    /// Terms to steps, whose cents add up to those of the total.
    fn show(&self, whole: At, parts: Vec<Part>, total: Decimal, depth: usize) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        let mut places = Vec::new();
        for part in parts {
            let amount = cents(part.amount);
            if amount.is_zero() && !matches!(part.kind, StepKind::Start | StepKind::Rounding) {
                continue;
            }
            let kind = match part.kind {
                StepKind::Plus | StepKind::Minus if amount.is_sign_negative() => StepKind::Minus,
                StepKind::Plus | StepKind::Minus if steps.is_empty() => StepKind::Start,
                StepKind::Plus | StepKind::Minus => StepKind::Plus,
                kind => kind,
            };
            steps.push(self.step(&part, kind, amount, depth));
            places.push(part.at);
        }
        let shown = exact::total(steps.iter().map(|step| step.amount));
        let rest = exact::difference(cents(total), shown);
        match steps.iter_mut().find(|step| step.kind == StepKind::Rounding) {
            Some(rounding) => rounding.amount = exact::total([rounding.amount, rest]),
            None if !rest.is_zero() => steps.push(Step {
                kind: StepKind::Rounding,
                label: String::new(),
                amount: rest,
                shown: String::new(),
                sentence: None,
                formula: None,
                references: Vec::new(),
                below: Vec::new(),
            }),
            None => {}
        }
        // What the cents lack comes from the whole.
        for (step, place) in steps.iter_mut().zip(places.into_iter().chain([whole])) {
            step.shown = self.mark(place, self.words().cents(step.amount, &self.program.currency));
        }
        steps.retain(|step| step.kind != StepKind::Rounding || !step.amount.is_zero());
        steps
    }

    fn step(&self, part: &Part, kind: StepKind, amount: Decimal, depth: usize) -> Step {
        let named = self.named(part.at);
        let (label, mut sentence, mut references, inner) = match named {
            Some(named) => named,
            None => (self.label_of_inside(part.at), None, Vec::new(), part.at),
        };
        if let Some(text) = &part.text {
            sentence = Some(text.clone());
        }
        if !part.references.is_empty() {
            references.clone_from(&part.references);
        }
        let own = !matches!(kind, StepKind::Bound | StepKind::Rounding | StepKind::Withheld);
        let below =
            if own && depth < 6 { self.below(inner, amount.abs(), depth) } else { Vec::new() };
        Step {
            kind,
            label: if own { label } else { String::new() },
            amount,
            shown: String::new(),
            sentence,
            formula: if own { self.formula(inner) } else { None },
            references: self.cited(&references),
            below,
        }
    }

    /// The steps of a term, when it is itself a sum of several.
    fn below(&self, at: At, size: Decimal, depth: usize) -> Vec<Step> {
        let Some(parts) = self.terms(at) else { return Vec::new() };
        let named = parts.iter().filter(|part| part.kind == StepKind::Plus).count();
        if named < 2 {
            return Vec::new();
        }
        let total = exact::total(parts.iter().map(|part| part.amount));
        // A term that is taken away has steps that add up to its size.
        if cents(total).abs() == size { self.show(at, parts, total, depth + 1) } else { Vec::new() }
    }

    /// The label, sentence, references and inner node of what a term names.
    #[allow(clippy::type_complexity)]
    fn named(
        &self,
        at: At,
    ) -> Option<(String, Option<String>, Vec<crate::program::ReferenceId>, At)> {
        match &self.program.node(at.node)?.op {
            Op::Rule(id) => {
                let rule = self.program.rules.get(id.index())?;
                let inner = at.node(rule.node);
                let branch = self.branch(inner).and_then(|text| self.told(text, inner, None));
                let own = rule.explanation.and_then(|text| self.told(text, inner, None));
                let label = self.label_for(rule.label, inner);
                Some((label, branch.or(own), rule.references.clone(), inner))
            }
            Op::Question(id) => {
                let question = self.program.questions.get(id.index())?;
                Some((self.label_for(question.label, at), None, question.references.clone(), at))
            }
            Op::Parameter(id) => {
                let parameter = self.program.parameters.get(id.index())?;
                let day = at.month.first_day();
                let current = parameter.values.iter().rev().find(|dated| dated.from <= day);
                let references = current.map(|dated| dated.references.clone()).unwrap_or_default();
                Some((self.label_for(parameter.label, at), None, references, at))
            }
            Op::Lookup { table, .. } => {
                let table = self.program.tables.get(table.index())?;
                let day = at.month.first_day();
                let current = table.editions.iter().rev().find(|edition| edition.from <= day);
                let references =
                    current.map(|edition| edition.references.clone()).unwrap_or_default();
                Some((self.label_for(table.label, at), None, references, at))
            }
            _ => None,
        }
    }

    /// A formula without a name of its own goes by the first amount that it names.
    pub(super) fn label_of_inside(&self, at: At) -> String {
        let mut pending = self.parts(at);
        pending.reverse();
        while let Some(part) = pending.pop() {
            let kind = self.program.node(part.node).map(|node| node.kind);
            match self.label(part) {
                Some(label) if matches!(kind, Some(Kind::Number(Unit::Money(_)))) => return label,
                Some(_) => {}
                None => pending.extend(self.parts(part).into_iter().rev()),
            }
        }
        String::new()
    }

    fn label_for(&self, label: TextId, at: At) -> String {
        let label = self.sentence(label, at, None);
        match self.scoped(at) {
            Some(person) => format!("{label} ({})", self.name(Some(person))),
            None => label,
        }
    }

    /// The signed terms of a node, which add up to its value; nothing when it is no amount.
    fn terms(&self, at: At) -> Option<Vec<Part>> {
        let node = self.program.node(at.node)?;
        let value = self.value(at);
        let amount = match value {
            Value::Number(number) => number,
            Value::Absent => Decimal::ZERO,
            _ => return None,
        };
        if !matches!(node.kind, Kind::Number(Unit::Money(_) | Unit::Count)) {
            return None;
        }
        let whole =
            |at: At| Part { kind: StepKind::Plus, at, amount, text: None, references: Vec::new() };
        let mut parts = match &node.op {
            Op::Rule(id) => {
                let rule = self.program.rules.get(id.index())?;
                if rule.detailed {
                    self.terms(at.node(rule.node))?
                } else {
                    return Some(vec![whole(at)]);
                }
            }
            Op::Sum(terms) => {
                let mut parts = Vec::new();
                for term in terms {
                    let counts = term.when.is_none_or(|when| self.value(at.node(when)).is_true());
                    if counts {
                        let inner = self.terms(at.node(term.value))?;
                        let sign = if term.minus { -Decimal::ONE } else { Decimal::ONE };
                        parts.extend(
                            inner
                                .into_iter()
                                .map(|part| Part { amount: part.amount * sign, ..part }),
                        );
                    }
                }
                parts
            }
            Op::Persons { fold: Fold::Sum, value: Some(value), .. } => {
                let mut parts = Vec::new();
                for part in self.parts(at).into_iter().filter(|part| part.node == *value) {
                    parts.extend(self.terms(part)?);
                }
                parts
            }
            Op::Cases(_) | Op::Except { .. } | Op::Dated(_) => {
                let taken = self.taken(at)?;
                self.terms(taken)?
            }
            Op::Granted { value, .. } => self.terms(at.node(*value))?,
            Op::Bounded { value, low, high } => {
                let mut parts = self.terms(at.node(*value))?;
                let raw = exact::total(parts.iter().map(|part| part.amount));
                if raw != amount {
                    let bound = if amount > raw { low } else { high };
                    let gap = self.written((exact::difference(amount, raw)).abs(), node.kind);
                    // From zero, it is as far as the number itself is.
                    let from = if amount.is_zero() { at.node(*value) } else { at };
                    let text = bound.as_ref().and_then(|bound| bound.text);
                    parts.push(Part {
                        kind: StepKind::Bound,
                        at,
                        amount: exact::difference(amount, raw),
                        text: text.and_then(|text| self.told(text, at, Some((from, &gap)))),
                        references: bound
                            .as_ref()
                            .map(|b| b.references.clone())
                            .unwrap_or_default(),
                    });
                }
                parts
            }
            Op::Rounded { value, references, .. } => {
                let mut parts = self.terms(at.node(*value))?;
                let raw = exact::total(parts.iter().map(|part| part.amount));
                parts.push(Part {
                    kind: StepKind::Rounding,
                    at,
                    amount: exact::difference(amount, raw),
                    text: None,
                    references: references.clone(),
                });
                parts
            }
            Op::Withheld { value, below } => {
                let mut parts = self.terms(at.node(*value))?;
                let raw = exact::total(parts.iter().map(|part| part.amount));
                if raw != amount {
                    parts.push(Part {
                        kind: StepKind::Withheld,
                        at,
                        amount: exact::difference(amount, raw),
                        text: below.text.and_then(|text| self.told(text, at, None)),
                        references: below.references.clone(),
                    });
                }
                parts
            }
            _ => return Some(vec![whole(at)]),
        };
        self.merge(&mut parts);
        let sum = exact::total(parts.iter().map(|part| part.amount));
        (sum == amount).then_some(parts)
    }

    /// Terms that name the same thing become one; those that cancel out go.
    fn merge(&self, parts: &mut Vec<Part>) {
        let mut merged: Vec<Part> = Vec::new();
        for part in parts.drain(..) {
            let same = merged.iter_mut().find(|other| match (other.kind, part.kind) {
                (StepKind::Plus, StepKind::Plus) => {
                    self.identity(other.at) == self.identity(part.at)
                }
                (StepKind::Rounding, StepKind::Rounding) => true,
                _ => false,
            });
            match same {
                Some(other) => other.amount = exact::total([other.amount, part.amount]),
                None => merged.push(part),
            }
        }
        merged.retain(|part| part.kind != StepKind::Plus || !part.amount.is_zero());
        // What rounds comes after what it rounds.
        merged.sort_by_key(|part| part.kind == StepKind::Rounding);
        *parts = merged;
    }

    /// What a node names: two mentions of a rule are the same thing.
    fn identity(&self, at: At) -> (Option<crate::RuleId>, At) {
        let person = self.scoped(at);
        match self.program.node(at.node).map(|node| &node.op) {
            Some(Op::Rule(id)) => (Some(*id), At { node: crate::NodeId(0), person, ..at }),
            _ => (None, At { person, ..at }),
        }
    }
}

fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}
