//! What the first page is made from, made ahead of it: nobody's finger waits for all of it at once.

use crate::browser::breathe;
use crate::evaluation::{View, view};
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
    let now = || view(state.jurisdiction, &state.plan()?, &said.household).map(Rc::new);
    ready.map(|(_, view)| view).or_else(now)
}

/// Makes what the results show, and lets the browser do other things meanwhile.
pub(crate) async fn prepare(state: &State) {
    let said = Said::of(state);
    let Some(view) = seen(state, &said) else { return };
    plans::prepare(state.jurisdiction, view.later()).await;
    view.rights();
    breathe().await;
    view.path();
    breathe().await;
    state.wanted();
    for right in view.rights() {
        breathe().await;
        view.explain(right.rule);
    }
    READY.set(Some((said, view)));
}
