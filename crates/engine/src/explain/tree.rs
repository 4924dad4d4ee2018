//! The part of a program that had a say in a result, as a tree.

use super::mark::Notes;
use super::{At, Explainer, Seen};
use crate::program::{Op, ReferenceId, RuleId, TextId};
use crate::text;
use crate::value::Value;
use crate::{Kind, Month};
use std::cell::RefCell;

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
    /// What its words show, which is not always below.
    shown: Vec<At>,
}

/// How far down a tree goes: further than any law, and no further than a small stack.
const DEEPEST: usize = 100;

impl Explainer<'_> {
    /// The whole calculation of a right, as a tree. What was shown once is not unfolded again.
    ///
    /// When numbers are marked, each that the explanation shows has its line, even those that are no part
    /// of the calculation, like the figures of a condition that fails.
    pub fn tree(&self, droit: RuleId) -> Tree {
        let (notes, mut seen) = (RefCell::default(), Seen::default());
        let plain: Explainer<'_> = *self;
        let explainer = Explainer { notes: Some(&notes), ..plain };
        let mut tree = explainer.rule_tree(droit, self.root(droit), &mut seen, 0);
        if self.marks {
            explainer.explain(droit);
            tree.shown.append(&mut notes.borrow_mut().shown);
            explainer.add_shown(&mut tree, &notes, &mut seen, 0);
        }
        tree
    }

    /// Adds the lines that words lead to and that are nowhere yet, below the line that says them.
    fn add_shown(&self, tree: &mut Tree, notes: &RefCell<Notes>, seen: &mut Seen, depth: usize) {
        if depth >= DEEPEST {
            return;
        }
        for at in std::mem::take(&mut tree.shown) {
            let place = self.place(at);
            if !notes.borrow().lines.iter().any(|line| Some(*line) == place) {
                tree.below.push(self.part_tree(at, seen, depth + 1));
            }
        }
        for below in &mut tree.below {
            self.add_shown(below, notes, seen, depth + 1);
        }
    }

    /// Whether a formula is another but for what bounds, rounds or chooses it.
    fn reaches(&self, mut at: At, wanted: At) -> bool {
        loop {
            if at == wanted {
                return true;
            }
            at = match self.program.node(at.node).map(|node| &node.op) {
                Some(
                    Op::Granted { value, .. }
                    | Op::Rounded { value, .. }
                    | Op::Withheld { value, .. }
                    | Op::Bounded { value, .. },
                ) => at.node(*value),
                Some(Op::Cases(_) | Op::Except { .. } | Op::Dated(_)) => match self.taken(at) {
                    Some(taken) => taken,
                    None => return false,
                },
                _ => return false,
            };
        }
    }

    /// The formula of a line and what it read.
    fn tell(&self, tree: &mut Tree, at: At, seen: &mut Seen, depth: usize) {
        tree.formula = self.formula(at);
        if let Some(notes) = self.notes {
            tree.shown.append(&mut notes.borrow_mut().shown);
        }
        if depth < DEEPEST && seen.insert(at) {
            for part in self.named_parts(at) {
                tree.below.push(self.part_tree(part, seen, depth + 1));
            }
        }
    }

    fn rule_tree(&self, id: RuleId, at: At, seen: &mut Seen, depth: usize) -> Tree {
        let mut tree = self.leaf(at);
        if let Some(rule) = self.program.rules.get(id.index()) {
            tree.label = self.name_of(rule.label, at);
            tree.sentence = self.explained(rule, at);
            tree.references = self.cited(&rule.references);
            tree.place = self.texts.place(self.program, id);
        }
        self.tell(&mut tree, at, seen, depth);
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
            Some(Op::Birth) => Tree { label: self.words().birth.into(), ..self.leaf(at) },
            // A condition and a part of a formula go by the name of what they are about.
            _ => {
                let mut rules = (0..).map(RuleId).zip(&self.program.rules);
                let around = rules.find(|(_, rule)| self.reaches(at.node(rule.node), at));
                if let Some((id, _)) = around.filter(|(_, rule)| rule.node == at.node) {
                    return self.rule_tree(id, at, seen, depth);
                }
                let plain = self.unmarked();
                let mut tree = self.leaf(at);
                tree.label = plain.condition_name(at);
                if let (true, Some((_, rule))) = (tree.label.is_empty(), around) {
                    tree.label = plain.sentence(rule.label, at, None);
                }
                if tree.label.is_empty() {
                    tree.label = plain.label_of_inside(at);
                }
                self.tell(&mut tree, at, seen, depth);
                tree
            }
        }
    }

    fn leaf(&self, at: At) -> Tree {
        if let Some(notes) = self.notes {
            notes.borrow_mut().lines.extend(self.place(at));
        }
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
            shown: Vec::new(),
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

    /// The text of the case that applied, if it has one.
    pub(crate) fn branch(&self, at: At) -> Option<TextId> {
        let cases = match &self.program.node(at.node)?.op {
            Op::Cases(cases) => cases,
            Op::Except { exceptions, .. } => exceptions,
            Op::Granted { value, .. }
            | Op::Bounded { value, .. }
            | Op::Rounded { value, .. }
            | Op::Withheld { value, .. } => {
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
