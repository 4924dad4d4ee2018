//! A list to tick. Nothing is supposed of what is not ticked: the person says what it is.

use crate::components::choice::radio;
use crate::components::notes::{below, why, why_of};
use crate::components::unsure::small_box;
use crate::dom::{El, el, heard, nothing, p};
use crate::reminders::{list_id, rest_id};
use crate::shell::Shell;
use crate::state::{Action, Cell, Closing, Progress, State};
use crate::texts::texts;
use crate::words::capital;
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

/// What the lines of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListKind {
    /// Several questions about the household.
    Statements,
    /// One question about several people.
    People,
}

/// Yes-or-no questions as a list to tick.
pub(crate) fn checklist(shell: &Shell, kind: ListKind, cells: &[Cell]) -> Html {
    let Some(first) = cells.first() else { return nothing() };
    let words = texts().lists();
    let id = list_id(*first);
    let closing = closing(&shell.state, cells);
    let shared = shell.seen.words(*first);
    let people = kind == ListKind::People;
    let legend = if people { capital(&shared.label) } else { words.title().to_owned() };
    let (nothing_words, unsure) = match (people, any_ticked(&shell.state, cells)) {
        (false, false) => (words.all_false(), words.unsure()),
        (false, true) => (words.rest_false(), words.unsure_rest()),
        (true, false) => (words.nobody(), words.unsure()),
        (true, true) => (words.nobody_else(), words.unsure_rest()),
    };
    let note = if people { words.who_help() } else { words.title_help() };
    let lines = cells.iter().map(|cell| line(shell, *cell, closing, people)).collect();
    el("fieldset")
        .id(&id)
        .key(&id)
        .class("question list")
        .add(el("legend").class("ask").say(&legend))
        .add(p("help", note))
        .add(el("div").class("ticks").each(lines))
        .add(rest(shell, cells, &rest_id(*first), (words.rest(), ""), nothing_words, unsure))
        .add(if people { why(shared.why.as_deref()) } else { nothing() })
        .into()
}

/// What was said of the lines that are not ticked.
pub(super) fn closing(state: &State, cells: &[Cell]) -> Closing {
    let unticked = cells.iter().filter(|cell| !state.is_ticked(**cell));
    Closing::of(unticked.map(|cell| state.progress(*cell)))
}

pub(super) fn any_ticked(state: &State, cells: &[Cell]) -> bool {
    cells.iter().any(|cell| state.is_ticked(*cell))
}

/// The box of a line; unticked, it stands as the other unticked lines do.
pub(super) fn tick(shell: &Shell, cell: Cell, closing: Closing) -> El {
    let act = shell.switch(Action::Tick(cell), Action::Untick(cell, closing));
    let ticked = shell.state.is_ticked(cell);
    let tick = el("input").attr("type", "checkbox").checked(ticked);
    // Once ticked, the field of the amount is the place of the answer.
    let amount = ticked && shell.state.unit(cell).is_some();
    let tick = if amount { tick } else { tick.id(&cell.id()) };
    tick.on(ListenerKind::onchange, act)
}

/// One line, and whether it is unknown when the person is not sure of the rest.
fn line(shell: &Shell, cell: Cell, closing: Closing, people: bool) -> Html {
    let words = shell.seen.words(cell);
    let help = words.help.filter(|_| !people);
    let unknown = unknown(shell, cell, closing, &words.label);
    let reason = if people { nothing() } else { why_of(shell, cell, words.why.as_deref()) };
    let label = el("span")
        .say(&capital(&words.ask))
        .add(help.map_or_else(nothing, |help| el("small").say(&help).into()));
    el("div")
        .class("tick")
        .key(&cell.id())
        .add(el("label").class("option").add(tick(shell, cell, closing)).add(label))
        .add(below(vec![unknown], reason))
        .into()
}

/// Whether a line is unknown, when the person is not sure of the rest.
pub(super) fn unknown(shell: &Shell, cell: Cell, closing: Closing, label: &str) -> Html {
    if closing != Closing::Unsure || shell.state.is_ticked(cell) {
        return nothing();
    }
    let checked = shell.state.progress(cell) == Progress::DontKnow;
    let close = |closing| Action::Close(vec![cell], closing);
    let act = shell.switch(close(Closing::Unsure), close(Closing::Nothing));
    small_box(checked, act, texts().lists().unsure(), &format!(" ({label})"))
}

/// The explicit word on what is not ticked, in a group of this name.
pub(super) fn rest(
    shell: &Shell,
    cells: &[Cell],
    name: &str,
    (legend, who): (&str, &str),
    nothing_words: &str,
    unsure: &str,
) -> Html {
    if cells.iter().all(|cell| shell.state.is_ticked(*cell)) {
        return nothing();
    }
    let current = closing(&shell.state, cells);
    let choice = |closing: Closing, words: &str| {
        let act = shell.picking(Action::Close(cells.to_vec(), closing));
        radio(name, words, current == closing, act)
    };
    let choices = vec![choice(Closing::Nothing, nothing_words), choice(Closing::Unsure, unsure)];
    el("fieldset")
        .class("rest")
        .id(name)
        .add(el("legend").say(legend).add(heard(who)))
        .add(el("div").class("options short").each(choices))
        .into()
}
