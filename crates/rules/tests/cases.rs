//! The reference households of `tests/cases`: each amount against a derivation by hand, and against
//! what OpenFisca-France gave for the same household.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

use auclair_engine::explain::{Check, Explainer, Status};
use auclair_engine::{Detail, Outcome};
use auclair_rules::household::read;
use auclair_rules::{Simulation, jurisdiction};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases")
}

/// The amount of each right of a household, by the name of its dispositif.
fn amounts(json: &str) -> BTreeMap<String, Outcome> {
    let document = read(json).expect("a household");
    let found = jurisdiction(&document.jurisdiction).expect("a jurisdiction");
    let plan = found.plan(document.month, Detail::Results).expect("a plan");
    let simulation = Simulation::new(found, &plan, &document.household).expect("an evaluation");
    let name =
        |id: auclair_engine::DispositifId| found.program.dispositifs[id.index()].name.clone();
    simulation.outcomes().map(|(id, _, outcome)| (name(id), outcome)).collect()
}

/// « 1 368,55 » as a number.
fn number(text: &str) -> Decimal {
    text.replace([' ', '\u{202f}', '\u{a0}'], "").replace(',', ".").parse().expect(text)
}

fn cases() -> impl Iterator<Item = (String, String, String)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the folder of cases")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    assert!(files.len() >= 3, "the three reference households are there");
    files.into_iter().map(|path| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let json = fs::read_to_string(&path).expect("the household");
        let text = fs::read_to_string(path.with_extension("md")).expect("its derivation");
        (name, json, text)
    })
}

#[test]
fn every_amount_is_the_one_derived_by_hand() {
    for (name, json, text) in cases() {
        let amounts = amounts(&json);
        let mut found = 0;
        for line in text.lines().filter_map(|line| line.strip_prefix("- attendu « ")) {
            let (right, amount) = line.split_once(" » = ").expect("« droit » = montant");
            let outcome = amounts.get(right).unwrap_or_else(|| panic!("{name}: no right {right}"));
            assert_eq!(*outcome, Outcome::Amount(number(amount)), "{name}: {right}");
            found += 1;
        }
        assert_eq!(found, amounts.len(), "{name}: every right has an expected amount");
    }
}

#[test]
fn an_independent_engine_agrees() {
    let variables = [
        ("rsa", "RSA"),
        ("aide_logement", "aides au logement"),
        ("af_nettes_crds", "allocations familiales"),
        ("cf_net_crds", "complément familial"),
        ("paje_base", "allocation de base"),
        ("asf_nette_crds", "soutien familial"),
        ("ppa_nette_crds", "prime d'activité"),
    ];
    for (name, json, text) in cases() {
        let amounts = amounts(&json);
        let mut found = 0;
        for line in text.lines().filter_map(|line| line.strip_prefix("- OpenFisca-France ")) {
            let (_, rest) = line.split_once(" : ").expect("version : variable = valeur");
            let (variable, rest) = rest.split_once(" = ").expect("variable = valeur");
            let (value, tolerance) = rest.split_once(" (écart permis ").expect("écart permis");
            let tolerance = tolerance.split([')', ' ']).next().expect("a tolerance");
            let right = variables.iter().find(|(known, _)| *known == variable).expect(variable).1;
            let Outcome::Amount(amount) = amounts[right] else { panic!("{name}: {right}") };
            let gap = (amount - number(value)).abs();
            assert!(gap <= number(tolerance), "{name}: {right} is {amount}, OpenFisca {value}");
            found += 1;
        }
        assert_eq!(found, amounts.len(), "{name}: every right is compared");
    }
}

/// The sentences of the conditions that fail, of a right of a household.
fn refusals(json: &str, dispositif: &str) -> Vec<String> {
    let document = read(json).expect("a household");
    let found = jurisdiction(&document.jurisdiction).expect("a jurisdiction");
    let plan = found.plan(document.month, Detail::Sentences).expect("a plan");
    let simulation = Simulation::new(found, &plan, &document.household).expect("an evaluation");
    let id = found.program.dispositif(dispositif).expect("a dispositif");
    let droit = found.program.dispositifs[id.index()].droit.expect("a right");
    let conditions = simulation.explain(droit).conditions;
    let failed = conditions.into_iter().filter(|check| check.status == Status::Failed);
    failed.filter_map(|check| check.sentence).collect()
}

