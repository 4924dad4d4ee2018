//! The part of a program that had a say in a result, as a tree.

use super::{At, Explainer, Seen};
use crate::program::{Caveat, NodeId, Op, ReferenceId, RuleId, TextId};
use crate::text;
use crate::value::Value;
use crate::{Kind, Month};

/// A rule, a figure or an answer, and what it was worked out from.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The key of its value in [marked](super::pieces) sentences.
    pub key: Option<String>,
    /// What it is.
    pub label: String,
    /// About whom.
    pub person: Option<String>,
    /// The month it was read at, when it is not the month asked about.
    pub month: Option<Month>,
    /// Its value.
    pub value: String,
    /// What it does, in a sentence.
    pub sentence: Option<String>,
    /// Its formula with the numbers put in.
    pub formula: Option<String>,
    /// Where it stands in the law, each with its address.
    pub references: Vec<(String, Option<String>)>,
    /// The file and line that declare it.
    pub place: Option<(String, u32)>,
    /// What it was worked out from.
    pub below: Vec<Tree>,
}

/// How far down a tree goes: further than any law, and no further than a small stack.
const DEEPEST: usize = 100;

impl Explainer<'_> {
    /// The whole calculation of a right, as a tree. What was shown once is not unfolded again.
    pub fn tree(&self, droit: RuleId) -> Tree {
        let mut seen = Seen::default();
        self.rule_tree(droit, self.root(droit), &mut seen, 0)
    }

    fn rule_tree(&self, id: RuleId, at: At, seen: &mut Seen, depth: usize) -> Tree {
        let mut tree = self.leaf(at);
        if let Some(rule) = self.program.rules.get(id.index()) {
            tree.label = self.name_of(rule.label, at);
            tree.sentence = rule.explanation.map(|text| self.sentence(text, at, None));
            tree.references = self.cited(&rule.references);
            tree.place = self.texts.place(self.program, id);
        }
        tree.formula = self.formula(at);
        if depth < DEEPEST && seen.insert(at) {
            for part in self.named_parts(at) {
                tree.below.push(self.part_tree(part, seen, depth + 1));
            }
        }
        tree
    }

    fn part_tree(&self, at: At, seen: &mut Seen, depth: usize) -> Tree {
        match self.program.node(at.node).map(|node| &node.op) {
            Some(Op::Rule(id)) => {
                let inner = self.program.rules.get(id.index()).map(|rule| at.node(rule.node));
                self.rule_tree(*id, inner.unwrap_or(at), seen, depth)
            }
            Some(Op::Question(id)) => {
                let mut tree = self.leaf(at);
                if let Some(question) = self.program.questions.get(id.index()) {
                    tree.label = self.name_of(question.label, at);
                    let stands_in = question.fallback.filter(|node| {
                        self.is_answered(*id, at) == Some(false)
                            && self.program.node(*node).is_some()
                    });
                    if let (Some(node), true) = (stands_in, seen.insert(at)) {
                        let named = match self.program.node(node).map(|node| &node.op) {
                            Some(Op::Rule(_) | Op::Question(_) | Op::Parameter(_)) => {
                                vec![at.node(node)]
                            }
                            _ => self.named_parts(at.node(node)),
                        };
                        tree.below = named
                            .into_iter()
                            .map(|part| self.part_tree(part, seen, depth + 1))
                            .collect();
                    }
                }
                tree
            }
            Some(Op::Parameter(id)) => {
                let mut tree = self.leaf(at);
                if let Some(parameter) = self.program.parameters.get(id.index()) {
                    tree.label = self.name_of(parameter.label, at);
                    let day = at.month.first_day();
                    let current = parameter.values.iter().rev().find(|dated| dated.from <= day);
                    tree.references =
                        current.map(|dated| self.cited(&dated.references)).unwrap_or_default();
                }
                tree
            }
            Some(Op::Lookup { table, .. }) => {
                let mut tree = self.leaf(at);
                if let Some(table) = self.program.tables.get(table.index()) {
                    tree.label = self.name_of(table.label, at);
                    let day = at.month.first_day();
                    let current = table.editions.iter().rev().find(|edition| edition.from <= day);
                    tree.references =
                        current.map(|edition| self.cited(&edition.references)).unwrap_or_default();
                }
                tree
            }
            _ => self.leaf(at),
        }
    }

    fn leaf(&self, at: At) -> Tree {
        Tree {
            key: self.key(at),
            label: String::new(),
            person: self.scoped(at).map(|person| self.name(Some(person)).to_owned()),
            month: (at.month != self.plan.month()).then_some(at.month),
            value: self.shown(at),
            sentence: None,
            formula: None,
            references: Vec::new(),
            place: None,
            below: Vec::new(),
        }
    }

    pub(crate) fn cited(&self, references: &[ReferenceId]) -> Vec<(String, Option<String>)> {
        references.iter().map(|id| self.reference(*id)).collect()
    }

    /// Whether two mentions are of the same rule, figure or answer, at a month, for a person.
    fn same_thing(&self, a: At, b: At) -> bool {
        let op = |at: At| self.program.node(at.node).map(|node| &node.op);
        let named = match (op(a), op(b)) {
            (Some(Op::Rule(a)), Some(Op::Rule(b))) => a == b,
            (Some(Op::Question(a)), Some(Op::Question(b))) => a == b,
            (Some(Op::Parameter(a)), Some(Op::Parameter(b))) => a == b,
            _ => false,
        };
        named && a.month == b.month && self.scoped(a) == self.scoped(b)
    }

    /// The rules, figures, tables and answers that a formula read, in the order it names them.
    fn named_parts(&self, at: At) -> Vec<At> {
        let mut found = Vec::new();
        let mut pending = self.parts_to_name(at);
        while let Some(part) = pending.pop() {
            match self.program.node(part.node).map(|node| &node.op) {
                Some(Op::Rule(_) | Op::Question(_) | Op::Parameter(_)) => {
                    if !found.iter().any(|other| self.same_thing(*other, part)) {
                        found.push(part);
                    }
                }
                Some(Op::Lookup { .. }) => {
                    found.push(part);
                    pending.extend(self.parts_to_name(part));
                }
                _ => pending.extend(self.parts_to_name(part)),
            }
        }
        found
    }

    /// The parts of a node, the last first: they go on a stack.
    fn parts_to_name(&self, at: At) -> Vec<At> {
        let mut parts = self.telling_parts(at);
        self.one_month(at, &mut parts);
        parts.reverse();
        parts
    }

    /// Of months that are all worth the same, the last stands for all.
    fn one_month(&self, at: At, parts: &mut Vec<At>) {
        let months = matches!(self.program.node(at.node).map(|n| &n.op), Some(Op::Months { .. }));
        let same = parts.windows(2).all(|pair| match pair {
            [a, b] => self.value(*a) == self.value(*b),
            _ => true,
        });
        if months && same && parts.len() > 1 {
            parts.drain(..parts.len() - 1);
        }
    }

    /// The reservations attached to a node.
    pub(super) fn caveats_of(&self, node: NodeId) -> Vec<&Caveat> {
        match self.program.node(node).map(|node| &node.op) {
            Some(Op::Rule(id)) => {
                self.program.rules.get(id.index()).iter().flat_map(|rule| &rule.caveats).collect()
            }
            Some(Op::Parameter(id)) => {
                self.program.parameters.get(id.index()).iter().flat_map(|p| &p.caveats).collect()
            }
            Some(Op::Lookup { table, .. }) => {
                self.program.tables.get(table.index()).iter().flat_map(|t| &t.caveats).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The text of the case that applied, if it has one.
    pub(crate) fn branch(&self, at: At) -> Option<TextId> {
        let cases = match &self.program.node(at.node)?.op {
            Op::Cases(cases) => cases,
            Op::Except { exceptions, .. } => exceptions,
            Op::Bounded { value, .. } | Op::Rounded { value, .. } | Op::Withheld { value, .. } => {
                return self.branch(at.node(*value));
            }
            Op::Dated(formulas) => {
                let day = at.month.first_day();
                let (_, node) = formulas.iter().rev().find(|(from, _)| *from <= day)?;
                return self.branch(at.node(*node));
            }
            _ => return None,
        };
        let taken = cases.iter().find(|case| {
            case.when.map_or(Value::Bool(true), |when| self.value(at.node(when))).is_true()
        });
        match (taken, &self.program.node(at.node)?.op) {
            (Some(case), _) => case.text,
            (None, Op::Except { base, .. }) => self.branch(at.node(*base)),
            _ => None,
        }
    }

    /// A number with its unit.
    pub(crate) fn written(&self, number: rust_decimal::Decimal, kind: Kind) -> String {
        text::value(Value::Number(number), kind, self.program, self.texts)
    }
}
