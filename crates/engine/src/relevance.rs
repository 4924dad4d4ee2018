//! Which answers can still change a result.
//!
//! A question matters only if a path of unknown values leads from a result to it. Since unknown
//! values travel as ranges, whatever cannot change the result is already known and cut off.

use crate::evaluated::{At, Evaluated};
use crate::month::keep;
use crate::program::{Op, QuestionId, RuleId};
use crate::{Answer, Month, Scope};

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
    /// The months that are read, in order.
    pub months: Vec<Month>,
}

impl Evaluated<'_> {
    /// The answers that can still change the results of these rules, those that decide first
    /// before those that only set amounts.
    pub fn needs(&self, rules: &[RuleId]) -> Vec<Need> {
        self.search(rules, Looking::Missing)
    }

    /// The answers that are not known, and would change the results of these rules if they were.
    pub fn unsure(&self, rules: &[RuleId]) -> Vec<Need> {
        self.search(rules, Looking::Unsure)
    }

    /// The questions whose answers may ever change the results of these rules, among those of
    /// which it is only known what they may be: also those that another answer may yet exclude.
    pub fn may_matter(&self, rules: &[RuleId]) -> impl Iterator<Item = QuestionId> {
        self.search(rules, Looking::Ahead).into_iter().filter_map(|need| match need.asked {
            Asked::Question(id, _) => Some(id),
            Asked::Birth(_) => None,
        })
    }

    /// The answers that are not known, or not given yet, and may change the result of a rule: also those
    /// that another of them may yet exclude. What stands for an answer is known as well as it ever is.
    pub fn open(&self, rule: RuleId) -> Vec<Need> {
        let stands = |need: &Need| match need.asked {
            Asked::Birth(_) => false,
            Asked::Question(id, _) => {
                self.program.questions.get(id.index()).is_some_and(|q| q.fallback.is_some())
            }
        };
        let mut found = self.search(&[rule], Looking::Ahead);
        found.retain(|need| !stands(need));
        found
    }

    fn search(&self, rules: &[RuleId], looking: Looking) -> Vec<Need> {
        let people = self.household.people().len();
        let led = vec![None; self.plan.readings() * (people + 1)];
        let (pending, found) = Default::default();
        let mut search = Search { evaluated: self, looking, people, led, pending, found };
        for rule in rules {
            if let Some(rule) = self.program.rules.get(rule.index()) {
                search.visit(At { node: rule.node, month: self.plan.month(), person: None });
            }
        }
        search.found
    }
}

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Looking {
    /// What was not answered yet.
    Missing,
    /// What was answered by « je ne sais pas ».
    Unsure,
    /// Both, and beyond what must be answered first.
    Ahead,
}

struct Search<'a> {
    evaluated: &'a Evaluated<'a>,
    looking: Looking,
    people: usize,
    /// Whether each node that was visited led to a need, at each month, for the household and then
    /// for each person.
    led: Vec<Option<bool>>,
    /// What is left to look at, the last first.
    pending: Vec<At>,
    found: Vec<Need>,
}

/// A node whose parts are being looked at.
struct Frame {
    at: At,
    /// Its place among those that were visited.
    place: usize,
    /// How much was left to look at before its parts.
    before: usize,
    /// Whether something needed was found.
    led: bool,
    /// The question to ask once that is done.
    question: Option<QuestionId>,
}

