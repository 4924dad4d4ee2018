//! One household, ready to be evaluated again and again: the same code is timed natively and in wasm.

use auclair_engine::{Detail, Household, Outcome, Plan};
use auclair_rules::household::read;
use auclair_rules::{Jurisdiction, Simulation, SimulationError, jurisdiction};
use std::hint::black_box;
use wasm_bindgen::prelude::wasm_bindgen;

/// A household, and its jurisdiction laid out at its month.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Prepared {
    jurisdiction: &'static Jurisdiction,
    household: Household,
    results: Plan,
    sentences: Plan,
}

#[wasm_bindgen]
impl Prepared {
    /// Reads a household document and lays out the rules at its month.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &str) -> Result<Self, String> {
        let document = read(json).map_err(|error| error.to_string())?;
        let jurisdiction =
            jurisdiction(&document.jurisdiction).ok_or("this jurisdiction does not exist")?;
        let plan =
            |detail| jurisdiction.plan(document.month, detail).map_err(|error| error.to_string());
        Ok(Self {
            jurisdiction,
            results: plan(Detail::Results)?,
            sentences: plan(Detail::Sentences)?,
            household: document.household,
        })
    }

    /// Every right of the household, without what the explanations show; how many are amounts.
    pub fn results(&self) -> Result<usize, String> {
        let plan = &self.results;
        count(Simulation::results(self.jurisdiction, plan, black_box(&self.household)))
    }

    /// Every right of the household, with all that the explanations show; how many are amounts.
    pub fn sentences(&self) -> Result<usize, String> {
        let plan = &self.sentences;
        count(Simulation::new(self.jurisdiction, plan, black_box(&self.household)))
    }
}

/// How many outcomes are amounts.
fn count(simulation: Result<Simulation<'_>, SimulationError>) -> Result<usize, String> {
    let simulation = simulation.map_err(|error| error.to_string())?;
    let amounts = simulation.outcomes();
    Ok(amounts.filter(|(.., outcome)| matches!(black_box(outcome), Outcome::Amount(_))).count())
}
