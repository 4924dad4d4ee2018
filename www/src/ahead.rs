//! What the first page is made from, made ahead of it: nobody's finger waits for all of it at once.

use crate::browser::breathe;
use crate::evaluation::{View, view};
use crate::pace::{Pace, at_once};
use crate::plans;
use crate::state::{Said, State};
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    static READY: RefCell<Option<(Said, Rc<View>)>> = const { RefCell::new(None) };
}

/// What was said, evaluated; nothing when the rules do not cover the month.
pub(crate) fn seen(state: &State, said: &Said) -> Option<Rc<View>> {
    let ready = READY.take().filter(|(other, _)| other == said);
    let now = || at_once(made(state, said, Pace::AtOnce)).flatten();
    ready.map(|(_, view)| view).or_else(now)
}

async fn made(state: &State, said: &Said, pace: Pace) -> Option<Rc<View>> {
    view(state.jurisdiction, &state.plan()?, &said.household, pace).await.map(Rc::new)
}

/// Makes what the results show, and lets the browser do other things meanwhile.
pub(crate) async fn prepare(state: &State) {
    let said = Said::of(state);
    let Some(view) = made(state, &said, Pace::InPieces).await else { return };
    plans::prepare(state.jurisdiction, view.later()).await;
    view.rights();
    breathe().await;
    view.first();
    breathe().await;
    view.then();
    breathe().await;
    state.prepare_wanted().await;
    for right in view.rights() {
        breathe().await;
        view.explain(right.rule);
    }
    READY.set(Some((said, view)));
}