impl Search<'_> {
    /// Looks below an unknown node; returns whether an answer was found to be needed there.
    ///
    /// Goes depth first with its own stack: rules may be many, the browser's stack is small.
    fn visit(&mut self, root: At) -> bool {
        let mut frames: Vec<Frame> = Vec::new();
        let mut found = self.open(root, &mut frames);
        loop {
            match (found.take(), frames.last_mut()) {
                (Some(led), None) => return led,
                (Some(led), Some(above)) => above.led |= led,
                (None, _) => {}
            }
            let Some(frame) = frames.last_mut() else { return false };
            if self.pending.len() > frame.before
                && let Some(next) = self.pending.pop()
            {
                found = self.open(next, &mut frames);
            } else if let Some(Frame { at, place, led, question, .. }) = frames.pop() {
                let led = question.map_or(led, |id| self.ask(at, id, led));
                self.keep(place, led);
                found = Some(led);
            }
        }
    }

    /// Whether something needed lies there, when that is known at once; otherwise what to look at.
    fn open(&mut self, at: At, frames: &mut Vec<Frame>) -> Option<bool> {
        let at = At { person: self.evaluated.scoped(at), ..at };
        let Some((reading, slot)) = self.evaluated.plan.reading(at.node, at.month) else {
            return Some(false);
        };
        if !self.evaluated.trace.value(slot, at.person.unwrap_or(0)).is_unknown() {
            return Some(false);
        }
        let place = reading * (self.people + 1) + at.person.map_or(0, |person| person + 1);
        if let Some(led) = self.led.get(place).copied().flatten() {
            return Some(led);
        }
        // Guards against looking twice; a value never depends on itself.
        self.keep(place, false);
        let before = self.pending.len();
        let mut question = None;
        match &self.evaluated.program.node(at.node)?.op {
            Op::Question(id) => question = self.before_asking(at, *id),
            Op::Birth => {
                let led = self.looking != Looking::Unsure;
                if led {
                    self.need(Asked::Birth(at.person.unwrap_or(0)), at.month);
                }
                self.keep(place, led);
                return Some(led);
            }
            _ => self.evaluated.add_parts(at, &mut self.pending),
        }
        // A stack turns the order around.
        if let Some(parts) = self.pending.get_mut(before..) {
            parts.reverse();
        }
        frames.push(Frame { at, place, before, led: false, question });
        None
    }

    fn keep(&mut self, place: usize, led: bool) {
        if let Some(known) = self.led.get_mut(place) {
            *known = Some(led);
        }
    }

    fn is_open(&self, at: At) -> bool {
        self.evaluated.value(at).is_unknown()
    }

    fn answer(&self, at: At, id: QuestionId) -> Answer {
        let program = self.evaluated.program;
        let scope = program.questions.get(id.index()).map_or(Scope::Household, |q| q.scope);
        self.evaluated.household.fact(id, scope, at.person.unwrap_or(0)).at(at.month)
    }

    /// Adds what to look at before a question is asked; tells whether it is to be asked then.
    fn before_asking(&mut self, at: At, id: QuestionId) -> Option<QuestionId> {
        let question = self.evaluated.program.questions.get(id.index())?;
        // Whether it is asked at all comes first.
        let asked_if = question.asked_if.map(|node| at.node(node)).filter(|at| self.is_open(*at));
        self.pending.extend(asked_if);
        if self.looking != Looking::Ahead && asked_if.is_some() {
            return None;
        }
        let missing = match self.answer(at, id) {
            Answer::Missing | Answer::DontKnow => true,
            Answer::Within(_) => self.looking == Looking::Ahead,
            Answer::Given(_) => false,
        };
        if !missing {
            return None;
        }
        self.pending.extend(question.fallback.map(|node| at.node(node)));
        Some(id)
    }

    /// What can stand for an answer is asked about instead, unless nothing is left to ask there.
    fn ask(&mut self, at: At, id: QuestionId, fallback_led: bool) -> bool {
        let wanted = match self.looking {
            Looking::Missing => !fallback_led && self.answer(at, id) == Answer::Missing,
            Looking::Unsure => !fallback_led && self.answer(at, id) == Answer::DontKnow,
            Looking::Ahead => true,
        };
        if !wanted {
            return fallback_led;
        }
        let scope = self.evaluated.program.questions.get(id.index()).map(|q| q.scope);
        let person = (scope == Some(Scope::Person)).then(|| at.person.unwrap_or(0));
        self.need(Asked::Question(id, person), at.month);
        true
    }

    fn need(&mut self, asked: Asked, month: Month) {
        match self.found.iter_mut().find(|need| need.asked == asked) {
            Some(need) => keep(&mut need.months, month),
            None => self.found.push(Need { asked, months: vec![month] }),
        }
    }
}
