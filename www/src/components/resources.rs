//! What everyone received: a table of people and resources, or a card for each person.

use crate::blocks::{Resources, Row};
use crate::components::checklist::{any_ticked, closing, rest};
use crate::components::notes::why;
use crate::components::received::received;
use crate::dom::{El, all, button, el, nothing, p};
use crate::reminders::{RECEIVED_REST, rest_id};
use crate::shell::Shell;
use crate::state::{Action, Cell, Closing};
use crate::texts::{texts, with};
use crate::words::{self, capital};
use auclair_engine::{Month, Role};
use yew::Html;

/// With more people, a table is too wide.
const MOST_COLUMNS: usize = 4;

/// What everyone received.
pub(crate) fn resources(shell: &Shell, resources: &Resources) -> Html {
    let words = texts().resources();
    let Resources { people, household, .. } = resources;
    let of_people = if shell.wide && (2..=MOST_COLUMNS).contains(&people.len()) {
        table(shell, resources)
    } else {
        all(people.iter().map(|person| card(shell, resources, *person)).collect())
    };
    let together = if household.is_empty() {
        nothing()
    } else {
        legend_card("received-household", words.household())
            .add(lines(shell, household, closing(&shell.state, household)))
            .add(unsure_rest(shell, resources, household, words.household()))
            .into()
    };
    el("section")
        .class("resources")
        .key("resources")
        .add(el("h2").say(words.title()))
        .add(p("", words.lead()))
        .add(of_people)
        .add(together)
        .add(nothing_else(shell, &resources.all(), RECEIVED_REST, (words.rest_of_all(), "")))
        .into()
}

fn legend_card(id: &str, legend: &str) -> El {
    el("fieldset").class("card").id(id).key(id).add(el("legend").say(legend))
}

fn lines(shell: &Shell, cells: &[Cell], closing: Closing) -> El {
    let lines = cells.iter().map(|cell| received(shell, *cell, closing, false)).collect();
    el("div").class("ticks").each(lines)
}

fn heading(since: Option<Month>) -> String {
    let words = texts().resources();
    since.map_or_else(
        || words.once().to_owned(),
        |month| with(words.since(), &[&words::month(month)]),
    )
}

/// Rows are resources, columns are people.
fn table(shell: &Shell, resources: &Resources) -> Html {
    let words = texts().resources();
    let Resources { people, groups, .. } = resources;
    let lists: Vec<Vec<Cell>> = people.iter().map(|person| resources.of(*person)).collect();
    let columns = (people.len() + 1).to_string();
    let names = people
        .iter()
        .map(|person| el("th").attr("scope", "col").say(&capital(&shell.name(*person))).into());
    let bodies = groups.iter().map(|(since, rows)| {
        let title =
            el("th").attr("scope", "rowgroup").attr("colspan", &columns).say(&heading(*since));
        let rows = rows.iter().map(|row| table_row(shell, row, people, &lists)).collect();
        el("tbody").add(el("tr").class("group").add(title)).each(rows).into()
    });
    let foot = if closing(&shell.state, &resources.all()) == Closing::Unsure {
        let rests = people.iter().zip(&lists).map(|(person, list)| {
            el("td").add(unsure_rest(shell, resources, list, &shell.name(*person))).into()
        });
        let last = el("tr").add(el("th").attr("scope", "row").say(words.rest()));
        el("tfoot").add(last.each(rests.collect())).into()
    } else {
        nothing()
    };
    el("table")
        .class("people")
        .add(el("caption").class("visually-hidden").say(words.caption()))
        .add(el("thead").add(el("tr").add(el("td")).each(names.collect())))
        .each(bodies.collect())
        .add(foot)
        .into()
}

fn table_row(shell: &Shell, row: &Row, people: &[usize], lists: &[Vec<Cell>]) -> Html {
    let words = row.cells.first().map(|cell| shell.seen.words(*cell));
    let name = el("th").attr("scope", "row");
    let name = match &words {
        Some(words) => name.say(&words.label).add(why(words.why.as_deref())),
        None => name,
    };
    let cells = people
        .iter()
        .zip(lists)
        .map(|(person, list)| {
            let cell = row.cells.iter().find(|cell| cell.person == Some(*person));
            let received = cell.map_or_else(nothing, |cell| {
                received(shell, *cell, closing(&shell.state, list), true)
            });
            el("td").add(received).into()
        })
        .collect();
    el("tr").add(name).each(cells).into()
}

/// What one person received.
fn card(shell: &Shell, resources: &Resources, person: usize) -> Html {
    let cells = resources.of(person);
    let closing = closing(&shell.state, &cells);
    let name = shell.name(person);
    let role = shell.state.household.people().get(person).map(|person| person.role);
    // Most children receive nothing: their list opens on demand.
    let folded = matches!(role, Some(Role::Enfant | Role::Autre))
        && !shell.state.unfolded.contains(person)
        && !any_ticked(&shell.state, &cells);
    let list = if folded {
        let words = with(texts().resources().something(), &[&capital(&name)]);
        button("quiet", &words, shell.press(Action::Unfold(person))).into()
    } else {
        let groups = resources.groups.iter();
        all(groups.map(|(since, rows)| group(shell, *since, rows, person, closing)).collect())
    };
    legend_card(&format!("received-{person}"), &capital(&name))
        .add(list)
        .add(unsure_rest(shell, resources, &cells, &name))
        .into()
}

fn group(
    shell: &Shell,
    since: Option<Month>,
    rows: &[Row],
    person: usize,
    closing: Closing,
) -> Html {
    let cells = rows.iter().flat_map(|row| row.cells.iter().copied());
    let cells: Vec<Cell> = cells.filter(|cell| cell.person == Some(person)).collect();
    if cells.is_empty() {
        return nothing();
    }
    let title = heading(since);
    el("div")
        .attr("role", "group")
        .attr("aria-label", &title)
        .add(p("group", &title))
        .add(lines(shell, &cells, closing))
        .into()
}

/// Who is not sure of everything may be sure of someone: the same word, about each.
fn unsure_rest(shell: &Shell, resources: &Resources, cells: &[Cell], who: &str) -> Html {
    match cells.first() {
        Some(first) if closing(&shell.state, &resources.all()) == Closing::Unsure => {
            let who = format!(" ({who})");
            nothing_else(shell, cells, &rest_id(*first), (texts().resources().rest(), &who))
        }
        _ => nothing(),
    }
}

/// « Rien d'autre » : the explicit word on what is not ticked.
fn nothing_else(shell: &Shell, cells: &[Cell], name: &str, legend: (&str, &str)) -> Html {
    let words = texts().resources();
    let (nothing, unsure) = if any_ticked(&shell.state, cells) {
        (words.nothing_else(), texts().lists().unsure_rest())
    } else {
        (words.nothing(), texts().lists().unsure())
    };
    rest(shell, cells, name, legend, nothing, unsure)
}
