//! Which households are alike: they go through the same rules, and are evaluated together.

use crate::lexicon::Lexicon;
use auclair_engine::{Answer, Fact, Household, Month, QuestionId, Role, Scope, Value};

/// What tells households apart, what sets most rules apart first. It changes no result: only which
/// of them are evaluated together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Likeness {
    people: usize,
    parents: usize,
    /// Whether an answer changed with time: each month is then looked at apart.
    changing: bool,
    occupation: Option<u16>,
    /// What the first two people do.
    activities: [Option<u16>; 2],
    /// The questions that were answered by more than « no » or zero, a bit each.
    answered: u128,
}

impl Likeness {
    pub(crate) fn of(household: &Household, lexicon: &Lexicon, month: Month) -> Self {
        let choice = |question: QuestionId, scope: Scope, person: usize| match household
            .fact(question, scope, person)
            .at(month)
        {
            Answer::Given(Value::Choice(choice)) => Some(choice),
            _ => None,
        };
        let questions = &lexicon.questions;
        let activity = |person| choice(questions.activity, Scope::Person, person);
        let people = household.people();
        let parents = people.iter().filter(|person| person.role != Role::Enfant);
        let mut likeness = Self {
            people: people.len(),
            parents: parents.count(),
            changing: false,
            occupation: choice(questions.occupation, Scope::Household, 0),
            activities: [activity(0), activity(1)],
            answered: 0,
        };
        for (question, fact) in household.answers() {
            likeness.changing |= matches!(fact, Fact::Since(_));
            if says_something(fact) {
                likeness.answered |= 1 << (question.index() % 128);
            }
        }
        likeness
    }
}

/// Whether an answer is neither « no » nor zero.
fn says_something(fact: &Fact) -> bool {
    match fact {
        Fact::Missing | Fact::Always(Answer::Given(Value::Bool(false))) => false,
        Fact::Always(Answer::Given(Value::Number(number))) => !number.is_zero(),
        Fact::Always(_) | Fact::Since(_) => true,
    }
}
