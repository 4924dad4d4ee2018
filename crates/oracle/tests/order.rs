//! What is found never depends on what was asked first, nor on what was asked beside.

#![allow(clippy::expect_used, reason = "a test says what is wrong by failing")]

use auclair_openfisca::Calculator;
use auclair_oracle::{BENEFITS, Draw, Others, Received, document, draw};
use rust_decimal::Decimal;

/// The document of a household that asks for these, in this order.
fn asking(document: &str, month: &str, names: &[&str]) -> String {
    let asked: Vec<String> =
        names.iter().map(|name| format!("\"{name}\":{{\"{month}\":null}},")).collect();
    document.replacen("\"f\":{", &format!("\"f\":{{{}", asked.concat()), 1)
}

#[test]
fn the_order_of_questions_changes_nothing() {
    let mut calculator = Calculator::new().expect("the rules");
    for (seed, month) in (0u64..).zip(["2024-11", "2025-10", "2026-02", "2026-10"]) {
        for spec in draw(seed, 60, month.parse().expect("a month"), Draw::Edges) {
            let text = document(&spec, &[], &Others::new(), &Received::new()).to_string();
            let mut amounts = |names: &[&str]| -> Option<Vec<Decimal>> {
                calculator.amounts(&asking(&text, month, names)).ok()
            };
            let alone: Vec<Option<Decimal>> = BENEFITS
                .iter()
                .map(|name| amounts(&[name]).and_then(|found| found.first().copied()))
                .collect();
            let covered: Vec<&str> = BENEFITS
                .iter()
                .zip(&alone)
                .filter(|(_, found)| found.is_some())
                .map(|(name, _)| *name)
                .collect();
            let expected: Vec<Decimal> = alone.into_iter().flatten().collect();
            let mut backwards = covered.clone();
            backwards.reverse();
            let mut found = amounts(&backwards).expect("covered");
            found.reverse();
            assert_eq!(found, expected, "{text}");
            assert_eq!(amounts(&covered).expect("covered"), expected, "{text}");
        }
    }
}
