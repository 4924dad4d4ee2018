//! From a household to JSON.

use super::answer::{write_answer, write_date};
use super::{FORMAT, VERSION};
use crate::Jurisdiction;
use auclair_engine::{Household, Month, QuestionId, Scope};
use serde_json::{Map, Value as Json, json};

/// Writes a document.
pub fn write(jurisdiction: &Jurisdiction, month: Month, household: &Household) -> Json {
    let people: Vec<Json> = household
        .people()
        .iter()
        .enumerate()
        .map(|(index, person)| {
            let mut object = Map::new();
            object.insert("prenom".into(), Json::String(person.name.clone()));
            object.insert("lien".into(), Json::String(person.role.name().into()));
            if let Some(birth) = person.birth {
                object.insert("naissance".into(), Json::String(write_date(birth)));
            }
            if let Some(arrived) = person.arrived {
                object.insert("arrivee".into(), Json::String(arrived.to_string()));
            }
            if let Some(left) = person.left {
                object.insert("depart".into(), Json::String(left.to_string()));
            }
            let answers = answers(jurisdiction, household, Scope::Person, index);
            object.insert("reponses".into(), Json::Object(answers));
            Json::Object(object)
        })
        .collect();
    json!({
        "format": FORMAT,
        "version": VERSION,
        "juridiction": jurisdiction.id,
        "mois": month.to_string(),
        "regles": jurisdiction.program.version,
        "personnes": people,
        "reponses": answers(jurisdiction, household, Scope::Household, 0),
    })
}

fn answers(
    jurisdiction: &Jurisdiction,
    household: &Household,
    scope: Scope,
    person: usize,
) -> Map<String, Json> {
    let program = &jurisdiction.program;
    let mut answers = Map::new();
    for (id, question) in (0u32..).zip(&program.questions) {
        if question.scope != scope {
            continue;
        }
        let fact = household.fact(QuestionId(id), scope, person);
        if let Some(json) = write_answer(program, question, fact) {
            answers.insert(question.name.clone(), json);
        }
    }
    answers
}
