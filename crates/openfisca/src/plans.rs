//! The rules laid out for what documents ask: once for all those that ask the same at a month.

use crate::lexicon::{Lexicon, Wanted};
use auclair_engine::{Certain, Detail, Month, Plan, RuleId};
use std::collections::HashMap;
use std::sync::Arc;

/// What was laid out before, by month and by the variables asked for.
#[derive(Debug, Default)]
pub(crate) struct Plans {
    by_question: HashMap<(Month, u128), Arc<LaidOut>>,
    /// Housing benefit alone.
    housing: HashMap<Month, Option<Arc<Housing>>>,
}

/// Housing benefit laid out at a month.
#[derive(Debug)]
pub(crate) struct Housing {
    pub(crate) plan: Plan,
    pub(crate) certain: Option<Certain>,
}

/// The rules laid out for some variables at a month.
#[derive(Debug)]
pub(crate) struct LaidOut {
    pub(crate) plan: Plan,
    /// How to find only results, when all is known.
    pub(crate) certain: Option<Certain>,
    /// The first month of the past that is read.
    pub(crate) first: Month,
    /// The past months of which housing benefit is read, with how it is calculated.
    pub(crate) housing: Vec<(Month, Arc<Housing>)>,
}

/// Months to keep at once: a stream asks about one or a few.
const MOST: usize = 256;

/// The bit of a variable asked for; benefits stand first in the table.
pub(crate) fn bit(place: usize) -> u128 {
    u32::try_from(place).ok().and_then(|place| 1u128.checked_shl(place)).unwrap_or(0)
}

impl Plans {
    /// Lays out the rules for the variables of these bits at a month; why they cannot be, in
    /// French.
    pub(crate) fn lay_out(
        &mut self,
        lexicon: &Lexicon,
        month: Month,
        wanted: u128,
    ) -> Result<Arc<LaidOut>, String> {
        if let Some(found) = self.by_question.get(&(month, wanted)) {
            return Ok(found.clone());
        }
        let program = &lexicon.found.program;
        if let Some(first) = program.first_month.filter(|first| month < *first) {
            return Err(format!("les règles commencent en {first}"));
        }
        let places = (0..128).filter(|place| wanted & bit(*place) != 0);
        let rules: Vec<RuleId> = places
            .filter_map(|place| lexicon.wanted(place))
            .flat_map(|wanted| match wanted {
                Wanted::Droit(rule) | Wanted::Rule(rule) => [Some(rule), None],
                Wanted::DroitIf(droit, rule, _) | Wanted::Before(droit, rule) => {
                    [Some(droit), Some(rule)]
                }
            })
            .flatten()
            .collect();
        let plan = Plan::new(program, month, &rules, Detail::Results)
            .map_err(|error| format!("ce mois ne se calcule pas : {error}"))?;
        let read = plan.reads().get(&lexicon.questions.housing_received);
        let past = read.into_iter().flatten().filter(|read| **read < month);
        let housing: Vec<_> =
            past.filter_map(|past| Some((*past, self.housing(lexicon, *past)?))).collect();
        let plans = housing.iter().map(|(_, housing)| &housing.plan).chain([&plan]);
        let first = plans.filter_map(first).min().unwrap_or(month);
        if self.by_question.len() >= MOST {
            self.by_question.clear();
        }
        let laid_out = Arc::new(LaidOut { certain: Certain::of(&plan), plan, first, housing });
        self.by_question.insert((month, wanted), laid_out.clone());
        Ok(laid_out)
    }

    /// Housing benefit at a month of the past; nothing before the rules begin.
    fn housing(&mut self, lexicon: &Lexicon, month: Month) -> Option<Arc<Housing>> {
        if self.housing.len() >= MOST {
            self.housing.clear();
        }
        let lay_out = || {
            let plan =
                Plan::new(&lexicon.found.program, month, &[lexicon.housing], Detail::Results);
            plan.ok().map(|plan| Arc::new(Housing { certain: Certain::of(&plan), plan }))
        };
        self.housing.entry(month).or_insert_with(lay_out).clone()
    }
}

/// The first month that a plan reads.
fn first(plan: &Plan) -> Option<Month> {
    plan.reads().values().filter_map(|months| months.first()).min().copied()
}
