//! The months at which each resource matters to this household.
//!
//! The rules read salaries up to three years back, but only where there are children. Who has none
//! is asked about the last twelve months, and no more.

use crate::evaluation::cells;
use crate::pace::Pace;
use crate::state::Cell;
use auclair_engine::{Asked, Fact, Household, Kind, Month, Plan, QuestionId, Unit};
use auclair_rules::{Jurisdiction, Simulation};

/// A household that said no amount: each letter typed of one would otherwise ask again.
pub(crate) fn silent(jurisdiction: &Jurisdiction, household: &Household) -> Household {
    let mut silent = household.clone();
    for (index, question) in (0u32..).zip(&jurisdiction.program.questions) {
        if !matches!(question.kind, Kind::Number(Unit::Money(_))) {
            continue;
        }
        for cell in cells(QuestionId(index), question, household) {
            let person = cell.person.unwrap_or(0);
            if let Some(fact) = silent.fact_mut(cell.question, question.scope, person) {
                *fact = Fact::Missing;
            }
        }
    }
    silent
}

/// The months of each resource of such a household.
pub(crate) async fn wanted(
    jurisdiction: &Jurisdiction,
    plan: &Plan,
    silent: &Household,
    pace: Pace,
) -> Vec<(Cell, Vec<Month>)> {
    let Ok(simulation) = Simulation::results(jurisdiction, plan, silent) else {
        return Vec::new();
    };
    pace.breathe().await;
    let rules: Vec<_> = jurisdiction.program.droits().map(|(_, rule)| rule).collect();
    let needs = simulation.evaluated().needs(&rules).into_iter();
    needs
        .filter_map(|need| match need.asked {
            Asked::Birth(_) => None,
            Asked::Question(question, person) => Some((Cell { question, person }, need.months)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;
    use crate::plans::plan;
    use auclair_rules::{household, jurisdiction};

    /// How far back the salary of the first person is asked.
    fn back(case: &str, change: impl Fn(&str) -> String) -> i32 {
        let path = format!("{}/../tests/cases/{case}.json", env!("CARGO_MANIFEST_DIR"));
        let text = change(&std::fs::read_to_string(path).expect("a case"));
        let document = household::read(&text).expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("a jurisdiction");
        let plan = plan(found, document.month).expect("a plan");
        let silent = silent(found, &document.household);
        let all = at_once(Box::pin(wanted(found, &plan, &silent, Pace::AtOnce))).expect("found");
        let salary = found.program.questions.iter().position(|q| q.name == "salaire net social");
        let salary = u32::try_from(salary.expect("salaries")).expect("a number");
        let cell = Cell { question: QuestionId(salary), person: Some(0) };
        let (_, months) = all.iter().find(|(other, _)| *other == cell).expect("asked");
        document.month.since(*months.first().expect("a month"))
    }

    #[test]
    fn only_who_has_children_is_asked_about_the_year_before_last() {
        let at_work = |text: &str| text.replace("demandeur d'emploi", "salarié");
        assert_eq!(back("lyon", str::to_owned), 34);
        // Three reference months of RSA, the housing benefit of the first, its twelve months.
        assert_eq!(back("marseille", at_work), 17);
        // Unemployed for two months without allowance: past wages do not count for housing.
        assert_eq!(back("marseille", str::to_owned), 4);
    }
}
