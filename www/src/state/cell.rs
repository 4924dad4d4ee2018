//! One answer of the form: a question, about a person when it is asked of each.

use auclair_engine::{Answer, QuestionId, Scope, Value};

/// A question, about a person when it is asked of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    pub(crate) question: QuestionId,
    pub(crate) person: Option<usize>,
}

impl Cell {
    pub(crate) fn scope(self) -> Scope {
        if self.person.is_some() { Scope::Person } else { Scope::Household }
    }

    /// An identifier for the page, the same as long as the household is.
    pub(crate) fn id(self) -> String {
        match self.person {
            Some(person) => format!("q{}-{person}", self.question.0),
            None => format!("q{}", self.question.0),
        }
    }

    /// The same question once a person was taken away; nothing when it was about them.
    pub(crate) fn without(self, gone: usize) -> Option<Self> {
        match self.person {
            Some(person) if person == gone => None,
            Some(person) if person > gone => Some(Self { person: Some(person - 1), ..self }),
            _ => Some(self),
        }
    }
}

/// How the answers to a question stand over the months that are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Progress {
    /// No month is answered.
    Missing,
    /// « Je ne sais pas », for all months.
    DontKnow,
    /// The same answer for all months.
    Given(Value),
    /// The months differ; some may be missing.
    Several,
}

impl Progress {
    pub(crate) fn of(answers: impl Iterator<Item = Answer>) -> Self {
        let mut answers = answers.map(|answer| match answer {
            Answer::Missing | Answer::Within(_) => Self::Missing,
            Answer::DontKnow => Self::DontKnow,
            Answer::Given(value) => Self::Given(value),
        });
        let first = answers.next().unwrap_or(Self::Missing);
        if answers.all(|other| other == first) { first } else { Self::Several }
    }

    pub(crate) fn is_yes(self) -> bool {
        self == Self::Given(Value::Bool(true))
    }
}

/// What was said of the unticked lines of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closing {
    /// Nothing yet.
    Open,
    /// They are zero, or no: the person said so.
    Nothing,
    /// The person is not sure of some of them.
    Unsure,
}

impl Closing {
    /// Read from the answers of the lines that are not ticked.
    pub(crate) fn of(mut unticked: impl Iterator<Item = Progress> + Clone) -> Self {
        if unticked.clone().any(|line| matches!(line, Progress::Missing | Progress::Several)) {
            Self::Open
        } else if unticked.any(|line| line == Progress::DontKnow) {
            Self::Unsure
        } else {
            Self::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_closed_when_every_unticked_line_was_answered() {
        let no = Progress::Given(Value::Bool(false));
        let closing = |lines: &[Progress]| Closing::of(lines.iter().copied());
        assert_eq!(closing(&[no, Progress::Missing]), Closing::Open);
        assert_eq!(closing(&[no, no]), Closing::Nothing);
        assert_eq!(closing(&[no, Progress::DontKnow]), Closing::Unsure);
    }

    #[test]
    fn months_that_differ_are_several() {
        let answers = [Answer::Given(Value::ZERO), Answer::Missing];
        assert_eq!(Progress::of(answers.into_iter()), Progress::Several);
        assert_eq!(Progress::of([].into_iter()), Progress::Missing);
    }

    #[test]
    fn people_after_the_one_who_left_move_up() {
        let cell = |person| Cell { question: QuestionId(3), person };
        assert_eq!(cell(Some(2)).without(1), Some(cell(Some(1))));
        assert_eq!(cell(Some(1)).without(1), None);
        assert_eq!(cell(None).without(0), Some(cell(None)));
    }
}
