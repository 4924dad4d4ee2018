//! What is said of each right while answers are missing: an amount, or bounds that always hold it and
//! are as tight as a number of evaluations allows.

use crate::Simulation;
use auclair_engine::{
    Answer, Asked, DispositifId, Fact, Need, Open, Outcome, RuleId, Scope, spread,
};
use rust_decimal::Decimal;

/// With more unknown answers than this, cutting their ranges narrows nothing.
const MOST_OPEN: usize = 8;

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
    /// Each right, with at most `budget` evaluations to narrow what is unknown of it. `needs` are the
    /// answers that can still change a result.
    pub fn rights(&self, needs: &[Need], budget: usize) -> Vec<Right> {
        let open = self.open(needs);
        self.outcomes()
            .map(|(dispositif, rule, outcome)| {
                let standing = self.standing(rule, &outcome, open.as_deref(), budget);
                Right { dispositif, rule, standing }
            })
            .collect()
    }

    /// The answers whose range can be cut: those that are not known or not given yet, when few.
    fn open(&self, needs: &[Need]) -> Option<Vec<Open>> {
        let Self { jurisdiction, household, plan, .. } = self;
        let mut open = Vec::new();
        for need in needs {
            // A missing date of birth has no range to cut.
            let Asked::Question(question, person) = need.asked else { return None };
            open.push(Open { question, person: person.unwrap_or(0) });
        }
        for (question, _) in plan.questions() {
            let scope = jurisdiction.program.questions.get(question.index())?.scope;
            let people = if scope == Scope::Person { household.people().len() } else { 1 };
            for person in 0..people {
                let fact = household.fact(question, scope, person);
                let one = Open { question, person };
                if *fact == Fact::Always(Answer::DontKnow) && !open.contains(&one) {
                    open.push(one);
                }
            }
        }
        (open.len() <= MOST_OPEN).then_some(open)
    }

    fn standing(
        &self,
        rule: RuleId,
        outcome: &Outcome,
        open: Option<&[Open]>,
        budget: usize,
    ) -> Standing {
        let (low, high) = match *outcome {
            Outcome::Amount(amount) => return Standing::Amount(amount),
            Outcome::Uncovered => return Standing::Uncovered,
            Outcome::Between(low, high) => (low, high),
        };
        let program = &self.jurisdiction.program;
        let narrowed = open
            .and_then(|open| spread(program, self.plan, self.household, rule, open, budget).ok())
            .map(|spread| (spread.low.max(low), spread.high.or(high), spread.maybe_uncovered));
        let (low, high, maybe_uncovered) = narrowed.unwrap_or((low, high, false));
        if high == Some(low) && !maybe_uncovered {
            return Standing::Amount(low);
        }
        Standing::Between { low, high, maybe_uncovered }
    }
}
