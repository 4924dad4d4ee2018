//! From JSON to a household.

use super::answer::{read_answer, read_date};
use super::migrate::migrate;
use super::{Document, DocumentError};
use crate::json::{self, Json, Object};
use crate::{JURISDICTIONS, Jurisdiction, jurisdiction};
use auclair_engine::{Household, Month, QuestionId, Role, Scope, nothing_else, text};

/// Reads a document.
pub fn read(text: &str) -> Result<Document, DocumentError> {
    let json = json::read(text).map_err(|place| {
        let place = format!("ligne {}, colonne {}", place.line, place.column);
        DocumentError::new("", || format!("ce n'est pas du JSON bien formé ({place})"))
            .help(|| "vérifiez les guillemets, les virgules et les accolades à cet endroit")
    })?;
    let json = migrate(json)?;
    let top = object(&json, "")?;
    known(
        top,
        "",
        &[
            "format",
            "version",
            "juridiction",
            "mois",
            "regles",
            "personnes",
            "reponses",
            "autres_reponses",
        ],
    )?;
    let id = string(top, "juridiction", "")?;
    let found = jurisdiction(id).ok_or_else(|| {
        DocumentError::new("juridiction", || format!("« {id} » n'est pas une juridiction"))
            .help(|| format!("les juridictions sont : {}", JURISDICTIONS.join(", ")))
    })?;
    let month = month(top, "mois", "")?.ok_or_else(|| {
        DocumentError::new("mois", || "il manque le mois demandé")
            .help(|| "ajoutez \"mois\": \"2026-11\"")
    })?;
    let mut household = Household::new(&found.program);
    people(found, top, &mut household)?;
    answers(found, top.get("reponses"), "reponses", Scope::Household, 0, &mut household)?;
    match top.get("autres_reponses") {
        None => {}
        Some(Json::String(text)) if text == "aucune" => {
            nothing_else(&found.program, &mut household);
        }
        Some(_) => {
            return Err(DocumentError::new("autres_reponses", || "seul « aucune » est permis")
                .help(|| "« aucune » répond zéro ou non à toutes les autres questions"));
        }
    }
    let rules = match top.get("regles") {
        None => None,
        Some(_) => Some(string(top, "regles", "")?.to_owned()),
    };
    Ok(Document { jurisdiction: id.to_owned(), month, rules, household })
}

fn people(
    found: &Jurisdiction,
    top: &Object,
    household: &mut Household,
) -> Result<(), DocumentError> {
    let Some(Json::Array(list)) = top.get("personnes") else {
        return Err(DocumentError::new("personnes", || "il manque la liste des personnes")
            .help(|| "ajoutez \"personnes\": [ … ]"));
    };
    let mut roles = Vec::new();
    for (index, json) in list.iter().enumerate() {
        let path = format!("personnes[{index}]");
        let person = object(json, &path)?;
        known(person, &path, &["prenom", "lien", "naissance", "arrivee", "depart", "reponses"])?;
        let link = string(person, "lien", &path)?;
        let role = Role::named(link).ok_or_else(|| {
            let names: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
            DocumentError::new(format!("{path}.lien"), || format!("« {link} » n'est pas un lien"))
                .help(|| format!("les liens sont : {}", names.join(", ")))
        })?;
        roles.push(role);
        let birth = match person.get("naissance") {
            None | Some(Json::Null) => None,
            Some(_) => {
                let text = string(person, "naissance", &path)?;
                Some(read_date(text, &format!("{path}.naissance"))?)
            }
        };
        let name = match person.get("prenom") {
            None => default_name(role, index),
            Some(_) => string(person, "prenom", &path)?.to_owned(),
        };
        let person_index = household.add(name, role, birth);
        let (arrived, left) = (month(person, "arrivee", &path)?, month(person, "depart", &path)?);
        if let Some(added) = household.person_mut(person_index) {
            added.arrived = arrived;
            added.left = left;
        }
        let place = format!("{path}.reponses");
        answers(found, person.get("reponses"), &place, Scope::Person, person_index, household)?;
    }
    let count = |wanted: Role| roles.iter().filter(|role| **role == wanted).count();
    if count(Role::Demandeur) != 1 {
        return Err(DocumentError::new("personnes", || "il faut un demandeur, et un seul")
            .help(|| "donnez \"lien\": \"demandeur\" à la personne qui demande"));
    }
    if count(Role::Conjoint) > 1 {
        return Err(DocumentError::new("personnes", || "il y a plus d'un conjoint"));
    }
    Ok(())
}

