//! Our side: the same documents, asked to the rules.

use crate::compare::{BENEFITS, Case, calculated};
use crate::document::{Others, document};
use auclair_engine::{Detail, RuleId, text};
use auclair_openfisca::{Calculator, DocumentError, Output, Sense, variable};
use auclair_rules::{Simulation, jurisdiction};
use rust_decimal::Decimal;
use std::fmt::Write;

/// The rules, ready to be asked.
#[derive(Debug)]
pub struct Ours {
    calculator: Calculator,
}

impl Ours {
    /// Ties the rules to the variables; the reason, in French, when they were compiled with errors.
    pub fn new() -> Result<Self, String> {
        Ok(Self { calculator: Calculator::new()? })
    }

    /// What we find for one variable, or why the household is not covered.
    pub fn ask(&mut self, case: &Case, name: &str) -> Result<Decimal, DocumentError> {
        let document = document(&case.spec, &[name], &given(case)).to_string();
        let amounts = self.calculator.amounts(&document)?;
        Ok(amounts.into_iter().next().unwrap_or_default())
    }

    /// The sentence and the steps of what we find.
    pub fn explain(&mut self, case: &Case, name: &str) -> Option<String> {
        let document = document(&case.spec, &[name], &given(case)).to_string();
        let asked = self.calculator.read(&document).ok()?;
        let asked = asked.first()?;
        let found = jurisdiction(auclair_openfisca::JURISDICTION)?;
        let plan = found.plan(asked.month, Detail::Sentences).ok()?;
        let simulation = Simulation::new(found, &plan, &asked.household).ok()?;
        let explanation = simulation.explain(droit(name)?);
        let mut words = explanation.sentence;
        for step in explanation.steps {
            let amount = text::number(step.amount, Some(2));
            let _ = write!(words, "\n  {amount:>12}  {}", step.label);
        }
        Some(words)
    }
}

/// What is received and not calculated here: both sides are given it.
fn given(case: &Case) -> Others {
    let mut others = case.others.clone();
    for name in BENEFITS {
        // A prime d'activité is part of nobody's resources here.
        let counts = !matches!(name, "ppa") && calculated().all(|benefit| benefit != name);
        if let Some(amount) = case.theirs.get(name).filter(|amount| counts && !amount.is_zero()) {
            let families = others.entry("familles".to_owned()).or_default();
            families.entry("f".to_owned()).or_default().insert(name.to_owned(), *amount);
        }
    }
    others
}

/// The right behind a variable.
fn droit(name: &str) -> Option<RuleId> {
    let (_, variable) = variable(name)?;
    let Sense::Right { output, .. } = variable.sense else { return None };
    let dispositif = match output {
        Output::Droit(name) => name,
        Output::DroitIf { dispositif, .. }
        | Output::Before { dispositif, .. }
        | Output::Rule { dispositif, .. } => dispositif,
    };
    let program = &jurisdiction(auclair_openfisca::JURISDICTION)?.program;
    program.dispositifs.get(program.dispositif(dispositif)?.index())?.droit
}
