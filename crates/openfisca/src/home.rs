//! The dwelling: how it is occupied, where it is, whose it is.

use crate::error::DocumentError;
use crate::given::Values;
use crate::household::{Describing, States};
use crate::variable::State;
use auclair_engine::{Answer, Month, Range, Set, Value};

/// Answers the questions about the dwelling.
pub(crate) fn describe(
    describing: &mut Describing<'_>,
    states: &States<'_, '_>,
) -> Result<(), DocumentError> {
    let month = describing.month;
    let yes_no = |wanted: State| {
        let found = states.iter().find(|(state, _)| *state == wanted);
        found.map_or(Ok(false), |(_, values)| values.yes_no_at(month))
    };
    let find =
        |wanted: State| states.iter().find(|(state, _)| *state == wanted).map(|(_, values)| values);
    let questions = &describing.lexicon.questions;
    // OpenFisca knows neither of these: they are taken not to hold, and docs/calculate.md says so.
    describing.answer(questions.second_home, 0, Value::Bool(false));
    describing.answer(questions.too_small, 0, Value::Bool(false));
    place(describing, find(State::Zone), find(State::Commune))?;
    let Some(values) = find(State::Occupation) else { return Ok(()) };
    let Some((period, status)) = values.text_at(month)? else { return Ok(()) };
    let agreed = yes_no(State::Agreement)?;
    let landlord = if agreed { "privé conventionné" } else { "privé" };
    let (occupation, landlord) = match status.as_ref() {
        "non_renseigne" => return Ok(()),
        _ if yes_no(State::StudentResidence)? => ("foyer", None),
        "locataire_hlm" => ("location vide", Some("organisme HLM")),
        "locataire_vide" => ("location vide", Some(landlord)),
        "locataire_meuble" => ("location meublée", Some(landlord)),
        "locataire_foyer" => ("foyer", None),
        "proprietaire" => ("propriétaire", None),
        "primo_accedant" => ("accédant", None),
        "loge_gratuitement" if yes_no(State::PaysShare)? => ("hébergement payé", None),
        "loge_gratuitement" => ("hébergement gratuit", None),
        "sans_domicile" => ("sans logement", None),
        other => {
            let message = format!("« {other} » n'est pas une façon d'être logé que l'on connaît");
            return Err(values.wrong(Some(period), message));
        }
    };
    describing.choose(questions.occupation, 0, occupation);
    if let Some(landlord) = landlord {
        describing.choose(questions.landlord, 0, landlord);
    }
    Ok(())
}

/// The zone. Without one the dwelling is somewhere in metropolitan France: a benefit that depends
/// on where is then refused, not guessed.
fn place(
    describing: &mut Describing<'_>,
    zone: Option<&Values<'_, '_>>,
    commune: Option<&Values<'_, '_>>,
) -> Result<(), DocumentError> {
    let question = describing.lexicon.questions.zone;
    if let Some(values) = commune
        && overseas(values, describing.month)?
    {
        describing.choose(question, 0, "outre-mer");
        return Ok(());
    }
    if let Some(values) = zone
        && let Some((period, name)) = values.text_at(describing.month)?
        && name != "non_renseigne"
    {
        let name = match name.as_ref() {
            "zone_1" | "zone_1_bis" => "zone 1",
            "zone_2" => "zone 2",
            "zone_3" => "zone 3",
            other => {
                let message = format!("« {other} » n'est pas une zone : zone_1, zone_2, zone_3");
                return Err(values.wrong(Some(period), message));
            }
        };
        describing.choose(question, 0, name);
        return Ok(());
    }
    let zones = ["zone 1", "zone 2", "zone 3"].into_iter();
    let bits = zones.filter_map(|name| match describing.lexicon.choice(question, name) {
        Some(Value::Choice(index)) => 1u64.checked_shl(u32::from(index)),
        _ => None,
    });
    let set = Set::Choices(bits.fold(0, |all, bit| all | bit));
    describing.set(question, 0, Answer::Within(Range { set, absent: false }));
    Ok(())
}

/// Whether a commune lies overseas: its Insee code begins with 97 or 98.
fn overseas(values: &Values<'_, '_>, month: Month) -> Result<bool, DocumentError> {
    let Some((period, code)) = values.text_at(month)? else { return Ok(false) };
    // Corsican codes have a letter: 2A004.
    let well_formed = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !code.is_empty() && !well_formed {
        let message = format!("« {code} » n'est pas un code Insee de commune");
        return Err(values.wrong(Some(period), message));
    }
    Ok(code.starts_with("97") || code.starts_with("98"))
}
