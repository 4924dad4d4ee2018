//! A question, by the kind of its answers.

use crate::components::amount::amount;
use crate::components::choice::choice;
use crate::components::date::date;
use crate::components::postcode::postcode;
use crate::shell::Shell;
use crate::state::Cell;
use auclair_engine::Kind;
use yew::Html;

/// The word by which rules ask for a postcode.
const POSTCODE: &str = "code postal";

/// A question, by the kind of its answers.
pub(crate) fn question(shell: &Shell, cell: Cell) -> Html {
    let Some(question) = shell.state.question(cell) else { return crate::dom::nothing() };
    let words = shell.seen.words(cell);
    if question.entry.as_deref() == Some(POSTCODE) {
        return postcode(shell, cell, &words);
    }
    match question.kind {
        Kind::Bool | Kind::Choice(_) => choice(shell, cell, &words),
        Kind::Number(_) => amount(shell, cell, &words),
        Kind::Date => date(shell, cell, &words),
    }
}
