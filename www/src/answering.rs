//! What an answer brings about comes once the screen shows the answer.
//!
//! The browser shows by itself what is typed, ticked or chosen, at its next frame; what follows takes
//! several frames on a slow phone, and would hold that one back.

use crate::state::{Action, State};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use yew::prelude::*;

/// Longer than a frame of a screen, in milliseconds.
const FRAME: u32 = 20;

type Dispatcher = UseReducerDispatcher<State>;

thread_local! {
    /// What was done and has not been followed yet, in order.
    static WAITING: RefCell<Vec<(Dispatcher, Action)>> = const { RefCell::new(Vec::new()) };
}

/// Does something once the screen shows what it answers to.
#[inline(never)]
pub(crate) fn answer(dispatcher: &Dispatcher, action: Action) {
    let first = WAITING.with_borrow_mut(|waiting| {
        waiting.push((dispatcher.clone(), action));
        waiting.len() == 1
    });
    if first {
        Timeout::new(FRAME, catch_up).forget();
    }
}

/// Does at once what waits for a frame: before anything that looks at the answers, or shows them again.
pub(crate) fn catch_up() {
    for (dispatcher, action) in WAITING.take() {
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

/// Whoever presses something, or leaves, finds all answers followed.
#[hook]
pub(crate) fn use_catching_up() {
    use_effect_with((), |()| {
        let window = web_sys::window().into_iter();
        let listeners: Vec<_> = window
            .flat_map(|window| {
                ["pointerdown", "click", "keydown", "hashchange", "visibilitychange"].map(|event| {
                    let options = EventListenerOptions::run_in_capture_phase();
                    EventListener::new_with_options(&window, event, options, |_| catch_up())
                })
            })
            .collect();
        move || drop(listeners)
    });
}
