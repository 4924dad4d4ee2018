//! What refused households are told: the reason that decides, and nothing that is false of them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

use auclair_engine::explain::{Check, Explanation, Status};
use auclair_engine::{Detail, Month};
use auclair_rules::household::read;
use auclair_rules::{Simulation, jurisdiction};
use serde_json::{Value, json};

/// A household that rents and answered all that matters, in November 2026.
fn household(people: &Value, answers: &Value) -> Value {
    let mut reponses = json!({
        "zone": "zone 2", "occupation": "location vide", "loyer": 520, "bailleur": "privé",
        "colocation": false, "chambre": false, "propriétaire parent": false,
        "résidence secondaire": false, "surface insuffisante": false, "a du patrimoine": false,
    });
    for (name, answer) in answers.as_object().expect("answers") {
        reponses[name] = answer.clone();
    }
    json!({
        "format": "auclair/menage", "version": 2, "juridiction": "france", "mois": "2026-11",
        "personnes": people, "reponses": reponses, "autres_reponses": "aucune",
    })
}

/// One adult, « vous », with these answers beside those that matter to all.
fn adult(born: &str, answers: &Value) -> Value {
    let mut reponses = json!({ "enceinte": false, "nationalité": "française" });
    for (name, answer) in answers.as_object().expect("answers") {
        reponses[name] = answer.clone();
    }
    json!({ "prenom": "vous", "lien": "demandeur", "naissance": born, "reponses": reponses })
}

fn explained(document: &Value, dispositif: &str) -> Explanation {
    let document = read(&document.to_string()).expect("a household");
    let found = jurisdiction(&document.jurisdiction).expect("a jurisdiction");
    let plan = found.plan(document.month, Detail::Sentences).expect("a plan");
    let simulation = Simulation::new(found, &plan, &document.household).expect("an evaluation");
    let id = found.program.dispositif(dispositif).expect("a dispositif");
    simulation.explain(found.program.dispositifs[id.index()].droit.expect("a right"))
}

/// Each condition, those below after it, as it is read: « ✗ Titre depuis (1er juin 2025 ; il faut 5 ans) ».
fn lines(checks: &[Check], found: &mut Vec<(String, Option<Month>)>) {
    for check in checks {
        let mark = match check.status {
            Status::Met => '✓',
            Status::Failed => '✗',
            Status::Unknown => '?',
        };
        let distance = check.distance.as_ref().map(|shown| format!(" ({shown})"));
        let line = format!("{mark} {}{}", check.label, distance.unwrap_or_default());
        found.push((line.replace('\u{a0}', " "), check.from));
        lines(&check.below, found);
    }
}

fn conditions(document: &Value, dispositif: &str) -> Vec<(String, Option<Month>)> {
    let mut found = Vec::new();
    lines(&explained(document, dispositif).conditions, &mut found);
    found
}

fn permit(since: &str) -> Value {
    let answers = json!({
        "activité": "salarié", "salaire net social": 500, "nationalité": "autre",
        "titre de séjour": "titre de travail", "titre de travail depuis": since,
    });
    household(&json!([adult("1990-03-04", &answers)]), &json!({}))
}

/// The permit qualifies; the years are missing, and one can be told when they will not be.
#[test]
fn the_years_that_a_permit_misses_are_said() {
    for dispositif in ["RSA", "prime d'activité"] {
        let found = conditions(&permit("2025-06-01"), dispositif);
        let said = |line: &str| found.iter().find(|(label, _)| label == line);
        let held = "✓ Titre de séjour (autre titre qui permet de travailler)";
        assert!(said(held).is_some(), "{dispositif}: {found:#?}");
        let missing = "✗ Titre qui permet de travailler depuis (1er juin 2025 ; il faut 5 ans)";
        let (_, from) = said(missing).unwrap_or_else(|| panic!("{dispositif}: {found:#?}"));
        assert_eq!(*from, Month::new(2030, 6));
        let false_of_it = "✗ Titre de séjour (autre titre qui permet de travailler)";
        assert!(said(false_of_it).is_none(), "{dispositif}: {found:#?}");
        let found = conditions(&permit("2021-11-30"), dispositif);
        assert!(found.iter().all(|(label, _)| !label.contains("il faut 5 ans")), "{found:#?}");
    }
}

#[test]
fn the_months_that_a_european_misses_are_said() {
    let answers = json!({
        "activité": "demandeur d'emploi", "nationalité": "européenne", "droit au séjour": true,
        "en France depuis": "2026-10-15",
    });
    let document = household(&json!([adult("1990-03-04", &answers)]), &json!({}));
    let found = conditions(&document, "RSA");
    let missing = "✗ Vit en France depuis (15 octobre 2026 ; il faut 3 mois)".to_owned();
    assert!(found.contains(&(missing, Month::new(2027, 1))), "{found:#?}");
}
