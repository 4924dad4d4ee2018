//! From a household to JSON.

use super::answer::{write_answer, write_date};
use super::{FORMAT, VERSION};
use crate::Jurisdiction;
use crate::json::{Json, Object};
use auclair_engine::{Household, Month, QuestionId, Scope};

/// Writes a document.
pub fn write(jurisdiction: &Jurisdiction, month: Month, household: &Household) -> Json {
    let people: Vec<Json> = household
        .people()
        .iter()
        .enumerate()
        .map(|(index, person)| {
            let mut object = Object::default();
            object.insert("prenom", Json::String(person.name.clone()));
            object.insert("lien", Json::text(person.role.name()));
            if let Some(birth) = person.birth {
                object.insert("naissance", Json::String(write_date(birth)));
            }
            if let Some(arrived) = person.arrived {
                object.insert("arrivee", Json::String(arrived.to_string()));
            }
            if let Some(left) = person.left {
                object.insert("depart", Json::String(left.to_string()));
            }
            let answers = answers(jurisdiction, household, Scope::Person, index);
            object.insert("reponses", Json::Object(answers));
            Json::Object(object)
        })
        .collect();
    let mut document = Object::default();
    document.insert("format", Json::text(FORMAT));
    document.insert("version", Json::Number(VERSION.to_string()));
    document.insert("juridiction", Json::text(jurisdiction.id));
    document.insert("mois", Json::String(month.to_string()));
    document.insert("regles", Json::text(&jurisdiction.program.version));
    document.insert("personnes", Json::Array(people));
    let answers = answers(jurisdiction, household, Scope::Household, 0);
    document.insert("reponses", Json::Object(answers));
    Json::Object(document)
}

fn answers(
    jurisdiction: &Jurisdiction,
    household: &Household,
    scope: Scope,
    person: usize,
) -> Object {
    let program = &jurisdiction.program;
    let mut answers = Object::default();
    for (id, question) in (0u32..).zip(&program.questions) {
        if question.scope != scope {
            continue;
        }
        let fact = household.fact(QuestionId(id), scope, person);
        if let Some(json) = write_answer(program, question, fact) {
            answers.insert(&question.name, json);
        }
    }
    answers
}
