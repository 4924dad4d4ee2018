//! The answers about someone: few questions are answered, and only those take room.

use crate::{Fact, QuestionId};

/// What was answered to each question.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// For each question, one more than the place of what was answered; zero when nothing was.
    places: Vec<u16>,
    answered: Vec<(QuestionId, Fact)>,
}

/// Room for what is answered of nearly everyone.
const ROOM: usize = 8;

impl Facts {
    /// Nothing yet, to so many questions.
    pub(crate) fn new(questions: usize) -> Self {
        Self { places: vec![0; questions], answered: Vec::with_capacity(ROOM) }
    }

    /// Nothing again, to so many questions.
    pub(crate) fn forget(&mut self, questions: usize) {
        self.places.clear();
        self.places.resize(questions, 0);
        self.answered.clear();
    }

    /// What was answered to a question.
    #[inline]
    pub(crate) fn get(&self, question: QuestionId) -> &Fact {
        let place = self.places.get(question.index()).copied().unwrap_or(0);
        let found = usize::from(place).checked_sub(1).and_then(|place| self.answered.get(place));
        found.map_or(&Fact::Missing, |(_, fact)| fact)
    }

    /// The same, to change it; nothing when there is no such question.
    pub(crate) fn get_mut(&mut self, question: QuestionId) -> Option<&mut Fact> {
        let place = self.places.get_mut(question.index())?;
        if *place == 0 {
            *place = u16::try_from(self.answered.len() + 1).ok()?;
            self.answered.push((question, Fact::Missing));
        }
        self.answered.get_mut(usize::from(*place) - 1).map(|(_, fact)| fact)
    }

    /// All that was answered.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (QuestionId, &Fact)> {
        self.answered.iter().map(|(question, fact)| (*question, fact))
    }
}

impl PartialEq for Facts {
    /// In which order it was answered says nothing.
    fn eq(&self, other: &Self) -> bool {
        let questions = (0u32..).map(QuestionId).take(self.places.len());
        self.places.len() == other.places.len()
            && questions.into_iter().all(|question| self.get(question) == other.get(question))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Answer, Value};

    #[test]
    fn what_is_answered_is_the_same_in_any_order() {
        let yes = Fact::Always(Answer::Given(Value::Bool(true)));
        let no = Fact::Always(Answer::Given(Value::Bool(false)));
        let answer = |all: &[(u32, &Fact)]| {
            let mut facts = Facts::new(3);
            for (question, fact) in all {
                *facts.get_mut(QuestionId(*question)).expect("a question") = (*fact).clone();
            }
            facts
        };
        let found = answer(&[(2, &yes), (0, &no)]);
        assert_eq!((found.get(QuestionId(0)), found.get(QuestionId(2))), (&no, &yes));
        assert_eq!(
            (found.get(QuestionId(1)), found.get(QuestionId(3))),
            (&Fact::Missing, &Fact::Missing)
        );
        assert_eq!(found, answer(&[(0, &yes), (1, &Fact::Missing), (2, &yes), (0, &no)]));
        assert_ne!(found, answer(&[(0, &no)]));
        assert!(answer(&[]).get_mut(QuestionId(3)).is_none());
    }
}
