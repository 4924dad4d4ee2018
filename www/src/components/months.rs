//! An amount month by month: the months that the rules read; between them, it is said that others do not
//! matter.

use crate::components::amount::amount_field;
use crate::dom::{button, el, nothing, p};
use crate::shell::Shell;
use crate::state::{Action, Cell, Field};
use crate::texts::{counted, texts, with};
use crate::words;
use yew::Html;
use yew::virtual_dom::ListenerKind;

/// One field for each month, the latest first.
pub(super) fn months(shell: &Shell, cell: Cell) -> Html {
    let label = shell.seen.words(cell).label;
    let who = cell.person.map(|person| shell.name(person)).unwrap_or_default();
    let months = shell.state.reads(cell);
    let words = texts().resources();
    let first = months.first().copied();
    let count = months.first().zip(months.last()).map_or(0, |(first, last)| last.since(*first));
    let lines = (0..=count)
        .rev()
        .filter_map(|after| Some(first?.plus(after)))
        .map(|month| {
            let field = Field::At(cell, month);
            let name = words::month(month);
            // A column of a spreadsheet has its line too.
            if !months.contains(&month) {
                return el("li").class("help").say(&with(words.no_matter(), &[&name])).into();
            }
            let label = el("label").attr("for", &field.id()).say(&name);
            let amount = amount_field(shell, cell, field, None, None);
            let copy = if first == Some(month) {
                nothing()
            } else {
                button("quiet", words.copy(), shell.press(Action::CopyDown(cell, month)))
                    .attr("aria-label", &with(words.copy_of(), &[&name]))
                    .into()
            };
            let paste = shell.pasting(move |text| Action::Paste(cell, month, text));
            el("li")
                .key(&month.to_string())
                .add(label)
                .add(amount)
                .add(copy)
                .on(ListenerKind::onpaste, paste)
                .into()
        })
        .collect();
    let same = shell.press(Action::ByMonth(cell, false));
    el("fieldset")
        .class("months")
        .id(&cell.id())
        .add(el("legend").say(&with(texts().resources().months(), &[&words::of(&label, &who)])))
        .add(p("help", words.paste()))
        .add(p("pasted", &pasted(shell, cell)).attr("role", "status"))
        .add(button("quiet", words.same(), same))
        .add(el("ol").each(lines))
        .into()
}

/// What came of the last paste there.
fn pasted(shell: &Shell, cell: Cell) -> String {
    let words = texts().resources();
    let Some(told) = shell.state.pasted.as_ref().filter(|told| told.cell == cell) else {
        return String::new();
    };
    let mut said = String::new();
    for (sentence, count) in [(words.pasted(), told.filled), (words.unread(), told.unread)] {
        if count > 0 {
            said.push_str(&counted(sentence, count));
            said.push(' ');
        }
    }
    if !told.extra.is_empty() {
        said.push_str(&with(words.extra(), &[&told.extra]));
    }
    said
}
