//! What every piece of a page can reach: the state, what it is worth, and the page.

use crate::answering::answer;
use crate::browser;
use crate::evaluation::View;
use crate::route::Route;
use crate::state::{Action, Field, State};
use gloo::file::callbacks::FileReader;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// How long a press lasts, in milliseconds.
const SETTLED: u32 = 150;

/// What every piece of a page can reach.
#[derive(Clone)]
pub(crate) struct Shell {
    pub(crate) state: UseReducerHandle<State>,
    pub(crate) seen: Rc<View>,
    pub(crate) route: Route,
    /// Whether the screen has room for a table of people.
    pub(crate) wide: bool,
    /// What the results so far sound like, once the person pauses.
    pub(crate) heard: String,
    pub(crate) reading: Reading,
}

/// The file that is being read.
pub(crate) type Reading = Rc<RefCell<Option<FileReader>>>;

impl Shell {
    /// A callback that does something to the state.
    pub(crate) fn on(&self, action: impl Fn(Event) -> Action + 'static) -> Callback<Event> {
        let dispatcher = self.state.dispatcher();
        Callback::from(move |event| dispatcher.dispatch(action(event)))
    }

    /// The same with an answer, which the browser shows by itself.
    pub(crate) fn answering(&self, action: impl Fn(Event) -> Action + 'static) -> Callback<Event> {
        let dispatcher = self.state.dispatcher();
        Callback::from(move |event| answer(&dispatcher, action(event)))
    }

    /// A callback that does one thing, whatever the event.
    #[inline(never)]
    pub(crate) fn press(&self, action: Action) -> Callback<Event> {
        let dispatcher = self.state.dispatcher();
        Callback::from(move |_| dispatcher.dispatch(action.clone()))
    }

    /// A callback that chooses a button among others.
    #[inline(never)]
    pub(crate) fn picking(&self, action: Action) -> Callback<Event> {
        self.answering(move |_| action.clone())
    }

    /// A callback that does one thing when a box is ticked, another when it is unticked.
    #[inline(never)]
    pub(crate) fn switch(&self, ticked: Action, unticked: Action) -> Callback<Event> {
        self.answering(
            move |event| {
                if browser::is_checked(&event) { ticked.clone() } else { unticked.clone() }
            },
        )
    }

    /// A callback that types in a field.
    #[inline(never)]
    pub(crate) fn typing(&self, field: Field) -> Callback<Event> {
        self.answering(move |event| Action::Type(field, browser::typed(&event)))
    }

    /// A callback that says, once the field is left, what is wrong in it. Not at once: a word more above a
    /// button moves it away from under the finger that presses it.
    #[inline(never)]
    pub(crate) fn leaving(&self, field: Field) -> Callback<Event> {
        let dispatcher = self.state.dispatcher();
        Callback::from(move |_| {
            let dispatcher = dispatcher.clone();
            Timeout::new(SETTLED, move || answer(&dispatcher, Action::Leave(field))).forget();
        })
    }

    /// A callback that does something with several lines or columns that are pasted; a text of one line is
    /// the browser's to paste.
    pub(crate) fn pasting(&self, action: impl Fn(String) -> Action + 'static) -> Callback<Event> {
        let dispatcher = self.state.dispatcher();
        Callback::from(move |event: Event| {
            let lines = |text: &String| text.trim_end().contains(['\n', '\t']);
            if let Some(text) = browser::pasted(&event).filter(lines) {
                event.prevent_default();
                dispatcher.dispatch(action(text));
            }
        })
    }

    /// A callback that does what stands at the line chosen in a list.
    #[inline(never)]
    pub(crate) fn choosing(&self, actions: Vec<Action>) -> Callback<Event> {
        let dispatcher = self.state.dispatcher();
        Callback::from(move |event: Event| {
            if let Some(action) = actions.get(browser::selected(&event)) {
                answer(&dispatcher, action.clone());
            }
        })
    }

    /// The address of a page.
    pub(crate) fn href(&self, route: Route) -> String {
        route.href(&self.state.jurisdiction.program)
    }

    /// The address of a field of a page.
    pub(crate) fn href_to(&self, route: Route, field: &str) -> String {
        format!("{}?{field}", self.href(route))
    }

    /// The name of a person.
    pub(crate) fn name(&self, person: usize) -> String {
        let people = self.state.household.people();
        people.get(person).map(|person| person.name.clone()).unwrap_or_default()
    }

    /// The sign of money.
    pub(crate) fn currency(&self) -> &'static str {
        &self.state.jurisdiction.program.currency
    }
}
