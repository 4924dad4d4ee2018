//! The JSON Schema of the documents of a jurisdiction.

use super::answer::UNANSWERED;
use super::{FORMAT, VERSION};
use crate::Jurisdiction;
use auclair_engine::program::Question;
use auclair_engine::{Kind, Role, Scope, Set};
use serde_json::{Map, Value as Json, json};

/// The schema of the documents of a jurisdiction.
pub fn schema(jurisdiction: &Jurisdiction) -> Json {
    let month = json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" });
    let date = json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Foyer d'Au clair, juridiction {}", jurisdiction.id),
        "type": "object",
        "additionalProperties": false,
        "required": ["format", "version", "juridiction", "mois", "personnes"],
        "properties": {
            "format": { "const": FORMAT },
            "version": { "const": VERSION },
            "juridiction": { "const": jurisdiction.id },
            "mois": month,
            "regles": { "type": "string" },
            "autres_reponses": {
                "const": "aucune",
                "description": "répond zéro ou non à toutes les questions sans réponse",
            },
            "reponses": answers(jurisdiction, Scope::Household),
            "personnes": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["lien"],
                    "properties": {
                        "prenom": { "type": "string" },
                        "lien": { "enum": roles },
                        "naissance": { "anyOf": [date, { "type": "null" }] },
                        "arrivee": { "anyOf": [month, { "type": "null" }] },
                        "depart": { "anyOf": [month, { "type": "null" }] },
                        "reponses": answers(jurisdiction, Scope::Person),
                    },
                },
            },
        },
    })
}

fn answers(jurisdiction: &Jurisdiction, scope: Scope) -> Json {
    let mut properties = Map::new();
    for question in jurisdiction.program.questions.iter().filter(|q| q.scope == scope) {
        let value = value(jurisdiction, question);
        let schema = if question.monthly {
            let history = json!({
                "type": "object",
                "description": "à partir de chaque mois ; « sans réponse » met fin à ce qui précède",
                "propertyNames": { "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" },
                "additionalProperties": { "anyOf": [value, { "const": UNANSWERED }] },
            });
            json!({ "anyOf": [value, history] })
        } else {
            value
        };
        properties.insert(question.name.clone(), described(jurisdiction, question, schema));
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn described(jurisdiction: &Jurisdiction, question: &Question, mut schema: Json) -> Json {
    if let Json::Object(object) = &mut schema {
        let label = jurisdiction.texts.plain(question.label);
        object.insert("title".into(), Json::String(label));
    }
    schema
}

fn value(jurisdiction: &Jurisdiction, question: &Question) -> Json {
    match question.kind {
        Kind::Bool => json!({ "type": ["boolean", "null"] }),
        Kind::Date => {
            json!({ "anyOf": [
                { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
                { "type": "null" },
            ] })
        }
        Kind::Choice(list) => {
            let list = jurisdiction.program.lists.get(list.index());
            let mut names: Vec<Json> = list
                .map(|list| {
                    list.values.iter().map(|(name, _)| Json::String(name.clone())).collect()
                })
                .unwrap_or_default();
            names.push(Json::Null);
            json!({ "enum": names })
        }
        Kind::Number(_) => {
            let mut number = Map::new();
            number.insert("type".into(), json!("number"));
            if let Set::Numbers { low, high } = question.range.set {
                for (key, bound) in [("minimum", low), ("maximum", high)] {
                    let bound =
                        bound.and_then(|bound| bound.normalize().to_string().parse::<i64>().ok());
                    number.extend(bound.map(|bound| (key.to_owned(), json!(bound))));
                }
            }
            let text = json!({ "type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$" });
            json!({ "anyOf": [number, text, { "type": "null" }] })
        }
    }
}
