//! Keeping the household in a file, printing the page, opening another file, erasing everything.

use crate::browser;
use crate::components::open_file;
use crate::dom::{button, el, p, section};
use crate::shell::Shell;
use crate::state::Action;
use crate::texts::texts;
use auclair_rules::household;
use yew::prelude::*;

/// What can be done with the answers.
pub(crate) fn keep(shell: &Shell) -> Html {
    let words = &texts().file;
    let save = {
        let shell = shell.clone();
        Callback::from(move |_| save(&shell))
    };
    let actions = el("div")
        .class("actions")
        .add(button("second", words.save, save))
        .add(open_file(shell))
        .add(button("second", words.print, Callback::from(|_| browser::print())));
    section("keep screen", "keep", words.title)
        .add(actions)
        .add(p("help", words.save_help))
        .add(p("found", if shell.state.saved { words.saved } else { "" }).attr("role", "status"))
        .add(erase(shell))
        .into()
}

fn save(shell: &Shell) {
    let state = &shell.state;
    let document = household::write(state.jurisdiction, state.month, &state.household);
    let name = (texts().file.name)(&state.month.to_string());
    browser::download(&name, &format!("{document:#}"));
    state.dispatch(Action::Saved);
}

/// Erasing everything, after a second word.
fn erase(shell: &Shell) -> Html {
    let words = &texts().file;
    let actions = el("div").class("actions");
    if !shell.state.erasing {
        let ask = shell.press(Action::Erasing(true));
        return actions.add(button("second danger", words.erase, ask)).into();
    }
    let dispatcher = shell.state.dispatcher();
    let erase = Callback::from(move |_| {
        browser::go("#/");
        dispatcher.dispatch(Action::Erase);
    });
    let actions = actions.add(button("danger", words.erase_yes, erase)).add(button(
        "second",
        words.erase_no,
        shell.press(Action::Erasing(false)),
    ));
    el("div")
        .class("confirm")
        .attr("role", "group")
        .attr("aria-label", words.erase)
        .add(p("", words.erase_sure).attr("role", "alert"))
        .add(actions)
        .into()
}
