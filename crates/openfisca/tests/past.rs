//! What is given of the past is read, of whichever year and of whichever child.

#![allow(clippy::expect_used, reason = "a test says what is wrong by failing")]

use auclair_openfisca::Calculator;
use rust_decimal::Decimal;

fn amount(document: &str) -> Decimal {
    let mut calculator = Calculator::new().expect("the rules");
    calculator.amounts(document).expect("covered").into_iter().next().expect("an amount")
}

/// The base allowance of a lone parent who was paid 50 000 €: a tenth deducted, above the 41 055 € of the whole one
/// and below the 49 053 € of half of it.
fn with_expenses(expenses: &str) -> Decimal {
    amount(&format!(
        r#"{{"individus": {{
            "a": {{"date_naissance": {{"ETERNITY": "1990-05-14"}}, "activite": {{"2026-10": "actif"}},
                "salaire_imposable": {{"2024": 50000}}, "frais_reels": {{{expenses}}}}},
            "e": {{"date_naissance": {{"ETERNITY": "2025-05-14"}}}}}},
            "familles": {{"f": {{"parents": ["a"], "enfants": ["e"], "paje_base": {{"2026-10": null}}}}}},
            "menages": {{"m": {{"personne_de_reference": ["a"], "enfants": ["e"],
            "statut_occupation_logement": {{"2026-10": "loge_gratuitement"}}}}}}}}"#
    ))
}

#[test]
fn expenses_are_those_of_each_year() {
    let (whole, half) = (Decimal::new(19_915, 2), Decimal::new(9_958, 2));
    assert_eq!(with_expenses(""), half);
    assert_eq!(with_expenses(r#""2025": 20000"#), half);
    assert_eq!(with_expenses(r#""2024": 20000"#), whole);
}

/// A child who was twenty in January: what was received until then counts in prime d'activité, and so does nothing.
fn with_support(support: &str) -> Decimal {
    amount(&format!(
        r#"{{"individus": {{
            "a": {{"date_naissance": {{"ETERNITY": "1985-07-20"}}, "activite": {{"2026-02": "actif"}},
                "salaire_net": {{"month:2023-01:48": 64992}}}},
            "e": {{"date_naissance": {{"ETERNITY": "2006-01-28"}}}}}},
            "familles": {{"f": {{"parents": ["a"], "enfants": ["e"], "asf": {{"month:2024-01:24": {support}}},
            "ppa": {{"2026-02": null}}}}}},
            "menages": {{"m": {{"personne_de_reference": ["a"], "enfants": ["e"],
            "statut_occupation_logement": {{"2026-02": "loge_gratuitement"}}}}}}}}"#
    ))
}

#[test]
fn what_a_grown_up_child_had_is_read() {
    let nothing = with_support("0");
    // 100 € a month, in each of the three months that count.
    assert_eq!(with_support("2400"), nothing - Decimal::ONE_HUNDRED);
}
