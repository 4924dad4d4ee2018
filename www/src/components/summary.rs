//! What keeps a page from being complete, said before the person goes on.

use crate::browser;
use crate::dom::{button, list, nothing, section};
use crate::reminders::Place;
use crate::texts::texts;
use yew::prelude::*;

/// The identifier of the list, which takes the focus when it appears.
pub(crate) const ID: &str = "rappel";

/// The list of what is missing or wrong, and the way on all the same when that is allowed.
pub(crate) fn summary(title: &str, places: Vec<Place>, skip: Option<Callback<Event>>) -> Html {
    let places = places
        .into_iter()
        .map(|(id, words)| {
            button("link", &words, Callback::from(move |_| browser::focus(&id))).into()
        })
        .collect();
    let skip =
        skip.map_or_else(nothing, |skip| button("second", texts().questions().skip(), skip).into());
    section("summary", "rappel-titre", title)
        .id(ID)
        .attr("tabindex", "-1")
        .add(list("", places))
        .add(skip)
        .into()
}
