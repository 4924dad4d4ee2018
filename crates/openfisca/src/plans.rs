//! The rules laid out for what documents ask: once for all those that ask the same at a month.

use crate::lexicon::{Lexicon, Wanted};
use auclair_engine::{Detail, Month, Plan, RuleId};
use std::collections::HashMap;
use std::sync::Arc;

/// What was laid out before, by month and by the variables asked for.
#[derive(Debug, Default)]
pub(crate) struct Plans {
    by_question: HashMap<(Month, u128), Arc<LaidOut>>,
}

/// The rules laid out for some variables at a month.
#[derive(Debug)]
pub(crate) struct LaidOut {
    pub(crate) plan: Plan,
    /// The first month of the past that is read.
    pub(crate) first: Month,
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
        let months = plan.questions().filter_map(|(_, months)| months.first());
        let first = months.min().copied().unwrap_or(month);
        if self.by_question.len() >= MOST {
            self.by_question.clear();
        }
        let laid_out = Arc::new(LaidOut { plan, first });
        self.by_question.insert((month, wanted), laid_out.clone());
        Ok(laid_out)
    }
}
