//! What several variables say together of a person.

use crate::business;
use crate::error::DocumentError;
use crate::given::Values;
use crate::household::{Describing, States};
use crate::variable::State;
use auclair_engine::{Answer, Month, Range, Role, Scope, Set, Value};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use time::Date;

/// The European Union, the European Economic Area and Switzerland, by ISO 3166-1, without France
/// [agreement of 2 May 1992 on the EEA; agreement of 21 June 1999 between the EU and Switzerland].
const EUROPE: [&str; 30] = [
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "GR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Daily benefits that a birth brings.
const BIRTH_LEAVE: [&str; 2] =
    ["indemnites_journalieres_maternite", "indemnites_journalieres_paternite"];

/// For how long back a pregnancy is looked for.
const PREGNANCY: i32 = 9;

/// Answers the questions about a person that several variables decide.
pub(crate) fn describe(
    describing: &mut Describing<'_>,
    person: usize,
    states: &States<'_, '_>,
) -> Result<(), DocumentError> {
    let month = describing.month;
    let find =
        |wanted: State| states.iter().find(|(state, _)| *state == wanted).map(|(_, values)| values);
    activity(describing, person, states)?;
    if let Some(values) = find(State::UnemployedSince)
        && let Some(day) = values.day()?
        // What OpenFisca takes for « never ».
        && day.year() < 9999
    {
        describing.answer(describing.lexicon.questions.unemployed_since, person, Value::Date(day));
    }
    stay(describing, person, find(State::Nationality), find(State::Permit))?;
    if let Some(values) = find(State::Custody)
        && values.yes_no_at(month)?
    {
        let questions = &describing.lexicon.questions;
        describing.answer(questions.custody, person, Value::Bool(true));
        describing.answer(questions.counted_for_housing, person, Value::Bool(true));
        describing.choose(questions.shared_allowances, person, "moitié avec le reste");
    }
    if let Some(values) = find(State::Pregnant)
        && values.yes_no_at(month)?
    {
        pregnancy(describing, person, values)?;
    }
    let questions = &describing.lexicon.questions;
    // OpenFisca knows nothing of how children came: docs/calculate.md says what is taken to hold.
    describing.answer(questions.child_admitted, person, Value::Bool(true));
    // What replaces an income that stopped is what the person receives.
    let replaced = [questions.unemployment, questions.daily_benefits, questions.pension]
        .into_iter()
        .any(|question| !describing.now(question, person).is_zero());
    describing.answer(questions.replacement, person, Value::Bool(replaced));
    Ok(())
}

/// Whether daily benefits are those of a birth: they always stand for a wage.
pub(crate) fn birth_leave<'d, 'a: 'd>(
    describing: &mut Describing<'_>,
    person: usize,
    givens: impl Iterator<Item = Values<'d, 'a>>,
) -> Result<(), DocumentError> {
    let mut received = false;
    for values in givens.filter(|values| BIRTH_LEAVE.contains(&values.variable.name)) {
        for (period, raw) in values.given {
            received |= !values.number(*period, raw)?.is_zero();
        }
    }
    describing.answer(describing.lexicon.questions.birth_leave, person, Value::Bool(received));
    Ok(())
}

fn activity(
    describing: &mut Describing<'_>,
    person: usize,
    states: &States<'_, '_>,
) -> Result<(), DocumentError> {
    let month = describing.month;
    let mut found = "autre";
    let mut apprentice = false;
    let (mut on_leave, mut for_children) = (false, false);
    let own_account = business::describe(describing, person, states)?;
    for (state, values) in states {
        match state {
            State::Activity => found = doing(values, month)?,
            State::Apprentice => apprentice = values.yes_no_at(month)?,
            State::Leave => (on_leave, for_children) = leave(values, month)?,
            _ => {}
        }
    }
    let name = if own_account {
        "indépendant"
    } else if on_leave {
        "en congé"
    } else if apprentice {
        "apprenti"
    } else {
        found
    };
    let questions = &describing.lexicon.questions;
    describing.choose(questions.activity, person, name);
    describing.answer(questions.stopped_for_children, person, Value::Bool(for_children));
    if name == "demandeur d'emploi" {
        let drawn = |question| !describing.now(question, person).is_zero();
        let benefit = if drawn(questions.unemployment) {
            "allocation de retour à l'emploi"
        } else if drawn(questions.solidarity) {
            "solidarité spécifique"
        } else {
            "aucune"
        };
        describing.choose(questions.unemployment_benefit, person, benefit);
    }
    Ok(())
}

fn doing(values: &Values<'_, '_>, month: Month) -> Result<&'static str, DocumentError> {
    let Some((period, name)) = values.text_at(month)? else { return Ok("autre") };
    Ok(match name.as_ref() {
        "actif" => "salarié",
        "chomeur" => "demandeur d'emploi",
        "etudiant" => "étudiant",
        "retraite" => "retraité",
        "inactif" => "autre",
        other => {
            let message = format!(
                "« {other} » n'est pas une activité : actif, chomeur, etudiant, retraite, inactif"
            );
            return Err(values.wrong(Some(period), message));
        }
    })
}