fn default_name(role: Role, index: usize) -> String {
    match role {
        Role::Demandeur => "vous".into(),
        role => format!("{} {index}", role.name()),
    }
}

fn answers(
    found: &Jurisdiction,
    json: Option<&Json>,
    path: &str,
    scope: Scope,
    person: usize,
    household: &mut Household,
) -> Result<(), DocumentError> {
    let Some(json) = json else { return Ok(()) };
    let program = &found.program;
    for (name, json) in object(json, path)?.entries() {
        let place = format!("{path}.{name}");
        let Some(id) = program.question(name) else {
            return Err(unknown_question(found, name, place));
        };
        let Some(question) = program.questions.get(id.index()) else { continue };
        if question.scope != scope {
            let message = if scope == Scope::Household {
                "cette réponse se donne pour chaque personne"
            } else {
                "cette réponse se donne une fois pour le foyer"
            };
            return Err(DocumentError::new(place, || message).help(|| {
                if scope == Scope::Household {
                    "déplacez-la dans « reponses » de la personne"
                } else {
                    "déplacez-la dans « reponses » du foyer"
                }
            }));
        }
        let fact = read_answer(program, question, json, &place)?;
        if let Some(slot) = household.fact_mut(QuestionId(id.0), scope, person) {
            *slot = fact;
        }
    }
    Ok(())
}

fn unknown_question(found: &Jurisdiction, name: &str, place: String) -> DocumentError {
    let error = DocumentError::new(place, || format!("« {name} » n'est pas une question"));
    // The closest name shares the longest beginning: enough to catch most slips.
    let shared = |other: &str| {
        name.chars()
            .zip(other.chars())
            .take_while(|(a, b)| text::small(*a) == text::small(*b))
            .count()
    };
    let names = found.program.questions.iter().map(|question| question.name.as_str());
    match names.max_by_key(|other| shared(other)).filter(|other| shared(other) >= 3) {
        Some(close) => error.help(|| format!("vouliez-vous dire « {close} » ?")),
        None => error.help(|| "« auclair schema » donne la liste des questions"),
    }
}

pub(super) fn object<'a>(json: &'a Json, path: &str) -> Result<&'a Object, DocumentError> {
    json.as_object().ok_or_else(|| {
        DocumentError::new(path, || "ici il faut un objet").help(|| "un objet s'écrit { … }")
    })
}

pub(super) fn string<'a>(map: &'a Object, key: &str, path: &str) -> Result<&'a str, DocumentError> {
    let place = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match map.get(key) {
        Some(Json::String(text)) => Ok(text),
        Some(_) => Err(DocumentError::new(place, || "ici il faut un texte entre guillemets")),
        None => Err(DocumentError::new(place, || "ce champ manque")),
    }
}

fn month(map: &Object, key: &str, path: &str) -> Result<Option<Month>, DocumentError> {
    if matches!(map.get(key), None | Some(Json::Null)) {
        return Ok(None);
    }
    let text = string(map, key, path)?;
    let place = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    text.parse().map(Some).map_err(|_| {
        DocumentError::new(place, || format!("« {text} » n'est pas un mois"))
            .help(|| "un mois s'écrit 2026-11")
    })
}

fn known(map: &Object, path: &str, fields: &[&str]) -> Result<(), DocumentError> {
    match map.entries().iter().find(|(key, _)| !fields.contains(&key.as_str())) {
        None => Ok(()),
        Some((key, _)) => {
            let place = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            Err(DocumentError::new(place, || "ce champ n'existe pas")
                .help(|| format!("les champs sont : {}", fields.join(", "))))
        }
    }
}
