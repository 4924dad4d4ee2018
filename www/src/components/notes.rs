//! What stands around a field: help, why it is asked, what is wrong.

use crate::components::bar;
use crate::dom::{details, el, heard, list, nothing, p};
use crate::shell::Shell;
use crate::state::parse::{DatePart, Slip};
use crate::state::{Action, Cell, Field};
use crate::texts::{texts, with};
use crate::words;
use auclair_engine::Unit;
use rust_decimal::Decimal;
use yew::Html;
use yew::virtual_dom::ListenerKind;

/// Help to answer, to which the field points by `id`.
pub(super) fn help(id: &str, text: Option<&str>) -> Html {
    text.map_or_else(nothing, |text| p("help", text).id(id).into())
}

/// Why it is asked, opened on demand.
pub(super) fn why(text: Option<&str>) -> Html {
    let why = |text| details("why", texts().fields().why()).add(p("", text)).into();
    text.map_or_else(nothing, why)
}

/// Why a question is asked, and what its answer is worth: worked out once it is opened.
pub(super) fn why_of(shell: &Shell, cell: Cell, text: Option<&str>) -> Html {
    let words = texts().fields();
    let open = shell.state.asked_why == Some(cell);
    // The state alone opens it: the browser would close it again after the page is shown.
    let toggle = shell.on(move |event| {
        event.prevent_default();
        Action::Why(cell)
    });
    let summary = el("summary").say(words.why()).on(ListenerKind::onclick, toggle);
    let details = el("details").class("why").flag("open", open).add(summary);
    if !open {
        return details.into();
    }
    let stakes = shell.seen.stakes(cell);
    let worth = if stakes.is_empty() { words.no_stake() } else { words.stakes() };
    let stakes = stakes.iter().map(|right| {
        let name = bar::name(&shell.state, right);
        crate::dom::text(&format!("{name} : {}", bar::result(&shell.state, right)))
    });
    details
        .add(p("", text.unwrap_or_default()))
        .add(p("", worth))
        .add(list("", stakes.collect()))
        .into()
}

/// What stands below a field, side by side: what can be ticked, then why it is asked.
pub(super) fn below(boxes: Vec<Html>, why: Html) -> Html {
    el("div").class("below").each(boxes).add(why).into()
}

/// What is wrong in a field, to which it points by `id`.
pub(super) fn slip_note(id: &str, text: Option<&str>) -> Html {
    text.map_or_else(nothing, |text| {
        el("p").id(id).class("slip").add(heard(texts().fields().error())).say(text).into()
    })
}

/// The notes a field points to, as `aria-describedby`.
pub(super) fn described_by(notes: &[(&str, bool)]) -> Option<String> {
    let mut present = String::new();
    for (id, _) in notes.iter().filter(|(_, present)| *present) {
        if !present.is_empty() {
            present.push(' ');
        }
        present.push_str(id);
    }
    (!present.is_empty()).then_some(present)
}

/// What is wrong in a field that was left, in words; bounds are written with their unit.
pub(super) fn said_slip(shell: &Shell, field: Field, unit: Option<Unit>) -> Option<String> {
    let found = shell.state.said_slip(field)?;
    let words = texts().slips();
    let bound = |number: Decimal| match unit {
        Some(unit) => words::written(number, unit, shell.currency()),
        None => words::number(number, None),
    };
    let said = match found {
        Slip::Below(low) => return Some(with(words.below(), &[&bound(low)])),
        Slip::Above(high) => return Some(with(words.above(), &[&bound(high)])),
        Slip::Day(last) => return Some(with(words.day(), &[&last.to_string()])),
        Slip::NotANumber => words.number(),
        Slip::Ambiguous => words.ambiguous(),
        Slip::Part(DatePart::Day) => words.no_day(),
        Slip::Part(DatePart::Month) => words.no_month(),
        Slip::Part(DatePart::Year) => words.no_year(),
        Slip::Year => words.year(),
        Slip::Month => words.month(),
        Slip::Far => words.far(),
        Slip::Future => words.future(),
        Slip::Digits => words.digits(),
        Slip::UnknownPostcode => words.unknown_postcode(),
    };
    Some(said.to_owned())
}
