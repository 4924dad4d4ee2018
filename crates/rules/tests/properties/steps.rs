//! The steps of each right add up to the cent, and a right that is paid names the law behind it.

use crate::draw::households;
use auclair_engine::explain::Step;
use auclair_engine::{Detail, Outcome};
use auclair_rules::{Simulation, jurisdiction};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn adds_up(steps: &[Step], amount: Decimal) -> Result<(), TestCaseError> {
    let total: Decimal = steps.iter().map(|step| step.amount).sum();
    prop_assert_eq!(total, amount, "{:#?}", steps);
    for step in steps.iter().filter(|step| !step.below.is_empty()) {
        adds_up(&step.below, step.amount.abs())?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_steps_of_the_seven_add_up(drawn in households(jurisdiction("france").expect("france"), false)) {
        let found = jurisdiction("france").expect("france");
        let plan = found.plan(drawn.month, Detail::Sentences).expect("a plan");
        let simulation = Simulation::new(found, &plan, &drawn.household).expect("an evaluation");
        let mut rights = 0;
        for (_, droit) in found.program.droits() {
            rights += 1;
            let explanation = simulation.explain(droit);
            let Outcome::Amount(amount) = explanation.outcome else { continue };
            if !explanation.steps.is_empty() {
                adds_up(&explanation.steps, amount.round_dp(2))?;
            }
            if !amount.is_zero() {
                prop_assert!(!explanation.steps.is_empty(), "{amount} without a step");
                let articles = explanation.law.iter().map(|entry| &entry.reference.0);
                prop_assert!(
                    articles.clone().any(|text| text.contains("article")),
                    "« {} » names no article: {:?}",
                    explanation.sentence,
                    articles.collect::<Vec<_>>()
                );
            }
        }
        prop_assert_eq!(rights, 7);
    }
}
