//! Which questions each household answered: most of them said nothing of most.

use super::columns::Lanes;
use crate::facts::Facts;
use crate::nothing_else::nothing;
use crate::program::{Question, QuestionId, Scope};
use crate::{Fact, Household, Value};

/// What households mean where they answered nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// It is not known.
    Unknown,
    /// Nothing, as `nothing_else` would answer it.
    Nothing,
}

impl Rest {
    /// What a question that was not answered is worth, if that is known.
    pub(super) fn answer(self, question: &Question) -> Option<Value> {
        if self == Self::Nothing { nothing(question) } else { None }
    }
}

/// For which households each question has an answer.
#[derive(Debug, Default)]
pub(super) struct Given {
    questions: usize,
    /// For each question about the household, then for each about a first person, and so on.
    given: Vec<Answered>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Answered {
    /// For which it has one.
    lanes: Lanes,
    /// For which it changed with time.
    changing: Lanes,
}

impl Given {
    /// Looks at what these answered to so many questions, with so many people at most.
    pub(super) fn look(&mut self, households: &[&Household], questions: usize, most: usize) {
        self.questions = questions;
        self.given.clear();
        self.given.resize(questions * (most + 1), Answered::default());
        for (lane, household) in households.iter().enumerate() {
            self.add(0, lane, household.facts());
            for (person, found) in household.people().iter().enumerate() {
                self.add(person + 1, lane, found.facts());
            }
        }
    }

    fn add(&mut self, row: usize, lane: usize, facts: &Facts) {
        let (from, bit): (usize, Lanes) = (row * self.questions, 1 << lane);
        for (question, fact) in facts.iter() {
            let Some(found) = self.given.get_mut(from + question.index()) else { continue };
            match fact {
                Fact::Missing => {}
                Fact::Always(_) => found.lanes |= bit,
                Fact::Since(_) => {
                    found.lanes |= bit;
                    found.changing |= bit;
                }
            }
        }
    }

    /// For which households a question, about a person when it is asked of each, has an answer.
    #[inline]
    pub(super) fn lanes(&self, question: QuestionId, scope: Scope, person: usize) -> Lanes {
        self.at(question, scope, person).lanes
    }

    /// For which it has several with time.
    #[inline]
    pub(super) fn changing(&self, question: QuestionId, scope: Scope, person: usize) -> Lanes {
        self.at(question, scope, person).changing
    }

    #[inline]
    fn at(&self, question: QuestionId, scope: Scope, person: usize) -> Answered {
        let row = if scope == Scope::Person { person + 1 } else { 0 };
        self.given.get(row * self.questions + question.index()).copied().unwrap_or_default()
    }
}
