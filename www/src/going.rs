//! Going from one page of questions to the next.

use crate::browser;
use crate::components::SUMMARY;
use crate::dom::{El, el, link};
use crate::journey;
use crate::route::Route;
use crate::shell::Shell;
use crate::state::{Action, Cell};
use crate::texts::texts;
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

/// The form of a page of questions: it goes on when the page is complete, and otherwise says what
/// it lacks.
pub(crate) fn form(shell: &Shell, complete: bool) -> El {
    let shell = shell.clone();
    let submit = Callback::from(move |event: Event| {
        event.prevent_default();
        if complete {
            go_on(&shell);
        } else {
            shell.state.dispatch(Action::Insist(shell.route));
            browser::focus_soon(SUMMARY.to_owned());
        }
    });
    el("form").flag("novalidate", true).on(ListenerKind::onsubmit, submit)
}

/// The buttons that go on and back.
pub(crate) fn buttons(shell: &Shell, back: Route) -> Html {
    let words = texts().questions();
    let next = journey::next(&shell.state, &shell.seen, shell.route);
    let on = if shell.state.reviewing && next == Route::Results {
        words.to_results()
    } else {
        words.next()
    };
    el("div")
        .class("actions next")
        .add(el("button").attr("type", "submit").say(on))
        .add(link("back", &shell.href(back), words.back()))
        .into()
}

/// Goes on though these questions have no answer.
pub(crate) fn skip(shell: &Shell, waiting: Vec<Cell>) -> Callback<Event> {
    let shell = shell.clone();
    Callback::from(move |_| {
        shell.state.dispatch(Action::Skip(waiting.clone()));
        go_on(&shell);
    })
}

/// Goes to the next page.
fn go_on(shell: &Shell) {
    let next = journey::next(&shell.state, &shell.seen, shell.route);
    if next == Route::Results {
        shell.state.dispatch(Action::Review);
    }
    let back_to = match (shell.route, next) {
        (Route::Theme(from), Route::Theme(next)) if next < from => Some(next),
        _ => None,
    };
    shell.state.dispatch(Action::BackTo(back_to));
    browser::go(&shell.href(next));
}
