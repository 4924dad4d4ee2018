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

    /// All the answers, whatever their months.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        let (always, since) = match self {
            Self::Missing => (None, &[][..]),
            Self::Always(answer) => (Some(answer), &[][..]),
            Self::Since(changes) => (None, changes.as_slice()),
        };
        always.into_iter().chain(since.iter().map(|(_, answer)| answer))
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

    /// Nobody yet, in the room that other households took.
    pub fn within(program: &Program, room: &mut Room) -> Self {
        let questions = program.questions.len();
        let facts = room.facts(questions);
        Self { people: room.people.pop().unwrap_or_default(), facts, questions }
    }

    /// Adds a person, in the room that others took.
    pub fn add_within(&mut self, room: &mut Room, name: &str, role: Role, birth: Option<Date>) {
        let mut kept = room.names.pop().unwrap_or_default();
        kept.push_str(name);
        let facts = room.facts(self.questions);
        let (arrived, left) = (None, None);
        self.people.push(Person { name: kept, role, birth, arrived, left, facts });
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

/// The room that households took that are no longer needed: a large batch of them is described again
/// and again without asking for more.
#[derive(Debug, Default)]
pub struct Room {
    people: Vec<Vec<Person>>,
    names: Vec<String>,
    facts: Vec<Facts>,
}

impl Room {
    /// Takes back the room of a household.
    pub fn take_back(&mut self, mut household: Household) {
        self.facts.push(household.facts);
        for Person { mut name, facts, .. } in household.people.drain(..) {
            name.clear();
            self.names.push(name);
            self.facts.push(facts);
        }
        self.people.push(household.people);
    }

    fn facts(&mut self, questions: usize) -> Facts {
        let Some(mut facts) = self.facts.pop() else { return Facts::new(questions) };
        facts.forget(questions);
        facts
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
    fn nothing_stays_of_the_household_that_left_its_room() {
        let program = Program::default();
        let mut room = Room::default();
        let mut describe = |name: &str, question: Option<u32>| {
            let mut household =
                Household { questions: 3, ..Household::within(&program, &mut room) };
            household.add_within(&mut room, name, Role::Demandeur, None);
            if let Some(question) = question {
                let fact = household.fact_mut(QuestionId(question), Scope::Person, 0);
                *fact.expect("a question") = Fact::Always(given(900));
            }
            let mut same = Household { questions: 3, ..Household::new(&program) };
            same.add(name, Role::Demandeur, None);
            let empty = household == same;
            room.take_back(household);
            empty
        };
        assert_eq!([describe("Ali", Some(2)), describe("Bea", None)], [false, true]);
    }

    #[test]
    fn before_its_first_month_a_history_says_nothing() {
        let fact = Fact::Since(vec![(month("2026-03"), given(900))]);
        assert_eq!(fact.at(month("2026-02")), Answer::Missing);
    }
}
