//! The sentences in French that explain results: asked for once the program runs.

use super::languages::fetch;
use crate::dom::{button, el, p};
use crate::speech::{Speech, french};
use crate::state::{Action, State};
use crate::texts::texts;
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long someone who comes straight to results waits for their sentences.
const PATIENCE: u32 = 2_000;

/// Who waits for the sentences, and does this once they came or did not.
type Waiting = Box<dyn FnOnce(bool)>;

thread_local! {
    static WAITING: RefCell<Vec<Waiting>> = const { RefCell::new(Vec::new()) };
}

/// Asks for the sentences, unless they are on their way; then says
/// whether they came.
fn ask_for_sentences(then: Waiting) {
    let first = WAITING.with_borrow_mut(|waiting| {
        waiting.push(then);
        waiting.len() == 1
    });
    if first {
        spawn_local(async move {
            let whole = fetch(french().language).await;
            let came = whole.is_some();
            whole.into_iter().for_each(Speech::learn);
            WAITING.take().into_iter().for_each(|then| then(came));
        });
    }
}

/// Does this once they came; at the latest, two seconds after.
pub(crate) fn once_sentences_came(then: impl FnOnce() + 'static) {
    let then = Rc::new(Cell::new(Some(then)));
    let late = Rc::clone(&then);
    ask_for_sentences(Box::new(move |_| then.take().into_iter().for_each(|then| then())));
    Timeout::new(PATIENCE, move || late.take().into_iter().for_each(|then| then())).forget();
}

/// Asks for them; the page says them once they came.
pub(crate) fn say_sentences(state: &UseReducerHandle<State>) {
    let dispatcher = state.dispatcher();
    ask_for_sentences(Box::new(move |came| {
        if came {
            dispatcher.dispatch(Action::Spoken);
        }
    }));
}

/// Says that the sentences that explain results have not come yet, and asks for them again.
pub(crate) fn awaited(state: &UseReducerHandle<State>) -> Html {
    let words = texts().site();
    let asking = state.clone();
    let again = Callback::from(move |_| say_sentences(&asking));
    el("div")
        .class("summary")
        .attr("role", "status")
        .add(p("", words.awaited()))
        .add(button("", words.again(), again))
        .into()
}
