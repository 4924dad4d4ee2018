//! What a page is made from, made ahead of it in pieces: nobody's finger waits for all of it at once.

use crate::browser;
use crate::evaluation::{View, view};
use crate::pace::{Pace, Work, at_once};
use crate::plans;
use crate::route::Route;
use crate::state::{Action, Said, State};
use std::cell::RefCell;
use std::rc::Rc;
use yew::{Reducible, UseReducerHandle};

/// What the page shows.
#[derive(Clone)]
struct Shown {
    state: UseReducerHandle<State>,
    view: Option<Rc<View>>,
}

thread_local! {
    /// What the next page is made from.
    static READY: RefCell<Option<(Said, Rc<View>)>> = const { RefCell::new(None) };
    /// What the page shows.
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
}

/// Tells what the page shows.
pub(crate) fn show(state: &UseReducerHandle<State>, view: Option<Rc<View>>) {
    if view.is_none() {
        // Nothing is kept of a household that is over.
        READY.set(None);
    }
    SHOWN.set(Some(Shown { state: state.clone(), view }));
}

/// Whether the page shows what was made from this.
pub(crate) fn shows(view: &Rc<View>) -> bool {
    let shown = SHOWN.with_borrow(Clone::clone).and_then(|shown| shown.view);
    shown.is_some_and(|shown| Rc::ptr_eq(&shown, view))
}

/// What was said, evaluated; nothing when the rules do not cover the month.
pub(crate) fn seen(state: &State, said: &Said) -> Option<Rc<View>> {
    let ready = READY.take().filter(|(other, _)| other == said);
    let now = || at_once(made(state, said, Pace::AtOnce)).flatten();
    ready.map(|(_, view)| view).or_else(now)
}

fn made<'a>(state: &'a State, said: &'a Said, pace: Pace) -> Work<'a, Option<Rc<View>>> {
    Box::pin(async move {
        view(state.jurisdiction, &state.plan()?, &said.household, pace).await.map(Rc::new)
    })
}

/// Makes what the results show to who comes straight to them.
pub(crate) async fn prepare(state: &State) {
    let said = Said::of(state);
    let Some(view) = made(state, &said, Pace::InPieces).await else { return };
    complete(state, &view).await;
    READY.set(Some((said, view)));
}

/// Makes what results and explanations show.
fn complete<'a>(state: &'a State, view: &'a View) -> Work<'a, ()> {
    Box::pin(async move {
        view.prepare().await;
        state.prepare_wanted(Pace::InPieces).await;
    })
}

/// Makes what an address shows that is gone to.
pub(crate) async fn prepare_page(hash: &str) {
    while let Some(Shown { state, view: Some(view) }) = SHOWN.with_borrow(Clone::clone) {
        if Route::read(hash, &state.jurisdiction.program).explains() {
            complete(&state, &view).await;
        }
        // Answers may have been followed meanwhile.
        if shows(&view) {
            return;
        }
    }
}

/// Makes what these actions lead to; nothing when the page changed meanwhile.
pub(crate) async fn follow(actions: Vec<Action>, pace: Pace) -> Option<Rc<State>> {
    let before = SHOWN.with_borrow(Clone::clone)?.state;
    let revision = before.revision();
    let next = actions.into_iter().fold(Rc::new((*before).clone()), Reducible::reduce);
    let said = Said::of(&next);
    if next.begun && (!before.begun || Said::of(&before) != said) {
        plans::prepare(next.jurisdiction, next.month, pace).await;
        if let Some(view) = made(&next, &said, pace).await {
            next.prepare_wanted(pace).await;
            // Another month may be chosen where results are shown.
            if Route::read(&browser::hash(), &next.jurisdiction.program).explains() {
                complete(&next, &view).await;
            }
            pace.breathe().await;
            READY.set(Some((said, view)));
        }
    }
    // A handle reads the state of now, whenever it was taken.
    (before.revision() == revision).then_some(next)
}
