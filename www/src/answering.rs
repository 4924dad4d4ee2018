//! What an answer brings about comes once the screen shows the answer.
//!
//! The browser shows by itself what is typed, ticked or chosen, at its next frame; what follows takes
//! several frames on a slow phone, and would hold that one back. It is made in pieces, and shown when all of it
//! is there.

use crate::ahead;
use crate::browser::wait;
use crate::pace::{Pace, spawn};
use crate::state::{Action, State};
use gloo::events::{EventListener, EventListenerOptions};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

/// Longer than a frame of a screen, in milliseconds.
const FRAME: i32 = 20;

type Dispatcher = UseReducerDispatcher<State>;

thread_local! {
    /// What was done and has not been followed yet, in order.
    static WAITING: RefCell<Vec<(Dispatcher, Action)>> = const { RefCell::new(Vec::new()) };
    /// Counts what was answered, and what was followed at once: what is made for less than that is of no use.
    static ANSWERS: Cell<u64> = const { Cell::new(0) };
}

/// How many answers there were so far.
pub(crate) fn answered() -> u64 {
    ANSWERS.get()
}

/// Whether an answer is not followed yet.
pub(crate) fn is_waiting() -> bool {
    WAITING.with_borrow(|waiting| !waiting.is_empty())
}

/// Does something once the screen shows what it answers to.
#[inline(never)]
pub(crate) fn answer(dispatcher: &Dispatcher, action: Action) {
    WAITING.with_borrow_mut(|waiting| waiting.push((dispatcher.clone(), action)));
    let answers = ANSWERS.get() + 1;
    ANSWERS.set(answers);
    spawn(Box::pin(follow(Pace::Until(answers))));
}

/// Makes what the answers lead to, and shows it.
async fn follow(pace: Pace) {
    wait(FRAME).await;
    pace.breathe().await;
    let actions = WAITING.with_borrow(|waiting| {
        waiting.iter().map(|(_, action)| action.clone()).collect::<Vec<_>>()
    });
    let Some(next) = ahead::follow(actions, pace).await else { return catch_up() };
    if let Some((dispatcher, _)) = WAITING.take().pop() {
        dispatcher.dispatch(Action::Become(next));
    }
}

/// Does at once what waits for a frame: before anything that looks at the answers, or shows them again.
pub(crate) fn catch_up() {
    for (dispatcher, action) in WAITING.take() {
        ANSWERS.set(ANSWERS.get() + 1);
        dispatcher.dispatch(action);
    }
}

/// Shows what came from elsewhere, with what was answered meanwhile: a page drawn without it would untick
/// what was just ticked.
#[inline(never)]
pub(crate) fn arrive(dispatcher: &Dispatcher, action: Action) {
    catch_up();
    dispatcher.dispatch(action);
}

/// Whether an event may lead elsewhere: to another page, or to the next field, which an answer may bring. Keys that
/// type and buttons that answer follow one another by themselves.
fn leads_on(event: &Event) -> bool {
    if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
        return matches!(key.key().as_str(), "Tab" | "Enter");
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_none_or(|target| matches!(target.closest("a, button, summary"), Ok(Some(_))))
}

/// Whoever presses something, or leaves, finds all answers followed.
#[hook]
pub(crate) fn use_catching_up() {
    use_effect_with((), |()| {
        let window = web_sys::window().into_iter();
        let listeners: Vec<_> = window
            .flat_map(|window| {
                ["pointerdown", "click", "keydown", "hashchange", "visibilitychange"].map(|event| {
                    let options = EventListenerOptions::run_in_capture_phase();
                    EventListener::new_with_options(&window, event, options, |event| {
                        if leads_on(event) {
                            catch_up();
                        }
                    })
                })
            })
            .collect();
        move || drop(listeners)
    });
}
