//! What rights are worth: now, so far, the first month and later on; at once, or ahead in pieces.

use super::View;
use crate::pace::{Pace, Work};
use crate::plans;
use auclair_engine::{Household, Month, Plan};
use auclair_rules::{BUDGET, Jurisdiction, Right, Simulation};
use std::borrow::Cow;
use std::rc::Rc;

/// How many evaluations may narrow the range of a right while questions are being answered, at each letter typed.
const QUICK_BUDGET: usize = 60;

/// How many months later it is said what rights become: by then, those that look at a quarter look at
/// nothing of before.
pub(crate) const LATER: i32 = 4;

impl View {
    /// Each right, in the order of the rules.
    pub(crate) fn rights(&self) -> &[Right] {
        self.rights.now(|pace| self.find_rights(pace))
    }

    pub(super) fn find_rights(&self, pace: Pace) -> Work<'_, Vec<Right>> {
        self.rights_of(Cow::Borrowed(&self.household), BUDGET, pace)
    }

    /// The same, had the household received nothing more, while that was not said.
    pub(crate) fn so_far(&self) -> &[Right] {
        self.so_far.now(|pace| self.find_so_far(pace))
    }

    /// The same, made ahead.
    pub(crate) async fn prepare_so_far(&self, pace: Pace) {
        if self.so_far.is_missing() {
            self.so_far.keep(self.find_so_far(pace).await);
        }
    }

    fn find_so_far(&self, pace: Pace) -> Work<'_, Vec<Right>> {
        let settled = self.settled.as_ref().unwrap_or(&self.household);
        self.rights_of(Cow::Borrowed(settled), QUICK_BUDGET, pace)
    }

    /// The month at which it is said what rights become.
    pub(crate) fn later(&self) -> Month {
        self.plan.month().plus(LATER)
    }

    /// What the rights are worth at the month asked about, had the household received nothing of them yet.
    pub(crate) fn first(&self) -> &[Right] {
        self.first.now(|pace| self.find_first(pace))
    }

    pub(super) fn find_first(&self, pace: Pace) -> Work<'_, Vec<Right>> {
        let before = self.jurisdiction.before_any_right(&self.household);
        self.rights_of(Cow::Owned(before), 0, pace)
    }

    /// What they are worth later on, the latest answers holding: nothing when the household said that something
    /// changes by then. The last month is [`later`](Self::later); those before it are there when a right begins
    /// by then.
    pub(crate) fn then(&self) -> &[(Month, Vec<Right>)] {
        self.then.now(|pace| self.find_then(pace))
    }

    pub(super) fn find_then(&self, pace: Pace) -> Work<'_, Vec<(Month, Vec<Right>)>> {
        Box::pin(async move {
            let Self { jurisdiction, plan, household, .. } = self;
            let mut then = Vec::new();
            if jurisdiction.changes_by(household, plan.month(), self.later()) {
                return then;
            }
            let held = jurisdiction.held(plan, household);
            // The last month first: those before it are looked at when a right begins by then.
            let mut months = vec![LATER];
            while let Some(after) = months.pop() {
                let month = plan.month().plus(after);
                plans::prepare(jurisdiction, month, pace).await;
                let Some(plan) = plans::plan(jurisdiction, month) else { continue };
                let found = rights(jurisdiction, plan, Cow::Borrowed(&held), 0, pace).await;
                // Whoever has no right yet is told from when: it may be worth claiming sooner.
                let begins = |(now, then): (&Right, &Right)| now.is_refused() && !then.is_refused();
                if after == LATER && self.rights().iter().zip(&found).any(begins) {
                    months.extend((1..LATER).rev());
                }
                then.insert(then.len().saturating_sub(1), (month, found));
            }
            then
        })
    }

    /// Each right of a household that this plan was evaluated for before.
    pub(super) fn rights_of<'a>(
        &'a self,
        household: Cow<'a, Household>,
        budget: usize,
        pace: Pace,
    ) -> Work<'a, Vec<Right>> {
        rights(self.jurisdiction, Rc::clone(&self.plan), household, budget, pace)
    }
}

fn rights<'a>(
    jurisdiction: &'a Jurisdiction,
    plan: Rc<Plan>,
    household: Cow<'a, Household>,
    budget: usize,
    pace: Pace,
) -> Work<'a, Vec<Right>> {
    Box::pin(async move {
        let Ok(simulation) = Simulation::results(jurisdiction, &plan, &household) else {
            return Vec::new();
        };
        let mut narrowing = simulation.narrowing(budget);
        while narrowing.advance() {
            pace.breathe().await;
        }
        narrowing.rights()
    })
}
