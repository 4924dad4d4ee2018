//! The people who live together and what they answered, with its history.

use crate::facts::Facts;
use crate::{Month, Program, QuestionId, Range, Scope, Value};
use time::Date;

/// A person's place in the household, as an index in the built-in list of roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The person who asks.
    Demandeur,
    /// Their spouse, civil partner or partner.
    Conjoint,
    /// A child of one of them, or raised as such.
    Enfant,
    /// Anyone else who lives there.
    Autre,
}

impl Role {
    /// All roles, in the order of the built-in list.
    pub const ALL: [Self; 4] = [Self::Demandeur, Self::Conjoint, Self::Enfant, Self::Autre];
    /// The name of the built-in list of roles.
    pub const LIST: &str = "lien";

    /// Its name in rules and in saved households.
    pub fn name(self) -> &'static str {
        match self {
            Self::Demandeur => "demandeur",
            Self::Conjoint => "conjoint",
            Self::Enfant => "enfant",
            Self::Autre => "autre personne",
        }
    }

    /// The role of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    pub(crate) fn value(self) -> Value {
        Value::Choice(self as u16)
    }
}

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// Nobody answered yet.
    Missing,
    /// The answer was "I don't know".
    DontKnow,
    /// The answer lies among these.
    Within(Range),
    /// The answer.
    Given(Value),
}

/// An answer and its history.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Fact {
    /// Nobody answered.
    #[default]
    Missing,
    /// The same for every month.
    Always(Answer),
    /// From each month on, in order; before the first, nobody answered.
    Since(Vec<(Month, Answer)>),
}

impl Fact {
    /// The answer at a month.
    pub fn at(&self, month: Month) -> Answer {
        *self.answer_at(month)
    }

    /// The answer at a month, where it is: evaluations read many, and an answer is no small thing.
    #[inline]
    pub(crate) fn answer_at(&self, month: Month) -> &Answer {
        match self {
            Self::Missing => &Answer::Missing,
            Self::Always(answer) => answer,
            Self::Since(changes) => {
                let found = changes.iter().rev().find(|(from, _)| *from <= month);
                found.map_or(&Answer::Missing, |(_, answer)| answer)
            }
        }
    }

    /// Sets the answer of one month and leaves the others as they are.
    pub fn set(&mut self, month: Month, answer: Answer) {
        let after = self.at(month.plus(1));
        let mut changes = match std::mem::take(self) {
            Self::Missing => Vec::new(),
            Self::Always(always) => vec![(Month::BEGINNING, always)],
            Self::Since(changes) => changes,
        };
        changes.retain(|(from, _)| *from != month && *from != month.plus(1));
        changes.push((month, answer));
        changes.push((month.plus(1), after));
        changes.sort_by_key(|(from, _)| *from);
        changes.dedup_by(|(_, later), (_, earlier)| later == earlier);
        *self = Self::Since(changes);
    }
}

/// A person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// How explanations call them.
    pub name: String,
    /// Their place.
    pub role: Role,
    /// Their date of birth, if known.
    pub birth: Option<Date>,
    /// The first month they live there, when that is not since always.
    pub arrived: Option<Month>,
    /// The first month they no longer live there.
    pub left: Option<Month>,
    facts: Facts,
}

impl Person {
    /// Whether they live there that month. A child who is not born yet does not.
    pub fn present(&self, month: Month) -> bool {
        self.arrived.is_none_or(|arrived| arrived <= month)
            && self.left.is_none_or(|left| month < left)
            && self.birth.is_none_or(|birth| Month::of(birth) <= month)
    }

    /// What was answered about them.
    pub(crate) fn facts(&self) -> &Facts {
        &self.facts
    }
}

/// The people who live together and what they answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Household {
    people: Vec<Person>,
    facts: Facts,
    questions: usize,
}

impl Household {
    /// Nobody yet, ready for the questions of a program.
    pub fn new(program: &Program) -> Self {
        let questions = program.questions.len();
        Self { people: Vec::new(), facts: Facts::new(questions), questions }
    }

    /// Adds a person and returns their index.
    pub fn add(&mut self, name: impl Into<String>, role: Role, birth: Option<Date>) -> usize {
        self.people.push(Person {
            name: name.into(),
            role,
            birth,
            arrived: None,
            left: None,
            facts: Facts::new(self.questions),
        });
        self.people.len() - 1
    }

    /// Takes a person away with their answers; those after move one place up.
    pub fn remove(&mut self, person: usize) {
        if person < self.people.len() {
            self.people.remove(person);
        }
    }

    /// The people.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// A person, to change when they came or left.
    pub fn person_mut(&mut self, person: usize) -> Option<&mut Person> {
        self.people.get_mut(person)
    }

    /// What was answered to a question, about a person when it is asked of each.
    pub fn fact(&self, question: QuestionId, scope: Scope, person: usize) -> &Fact {
        let facts = match scope {
            Scope::Household => Some(&self.facts),
            Scope::Person => self.people.get(person).map(|person| &person.facts),
        };
        facts.map_or(&Fact::Missing, |facts| facts.get(question))
    }

    /// The same, to change it; nothing when there is no such question or person.
    pub fn fact_mut(
        &mut self,
        question: QuestionId,
        scope: Scope,
        person: usize,
    ) -> Option<&mut Fact> {
        let facts = match scope {
            Scope::Household => &mut self.facts,
            Scope::Person => &mut self.people.get_mut(person)?.facts,
        };
        facts.get_mut(question)
    }

    /// All that was answered, about the household and then about each person.
    pub fn answers(&self) -> impl Iterator<Item = (QuestionId, &Fact)> {
        self.facts.iter().chain(self.people.iter().flat_map(|person| person.facts.iter()))
    }

    /// What was answered about the household.
    pub(crate) fn facts(&self) -> &Facts {
        &self.facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn given(amount: i64) -> Answer {
        Answer::Given(Value::Number(Decimal::from(amount)))
    }

    fn month(text: &str) -> Month {
        text.parse().expect("a month")
    }

    #[test]
    fn one_month_can_differ_from_the_others() {
        let mut fact = Fact::Always(given(900));
        fact.set(month("2026-03"), given(0));
        assert_eq!(fact.at(month("2026-02")), given(900));
        assert_eq!(fact.at(month("2026-03")), given(0));
        assert_eq!(fact.at(month("2026-04")), given(900));
        fact.set(month("2026-03"), given(900));
        assert_eq!(fact, Fact::Since(vec![(Month::BEGINNING, given(900))]));
    }

    #[test]
    fn who_leaves_takes_only_their_own_answers() {
        let program = Program::default();
        let mut household = Household::new(&program);
        for name in ["Ali", "Bea", "Caro"] {
            household.add(name, Role::Autre, None);
        }
        household.remove(1);
        household.remove(7);
        let names: Vec<&str> =
            household.people().iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Ali", "Caro"]);
    }

    #[test]
    fn before_its_first_month_a_history_says_nothing() {
        let fact = Fact::Since(vec![(month("2026-03"), given(900))]);
        assert_eq!(fact.at(month("2026-02")), Answer::Missing);
    }
}
