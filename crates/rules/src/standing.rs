//! What is said of each right while answers are missing: an amount, or bounds that always hold it and
//! are as tight as a number of evaluations allows.

use crate::Simulation;
use auclair_engine::{
    Asked, DispositifId, Fact, Need, Open, Outcome, RuleId, may_be_uncovered, spread,
};
use rust_decimal::Decimal;

/// How many evaluations may narrow the range of a right: a few hundredths of a second on a phone.
pub const BUDGET: usize = 240;

/// What the rules say of a right for a household.
#[derive(Clone, Debug, PartialEq)]
pub struct Right {
    /// The dispositif.
    pub dispositif: DispositifId,
    /// Its right.
    pub rule: RuleId,
    /// How much it is worth.
    pub standing: Standing,
}

impl Right {
    /// Whether it is certain that nothing is due.
    pub fn is_refused(&self) -> bool {
        self.standing == Standing::Amount(Decimal::ZERO)
    }
}

/// How much a right is worth, as far as the answers tell.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Exactly this.
    Amount(Decimal),
    /// At least this, at most that.
    Between {
        /// The least.
        low: Decimal,
        /// The most; nothing when there is no bound.
        high: Option<Decimal>,
        /// Some answers lead to a situation that is not covered.
        maybe_uncovered: bool,
    },
    /// The situation is not covered.
    Uncovered,
}

impl Standing {
    /// Whether this says an amount, known or between bounds.
    pub fn has_amount(&self) -> bool {
        match self {
            Self::Amount(_) => true,
            Self::Between { low, high, .. } => high.is_some() || !low.is_zero(),
            Self::Uncovered => false,
        }
    }
}

impl Simulation<'_> {
    /// Each right, with at most `budget` evaluations to narrow what is unknown of it.
    pub fn rights(&self, budget: usize) -> Vec<Right> {
        self.outcomes()
            .map(|(dispositif, rule, outcome)| {
                let standing = self.standing(rule, &outcome, budget);
                Right { dispositif, rule, standing }
            })
            .collect()
    }

    /// The answers that may still change a right, and whose range can be cut. What was said to be the
    /// same at all months is one; otherwise each month is its own, since months may differ.
    fn open(&self, rule: RuleId) -> Option<Vec<Open>> {
        let mut open = Vec::new();
        for Need { asked, months } in self.evaluated().open(rule) {
            // A missing date of birth has no range to cut.
            let Asked::Question(question, person) = asked else { return None };
            let person = person.unwrap_or(0);
            let found = self.jurisdiction.program.questions.get(question.index())?;
            let all = Open { question, person, month: None };
            match self.household.fact(question, found.scope, person) {
                Fact::Always(_) => open.push(all),
                Fact::Missing if !found.monthly => open.push(all),
                Fact::Missing | Fact::Since(_) => {
                    open.extend(months.into_iter().map(|month| Open { month: Some(month), ..all }));
                }
            }
        }
        Some(open)
    }

    fn standing(&self, rule: RuleId, outcome: &Outcome, budget: usize) -> Standing {
        let (low, high) = match *outcome {
            Outcome::Amount(amount) => return Standing::Amount(amount),
            Outcome::Uncovered => return Standing::Uncovered,
            Outcome::Between(low, high) => (low, high),
        };
        let program = &self.jurisdiction.program;
        let narrowed = self
            .open(rule)
            .and_then(|open| spread(program, self.plan, self.household, rule, &open, budget).ok())
            .map(|spread| (spread.low.max(low), spread.high.or(high), spread.maybe_uncovered));
        let (low, high, maybe_uncovered) = narrowed.unwrap_or_else(|| {
            let maybe_uncovered = may_be_uncovered(program, self.plan, &self.trace, rule);
            // What it is worth in a situation that is not covered says nothing, unless it is nothing.
            let high = high.filter(|high| !maybe_uncovered || high.is_zero());
            (low, high, maybe_uncovered)
        });
        if high == Some(low) && !maybe_uncovered {
            return Standing::Amount(low);
        }
        Standing::Between { low, high, maybe_uncovered }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{household, jurisdiction};
    use auclair_engine::{Answer, Detail, Month, Scope};

    /// What is said of a right of a person alone at work, with these questions unknown at every month.
    fn said(droit: &str, unknown: &[&str]) -> Standing {
        let text = include_str!("../../../tests/cases/marseille.json")
            .replace("demandeur d'emploi", "salarié");
        let document = household::read(&text).expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("france");
        let plan = found.plan(document.month, Detail::Results).expect("a plan");
        let mut vague = document.household;
        for (index, question) in (0u32..).zip(&found.program.questions) {
            if unknown.contains(&question.name.as_str()) {
                let id = auclair_engine::QuestionId(index);
                let fact = vague.fact_mut(id, question.scope, 0).expect("a fact");
                *fact = match question.scope {
                    Scope::Person => Fact::Since(vec![(Month::BEGINNING, Answer::DontKnow)]),
                    Scope::Household => Fact::Always(Answer::DontKnow),
                };
            }
        }
        let simulation = Simulation::results(found, &plan, &vague).expect("an evaluation");
        let program = &found.program;
        let named = |right: &Right| program.dispositifs[right.dispositif.index()].name == droit;
        simulation.rights(240).into_iter().find(named).expect("a right").standing
    }

    fn most(droit: &str, unknown: &[&str]) -> i64 {
        match said(droit, unknown) {
            Standing::Between { high: Some(high), .. } => high.try_into().expect("a number"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_not_known_of_the_home_leaves_other_rights_alone() {
        let home = ["loyer", "bailleur", "colocation", "chambre", "surface insuffisante"];
        let home = [&home[..], &["résidence secondaire", "propriétaire parent"]].concat();
        assert_eq!(said("prime d'activité", &home), Standing::Amount(Decimal::ZERO));
        assert_eq!(most("aides au logement", &home), 308);
        assert_eq!(most("RSA", &home), 652);
    }

    #[test]
    fn a_wage_that_is_not_known_bounds_each_right_by_what_it_may_be() {
        assert_eq!(most("aides au logement", &["salaire net social", "loyer"]), 310);
        assert_eq!(most("RSA", &["salaire net social"]), 653);
        assert_eq!(most("prime d'activité", &["salaire net social"]), 619);
    }
}
