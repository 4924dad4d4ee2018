//! The home's place: a postcode, the commune when several share it, or the zone by hand.

use crate::components::choice::{choices, radio, select};
use crate::components::notes::{below, described_by, help, said_slip, slip_note, why_of};
use crate::components::sentences::are_postcodes_lost;
use crate::components::unsure::{small_box, unsure};
use crate::dom::{El, el, nothing, p};
use crate::shell::Shell;
use crate::state::{Action, Cell, Field, OTHER_COMMUNE, Progress, parse};
use crate::texts::{texts, with};
use crate::words::capital;
use auclair_engine::Answer;
use auclair_engine::explain::QuestionWords;
use auclair_rules::zones::{self, DATE, Postcode};
use yew::Html;
use yew::virtual_dom::ListenerKind;

/// A choice that a postcode answers.
pub(super) fn postcode(shell: &Shell, cell: Cell, question: &QuestionWords) -> Html {
    let words = texts().postcode();
    // Until the list of postcodes is there, a zone is chosen by hand.
    let known = zones::are_known();
    let by_hand = shell.state.is_by_hand(cell) || !known;
    let found = match shell.state.progress(cell) {
        Progress::Given(value) if !by_hand => {
            choices(&shell.state, cell).find(|(choice, _)| *choice == value)
        }
        _ => None,
    };
    let found = found.map(|(_, zone)| with(words.found(), &[&zone])).unwrap_or_default();
    let switch = shell.switch(Action::ByHand(cell, true), Action::ByHand(cell, false));
    let switch = if known { small_box(by_hand, switch, words.by_hand(), "") } else { nothing() };
    // On its way, it needs no word.
    let lost = if are_postcodes_lost() { p("help", words.lost()).into() } else { nothing() };
    let boxes = vec![switch, unsure(shell, cell, &question.label)];
    el("fieldset")
        .class("question")
        .id(&cell.id())
        .key(&cell.id())
        .add(el("legend").class("ask").say(&capital(&question.ask)))
        .add(lost)
        .add(if by_hand { zone(shell, cell) } else { code(shell, cell) })
        .add(p("found", &found).attr("role", "status"))
        .add(below(boxes, why_of(shell, cell, question.why.as_deref())))
        .add(p("source", &with(words.source(), &[DATE])))
        .into()
}

/// The postcode, then the commune when several share it.
fn code(shell: &Shell, cell: Cell) -> El {
    let words = texts().postcode();
    let field = Field::Postcode(cell);
    let code = shell.state.text(field);
    let said = said_slip(shell, field, None);
    let id = field.id();
    let (about, note) = (format!("{id}-help"), format!("{id}-slip"));
    let describedby = described_by(&[(&about, true), (&note, said.is_some())]);
    let communes = match parse::postcode(&code) {
        Ok(Some(Postcode::Communes { named, .. })) => named,
        _ => Vec::new(),
    };
    let input = el("input")
        .id(&id)
        .class("code")
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "postal-code")
        .value(code)
        .maybe("aria-describedby", describedby.as_deref())
        .maybe("aria-invalid", said.is_some().then_some("true"))
        .on(ListenerKind::oninput, shell.typing(field))
        .on(ListenerKind::onblur, shell.leaving(field));
    let place = el("div")
        .class("field")
        .key("code")
        .add(el("label").attr("for", &id).say(words.label()))
        .add(help(&about, Some(words.help())))
        .add(input)
        .add(slip_note(&note, said.as_deref()));
    if communes.is_empty() { place } else { place.add(commune(shell, cell, &communes)) }
}

/// Which of the communes that share a postcode.
fn commune(shell: &Shell, cell: Cell, communes: &[(u8, &'static str)]) -> El {
    let field = Field::Commune(cell);
    let chosen = shell.state.text(field);
    let id = field.id();
    let mut lines = vec![(chosen.is_empty(), texts().fields().choose().to_owned())];
    let mut actions = vec![Action::Type(field, String::new())];
    let named = communes.iter().map(|(_, name)| (*name, *name));
    for (name, label) in named.chain([(OTHER_COMMUNE, texts().postcode().other_commune())]) {
        lines.push((chosen == name, label.to_owned()));
        actions.push(Action::Type(field, name.to_owned()));
    }
    el("div")
        .class("field")
        .add(el("label").attr("for", &id).say(texts().postcode().commune()))
        .add(select(&id, lines, shell.choosing(actions)))
}

/// The zone, chosen by hand.
fn zone(shell: &Shell, cell: Cell) -> El {
    let current = shell.state.progress(cell);
    let name = format!("{}-zone", cell.id());
    let zones = choices(&shell.state, cell)
        .map(|(value, label)| {
            let act = shell.picking(Action::Answer(cell, Answer::Given(value)));
            radio(&name, &capital(&label), current == Progress::Given(value), act)
        })
        .collect();
    el("fieldset")
        .class("field")
        .key("zones")
        .add(el("legend").say(texts().postcode().zone()))
        .add(el("div").class("options").each(zones))
}
