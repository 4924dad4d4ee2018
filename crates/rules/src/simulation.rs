//! A household asked about at a month: the outcome of every right, and its explanation.

use crate::Jurisdiction;
use auclair_engine::explain::{Explainer, Explanation};
use auclair_engine::{
    Detail, DispositifId, Evaluated, Fault, Household, Layout, Month, Outcome, Plan, PlanError,
    RuleId, Trace, complete, evaluate, outcome, results_into,
};

/// Why a household cannot be asked about.
#[derive(Debug, thiserror::Error)]
pub enum SimulationError {
    /// The month lies before the first one that the rules cover.
    #[error("the rules begin in {0}")]
    TooEarly(Month),
    /// The rules cannot be laid out for the month.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The evaluation failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The evaluation of a household at a month.
#[derive(Debug)]
pub struct Simulation<'a> {
    /// The rules.
    pub jurisdiction: &'a Jurisdiction,
    /// The household.
    pub household: &'a Household,
    /// The plan.
    pub plan: &'a Plan,
    /// The values.
    pub trace: Trace,
}

impl Jurisdiction {
    /// Lays out all rights of the jurisdiction at a month.
    pub fn plan(&self, month: Month, detail: Detail) -> Result<Plan, SimulationError> {
        Ok(self.layout(month, detail)?.finish()?)
    }

    /// The same, to be laid out piece by piece.
    pub fn layout(&self, month: Month, detail: Detail) -> Result<Layout<'_>, SimulationError> {
        if self.is_too_early(month) {
            return Err(SimulationError::TooEarly(self.program.first_month.unwrap_or(month)));
        }
        let rules: Vec<RuleId> = self.program.droits().map(|(_, rule)| rule).collect();
        Ok(Plan::begin(&self.program, month, &rules, detail)?)
    }

    /// Whether a month lies before the first one that the rules cover.
    pub fn is_too_early(&self, month: Month) -> bool {
        self.program.first_month.is_some_and(|first| month < first)
    }
}

impl<'a> Simulation<'a> {
    /// Evaluates only what decides the results of a plan: enough for the outcome of each right and
    /// for the answers it needs, not to explain them.
    pub fn results(
        jurisdiction: &'a Jurisdiction,
        plan: &'a Plan,
        household: &'a Household,
    ) -> Result<Self, SimulationError> {
        let mut trace = Trace::default();
        results_into(&mut trace, &jurisdiction.program, plan, household)?;
        Ok(Self { jurisdiction, household, plan, trace })
    }

    /// Evaluates the rest, so that all can be explained.
    pub fn complete(&mut self) -> Result<(), SimulationError> {
        complete(&mut self.trace, &self.jurisdiction.program, self.plan, self.household)?;
        Ok(())
    }

    /// Evaluates a plan for a household.
    pub fn new(
        jurisdiction: &'a Jurisdiction,
        plan: &'a Plan,
        household: &'a Household,
    ) -> Result<Self, SimulationError> {
        let trace = evaluate(&jurisdiction.program, plan, household)?;
        Ok(Self { jurisdiction, household, plan, trace })
    }

    /// The outcome of each right.
    pub fn outcomes(&self) -> impl Iterator<Item = (DispositifId, RuleId, Outcome)> + '_ {
        let program = &self.jurisdiction.program;
        program
            .droits()
            .map(|(id, rule)| (id, rule, outcome(program, self.plan, &self.trace, rule)))
    }

    /// What was evaluated.
    pub fn evaluated(&self) -> Evaluated<'_> {
        Evaluated {
            program: &self.jurisdiction.program,
            plan: self.plan,
            trace: &self.trace,
            household: self.household,
        }
    }

    /// Reads the trace.
    pub fn explainer(&self) -> Explainer<'_> {
        Explainer::new(self.evaluated(), &self.jurisdiction.texts)
    }

    /// Explains a right.
    pub fn explain(&self, droit: RuleId) -> Explanation {
        self.explainer().explain(droit)
    }
}
