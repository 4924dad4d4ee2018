//! Who lives there.

use crate::browser;
use crate::components::{keep_here, page, person, steps, summary};
use crate::dom::{button, el, nothing, p, section};
use crate::going;
use crate::reminders::Place;
use crate::route::Route;
use crate::shell::Shell;
use crate::state::{Action, Field};
use crate::texts::{counted, texts};
use crate::words::capital;
use auclair_engine::Role;
use yew::prelude::*;

/// The people of the household.
pub(crate) fn household(shell: &Shell) -> Html {
    let words = texts().household();
    let people = shell.state.household.people();
    let slips = places(shell, &|person| shell.state.slip(Field::Birth(person)).is_some());
    let missing = places(shell, &|person| people.get(person).is_some_and(|p| p.birth.is_none()));
    let complete = slips.is_empty() && missing.is_empty();
    let reminder = if shell.state.insisted != Some(Route::Household) || complete {
        nothing()
    } else if slips.is_empty() {
        let title = counted(texts().questions().waiting(), missing.len());
        summary(&title, missing, Some(going::skip(shell, Vec::new())))
    } else {
        summary(texts().questions().mend(), slips, None)
    };
    let cards = people.iter().enumerate().map(|(index, who)| {
        let before = people.iter().take(index + 1);
        person(shell, index, before.filter(|other| other.role == who.role).count())
    });
    let form = going::form(shell, complete)
        .each(cards.collect())
        .add(adding(shell))
        .add(reminder)
        .add(going::buttons(shell, Route::Start));
    page("page", words.title(), steps(shell))
        .add(p("lead", words.lead()))
        .add(form)
        .add(keep_here(shell))
        .into()
}

/// Who else lives there.
fn adding(shell: &Shell) -> Html {
    let words = texts().household();
    let people = shell.state.household.people();
    let partnered = people.iter().any(|person| person.role == Role::Conjoint);
    let last = people.len();
    let roles = [
        (Role::Conjoint, words.add_partner()),
        (Role::Enfant, words.add_child()),
        (Role::Autre, words.add_other()),
    ];
    let buttons = roles
        .into_iter()
        .filter(|(role, _)| *role != Role::Conjoint || !partnered)
        .map(|(role, label)| {
            let dispatcher = shell.state.dispatcher();
            let add = Callback::from(move |_| {
                dispatcher.dispatch(Action::Add(role));
                browser::focus_soon(format!("person-{last}"));
            });
            button("second", label, add).into()
        })
        .collect();
    section("add", "add", words.add()).add(el("div").class("actions").each(buttons)).into()
}

/// The dates of birth to mend.
fn places(shell: &Shell, wanted: &dyn Fn(usize) -> bool) -> Vec<Place> {
    let words = texts().household();
    (0..shell.state.household.people().len())
        .filter(|person| wanted(*person))
        .map(|person| {
            let label = format!("{} : {}", capital(&shell.name(person)), words.birth_short());
            (Field::Birth(person).id(), label)
        })
        .collect()
}
