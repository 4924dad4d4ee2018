//! What was evaluated, read back: each node at its month and for its person.

use crate::plan::months;
use crate::program::{Case, NodeId, Op, Program, Scope};
use crate::value::{Range, Value};
use crate::{Answer, Household, Month, Plan, Trace};

/// A program, laid out and evaluated for a household.
#[derive(Clone, Copy, Debug)]
pub struct Evaluated<'a> {
    /// The program.
    pub program: &'a Program,
    /// The plan that was evaluated.
    pub plan: &'a Plan,
    /// Its trace.
    pub trace: &'a Trace,
    /// The household.
    pub household: &'a Household,
}

/// A node, as it was evaluated: at a month, for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) node: NodeId,
    pub(crate) month: Month,
    pub(crate) person: Option<usize>,
}

/// What was looked at, by node: few months and people have one each.
#[derive(Debug, Default)]
pub(crate) struct Seen(Vec<Vec<(Month, Option<usize>)>>);

impl Seen {
    /// Keeps that this was looked at; tells whether it is the first time.
    pub(crate) fn insert(&mut self, at: At) -> bool {
        let index = at.node.index();
        if self.0.len() <= index {
            self.0.resize_with(index + 1, Vec::new);
        }
        let Some(here) = self.0.get_mut(index) else { return false };
        let fresh = !here.contains(&(at.month, at.person));
        if fresh {
            here.push((at.month, at.person));
        }
        fresh
    }

    /// All that was looked at, in the order of the program.
    pub(crate) fn all(&self) -> Vec<At> {
        let nodes = (0..).map(NodeId).zip(&self.0);
        let all = nodes.flat_map(|(node, seen)| {
            seen.iter().map(move |(month, person)| At { node, month: *month, person: *person })
        });
        let mut all: Vec<At> = all.collect();
        all.sort_unstable();
        all
    }
}

impl At {
    pub(crate) fn node(self, node: NodeId) -> Self {
        Self { node, ..self }
    }
}

impl Evaluated<'_> {
    pub(crate) fn value(&self, at: At) -> Value {
        self.plan
            .slot(at.node, at.month)
            .map_or(Value::Absent, |slot| self.trace.value(slot, at.person.unwrap_or(0)))
    }

    pub(crate) fn range(&self, at: At) -> Range {
        self.trace.range(self.value(at))
    }

    /// The name of a person.
    pub(crate) fn name(&self, person: Option<usize>) -> &str {
        let person = person.and_then(|person| self.household.people().get(person));
        person.map_or("", |person| person.name.as_str())
    }

    /// What a node read to get its value: branches that did not apply are cut.
    pub(crate) fn parts(&self, at: At) -> Vec<At> {
        let mut parts = Vec::new();
        self.add_parts(at, &mut parts);
        parts
    }

    /// Adds them to others.
    pub(crate) fn add_parts(&self, at: At, parts: &mut Vec<At>) {
        let Some(node) = self.program.node(at.node) else { return };
        match &node.op {
            Op::Rule(id) => {
                parts.extend(self.program.rules.get(id.index()).map(|rule| at.node(rule.node)));
            }
            Op::Question(id) => {
                let question = self.program.questions.get(id.index());
                if self.is_answered(*id, at) == Some(false) {
                    parts.extend(question.and_then(|q| q.fallback).map(|node| at.node(node)));
                }
            }
            Op::Sum(terms) => {
                for term in terms {
                    parts.extend(term.when.map(|when| at.node(when)));
                    let counts = term.when.is_none_or(|when| self.may_hold(at.node(when)));
                    if counts {
                        parts.push(at.node(term.value));
                    }
                }
            }
            // Where the rules do not apply, nothing else can change what they say.
            Op::Granted { uncovered, .. }
                if uncovered.iter().any(|beyond| self.value(at.node(beyond.node)).is_true()) =>
            {
                let applies = |part: &At| self.value(*part).is_true();
                parts.extend(uncovered.iter().map(|beyond| at.node(beyond.node)).filter(applies));
            }
            Op::Cases(cases) => self.chosen(at, cases, None, parts),
            Op::Except { exceptions, base } => {
                self.chosen(at, exceptions, Some(*base), parts);
            }
            Op::Dated(formulas) => {
                let day = at.month.first_day();
                let current = formulas.iter().rev().find(|(from, _)| *from <= day);
                parts.extend(current.map(|(_, node)| at.node(*node)));
            }
            Op::Months { span, value, .. } => {
                parts.extend(months(*span, at.month).map(|month| At { month, ..at.node(*value) }));
            }
            Op::AtMonth { month, value } => {
                let month = self.plan.resolve(*month, at.month);
                parts.push(At { month, ..at.node(*value) });
            }
            Op::Persons { members, value, .. } => {
                for (person, who) in self.household.people().iter().enumerate() {
                    if !who.present(at.month) {
                        continue;
                    }
                    let of = |node: NodeId| At { person: Some(person), ..at.node(node) };
                    parts.extend(members.map(of));
                    if members.is_none_or(|members| self.may_hold(of(members))) {
                        parts.extend(value.map(of));
                    }
                }
            }
            op => op.operands(&mut |operand| parts.push(at.node(operand))),
        }
    }

    /// The conditions that were looked at, and the value that was taken.
    fn chosen(&self, at: At, cases: &[Case], base: Option<NodeId>, parts: &mut Vec<At>) {
        for case in cases {
            parts.extend(case.when.map(|when| at.node(when)));
            let holds = case.when.map_or(Value::Bool(true), |when| self.value(at.node(when)));
            if holds.is_true() {
                parts.push(at.node(case.value));
                return;
            }
            if holds.is_unknown() {
                parts.push(at.node(case.value));
            }
        }
        parts.extend(base.map(|base| at.node(base)));
    }

    pub(crate) fn may_hold(&self, at: At) -> bool {
        self.range(at).may_be_true()
    }

    /// Whether a question was answered; nothing when it does not apply.
    pub(crate) fn is_answered(&self, id: crate::QuestionId, at: At) -> Option<bool> {
        let question = self.program.questions.get(id.index())?;
        if question.asked_if.is_some_and(|asked| !self.may_hold(at.node(asked))) {
            return None;
        }
        let fact = self.household.fact(id, question.scope, at.person.unwrap_or(0));
        Some(matches!(fact.at(at.month), Answer::Given(_) | Answer::Within(_)))
    }

    /// The person a node is about, kept only when its value differs from person to person.
    pub(crate) fn scoped(&self, at: At) -> Option<usize> {
        let scope = self.program.node(at.node).map(|node| node.scope);
        if scope == Some(Scope::Person) { at.person } else { None }
    }
}
