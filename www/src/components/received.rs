//! One resource of one person: received or not, then its amount, then its months if they differ.

use crate::components::amount::amount_field;
use crate::components::checklist::{tick, unknown};
use crate::components::months::months;
use crate::components::notes::{below, help, why, why_of};
use crate::components::unsure::unsure;
use crate::dom::{all, button, el, nothing, p};
use crate::shell::Shell;
use crate::state::{Action, Cell, Closing, Field};
use crate::texts::{texts, with};
use crate::words;
use auclair_engine::Kind;
use yew::Html;

/// A resource to tick, with its amount once ticked; `bare` when it is named by what stands around,
/// as in a table.
pub(super) fn received(shell: &Shell, cell: Cell, closing: Closing, bare: bool) -> Html {
    let words = shell.seen.words(cell);
    let checked = shell.state.is_ticked(cell);
    let name = match cell.person {
        Some(person) => words::of(&words.label, &shell.name(person)),
        None => words.label.clone(),
    };
    let is_amount = !matches!(shell.state.question(cell).map(|q| q.kind), Some(Kind::Bool));
    let tick = tick(shell, cell, closing).attr("aria-label", &name);
    let label = if bare { nothing() } else { el("span").say(&words.label).into() };
    let amount = if checked && is_amount { received_amount(shell, cell) } else { nothing() };
    let why = if bare || is_amount { nothing() } else { why(words.why.as_deref()) };
    el("div")
        .class(if checked { "tick ticked" } else { "tick" })
        .key(&cell.id())
        .add(el("label").class("option").add(tick).add(label))
        .add(amount)
        .add(unknown(shell, cell, closing, &name))
        .add(why)
        .into()
}

/// The amount of a resource: one for all months, or month by month.
pub(super) fn received_amount(shell: &Shell, cell: Cell) -> Html {
    if shell.state.is_by_month(cell) {
        return months(shell, cell);
    }
    let words = shell.seen.words(cell);
    let who = cell.person.map(|person| shell.name(person)).unwrap_or_default();
    let note = format!("{}-help", cell.id());
    let described = words.help.as_ref().map(|_| note.as_str());
    let name = with(texts().resources().amount(), &[&words::of(&words.label, &who)]);
    let since = shell.state.since(cell).filter(|_| shell.state.reads(cell).len() > 1);
    let since = since.map_or_else(nothing, |since| {
        let differ = shell.press(Action::ByMonth(cell, true));
        all(vec![
            p("since", &with(texts().resources().each_month(), &[&words::month(since)])).into(),
            button("quiet", texts().resources().differ(), differ).into(),
        ])
    });
    el("div")
        .class("entry")
        .add(help(&note, words.help.as_deref()))
        .add(amount_field(shell, cell, Field::Answer(cell), Some(&name), described))
        .add(since)
        .add(below(
            vec![unsure(shell, cell, &words.label)],
            why_of(shell, cell, words.why.as_deref()),
        ))
        .into()
}
