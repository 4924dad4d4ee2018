//! The rules laid out for what documents ask: once for all those that ask the same at a month.

use crate::document::Null;
use crate::lexicon::{Lexicon, Wanted};
use auclair_engine::{Batch, Detail, Month, Plan, RuleId, Slot};
use rust_decimal::Decimal;

/// What was laid out before, in the order in which it was first asked for.
#[derive(Debug, Default)]
pub(crate) struct Plans(Vec<LaidOut>);

/// The rules laid out for some variables at a month.
#[derive(Debug)]
pub(crate) struct LaidOut {
    /// The bits of the variables.
    wanted: u128,
    pub(crate) batch: Batch,
    /// The first month of the past that is read.
    pub(crate) first: Month,
    /// What each variable of the table asks for, by its place, and where that is.
    outputs: Vec<Option<(Wanted, Slot, Option<Slot>)>>,
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
    ) -> Result<&mut LaidOut, String> {
        let mut found = self.0.iter();
        let found = found.position(|plan| plan.month() == month && plan.wanted == wanted);
        let place = match found {
            Some(place) => place,
            None => {
                let laid_out = LaidOut::new(lexicon, month, wanted)?;
                if self.0.len() >= MOST {
                    self.0.clear();
                }
                self.0.push(laid_out);
                self.0.len() - 1
            }
        };
        self.0.get_mut(place).ok_or_else(|| "ce mois ne se calcule pas".to_owned())
    }
}

impl LaidOut {
    fn new(lexicon: &Lexicon, month: Month, wanted: u128) -> Result<Self, String> {
        let program = &lexicon.found.program;
        if let Some(first) = program.first_month.filter(|first| month < *first) {
            return Err(format!("les règles commencent en {first}"));
        }
        let places = (0..128).filter(|place| wanted & bit(*place) != 0);
        let wanteds = places.filter_map(|place| lexicon.wanted(place));
        let rules: Vec<RuleId> = wanteds.flat_map(Wanted::rules).collect();
        let plan = Plan::new(program, month, &rules, Detail::Results)
            .map_err(|error| format!("ce mois ne se calcule pas : {error}"))?;
        let months = plan.questions().filter_map(|(_, months)| months.first());
        let first = months.min().copied().unwrap_or(month);
        let slot = |rule: RuleId| {
            let rule = program.rules.get(rule.index())?;
            plan.slot(rule.node, month)
        };
        let outputs = (0..128).map(|place| {
            let found = lexicon.wanted(place).filter(|_| wanted & bit(place) != 0)?;
            let mut slots = found.rules().map(slot);
            let first = slots.next()??;
            Some((found, first, slots.next().flatten()))
        });
        let outputs = outputs.collect();
        Ok(Self { wanted, batch: Batch::new(plan), first, outputs })
    }

    pub(crate) fn plan(&self) -> &Plan {
        self.batch.plan()
    }

    fn month(&self) -> Month {
        self.plan().month()
    }

    /// A value asked for, of one of the households that were evaluated last; nothing where an answer
    /// is missing or the situation is not covered.
    pub(crate) fn known(&self, null: &Null, household: usize) -> Option<Decimal> {
        let (wanted, first, second) = self.outputs.get(null.variable)?.as_ref()?;
        let second = || self.batch.value((*second)?, household);
        let amount = self.batch.value(*first, household)?.number().unwrap_or_default();
        match wanted {
            Wanted::Droit(_) | Wanted::Rule(_) => Some(amount),
            Wanted::DroitIf(_, _, choice) => {
                let kept = amount.is_zero() || second()? == *choice;
                Some(if kept { amount } else { Decimal::ZERO })
            }
            Wanted::Before(..) if amount.is_zero() => Some(amount),
            Wanted::Before(..) => Some(second()?.number().unwrap_or_default()),
        }
    }
}
