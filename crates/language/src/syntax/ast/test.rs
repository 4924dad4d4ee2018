//! The tests that stand in rule files, as written.

use super::{Literal, Name, Text};
use crate::source::Span;
use auclair_engine::Month;
use time::Date;

/// A test.
#[derive(Clone, Debug)]
pub struct Test {
    /// Its name.
    pub name: Text,
    /// The month it is about.
    pub month: Month,
    /// The people.
    pub people: Vec<TestPerson>,
    /// The answers.
    pub answers: Vec<TestAnswer>,
    /// Whether every other question is answered by nothing: zero, or no.
    pub nothing_else: bool,
    /// What is expected: the name, its dispositif, the person, the value.
    pub expected: Vec<Expectation>,
    /// Where the expected figures come from.
    pub source: Option<Text>,
}

/// People of a test.
#[derive(Clone, Debug)]
pub struct TestPerson {
    /// Where.
    pub span: Span,
    /// How many alike.
    pub count: u32,
    /// The name given to a single one.
    pub name: Option<String>,
    /// The role: `adulte`, `enfant`, `autre personne`, or one of the built-in roles.
    pub role: String,
    /// Their age in completed years.
    pub age: Option<u32>,
    /// Their age in completed months, for infants.
    pub months: Option<u32>,
    /// Their date of birth.
    pub birth: Option<Date>,
    /// The first month they live there.
    pub arrived: Option<Month>,
    /// The first month they no longer live there.
    pub left: Option<Month>,
}

/// An answer of a test.
#[derive(Clone, Debug)]
pub struct TestAnswer {
    /// The question.
    pub question: Name,
    /// The answer.
    pub value: Literal,
    /// About whom; everyone when nothing is said.
    pub who: Option<Name>,
    /// From which month on.
    pub from: Option<Month>,
    /// Up to which month, included.
    pub to: Option<Month>,
}

/// What a test expects.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The rule, droit or dispositif.
    pub name: Name,
    /// Its dispositif, when it is another one's.
    pub owner: Option<Name>,
    /// About whom.
    pub who: Option<Name>,
    /// What it must be.
    pub expected: Expected,
}

/// What something must be.
#[derive(Clone, Debug)]
pub enum Expected {
    /// This value.
    Value(Literal),
    /// Unknown, from this amount to that one.
    Range(Literal, Literal),
    /// A droit that is said not to be covered, and where this is expected.
    Uncovered(Span),
}

impl Expected {
    /// The values that it names.
    pub fn values(&self) -> impl Iterator<Item = &Literal> {
        let (first, second) = match self {
            Self::Value(value) => (Some(value), None),
            Self::Range(low, high) => (Some(low), Some(high)),
            Self::Uncovered(_) => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            Self::Value(value) => value.span,
            Self::Range(low, high) => low.span.to(high.span),
            Self::Uncovered(span) => *span,
        }
    }
}
