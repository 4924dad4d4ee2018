//! The published JSON Schemas are those of the rules, and the reference households follow them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use auclair_rules::household::{read, schema};
use auclair_rules::{JURISDICTIONS, jurisdiction};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};
use std::{env, fs};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn published(id: &str) -> Json {
    schema(jurisdiction(id).expect("a jurisdiction"))
}

#[test]
fn the_published_schemas_are_up_to_date() {
    for id in JURISDICTIONS {
        let text = serde_json::to_string_pretty(&published(id)).expect("JSON") + "\n";
        let path = root().join(format!("docs/schema/menage-v2.{id}.schema.json"));
        if env::var_os("AUCLAIR_RECRIRE").is_some() {
            fs::write(&path, &text).expect("the schema is written");
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == text,
            "{} is not that of the rules: run AUCLAIR_RECRIRE=1 cargo test -p auclair-rules --test schema",
            path.display()
        );
    }
}

#[test]
fn the_reference_households_follow_the_schema() {
    let validator = jsonschema::validator_for(&published("france")).expect("a schema");
    let folder = fs::read_dir(root().join("tests/cases")).expect("the cases");
    let mut seen = 0;
    for path in folder.map(|entry| entry.expect("an entry").path()) {
        if path.extension().is_some_and(|extension| extension == "json") {
            let json: Json =
                serde_json::from_str(&fs::read_to_string(&path).expect("a file")).expect("JSON");
            let errors: Vec<String> =
                validator.iter_errors(&json).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 3);
}

/// Whoever checks a document with the schema alone is told the same as whoever opens it.
#[test]
fn what_the_schema_refuses_is_not_read_and_the_other_way_round() {
    let validator = jsonschema::validator_for(&published("france")).expect("a schema");
    let document = |answers: Json, person: Json| {
        json!({
            "format": "auclair/menage", "version": 2, "juridiction": "france", "mois": "2026-11",
            "reponses": answers, "personnes": [{ "lien": "demandeur", "reponses": person }],
        })
    };
    let good = [
        document(json!({}), json!({})),
        document(json!({ "loyer": null }), json!({})),
        document(
            json!({}),
            json!({ "salaire net social": { "2026-01": 450, "2026-06": "sans réponse" } }),
        ),
        document(json!({ "loyer": "450.50" }), json!({ "enceinte": true })),
    ];
    let bad = [
        document(json!({ "loyer": -1 }), json!({})),
        document(json!({ "loyer": "beaucoup" }), json!({})),
        document(json!({}), json!({ "salaire net social": "sans réponse" })),
        document(json!({}), json!({ "salaire net social": { "2026-13": 450 } })),
        document(json!({ "inconnue": 1 }), json!({})),
        document(json!({ "occupation": "château" }), json!({})),
        document(json!({}), json!({ "enceinte": "oui" })),
        document(json!({}), json!({ "enceinte": { "2026-01": true } })),
        json!({ "format": "auclair/menage", "version": 2 }),
    ];
    for json in good {
        assert!(validator.is_valid(&json), "the schema refuses {json}");
        assert!(read(&json.to_string()).is_ok(), "not read: {json}");
    }
    for json in bad {
        assert!(!validator.is_valid(&json), "the schema takes {json}");
        assert!(read(&json.to_string()).is_err(), "read: {json}");
    }
}

/// The household that the page of the format shows opens.
#[test]
fn the_household_of_the_page_is_one() {
    let page = fs::read_to_string(root().join("docs/foyers.md")).expect("docs/foyers.md");
    let example = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
    read(example.expect("an example")).expect("a household");
}
