//! Opening a household that was saved.

use crate::browser;
use crate::dom::{el, nothing, p};
use crate::route::Route;
use crate::shell::Reading;
use crate::state::{Action, State, unreadable};
use crate::texts::{texts, with};
use auclair_rules::household;
use gloo::file::callbacks::read_as_text;
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

/// The field that opens a file, and why it cannot.
pub(crate) fn open_file(state: &UseReducerHandle<State>, reading: &Reading) -> Html {
    let words = texts().file();
    let open = {
        let (state, reading) = (state.clone(), reading.clone());
        Callback::from(move |event: Event| open(&state, &reading, &event))
    };
    let input = el("input")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .on(ListenerKind::onchange, open);
    let problem = state.problem.as_ref();
    let problem =
        problem.map_or_else(nothing, |problem| p("slip", problem).attr("role", "alert").into());
    el("div")
        .class("open")
        .add(el("label").class("file").add(el("span").say(words.open())).add(input))
        .add(problem)
        .into()
}

/// Reads the file that was chosen, and goes to its results.
fn open(state: &UseReducerHandle<State>, reading: &Reading, event: &Event) {
    let Some(file) = browser::chosen_file(event) else { return };
    let to = Route::Results.href(&state.jurisdiction.program);
    let dispatcher = state.dispatcher();
    let reader = read_as_text(&file, move |text| {
        let opened = text
            .map_err(|error| error.to_string())
            .and_then(|text| household::read(&text).map_err(|error| unreadable(&error)));
        match opened {
            Ok(document) => {
                dispatcher.dispatch(Action::Open(Box::new(document)));
                browser::go(&to);
            }
            Err(why) => {
                dispatcher.dispatch(Action::Unreadable(with(texts().file().unreadable(), &[&why])));
            }
        }
    });
    reading.replace(Some(reader));
}