/// Whether someone is on a leave that the law treats apart, and whether it is for children.
fn leave(values: &Values<'_, '_>, month: Month) -> Result<(bool, bool), DocumentError> {
    let Some((period, name)) = values.text_at(month)? else { return Ok((false, false)) };
    match name.as_ref() {
        "conge_parental" => Ok((true, true)),
        "conge_sabbatique" | "conge_sans_solde" | "disponibilite" => Ok((true, false)),
        "non_renseigne"
        | "conge_maternite_paternite"
        | "conge_presence_parentale"
        | "conge_conventionnel" => Ok((false, false)),
        other => {
            let message = format!("« {other} » n'est pas un congé connu");
            Err(values.wrong(Some(period), message))
        }
    }
}

/// Nationality and permit. Only for how long is given: the permit is taken for one that allows
/// work, and a European for someone who has had the right to stay for as long.
fn stay(
    describing: &mut Describing<'_>,
    person: usize,
    nationality: Option<&Values<'_, '_>>,
    permit: Option<&Values<'_, '_>>,
) -> Result<(), DocumentError> {
    let month = describing.month;
    let questions = &describing.lexicon.questions;
    let code = match nationality {
        Some(values) => values.text_at(month)?,
        None => None,
    };
    let code = match (&code, nationality) {
        (Some((_, code)), _) if code == "FR" || code.is_empty() => None,
        (Some((period, code)), Some(values)) => {
            if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                let message = format!("« {code} » n'est pas un code de pays de deux lettres");
                return Err(values.wrong(Some(*period), message));
            }
            Some(code)
        }
        _ => None,
    };
    let Some(code) = code else {
        describing.choose(questions.nationality, person, "française");
        return Ok(());
    };
    let since = match permit {
        Some(values) => {
            let years = values.number_at(month)?;
            let months = (years * Decimal::from(12))
                .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
            let Some(months) = months.to_i32().filter(|months| (0..1500).contains(months)) else {
                let message = format!("{years} n'est pas une durée en années");
                return Err(values.wrong(None, message));
            };
            month.plus(-months)
        }
        None => month,
    };
    let since = Value::Date(since.first_day());
    if EUROPE.contains(&code.as_ref()) {
        describing.choose(questions.nationality, person, "européenne");
        describing.answer(questions.right_to_stay, person, Value::Bool(true));
        describing.answer(questions.in_france_since, person, since);
    } else {
        describing.choose(questions.nationality, person, "autre");
        describing.choose(questions.permit, person, "titre de travail");
        describing.answer(questions.permit_since, person, since);
    }
    Ok(())
}

/// Since when someone has been pregnant says within which days the birth is due.
fn pregnancy(
    describing: &mut Describing<'_>,
    person: usize,
    values: &Values<'_, '_>,
) -> Result<(), DocumentError> {
    let month = describing.month;
    let mut begun = month;
    while month.since(begun) < PREGNANCY && values.yes_no_at(begun.plus(-1))? {
        begun = begun.plus(-1);
    }
    let questions = &describing.lexicon.questions;
    describing.answer(questions.pregnant, person, Value::Bool(true));
    let set = Set::Dates {
        low: Some(month.first_day()),
        high: Some(begun.plus(PREGNANCY).max(month).last_day()),
    };
    describing.set(questions.due, person, Answer::Within(Range { set, absent: false }));
    Ok(())
}

/// A child to be born says when the birth is due.
pub(crate) fn expected(describing: &mut Describing<'_>) {
    let end = describing.month.last_day();
    let born = |date: Option<Date>| date.filter(|date| *date > end);
    let people = describing.household.people();
    let children = people.iter().filter(|person| person.role == Role::Enfant);
    let Some(due) = children.filter_map(|child| born(child.birth)).min() else { return };
    let questions = &describing.lexicon.questions;
    for person in 0..people.len() {
        let fact = describing.household.fact(questions.pregnant, Scope::Person, person);
        if fact.at(describing.month) == Answer::Given(Value::Bool(true)) {
            describing.answer(questions.due, person, Value::Date(due));
        }
    }
}

/// What the other parent does for the children of someone alone: pays what was fixed when
/// maintenance is received, or nothing was fixed.
pub(crate) fn other_parent(describing: &mut Describing<'_>) {
    let people = describing.household.people();
    let questions = &describing.lexicon.questions;
    let children: Vec<usize> = (0..people.len())
        .filter(|person| people.get(*person).is_some_and(|person| person.role == Role::Enfant))
        .collect();
    let received =
        (0..people.len()).any(|person| !describing.now(questions.maintenance, person).is_zero());
    let choice = if received { "pension payée" } else { "rien de fixé" };
    for child in children {
        describing.choose(questions.other_parent, child, choice);
    }
}
