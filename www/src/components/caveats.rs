//! What is less than certain in a result.

use crate::dom::{all, el, list, text};
use crate::texts::texts;
use auclair_engine::program::CaveatKind;
use yew::Html;

/// The reservations of a result, each with its kind.
pub(crate) fn caveats(caveats: &[(CaveatKind, String)]) -> Html {
    let words = texts().right();
    let lines = caveats
        .iter()
        .map(|(kind, caveat)| {
            let kind = match kind {
                CaveatKind::Unsourced => words.unsourced(),
                CaveatKind::Unconfirmed => words.unconfirmed(),
                CaveatKind::Simplified => words.simplified(),
            };
            all(vec![el("strong").say(kind).into(), text(" "), text(caveat)])
        })
        .collect();
    list("caveats", lines).into()
}
