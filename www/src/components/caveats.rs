//! What is less than certain in a result.

use crate::dom::{el, list};
use crate::explain::Follow;
use crate::texts::texts;
use auclair_engine::program::CaveatKind;
use yew::Html;

/// The reservations of a result, each with its kind.
pub(crate) fn caveats(follow: &Follow<'_>, caveats: &[(CaveatKind, String)]) -> Html {
    let words = texts().doubts();
    let lines = caveats
        .iter()
        .map(|(kind, caveat)| {
            let kind = match kind {
                CaveatKind::Unsourced => words.unsourced(),
                CaveatKind::Unconfirmed => words.unconfirmed(),
                CaveatKind::Simplified => words.simplified(),
            };
            let line = el("span").add(el("strong").say(kind)).say(" ");
            follow.say(line, caveat).into()
        })
        .collect();
    list("caveats", lines).into()
}
