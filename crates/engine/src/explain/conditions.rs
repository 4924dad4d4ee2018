//! The conditions of a right: met, failed or unknown, and by how much.

use super::{At, Explainer, unmarked};
use crate::program::{Condition, Fold, NodeId, Op, RuleId, TextId};
use crate::text::Words;
use crate::{Month, granted};

/// A condition and how it stands.
#[derive(Clone, Debug)]
pub struct Check {
    /// How it stands.
    pub status: Status,
    /// The condition in words.
    pub label: String,
    /// About whom.
    pub person: Option<String>,
    /// What is said when it fails.
    pub sentence: Option<String>,
    /// By how much it fails, or what is compared.
    pub distance: Option<String>,
    /// From which month on it will be met by the passing of time alone.
    pub from: Option<Month>,
    /// Whether one of the conditions below is enough.
    pub any: bool,
    /// Whether it says what is not covered rather than what is required.
    pub uncovered: bool,
    /// Where it stands in the law.
    pub references: Vec<(String, Option<String>)>,
    /// The conditions it is made of.
    pub below: Vec<Check>,
}

/// How a condition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// ✓
    Met,
    /// ✗
    Failed,
    /// ?
    Unknown,
}

/// How deep conditions are looked into: a rule counts twice, and those of residence stand six rules down.
const DEEPEST: usize = 10;

