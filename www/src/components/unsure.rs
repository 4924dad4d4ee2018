//! « Je ne sais pas », for a field that is typed in.

use crate::dom::{el, heard};
use crate::shell::Shell;
use crate::state::{Action, Cell, Progress};
use crate::texts::texts;
use auclair_engine::Answer;
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

/// A small box to tick, with its words.
pub(super) fn small_box(checked: bool, act: Callback<Event>, words: &str, about: &str) -> Html {
    let tick =
        el("input").attr("type", "checkbox").checked(checked).on(ListenerKind::onchange, act);
    let label = el("span").say(words).add(heard(about));
    el("label").class("unsure").add(tick).add(label).into()
}

/// « Je ne sais pas », about what is told to who cannot see what stands around; unticked, what was
/// typed counts again.
pub(super) fn unsure(shell: &Shell, cell: Cell, about: &str) -> Html {
    let act = shell.switch(Action::Answer(cell, Answer::DontKnow), Action::Known(cell));
    let checked = shell.state.progress(cell) == Progress::DontKnow;
    small_box(checked, act, texts().fields().unsure(), &format!(" ({about})"))
}
