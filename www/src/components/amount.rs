//! A number typed with its unit.

use crate::components::notes::{below, described_by, help, said_slip, slip_note, why_of};
use crate::components::unsure::unsure;
use crate::dom::{all, el, span};
use crate::shell::Shell;
use crate::state::{Cell, Field, Progress};
use crate::words::{capital, unit};
use auclair_engine::explain::QuestionWords;
use yew::Html;
use yew::virtual_dom::ListenerKind;

/// A question answered by a number.
pub(super) fn amount(shell: &Shell, cell: Cell, words: &QuestionWords) -> Html {
    let id = cell.id();
    let note = format!("{id}-help");
    let described = words.help.as_ref().map(|_| note.as_str());
    el("div")
        .class("question")
        .key(&id)
        .add(el("label").attr("for", &id).class("ask").say(&capital(&words.ask)))
        .add(help(&note, words.help.as_deref()))
        .add(amount_field(shell, cell, Field::Answer(cell), None, described))
        .add(below(
            vec![unsure(shell, cell, &words.label)],
            why_of(shell, cell, words.why.as_deref()),
        ))
        .into()
}

/// The place where the number is typed, named by `name` when no label names it. A slip is said
/// once the person leaves it.
pub(super) fn amount_field(
    shell: &Shell,
    cell: Cell,
    field: Field,
    name: Option<&str>,
    described: Option<&str>,
) -> Html {
    let of = shell.state.unit(cell);
    let said = said_slip(shell, field, of);
    let id = field.id();
    let (note, after) = (format!("{id}-slip"), format!("{id}-unit"));
    let describedby = described_by(&[
        (described.unwrap_or_default(), described.is_some()),
        (&after, true),
        (&note, said.is_some()),
    ]);
    let unknown = field == Field::Answer(cell) && shell.state.progress(cell) == Progress::DontKnow;
    let value = if unknown { String::new() } else { shell.state.text(field) };
    let input = el("input")
        .id(&id)
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .value(value)
        .maybe("aria-label", name)
        .maybe("aria-describedby", describedby.as_deref())
        .maybe("aria-invalid", said.is_some().then_some("true"))
        .on(ListenerKind::oninput, shell.typing(field))
        .on(ListenerKind::onblur, shell.leaving(field));
    let unit = of.map(|of| unit(of, shell.currency())).unwrap_or_default();
    let line = el("div").class("amount").add(input).add(span("unit", &unit).id(&after));
    all(vec![line.into(), slip_note(&note, said.as_deref())])
}