impl Explainer<'_> {
    /// The conditions of a right, then the situations it does not cover that apply or may apply;
    /// these alone once one is certain, since the conditions are then those of another law.
    pub(super) fn conditions(&self, droit: RuleId) -> Vec<Check> {
        let Some((uncovered, conditions)) = granted(self.program, droit) else { return Vec::new() };
        let root = self.root(droit);
        let required = conditions
            .iter()
            .filter(|condition| !self.beside(root.node(condition.node)))
            .map(|condition| self.required(root, condition, false));
        let beyond = uncovered
            .iter()
            .map(|condition| self.required(root, condition, true))
            .filter(|check| check.status != Status::Met);
        let beyond: Vec<Check> = beyond.collect();
        if beyond.iter().any(|check| check.status == Status::Failed) {
            return beyond;
        }
        required.chain(beyond).collect()
    }

    /// Whether a condition is not judged: « … ou non locataire » ends one that only tenants have.
    fn beside(&self, at: At) -> bool {
        let Some(Op::Any(parts)) = self.program.node(at.node).map(|node| &node.op) else {
            return false;
        };
        let last = parts.last().map(|part| at.node(*part));
        last.is_some_and(|last| {
            let not = matches!(self.program.node(last.node).map(|node| &node.op), Some(Op::Not(_)));
            not && self.value(last).is_true()
        })
    }

    /// What a condition goes by: its own words, or what it is about.
    pub(super) fn condition_name(&self, at: At) -> String {
        let conditions = self.program.nodes.iter().filter_map(|node| match &node.op {
            Op::Granted { uncovered, conditions, .. } => Some(uncovered.iter().chain(conditions)),
            _ => None,
        });
        let own = conditions.flatten().find(|condition| condition.node == at.node);
        match own.and_then(|condition| condition.label) {
            Some(label) => self.sentence(label, at, None),
            None => self.check(at, 0).label,
        }
    }

    fn required(&self, root: At, condition: &Condition, uncovered: bool) -> Check {
        let at = root.node(condition.node);
        let mut check = self.check(at, 0);
        if let Some(label) = condition.label {
            self.call(&mut check, label, at);
            // The number of one of several ways is not that of the whole.
            if matches!(self.program.node(at.node).map(|node| &node.op), Some(Op::Any(_))) {
                check.distance = None;
            }
        }
        check.sentence = condition.text.and_then(|text| self.told(text, at, None));
        check.references = self.cited(&condition.references);
        check.uncovered = uncovered;
        if uncovered {
            // What is not covered stands well when it does not apply.
            check.status = match check.status {
                Status::Met => Status::Failed,
                Status::Failed => Status::Met,
                Status::Unknown => Status::Unknown,
            };
            check.below.clear();
        }
        check
    }

    /// Gives a condition words of its own. The mark says yes or no to these; an answer below may be to words that
    /// say the contrary.
    fn call(&self, check: &mut Check, label: TextId, at: At) {
        check.label = self.sentence(label, at, None);
        let words = self.words();
        check.distance = check.distance.take().filter(|shown| {
            let shown = unmarked(shown);
            shown != words.yes && shown != words.no
        });
    }

    fn status(&self, at: At) -> Status {
        let range = self.range(at);
        match (range.may_be_true(), range.may_fail()) {
            (true, false) => Status::Met,
            (true, true) => Status::Unknown,
            (false, _) => Status::Failed,
        }
    }

    fn plain(&self, at: At) -> Check {
        Check {
            status: self.status(at),
            label: String::new(),
            person: None,
            sentence: None,
            distance: None,
            from: None,
            any: false,
            uncovered: false,
            references: Vec::new(),
            below: Vec::new(),
        }
    }

    /// A condition with those it is made of, as deep as they have words of their own.
    fn check(&self, at: At, depth: usize) -> Check {
        let mut check = self.plain(at);
        let Some(node) = self.program.node(at.node) else { return check };
        if depth > DEEPEST {
            return check;
        }
        match &node.op {
            Op::Rule(id) => {
                let Some(rule) = self.program.rules.get(id.index()) else { return check };
                let inner = at.node(rule.node);
                check = self.check(inner, depth + 1);
                self.call(&mut check, rule.label, inner);
                check.sentence = self.explained(rule, inner);
                check.references = self.cited(&rule.references);
                // What holds needs no detail beyond the first levels: the tree has it.
                if depth >= 3 && check.status == Status::Met {
                    check.below.clear();
                }
            }
            Op::All(parts) | Op::Any(parts) => {
                check.any = matches!(node.op, Op::Any(_));
                check.below = self.checks(at, parts, check.any, depth);
                check.simplify(self.words());
            }
            Op::Not(inner) => {
                let inner = at.node(*inner);
                let Check { label, distance, .. } = self.check(inner, depth + 1);
                // « Vit en couple » fails where one does: without the answer it would read backwards.
                check.label = match distance {
                    None if !label.is_empty() => format!("{label} ({})", self.shown(inner)),
                    _ => label,
                };
                check.distance = distance;
            }
            Op::Question(id) => {
                if let Some(question) = self.program.questions.get(id.index()) {
                    check.label = self.sentence(question.label, at, None);
                    check.distance = Some(self.mark(at, self.shown(at)));
                }
            }
            Op::Among(value, _) => {
                check.label = self.spoken(at.node(*value));
                let at = at.node(*value);
                check.distance = Some(self.mark(at, self.shown(at)));
            }
            Op::Persons { fold, members, value } => {
                self.people(at, *fold, *members, *value, depth, &mut check);
            }
            Op::Compare(comparison, a, b) => {
                self.compare(at, at.node(*a), *comparison, at.node(*b), &mut check);
            }
            Op::AtMonth { .. } | Op::Dated(_) | Op::Cases(_) | Op::Except { .. } => {
                if let Some(part) = self.taken(at) {
                    return Check { status: check.status, ..self.check(part, depth + 1) };
                }
            }
            _ => {}
        }
        check
    }

    fn checks(&self, at: At, parts: &[NodeId], any: bool, depth: usize) -> Vec<Check> {
        let mut found = Vec::new();
        for part in parts {
            let check = self.check(at.node(*part), depth + 1);
            // « a et (b et c) » reads as three conditions.
            if check.label.is_empty() && check.any == any && !check.below.is_empty() {
                found.extend(check.below);
            } else if !check.label.is_empty() || !check.below.is_empty() {
                found.push(check);
            }
        }
        found
    }

    /// One line a person, for « au moins un adulte dont … ».
    fn people(
        &self,
        at: At,
        fold: Fold,
        members: Option<NodeId>,
        value: Option<NodeId>,
        depth: usize,
        check: &mut Check,
    ) {
        if !matches!(fold, Fold::Any | Fold::All) {
            return;
        }
        check.any = fold == Fold::Any;
        for (person, who) in self.household.people().iter().enumerate() {
            if !who.present(at.month) {
                continue;
            }
            let of = |node: NodeId| At { person: Some(person), ..at.node(node) };
            // The group comes first in « groupe dont condition »: who is outside has no line.
            let (group, condition) = match members.and_then(|node| self.program.node(node)) {
                Some(node) => match (&node.op, members) {
                    (Op::All(parts), _) if parts.len() == 2 => {
                        (parts.first().copied(), parts.get(1).copied())
                    }
                    (_, members) if fold == Fold::Any => (None, members),
                    (_, members) => (members, None),
                },
                None => (None, None),
            };
            if group.is_some_and(|group| !self.may_hold(of(group))) {
                continue;
            }
            let Some(condition) = value.or(condition) else { continue };
            if self.outside(of(condition), 0) {
                continue;
            }
            let mut line = self.check(of(condition), depth + 1);
            line.person = Some(self.name(Some(person)).to_owned());
            check.below.push(line);
        }
        if check.any && check.status == Status::Met {
            check.below.retain(|line| line.status == Status::Met);
        }
    }

    /// Whether someone is outside by their place in the household: a parent is told nothing of why
    /// they are not one of the children.
    fn outside(&self, at: At, depth: usize) -> bool {
        let is_role =
            |node: NodeId| matches!(self.program.node(node).map(|node| &node.op), Some(Op::Role));
        if depth > 8 || self.may_hold(at) {
            return false;
        }
        match self.program.node(at.node).map(|node| &node.op) {
            Some(Op::Rule(id)) => {
                let rule = self.program.rules.get(id.index());
                rule.is_some_and(|rule| self.outside(at.node(rule.node), depth + 1))
            }
            Some(Op::All(parts)) => {
                parts.iter().any(|part| self.outside(at.node(*part), depth + 1))
            }
            Some(Op::Among(value, _)) => is_role(*value),
            Some(Op::Compare(_, a, b)) => is_role(*a) || is_role(*b),
            _ => false,
        }
    }

    /// The words for one side of a comparison.
    pub(super) fn spoken(&self, at: At) -> String {
        match self.program.node(at.node).map(|node| &node.op) {
            Some(Op::Rule(id)) => self
                .program
                .rules
                .get(id.index())
                .map(|rule| self.sentence(rule.label, at, None))
                .unwrap_or_default(),
            Some(Op::Question(id)) => self
                .program
                .questions
                .get(id.index())
                .map(|question| self.sentence(question.label, at, None))
                .unwrap_or_default(),
            _ => String::new(),
        }
    }
}

impl Check {
    /// Keeps what decides: of several conditions one of which is enough, those that hold; a lone
    /// condition below stands for the whole.
    fn simplify(&mut self, words: &Words) {
        if self.any && self.status == Status::Met {
            self.below.retain(|check| check.status == Status::Met);
        }
        if self.label.is_empty()
            && self.below.len() == 1
            && let Some(only) = self.below.pop()
        {
            *self = Self { status: self.status, ..only };
            return;
        }
        if self.label.is_empty() {
            let link = if self.any { words.or } else { words.and };
            let labels: Vec<&str> = self.below.iter().map(|check| check.label.as_str()).collect();
            self.label = labels.join(link);
        }
    }
}
