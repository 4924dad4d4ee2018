//! The month asked about.

use crate::answering::answer;
use crate::browser::selected;
use crate::components::choice::select;
use crate::components::notes::help;
use crate::dom::el;
use crate::state::{Action, State};
use crate::words::{self, capital};
use yew::prelude::*;

/// The month asked about, among those the rules cover.
pub(crate) fn month_choice(
    state: &UseReducerHandle<State>,
    label: &str,
    note: Option<&str>,
) -> Html {
    let months = state.months();
    let lines = months.iter().map(|month| (*month == state.month, capital(&words::month(*month))));
    let lines = lines.collect();
    let dispatcher = state.dispatcher();
    let choose = Callback::from(move |event: Event| {
        if let Some(month) = months.get(selected(&event)) {
            answer(&dispatcher, Action::Month(*month));
        }
    });
    let select = select("month", lines, choose);
    el("div")
        .class("field")
        .add(el("label").attr("for", "month").say(label))
        .add(help("month-help", note))
        .add(select.maybe("aria-describedby", note.map(|_| "month-help")))
        .into()
}
