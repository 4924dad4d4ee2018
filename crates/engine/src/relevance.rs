//! Which answers can still change a result.
//!
//! A question matters only if a path of unknown values leads from a result to it. Since unknown
//! values travel as ranges, whatever cannot change the result is already known and cut off.

use crate::evaluated::{At, Evaluated};
use crate::program::{Op, QuestionId, RuleId};
use crate::{Answer, Month, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// Something that can still change a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// The date of birth of a person.
    Birth(usize),
    /// A question, about a person when it is asked of each.
    Question(QuestionId, Option<usize>),
}

/// An answer that is needed, and the months for which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What is asked.
    pub asked: Asked,
    /// The months that are read.
    pub months: BTreeSet<Month>,
}

impl Evaluated<'_> {
    /// The answers that can still change the results of these rules, those that decide first
    /// before those that only set amounts.
    pub fn needs(&self, rules: &[RuleId]) -> Vec<Need> {
        self.search(rules, false)
    }

    /// The questions whose answers may ever change the results of these rules, among those of
    /// which it is only known what they may be: also those that another answer may yet exclude.
    pub fn may_matter(&self, rules: &[RuleId]) -> BTreeSet<QuestionId> {
        let questions = self.search(rules, true).into_iter().filter_map(|need| match need.asked {
            Asked::Question(id, _) => Some(id),
            Asked::Birth(_) => None,
        });
        questions.collect()
    }

    fn search(&self, rules: &[RuleId], ahead: bool) -> Vec<Need> {
        let mut search =
            Search { evaluated: self, ahead, seen: BTreeMap::new(), found: Vec::new() };
        for rule in rules {
            if let Some(rule) = self.program.rules.get(rule.index()) {
                search.visit(At { node: rule.node, month: self.plan.month(), person: None });
            }
        }
        search.found
    }
}

struct Search<'a> {
    evaluated: &'a Evaluated<'a>,
    /// Whether to look beyond what must be answered first.
    ahead: bool,
    /// Whether each node that was visited led to a need.
    seen: BTreeMap<At, bool>,
    found: Vec<Need>,
}

impl Search<'_> {
    /// Looks below an unknown node; returns whether an answer was found to be needed there.
    fn visit(&mut self, at: At) -> bool {
        let at = At { person: self.evaluated.scoped(at), ..at };
        if !self.evaluated.value(at).is_unknown() {
            return false;
        }
        if let Some(led) = self.seen.get(&at) {
            return *led;
        }
        // Guards against looking twice; a value never depends on itself.
        self.seen.insert(at, false);
        let led = match self.evaluated.program.node(at.node).map(|node| &node.op) {
            Some(Op::Question(id)) => self.question(at, *id),
            Some(Op::Birth) => {
                let person = at.person.unwrap_or(0);
                self.need(Asked::Birth(person), at.month);
                true
            }
            Some(_) => {
                let parts = self.evaluated.parts(at);
                parts.into_iter().fold(false, |led, part| self.visit(part) | led)
            }
            None => false,
        };
        self.seen.insert(at, led);
        led
    }

    fn question(&mut self, at: At, id: QuestionId) -> bool {
        let Some(question) = self.evaluated.program.questions.get(id.index()) else { return false };
        // Whether it is asked at all comes first.
        if let Some(asked_if) = question.asked_if
            && self.evaluated.value(at.node(asked_if)).is_unknown()
        {
            let led = self.visit(at.node(asked_if));
            if !self.ahead {
                return led;
            }
        }
        let person = (question.scope == Scope::Person).then(|| at.person.unwrap_or(0));
        let fact = self.evaluated.household.fact(id, question.scope, person.unwrap_or(0));
        match fact.at(at.month) {
            Answer::Missing | Answer::DontKnow => {}
            Answer::Within(_) if self.ahead => {}
            Answer::Within(_) | Answer::Given(_) => return false,
        }
        // What can stand for it is asked about instead, unless nothing is left to ask there.
        if let Some(fallback) = question.fallback
            && self.visit(at.node(fallback))
            && !self.ahead
        {
            return true;
        }
        if fact.at(at.month) == Answer::DontKnow {
            return false;
        }
        self.need(Asked::Question(id, person), at.month);
        true
    }

    fn need(&mut self, asked: Asked, month: Month) {
        match self.found.iter_mut().find(|need| need.asked == asked) {
            Some(need) => {
                need.months.insert(month);
            }
            None => self.found.push(Need { asked, months: BTreeSet::from([month]) }),
        }
    }
}
