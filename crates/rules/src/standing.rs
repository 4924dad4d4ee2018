//! What is said of each right while answers are missing: an amount, or bounds that always hold it and
//! are as tight as a number of evaluations allows.

use crate::Simulation;
use auclair_engine::{
    Asked, DispositifId, Fact, Need, Open, Outcome, RuleId, Spread, Sweep, may_be_uncovered,
};
use rust_decimal::Decimal;
use std::vec::IntoIter;

/// How many evaluations may narrow the range of a right. Few rights take more than some hundredths of a second on
/// a phone; those with several answers missing take the whole, to be spent piece by piece ([`Narrowing`]).
pub const BUDGET: usize = 960;

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
        let mut narrowing = self.narrowing(budget);
        while narrowing.advance() {}
        narrowing.rights()
    }

    /// The same, to be found piece by piece.
    pub fn narrowing(&self, budget: usize) -> Narrowing<'_> {
        let outcomes: Vec<_> = self.outcomes().collect();
        let (left, rights) = (outcomes.into_iter(), Vec::new());
        Narrowing { simulation: self, budget, left, open: None, rights }
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

    /// Begins to look for the range of a right; nothing when it cannot be narrowed.
    fn sweep(&self, rule: RuleId, budget: usize) -> Option<Sweep<'_>> {
        let Self { jurisdiction, plan, household, .. } = self;
        let open = self.open(rule)?;
        Sweep::begin(&jurisdiction.program, plan, household, rule, open, budget).ok()
    }

    /// What is said of a right between these bounds, and those that were found.
    fn between(&self, rule: RuleId, bounds: Bounds, found: Option<Spread>) -> Standing {
        let (low, high) = bounds;
        let narrowed =
            found.map(|spread| (spread.low.max(low), spread.high.or(high), spread.maybe_uncovered));
        let (low, high, maybe_uncovered) = narrowed.unwrap_or_else(|| {
            let program = &self.jurisdiction.program;
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

/// The least and the most of a right.
type Bounds = (Decimal, Option<Decimal>);

/// The rights of a household while they are looked for.
pub struct Narrowing<'a> {
    simulation: &'a Simulation<'a>,
    budget: usize,
    left: IntoIter<(DispositifId, RuleId, Outcome)>,
    /// The right that is being narrowed, where it can be.
    open: Option<(DispositifId, RuleId, Bounds, Option<Box<Sweep<'a>>>)>,
    rights: Vec<Right>,
}

impl Narrowing<'_> {
    /// Does one step more; tells whether any is left.
    pub fn advance(&mut self) -> bool {
        let (dispositif, rule, standing) = match &mut self.open {
            Some((dispositif, rule, bounds, sweep)) => {
                let found = match sweep.as_mut().map(|sweep| sweep.advance()) {
                    Some(Ok(true)) => return true,
                    Some(Ok(false)) => sweep.as_ref().map(|sweep| sweep.spread()),
                    Some(Err(_)) | None => None,
                };
                (*dispositif, *rule, self.simulation.between(*rule, *bounds, found))
            }
            None => {
                let Some((dispositif, rule, outcome)) = self.left.next() else { return false };
                let standing = match outcome {
                    Outcome::Amount(amount) => Standing::Amount(amount),
                    Outcome::Uncovered => Standing::Uncovered,
                    Outcome::Between(low, high) => {
                        let sweep = self.simulation.sweep(rule, self.budget).map(Box::new);
                        self.open = Some((dispositif, rule, (low, high), sweep));
                        return true;
                    }
                };
                (dispositif, rule, standing)
            }
        };
        self.open = None;
        self.rights.push(Right { dispositif, rule, standing });
        true
    }

    /// Those that were found, in the order of the rules.
    pub fn rights(self) -> Vec<Right> {
        self.rights
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
        simulation.rights(BUDGET).into_iter().find(named).expect("a right").standing
    }

    #[test]
    fn a_range_is_narrowed_in_pieces_of_a_few_evaluations() {
        let text = include_str!("../../../tests/cases/marseille.json")
            .replace("demandeur d'emploi", "salarié")
            .replace("\"loyer\": 450", "\"loyer\": null");
        let document = household::read(&text).expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("france");
        let plan = found.plan(document.month, Detail::Results).expect("a plan");
        let simulation = Simulation::results(found, &plan, &document.household).expect("values");
        let mut narrowing = simulation.narrowing(BUDGET);
        let mut pieces = 0;
        while narrowing.advance() {
            pieces += 1;
        }
        let rights = narrowing.rights();
        assert_eq!(rights, simulation.rights(BUDGET));
        assert!(pieces > 2 * rights.len(), "{pieces}");
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
        assert_eq!(most("RSA", &home), 651);
    }

    #[test]
    fn a_wage_that_is_not_known_bounds_each_right_by_what_it_may_be() {
        assert_eq!(most("aides au logement", &["salaire net social", "loyer"]), 310);
        assert_eq!(most("RSA", &["salaire net social"]), 653);
        assert_eq!(most("prime d'activité", &["salaire net social"]), 619);
    }
}
