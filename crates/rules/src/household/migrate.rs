//! Older documents brought to the present version, newer ones refused.

use super::read::{object, string};
use super::{DocumentError, FORMAT, VERSION};
use crate::json::{Json, Object};

/// Brings an older document to the present version; refuses a newer one.
pub(super) fn migrate(json: Json) -> Result<Json, DocumentError> {
    let top = object(&json, "")?;
    let format = string(top, "format", "")?;
    if format != FORMAT {
        return Err(DocumentError::new("format", || {
            format!("« {format} » n'est pas un foyer d'Au clair")
        })
        .help(|| format!("un foyer commence par \"format\": \"{FORMAT}\"")));
    }
    let version = version_number(top).ok_or_else(|| {
        DocumentError::new("version", || "il manque le numéro de version")
            .help(|| format!("ajoutez \"version\": {VERSION}"))
    })?;
    match version {
        0 => Err(DocumentError::new("version", || "la version 0 n'existe pas")),
        1 => Ok(from_first(json)),
        VERSION => Ok(json),
        newer => Err(DocumentError::new("version", || {
            format!(
                "ce foyer est de la version {newer} ; ce programme lit jusqu'à la version {VERSION}"
            )
        })
        .help(|| "il vient d'un programme plus récent : mettez celui-ci à jour")),
    }
}

fn version_number(top: &Object) -> Option<u64> {
    let Some(Json::Number(number)) = top.get("version") else { return None };
    number.parse().ok()
}

/// Questions of the first version, each with the one that asks the contrary since the second.
const CONTRARY: [(&str, &str); 2] = [
    ("résidence principale", "résidence secondaire"),
    ("surface suffisante", "surface insuffisante"),
];

/// Two questions about the home are asked the other way round: « rien d'autre » then says that
/// nothing is unusual, where it said no to what is usual.
fn from_first(mut json: Json) -> Json {
    let Json::Object(top) = &mut json else { return json };
    if !matches!(top.get("juridiction"), Some(Json::String(id)) if id == "france") {
        return json;
    }
    let nothing_else = top.get("autres_reponses").is_some();
    let mut answers = match top.remove("reponses") {
        Some(Json::Object(answers)) => answers,
        // What is wrong in it is told where it is read.
        Some(other) => {
            top.insert("reponses", other);
            return json;
        }
        None => Object::default(),
    };
    for (before, now) in CONTRARY {
        match answers.remove(before) {
            Some(Json::Bool(answer)) => answers.insert(now, Json::Bool(!answer)),
            Some(other) => answers.insert(now, other),
            None if nothing_else => answers.insert(now, Json::Bool(true)),
            None => {}
        }
    }
    if !answers.entries().is_empty() {
        top.insert("reponses", Json::Object(answers));
    }
    json
}

#[cfg(test)]
mod tests {
    use crate::household::read;
    use crate::jurisdiction;
    use auclair_engine::{Answer, Fact, Household, Scope, Value};

    fn household(version: u64, answers: &str, rest: &str) -> Household {
        let text = format!(
            r#"{{"format": "auclair/menage", "version": {version}, "juridiction": "france", "mois": "2026-11",
                "personnes": [{{"lien": "demandeur"}}], "reponses": {{{answers}}}{rest}}}"#
        );
        read(&text).expect("a household").household
    }

    fn answer(household: &Household, question: &str) -> Fact {
        let program = &jurisdiction("france").expect("france").program;
        let question = program.question(question).expect("a question");
        household.fact(question, Scope::Household, 0).clone()
    }

    #[test]
    fn a_question_asked_the_other_way_round_keeps_its_answer() {
        let old = household(1, r#""résidence principale": true, "surface suffisante": false"#, "");
        let now =
            household(2, r#""résidence secondaire": false, "surface insuffisante": true"#, "");
        assert_eq!(old, now);
        let no = Fact::Always(Answer::Given(Value::Bool(false)));
        assert_eq!(answer(&old, "résidence secondaire"), no);
        let unsure = household(1, r#""résidence principale": null"#, "");
        assert_eq!(answer(&unsure, "résidence secondaire"), Fact::Always(Answer::DontKnow));
    }

    #[test]
    fn nothing_else_said_no_to_what_was_asked_then() {
        let rest = r#", "autres_reponses": "aucune""#;
        let yes = Fact::Always(Answer::Given(Value::Bool(true)));
        assert_eq!(answer(&household(1, "", rest), "surface insuffisante"), yes);
        assert_ne!(answer(&household(2, "", rest), "surface insuffisante"), yes);
        assert_eq!(answer(&household(1, "", ""), "surface insuffisante"), Fact::Missing);
    }

    #[test]
    fn what_cannot_be_read_is_still_told_where_it_stands() {
        let text = r#"{"format": "auclair/menage", "version": 1, "juridiction": "france", "mois": "2026-11",
            "personnes": [{"lien": "demandeur"}], "reponses": 3}"#;
        assert!(read(text).expect_err("refused").to_string().contains("reponses"));
    }
}
