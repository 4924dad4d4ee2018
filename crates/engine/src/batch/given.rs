//! Which questions each household answered: most of them said nothing of most.

use super::columns::{Columns, Lanes, Making};
use super::number::Apart;
use crate::facts::Facts;
use crate::nothing_else::nothing;
use crate::program::{Question, QuestionId, Scope};
use crate::{Answer, Fact, Household, Value};

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

/// The answers to a question, about the household or a person.
#[derive(Debug, Default)]
pub(super) struct Answered {
    /// Who has one.
    pub(super) lanes: Lanes,
    /// Whose changed with time.
    pub(super) changing: Lanes,
    /// Whose is always yes or no.
    pub(super) conditions: Lanes,
    /// Whose is always yes.
    pub(super) truth: Lanes,
    /// Whose is always the same number, day or choice.
    pub(super) valued: Lanes,
    /// Which.
    pub(super) values: Option<Making>,
}

impl Given {
    /// Looks at what these answered to so many questions, with so many people at most.
    pub(super) fn look(
        &mut self,
        households: &[&Household],
        (questions, most): (usize, usize),
        apart: &mut Apart,
        columns: &mut Columns,
    ) {
        for answered in &mut self.given {
            if let Answered { values: Some(values), .. } = std::mem::take(answered) {
                columns.take_back(values);
            }
        }
        self.questions = questions;
        self.given.resize_with(questions * (most + 1), Answered::default);
        for (lane, household) in households.iter().enumerate() {
            self.add((0, lane), household.facts(), apart, columns);
            for (person, found) in household.people().iter().enumerate() {
                self.add((person + 1, lane), found.facts(), apart, columns);
            }
        }
    }

    fn add(
        &mut self,
        (row, lane): (usize, usize),
        facts: &Facts,
        apart: &mut Apart,
        columns: &mut Columns,
    ) {
        let (from, bit): (usize, Lanes) = (row * self.questions, 1 << lane);
        for (question, fact) in facts.iter() {
            let Some(found) = self.given.get_mut(from + question.index()) else { continue };
            match fact {
                Fact::Missing => continue,
                Fact::Always(Answer::Given(Value::Bool(yes))) => {
                    found.conditions |= bit;
                    found.truth |= if *yes { bit } else { 0 };
                }
                Fact::Always(Answer::Given(
                    value @ (Value::Number(_) | Value::Date(_) | Value::Choice(_)),
                )) => {
                    found.valued |= bit;
                    let values = found.values.get_or_insert_with(|| columns.lend());
                    values.put(lane, apart.cell(value));
                }
                Fact::Always(_) => {}
                Fact::Since(_) => found.changing |= bit,
            }
            found.lanes |= bit;
        }
    }

    /// The answers to a question, about a person when it is asked of each.
    #[inline]
    pub(super) fn to(&self, question: QuestionId, scope: Scope, person: usize) -> &Answered {
        static NONE: Answered =
            Answered { lanes: 0, changing: 0, conditions: 0, truth: 0, valued: 0, values: None };
        let row = if scope == Scope::Person { person + 1 } else { 0 };
        self.given.get(row * self.questions + question.index()).unwrap_or(&NONE)
    }
}
