//! Which questions to show: those that can change a result, and those that were answered.

use crate::state::Cell;
use auclair_engine::program::Question;
use auclair_engine::{
    Answer, Asked, Fact, Household, Kind, Need, QuestionId, Scope, Unit, Value, nothing,
};
use auclair_rules::{Jurisdiction, Simulation};

pub(super) fn is_about_resources(jurisdiction: &Jurisdiction, need: &Need) -> bool {
    match need.asked {
        Asked::Birth(_) => false,
        Asked::Question(question, _) => {
            jurisdiction.program.questions.get(question.index()).is_some_and(is_resource)
        }
    }
}

/// Whether a question is one line of a list of what was received: it is then ticked or not.
pub(crate) fn is_resource(question: &Question) -> bool {
    matches!(question.kind, Kind::Number(Unit::Money(_)))
        && question.fallback.is_none()
        && (question.monthly || question.scope == Scope::Person)
}

/// The questions to show, in the order of the rules.
///
/// What was received is asked as long as it can change a result. The other questions are those
/// that matter even to who received nothing more: the rest waits until the amounts are known, and
/// is often needless then.
pub(super) fn asked(simulation: &Simulation<'_>, needs: &[Need], later: &[Need]) -> Vec<Cell> {
    let program = &simulation.jurisdiction.program;
    let wanted = |cell: Cell, needs: &[Need]| {
        needs.iter().any(|need| need.asked == Asked::Question(cell.question, cell.person))
    };
    let evaluated = simulation.evaluated();
    let mut asked = Vec::new();
    for (index, question) in (0u32..).zip(&program.questions) {
        for cell in cells(QuestionId(index), question, simulation.household) {
            let person = cell.person.unwrap_or(0);
            let fact = simulation.household.fact(cell.question, question.scope, person);
            let answered = *fact != Fact::Missing && question.fallback.is_none();
            let needs = if is_resource(question) { needs } else { later };
            if wanted(cell, needs) || (answered && evaluated.applies(cell.question, person)) {
                asked.push(cell);
            }
        }
    }
    asked
}

/// The estimates in use that an exact answer could replace, and those that one replaced.
pub(super) fn estimated(simulation: &Simulation<'_>) -> Vec<Cell> {
    let evaluated = simulation.evaluated();
    let mut found = Vec::new();
    for (question, months) in simulation.plan.questions() {
        let Some(asked) = simulation.jurisdiction.program.questions.get(question.index()) else {
            continue;
        };
        if asked.fallback.is_none() {
            continue;
        }
        for cell in cells(question, asked, simulation.household) {
            let person = cell.person.unwrap_or(0);
            let fact = simulation.household.fact(question, asked.scope, person);
            let counts = |value: Value| value.number().is_some_and(|number| !number.is_zero());
            let in_use = months
                .iter()
                .any(|month| evaluated.stands_in(question, person, *month).is_some_and(counts));
            if evaluated.applies(question, person) && (in_use || *fact != Fact::Missing) {
                found.push(cell);
            }
        }
    }
    found
}

/// A question, once or for each person.
pub(crate) fn cells(
    id: QuestionId,
    question: &Question,
    household: &Household,
) -> impl Iterator<Item = Cell> + use<> {
    let people = if question.scope == Scope::Person { household.people().len() } else { 1 };
    let scope = question.scope;
    (0..people).map(move |person| Cell {
        question: id,
        person: (scope == Scope::Person).then_some(person),
    })
}

/// The same household, had it received nothing more than what was said.
pub(super) fn with_nothing_more(jurisdiction: &Jurisdiction, household: &Household) -> Household {
    let mut settled = household.clone();
    for (index, question) in (0u32..).zip(&jurisdiction.program.questions) {
        let Some(nothing) = nothing(question).filter(|_| is_resource(question)) else { continue };
        let id = QuestionId(index);
        for cell in cells(id, question, household) {
            if let Some(fact) = settled.fact_mut(id, question.scope, cell.person.unwrap_or(0))
                && *fact == Fact::Missing
            {
                *fact = Fact::Always(Answer::Given(nothing));
            }
        }
    }
    settled
}
