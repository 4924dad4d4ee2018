//! The sentences in French that explain results, and the list of postcodes: asked for once a household is
//! begun.

use super::languages::fetch;
use crate::answering::arrive;
use crate::browser;
use crate::dom::{button, el, p};
use crate::pace::spawn;
use crate::speech::{Speech, french};
use crate::state::{Action, State};
use crate::texts::texts;
use auclair_rules::zones;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

/// The list of postcodes, beside the site.
const POSTCODES: &str = "codes-postaux.bin";

/// How long someone who comes straight to results waits for their sentences.
const PATIENCE: u32 = 2_000;

/// Who waits for the sentences, and does this once they came or did not.
type Waiting = Box<dyn FnOnce()>;

thread_local! {
    static WAITING: RefCell<Vec<Waiting>> = const { RefCell::new(Vec::new()) };
    /// Whether they were asked for, and some did not come.
    static LOST: Cell<bool> = const { Cell::new(false) };
}

/// Whether the list of postcodes did not come.
pub(super) fn are_postcodes_lost() -> bool {
    LOST.get() && !zones::are_known()
}

/// Asks again for what did not come.
pub(crate) fn ask_again(state: &UseReducerHandle<State>) {
    if LOST.take() {
        say_sentences(state);
    }
}

/// Asks for the sentences, unless they are on their way; then does something, whether they came or not.
fn ask_for_sentences(then: Waiting) {
    let first = WAITING.with_borrow_mut(|waiting| {
        waiting.push(then);
        waiting.len() == 1
    });
    if first {
        spawn(Box::pin(async move {
            // What came already is not paid for twice.
            let postcodes = (!zones::are_known()).then(|| browser::fetch(POSTCODES));
            if !french().explains() {
                fetch(french().language).await.into_iter().for_each(Speech::learn);
            }
            if let Some(postcodes) = postcodes {
                postcodes.await.into_iter().for_each(zones::learn);
            }
            LOST.set(!(zones::are_known() && french().explains()));
            WAITING.take().into_iter().for_each(|then| then());
        }));
    }
}

/// Waits until they came, two seconds at the latest.
pub(crate) async fn sentences_came() {
    if french().explains() {
        return;
    }
    let came = Promise::new(&mut |done, _| {
        let late = done.clone();
        let tell = |done: &Function| drop(done.call0(&JsValue::NULL));
        ask_for_sentences(Box::new(move || tell(&done)));
        Timeout::new(PATIENCE, move || tell(&late)).forget();
    });
    JsFuture::from(came).await.ok();
}

/// Asks for them; the page shows then what came.
pub(crate) fn say_sentences(state: &UseReducerHandle<State>) {
    let dispatcher = state.dispatcher();
    ask_for_sentences(Box::new(move || arrive(&dispatcher, Action::Spoken)));
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
