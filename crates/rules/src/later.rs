//! The same household at another point of its path: before it received anything of what it claims, and
//! once its latest answers have lasted.

use crate::Jurisdiction;
use crate::received::question;
use auclair_engine::{Answer, Fact, Household, Month, Plan, QuestionId, Scope, Value};

impl Jurisdiction {
    /// The household, had it received nothing yet of the rights that these rules compute, where it did
    /// not say so.
    pub fn before_any_right(&self, household: &Household) -> Household {
        let mut before = household.clone();
        for dispositif in &self.program.dispositifs {
            let Some(id) = question(&self.program, dispositif) else { continue };
            let (scope, people) = self.askers(id, household);
            for person in 0..people {
                if let Some(fact @ Fact::Missing) = before.fact_mut(id, scope, person) {
                    *fact = Fact::Always(Answer::Given(Value::ZERO));
                }
            }
        }
        before
    }

    /// The household, its latest answers holding on: those of the last month that is read, for all
    /// the months after.
    pub fn held(&self, plan: &Plan, household: &Household) -> Household {
        let mut held = household.clone();
        for (id, months) in plan.questions() {
            let Some(last) = months.last() else { continue };
            let (scope, people) = self.askers(id, household);
            for person in 0..people {
                if let Some(Fact::Since(changes)) = held.fact_mut(id, scope, person) {
                    while changes.last().is_some_and(|(from, _)| from > last) {
                        changes.pop();
                    }
                }
            }
        }
        held
    }

    /// Whether something that was said to be coming comes by then: a birth, the end of a right to stay.
    pub fn changes_by(&self, household: &Household, from: Month, to: Month) -> bool {
        let between = |month: Month| from <= month && month <= to;
        for index in 0..u32::try_from(self.program.questions.len()).unwrap_or_default() {
            let id = QuestionId(index);
            let (scope, people) = self.askers(id, household);
            for person in 0..people {
                let answer = household.fact(id, scope, person).at(from);
                if let Answer::Given(Value::Date(day)) = answer
                    && between(Month::of(day))
                {
                    return true;
                }
            }
        }
        let comes =
            |month: Option<Month>| month.is_some_and(|month| month > from && between(month));
        household.people().iter().any(|person| comes(person.arrived) || comes(person.left))
    }

    /// Of whom a question is asked, and how many they are.
    fn askers(&self, id: QuestionId, household: &Household) -> (Scope, usize) {
        let asked = self.program.questions.get(id.index());
        match asked.map(|asked| asked.scope) {
            Some(Scope::Person) => (Scope::Person, household.people().len()),
            _ => (Scope::Household, 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Simulation, household, jurisdiction};
    use auclair_engine::{Detail, Outcome, RuleId};
    use rust_decimal::Decimal;

    /// A household of reference, and the rules laid out so many months after its own.
    fn case(text: &str, after: i32) -> (&'static Jurisdiction, Plan, Plan, Household) {
        let document = household::read(text).expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("france");
        let plan = |after| found.plan(document.month.plus(after), Detail::Results).expect("a plan");
        (found, plan(0), plan(after), document.household)
    }

    fn amount(found: &Jurisdiction, plan: &Plan, household: &Household, name: &str) -> Decimal {
        let simulation = Simulation::results(found, plan, household).expect("an evaluation");
        let named = |id: RuleId| found.program.rules[id.index()].name == name;
        let outcome = simulation.outcomes().find(|(_, rule, _)| named(*rule));
        let Some((_, _, Outcome::Amount(amount))) = outcome else { panic!("an amount") };
        amount
    }

    const MARSEILLE: &str = include_str!("../../../tests/cases/marseille.json");

    #[test]
    fn a_first_claim_has_no_housing_benefit_to_count_yet() {
        let (found, now, later, household) = case(MARSEILLE, 4);
        let before = found.before_any_right(&household);
        // The flat rate of housing, 78,20 €, is counted once the housing benefit is drawn (R262-10).
        assert_eq!(amount(found, &now, &before, "RSA"), Decimal::new(65_169, 2));
        assert_eq!(amount(found, &now, &household, "RSA"), Decimal::new(57_349, 2));
        let held = found.held(&now, &household);
        assert_eq!(amount(found, &later, &held, "RSA"), Decimal::new(57_349, 2));
    }

    #[test]
    fn a_wage_that_began_counts_whole_once_it_has_lasted() {
        let text = MARSEILLE.replace("demandeur d'emploi", "salarié").replace(
            "\"nationalité\"",
            "\"salaire net social\": {\"2024-01\": 0, \"2026-09\": 900}, \"nationalité\"",
        );
        let (found, now, later, household) = case(&text, 4);
        let held = found.held(&now, &household);
        let now = amount(found, &now, &household, "prime d'activité");
        let later = amount(found, &later, &held, "prime d'activité");
        assert!(now > Decimal::ZERO && now < later, "{now} {later}");
    }

    #[test]
    fn what_is_coming_is_noticed() {
        let village = include_str!("../../../tests/cases/village.json");
        let (found, now, later, household) = case(village, 4);
        assert!(found.changes_by(&household, now.month(), later.month()));
        assert!(!found.changes_by(&household, now.month(), now.month().plus(1)));
        let (found, now, later, household) = case(MARSEILLE, 4);
        assert!(!found.changes_by(&household, now.month(), later.month()));
    }
}