/// Nobody is told of the other parent's help when there is none to speak of, nor that a child is missing who
/// lives there.
#[test]
fn family_support_is_refused_for_what_is_so() {
    let household = |people: &str| {
        format!(
            r#"{{"format": "auclair/menage", "version": 2, "juridiction": "france", "mois": "2026-11",
            "personnes": [{{"lien": "demandeur", "naissance": "1990-01-01",
              "reponses": {{"nationalité": "française"}}}}{people}],
            "reponses": {{"zone": "zone 2"}}, "autres_reponses": "aucune"}}"#
        )
    };
    let spouse = r#", {"lien": "conjoint", "naissance": "1990-01-01",
        "reponses": {"nationalité": "française"}}, {"lien": "enfant", "naissance": "2020-01-01"}"#;
    let pension = r#", {"lien": "enfant", "naissance": "2020-01-01",
        "reponses": {"autre parent": "pension payée", "pension de l'enfant": 190}}"#;
    for (people, expected) in [
        ("", "Il faut un enfant de moins de 20\u{a0}ans à charge."),
        (
            spouse,
            "L'allocation cesse quand le parent vit en couple. Ce site ne calcule pas le cas d'un enfant recueilli.",
        ),
        // 201,78 − 190 = 11,78.
        (
            pension,
            "L'aide de l'autre parent laisse moins de 15\u{a0}€ par mois : l'allocation n'est pas versée.",
        ),
    ] {
        assert_eq!(refusals(&household(people), "soutien familial"), [expected]);
    }
}

/// What stands beside a condition that holds does not say the contrary: « ✓ Vous recevez les autres
/// prestations (non) » was the answer to whether custody alternates.
#[test]
fn a_condition_that_holds_is_not_answered_no() {
    fn each(checks: &[Check], seen: &mut usize) {
        for check in checks {
            let no = check.distance.as_deref() == Some("non");
            assert!(!no || check.status != Status::Met, "✓ {} (non)", check.label);
            *seen += 1;
            each(&check.below, seen);
        }
    }
    let mut seen = 0;
    for (_, json, _) in cases() {
        let document = read(&json).expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("a jurisdiction");
        let plan = found.plan(document.month, Detail::Sentences).expect("a plan");
        let simulation = Simulation::new(found, &plan, &document.household).expect("values");
        for (_, droit) in found.program.droits() {
            each(&simulation.explain(droit).conditions, &mut seen);
        }
    }
    assert!(seen > 50, "{seen}");
}

/// Someone with a permit, and a child who was born abroad and has none.
#[test]
fn a_child_who_does_not_count_for_its_stay_is_said() {
    let json = fs::read_to_string(folder().join("marseille.json")).expect("a household");
    let mut json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let parent = &mut json["personnes"][0]["reponses"];
    parent["nationalité"] = "autre".into();
    parent["titre de séjour"] = "carte de résident".into();
    let people = json["personnes"].as_array_mut().expect("people");
    people.push(serde_json::json!({
        "prenom": "Tom", "lien": "enfant", "naissance": "2020-03-01",
        "reponses": { "enfant en règle": false },
    }));
    let said = |json: &serde_json::Value| -> String {
        let document = read(&json.to_string()).expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("a jurisdiction");
        let plan = found.plan(document.month, Detail::Sentences).expect("a plan");
        let simulation = Simulation::new(found, &plan, &document.household).expect("values");
        let explainer = Explainer::new(simulation.evaluated(), &found.texts);
        let (_, rsa) = found
            .program
            .droits()
            .find(|(id, _)| found.program.dispositifs[id.index()].name == "RSA")
            .expect("RSA");
        explainer.explain(rsa).steps.into_iter().filter_map(|step| step.sentence).collect()
    };
    assert!(said(&json).contains("sans compter un enfant dont le séjour n'est pas admis"));
    json["personnes"][1]["reponses"]["enfant en règle"] = true.into();
    assert!(!said(&json).contains("sans compter"));
}
