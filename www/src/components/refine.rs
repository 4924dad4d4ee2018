//! The estimates in use, which an exact amount can replace.

use crate::components::received::received_amount;
use crate::dom::{details, el, nothing, p};
use crate::shell::Shell;
use crate::speech::sentences;
use crate::state::Cell;
use crate::texts::{texts, with};
use crate::words::capital;
use auclair_engine::{Value, text};
use yew::Html;

/// The estimates of a topic, opened on demand.
pub(crate) fn refine(shell: &Shell, cells: &[Cell]) -> Html {
    if cells.is_empty() {
        return nothing();
    }
    let words = texts().questions();
    let fields = cells
        .iter()
        .map(|cell| {
            let estimate = estimate(shell, *cell).map_or_else(nothing, |estimate| {
                p("help", &with(words.estimate(), &[&estimate])).into()
            });
            el("fieldset")
                .class("question")
                .key(&cell.id())
                .add(el("legend").class("ask").say(&capital(&shell.seen.words(*cell).ask)))
                .add(estimate)
                .add(received_amount(shell, *cell))
                .into()
        })
        .collect();
    details("refine", words.refine()).add(p("", words.refine_lead())).each(fields).into()
}

/// The estimate of a question, in words.
fn estimate(shell: &Shell, cell: Cell) -> Option<String> {
    let rounded = Value::Number(shell.seen.estimate(cell)?.number()?.round_dp(2));
    let jurisdiction = shell.state.jurisdiction;
    let kind = shell.state.question(cell)?.kind;
    Some(text::value(rounded, kind, &jurisdiction.program, sentences(jurisdiction)))
}
