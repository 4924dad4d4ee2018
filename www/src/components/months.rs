//! An amount month by month: the months that the rules read, and no others.

use crate::components::amount::amount_field;
use crate::dom::{button, el};
use crate::shell::Shell;
use crate::state::{Action, Cell, Field};
use crate::texts::{texts, with};
use crate::words;
use yew::Html;

/// One field for each month, the latest first.
pub(super) fn months(shell: &Shell, cell: Cell) -> Html {
    let label = shell.seen.words(cell).label;
    let who = cell.person.map(|person| shell.name(person)).unwrap_or_default();
    let mut months = shell.state.reads(cell);
    months.reverse();
    let lines = months
        .into_iter()
        .map(|month| {
            let field = Field::At(cell, month);
            let label = el("label").attr("for", &field.id()).say(&words::month(month));
            let amount = amount_field(shell, cell, field, None, None);
            el("li").key(&month.to_string()).add(label).add(amount).into()
        })
        .collect();
    let same = shell.press(Action::ByMonth(cell, false));
    el("fieldset")
        .class("months")
        .id(&cell.id())
        .add(el("legend").say(&with(texts().resources().months(), &[&words::of(&label, &who)])))
        .add(button("quiet", texts().resources().same(), same))
        .add(el("ol").each(lines))
        .into()
}
