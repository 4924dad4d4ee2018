//! Keeping the household in a file, printing the page, opening another file, erasing everything.

use crate::browser;
use crate::components::open_file;
use crate::dom::{button, el, nothing, p, section};
use crate::route::Route;
use crate::shell::Shell;
use crate::state::{Action, Keeping};
use crate::texts::{texts, with};
use auclair_rules::household;
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

/// What can be done with the answers.
pub(crate) fn keep(shell: &Shell) -> Html {
    let words = texts().file();
    let save = {
        let shell = shell.clone();
        Callback::from(move |_| save(&shell))
    };
    let note = shell.href(Route::Note);
    let print = Callback::from(move |_| {
        browser::go(&note);
        browser::print_soon();
    });
    let actions = el("div")
        .class("actions")
        .add(button("second", words.save(), save))
        .add(open_file(&shell.state, &shell.reading))
        .add(button("second", words.print(), print));
    section("keep screen", "keep", words.title())
        .add(keep_here(shell))
        .add(actions)
        .add(p("help", words.save_help()))
        .add(p("found", if shell.state.saved { words.saved() } else { "" }).attr("role", "status"))
        .add(erase(shell))
        .into()
}

/// Keeping the answers on this device, so that the page can be closed.
pub(crate) fn keep_here(shell: &Shell) -> Html {
    let words = texts().file();
    let dispatcher = shell.state.dispatcher();
    let switch = Callback::from(move |event: Event| {
        let keeping = if browser::is_checked(&event) { Keeping::Yes } else { Keeping::No };
        if keeping == Keeping::No {
            browser::forget();
        }
        dispatcher.dispatch(Action::Keep(keeping));
    });
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("aria-describedby", "keep-help")
        .checked(shell.state.keeping == Keeping::Yes)
        .on(ListenerKind::onchange, switch);
    let refused = if shell.state.keeping == Keeping::Refused {
        p("slip", words.refused()).attr("role", "alert").into()
    } else {
        nothing()
    };
    el("div")
        .class("keep-here screen")
        .add(el("label").class("option").add(tick).add(el("span").say(words.keep())))
        .add(p("help", words.keep_help()).id("keep-help"))
        .add(refused)
        .into()
}

fn save(shell: &Shell) {
    let state = &shell.state;
    let document = household::write(state.jurisdiction, state.month, &state.household);
    let name = with(texts().file().name(), &[&state.month.to_string()]);
    browser::download(&name, &format!("{document:#}"));
    state.dispatch(Action::Saved);
}

/// Erasing everything, after a second word.
fn erase(shell: &Shell) -> Html {
    let words = texts().file();
    let actions = el("div").class("actions");
    if !shell.state.erasing {
        let ask = shell.press(Action::Erasing(true));
        return actions.add(button("second danger", words.erase(), ask)).into();
    }
    let dispatcher = shell.state.dispatcher();
    let erase = Callback::from(move |_| {
        browser::go("#/");
        browser::forget();
        dispatcher.dispatch(Action::Erase);
    });
    let actions = actions.add(button("danger", words.erase_yes(), erase)).add(button(
        "second",
        words.erase_no(),
        shell.press(Action::Erasing(false)),
    ));
    el("div")
        .class("confirm")
        .attr("role", "group")
        .attr("aria-label", words.erase())
        .add(p("", words.erase_sure()).attr("role", "alert"))
        .add(actions)
        .into()
}
