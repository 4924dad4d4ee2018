//! What people are called while they have no first name: « vous », « enfant 2 ».

use crate::texts::{texts, with};
use auclair_engine::{Household, Role};

/// The words for a person without a first name, the `rank`th of that role.
pub(crate) fn default_name(role: Role, rank: usize) -> String {
    let words = texts().people();
    match role {
        Role::Demandeur => words.you().to_owned(),
        Role::Conjoint => words.partner().to_owned(),
        Role::Enfant => with(words.child(), &[&rank.to_string()]),
        Role::Autre => with(words.other(), &[&rank.to_string()]),
    }
}

/// The default words for each person of a household.
pub(super) fn default_names(household: &Household) -> Vec<String> {
    let people = household.people();
    let rank = |index: usize, role: Role| {
        people.iter().take(index + 1).filter(|person| person.role == role).count()
    };
    people
        .iter()
        .enumerate()
        .map(|(index, person)| default_name(person.role, rank(index, person.role)))
        .collect()
}
