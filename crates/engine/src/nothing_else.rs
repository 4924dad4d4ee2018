//! « Rien d'autre » : said once, it answers nothing to every question that was not answered.

use crate::program::{Program, Question};
use crate::{Answer, Fact, Household, Kind, QuestionId, Scope, Value};

/// The answer that says nothing: zero, or no. Dates and choices have none.
pub fn nothing(question: &Question) -> Option<Value> {
    match question.kind {
        // What something can stand for is left to it.
        _ if question.fallback.is_some() => None,
        Kind::Number(_) => Some(Value::ZERO),
        Kind::Bool => Some(Value::Bool(false)),
        Kind::Date | Kind::Choice(_) => None,
    }
}

/// Answers nothing to every question that was not answered.
pub fn nothing_else(program: &Program, household: &mut Household) {
    for (id, question) in (0u32..).zip(&program.questions) {
        let Some(nothing) = nothing(question) else { continue };
        let people = if question.scope == Scope::Person { household.people().len() } else { 1 };
        for person in 0..people {
            if let Some(fact) = household.fact_mut(QuestionId(id), question.scope, person)
                && *fact == Fact::Missing
            {
                *fact = Fact::Always(Answer::Given(nothing));
            }
        }
    }
}
