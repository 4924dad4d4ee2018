//! One person of the household.

use crate::components::choice::select;
use crate::components::date::date_fields;
use crate::components::notes::help;
use crate::dom::{button, details, el, nothing, p};
use crate::shell::Shell;
use crate::state::{Action, Field};
use crate::texts::{texts, with};
use crate::words::{self, capital};
use auclair_engine::{Month, Role};
use yew::Html;
use yew::virtual_dom::ListenerKind;

/// How many months of the past can be told: three years.
const PAST: i32 = 36;

/// The first name, the date of birth, and since when, of the `rank`th person of that place.
pub(crate) fn person(shell: &Shell, person: usize, rank: usize) -> Html {
    let words = texts().household();
    let Some(who) = shell.state.household.people().get(person) else { return nothing() };
    let title = match who.role {
        Role::Demandeur => words.asker().to_owned(),
        Role::Conjoint => words.partner().to_owned(),
        Role::Enfant => with(words.child(), &[&rank.to_string()]),
        Role::Autre => with(words.other(), &[&rank.to_string()]),
    };
    let mine = who.role == Role::Demandeur;
    let heading = format!("person-{person}");
    let (remove, moved) = if mine {
        (nothing(), nothing())
    } else {
        let remove = shell.press(Action::Remove(person));
        let moved = details("why", words.changed())
            .flag("open", who.arrived.is_some() || who.left.is_some())
            .add(month_of(shell, &format!("arrived-{person}"), who.arrived, &|month| {
                Action::Arrived(person, month)
            }))
            .add(month_of(shell, &format!("left-{person}"), who.left, &|month| {
                Action::Left(person, month)
            }));
        (button("quiet", &with(words.remove_person(), &[&who.name]), remove).into(), moved.into())
    };
    let title = el("h2").id(&heading).attr("tabindex", "-1").say(&title);
    let birth = Field::Birth(person);
    el("section")
        .class("card person")
        .attr("aria-labelledby", &heading)
        .key(&heading)
        .add(el("div").class("card-head").add(title).add(remove))
        .add(name(shell, person, mine))
        .add(date_fields(shell, birth, words.birth(), words.birth_help()))
        .add(if shell.state.is_age_strange(person) {
            p("notice", words.strange_age()).attr("role", "status").into()
        } else {
            nothing()
        })
        .add(moved)
        .into()
}

/// The first name.
fn name(shell: &Shell, person: usize, mine: bool) -> Html {
    let words = texts().household();
    let field = Field::Name(person);
    let id = field.id();
    let note = format!("{id}-help");
    let input = el("input")
        .id(&id)
        .attr("type", "text")
        .attr("autocomplete", if mine { "given-name" } else { "off" })
        .value(shell.state.text(field))
        .maybe("aria-describedby", mine.then_some(&note))
        .on(ListenerKind::oninput, shell.typing(field));
    el("div")
        .class("field")
        .add(el("label").attr("for", &id).say(words.name()))
        .add(help(&note, mine.then_some(words.name_help())))
        .add(input)
        .into()
}

/// A month of the past three years, or none.
fn month_of(
    shell: &Shell,
    id: &str,
    current: Option<Month>,
    action: &dyn Fn(Option<Month>) -> Action,
) -> Html {
    let words = texts().household();
    let (label, none) = if id.starts_with("arrived") {
        (words.arrived(), words.arrived_always())
    } else {
        (words.left(), words.left_never())
    };
    let last = shell.state.month;
    let mut months: Vec<Month> = (0..=PAST).map(|back| last.plus(-back)).collect();
    // A saved household may tell of an earlier month.
    months.extend(current.filter(|month| !months.contains(month)));
    let mut lines = vec![(current.is_none(), none.to_owned())];
    let mut actions = vec![action(None)];
    for month in months {
        lines.push((current == Some(month), capital(&words::month(month))));
        actions.push(action(Some(month)));
    }
    el("div")
        .class("field")
        .add(el("label").attr("for", id).say(label))
        .add(select(id, lines, shell.choosing(actions)))
        .into()
}
