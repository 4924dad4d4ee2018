//! Our side: the same documents, asked to the rules.

use crate::compare::Case;
use crate::document::document;
use auclair_engine::program::Program;
use auclair_engine::{Detail, Evaluated, RuleId, Value, text};
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
        let document = document(&case.spec, &[name], &case.others, &case.received).to_string();
        let amounts = self.calculator.amounts(&document)?;
        Ok(amounts.into_iter().next().unwrap_or_default())
    }

    /// The housing benefit that would be paid, were it not too small to be.
    pub fn small_allowance(&mut self, case: &Case) -> Option<Decimal> {
        if !case.spec.home.status.is_rented() || case.spec.home.family {
            return None;
        }
        self.simulated(case, "aide_logement", |simulation| {
            let evaluated = simulation.evaluated();
            let amount = |rule| housing(evaluated.program, &evaluated, rule);
            let (due, limit) = (amount("aide brute")?, amount("seuil de versement")?);
            // What OpenFisca compares to the limit is what comes before any reduction.
            (due < limit && amount("aide avant réductions")? >= limit).then_some(due)
        })
    }

    /// The sentence and the steps of what we find.
    pub fn explain(&mut self, case: &Case, name: &str) -> Option<String> {
        self.simulated(case, name, |simulation| {
            let explanation = simulation.explain(droit(name)?);
            let mut words = explanation.sentence;
            for step in explanation.steps {
                let amount = text::number(step.amount, Some(2));
                let _ = write!(words, "\n  {amount:>12}  {}", step.label);
            }
            Some(words)
        })
    }

    /// What is told of a household that asks for one variable, once it is evaluated.
    fn simulated<T>(
        &mut self,
        case: &Case,
        name: &str,
        tell: impl FnOnce(&Simulation<'_>) -> Option<T>,
    ) -> Option<T> {
        let document = document(&case.spec, &[name], &case.others, &case.received).to_string();
        let asked = self.calculator.read(&document).ok()?;
        let asked = asked.first()?;
        let found = jurisdiction(auclair_openfisca::JURISDICTION)?;
        let plan = found.plan(asked.month, Detail::Sentences).ok()?;
        tell(&Simulation::new(found, &plan, &asked.household).ok()?)
    }
}

/// The amount of a rule of housing benefit.
fn housing(program: &Program, evaluated: &Evaluated<'_>, rule: &str) -> Option<Decimal> {
    let id = program.rule(Some("aides au logement"), rule)?;
    let node = program.rules.get(id.index())?.node;
    let slot = evaluated.plan.slot(node, evaluated.plan.month())?;
    match evaluated.trace.value(slot, 0) {
        Value::Number(amount) => Some(amount),
        _ => None,
    }
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
