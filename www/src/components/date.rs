//! A date, typed in three small fields; a whole date typed in one of them is spread out.

use crate::browser::{stays_inside, typed};
use crate::components::notes::{below, described_by, help, said_slip, slip_note, why_of};
use crate::components::unsure::unsure;
use crate::dom::{El, el};
use crate::shell::Shell;
use crate::state::{Action, Cell, Field};
use crate::texts::texts;
use crate::words::capital;
use auclair_engine::explain::QuestionWords;
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

/// A question answered by a date.
pub(super) fn date(shell: &Shell, cell: Cell, words: &QuestionWords) -> Html {
    let mut note = words.help.clone().unwrap_or_default();
    if !note.is_empty() {
        note.push(' ');
    }
    note.push_str(texts().fields().date_help());
    date_fields(shell, Field::Answer(cell), &capital(&words.ask), &note)
        .add(below(
            vec![unsure(shell, cell, &words.label)],
            why_of(shell, cell, words.why.as_deref()),
        ))
        .into()
}

/// The three fields of a date.
pub(super) fn date_fields(shell: &Shell, field: Field, legend: &str, note: &str) -> El {
    let said = said_slip(shell, field, None);
    let id = field.id();
    let (about, slip) = (format!("{id}-help"), format!("{id}-slip"));
    let describedby = described_by(&[(&about, true), (&slip, said.is_some())]);
    // The slip is said when the focus leaves the three fields, not between them.
    let leaving = shell.leaving(field);
    let leave = Callback::from(move |event: Event| {
        if !stays_inside(&event) {
            leaving.emit(event);
        }
    });
    // The browser may know the birth of the person who types.
    let mine = field == Field::Birth(0);
    let words = texts().fields();
    let names = [
        (words.day(), "bday-day", "part"),
        (words.month(), "bday-month", "part"),
        (words.year(), "bday-year", "part year"),
    ];
    let fields = names
        .into_iter()
        .zip(shell.state.parts(field))
        .enumerate()
        .map(|(index, ((name, birthday, class), part))| {
            let input = el("input")
                .attr("type", "text")
                .attr("inputmode", "numeric")
                .attr("autocomplete", if mine { birthday } else { "off" })
                .value(part)
                .maybe("aria-invalid", said.is_some().then_some("true"))
                .on(ListenerKind::oninput, type_part(shell, field, index));
            el("label").class(class).add(el("span").say(name)).add(input).into()
        })
        .collect();
    el("fieldset")
        .class("question")
        .id(&id)
        .key(&id)
        .maybe("aria-describedby", describedby.as_deref())
        .add(el("legend").class("ask").say(legend))
        .add(help(&about, Some(note)))
        .add(el("div").class("date").each(fields).on(ListenerKind::onfocusout, leave))
        .add(slip_note(&slip, said.as_deref()))
}

/// Types one part.
fn type_part(shell: &Shell, field: Field, index: usize) -> Callback<Event> {
    shell.answering(move |event| Action::TypePart(field, index, typed(&event)))
}
