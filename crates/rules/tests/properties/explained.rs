//! Every household gets an answer for every month, and an explanation that agrees with it.

use crate::draw::{Drawn, households};
use auclair_engine::explain::{Check, Explanation, Status, Step};
use auclair_engine::{Detail, Outcome};
use auclair_rules::{Jurisdiction, Simulation, jurisdiction};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn explained(
    found: &'static Jurisdiction,
    drawn: &Drawn,
    complete: bool,
) -> Result<(), TestCaseError> {
    let plan = found.plan(drawn.month, Detail::Sentences).expect("a plan for the month");
    let simulation = Simulation::new(found, &plan, &drawn.household)
        .map_err(|fault| TestCaseError::fail(format!("{fault}")))?;
    for (_, droit) in found.program.droits() {
        let explanation = simulation.explain(droit);
        if let Outcome::Amount(amount) = explanation.outcome {
            add_up(&explanation, amount)?;
            refused_with_a_reason(&explanation, amount, complete)?;
        }
        readable(&explanation.sentence)?;
        for check in &explanation.conditions {
            words(check)?;
        }
        for step in &explanation.steps {
            step_words(step)?;
        }
    }
    Ok(())
}

/// The steps add up to the amount, and each to those below it.
fn add_up(explanation: &Explanation, amount: Decimal) -> Result<(), TestCaseError> {
    prop_assert!(!amount.is_sign_negative() || amount.is_zero(), "an amount below zero: {amount}");
    if explanation.steps.is_empty() {
        prop_assert!(amount.is_zero(), "{amount} without steps");
        return Ok(());
    }
    let total: Decimal = explanation.steps.iter().map(|step| step.amount).sum();
    prop_assert_eq!(total, amount.round_dp(2));
    explanation.steps.iter().try_for_each(below_adds_up)
}

fn below_adds_up(step: &Step) -> Result<(), TestCaseError> {
    if step.below.is_empty() {
        return Ok(());
    }
    let total: Decimal = step.below.iter().map(|below| below.amount).sum();
    prop_assert_eq!(total, step.amount.abs(), "below « {} »: {:#?}", &step.label, &step.below);
    step.below.iter().try_for_each(below_adds_up)
}

/// A right refused says which condition fails; one that is paid fails none.
fn refused_with_a_reason(
    explanation: &Explanation,
    amount: Decimal,
    complete: bool,
) -> Result<(), TestCaseError> {
    let failed = explanation.conditions.iter().any(|check| check.status == Status::Failed);
    if failed {
        prop_assert!(amount.is_zero(), "{amount} though a condition fails");
    }
    // Without a failed condition, the amount is zero only because its steps lead there; they have
    // no numbers to show while answers are missing.
    let shown = !complete || !explanation.steps.is_empty();
    prop_assert!(
        failed || shown || !amount.is_zero(),
        "« {} » without a step or a reason",
        explanation.sentence
    );
    Ok(())
}

fn words(check: &Check) -> Result<(), TestCaseError> {
    prop_assert!(!check.label.trim().is_empty(), "a condition without words");
    readable(&check.label)?;
    check.sentence.iter().try_for_each(|sentence| readable(sentence))?;
    check.below.iter().try_for_each(words)
}

fn step_words(step: &Step) -> Result<(), TestCaseError> {
    step.sentence.iter().try_for_each(|sentence| readable(sentence))?;
    step.below.iter().try_for_each(step_words)
}

/// No hole, no brace left over, no double space, no computer's word.
fn readable(sentence: &str) -> Result<(), TestCaseError> {
    for wrong in ["{", "}", "  ", " .", " ,", "NaN", "None", "’’", "de le ", "à le ", "de les "]
    {
        prop_assert!(!sentence.contains(wrong), "« {wrong} » in « {sentence} »");
    }
    prop_assert!(!sentence.trim().is_empty(), "an empty sentence");
    Ok(())
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn france_explains_every_result(drawn in households(jurisdiction("france").expect("france"), false)) {
        explained(jurisdiction("france").expect("france"), &drawn, true)?;
    }

    #[test]
    fn france_explains_what_it_does_not_know(drawn in households(jurisdiction("france").expect("france"), true)) {
        explained(jurisdiction("france").expect("france"), &drawn, false)?;
    }

    #[test]
    fn quebec_explains_every_result(drawn in households(jurisdiction("quebec").expect("quebec"), true)) {
        explained(jurisdiction("quebec").expect("quebec"), &drawn, false)?;
    }
}
