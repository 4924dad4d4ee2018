//! The answers given, topic by topic, to check and to print.

use crate::components::step_title;
use crate::dom::{el, heard, link, section};
use crate::evaluation::is_resource;
use crate::journey::theme_of;
use crate::reminders;
use crate::route::Route;
use crate::shell::Shell;
use crate::speech::sentences;
use crate::state::{Action, Cell, Field, Progress};
use crate::texts::{texts, with};
use crate::words::{self, capital};
use auclair_engine::{Answer, nothing, text};
use yew::Html;
use yew::virtual_dom::ListenerKind;

/// All answers, with the way to change them.
pub(crate) fn answers(shell: &Shell) -> Html {
    let mut groups = vec![group(shell, Route::Household, people(shell))];
    for theme in 0..shell.state.jurisdiction.program.themes.len() {
        let rows = rows(shell, theme);
        if !rows.is_empty() {
            groups.push(group(shell, Route::Theme(theme), rows));
        }
    }
    section("answers", "answers", texts().results().answers()).each(groups).into()
}

/// An answer: the field where it is given, the question, the answer.
type Row = (String, String, String);

fn group(shell: &Shell, route: Route, rows: Vec<Row>) -> Html {
    let title = step_title(shell, route);
    let rows = rows.into_iter().map(|(field, term, answer)| {
        let change = link("screen", &shell.href_to(route, &field), texts().results().change());
        let change = change.on(ListenerKind::onclick, shell.press(Action::Review));
        el("div")
            .add(el("dt").say(&term))
            .add(el("dd").say(&answer))
            .add(el("dd").add(change.add(heard(&format!(" : {term}")))))
            .into()
    });
    el("section")
        .class("answer-group")
        .add(el("h3").say(&title))
        .add(el("dl").each(rows.collect()))
        .into()
}

fn people(shell: &Shell) -> Vec<Row> {
    let words = texts().results();
    let people = shell.state.household.people().iter().enumerate();
    people
        .map(|(index, person)| {
            let born = person.birth.map(|birth| with(words.born(), &[&words::date(birth)]));
            let born = born.unwrap_or_else(|| texts().fields().unsure().to_owned());
            (Field::Birth(index).id(), capital(&person.name), born)
        })
        .collect()
}

fn rows(shell: &Shell, theme: usize) -> Vec<Row> {
    let words = texts().resources();
    let mut nothing_more = false;
    let mut rows = Vec::new();
    // What replaced an estimate was answered like the rest.
    for cell in shell.seen.asked.iter().chain(&shell.seen.estimated).copied() {
        if theme_of(&shell.state, cell) != Some(theme) {
            continue;
        }
        let Some(question) = shell.state.question(cell) else { continue };
        let progress = shell.state.progress(cell);
        let is_nothing =
            matches!(progress, Progress::Given(value) if Some(value) == nothing(question));
        if is_resource(question) && is_nothing {
            nothing_more = true;
        } else if let Some(answer) = answer(shell, cell, progress) {
            rows.push((cell.id(), reminders::label(&shell.state, &shell.seen, cell), answer));
        }
    }
    if nothing_more {
        let field = reminders::RECEIVED_REST.to_owned();
        rows.push((field, words.nothing_else().to_owned(), words.nothing_means().to_owned()));
    }
    rows
}

/// An answer in words; nothing when there is none.
fn answer(shell: &Shell, cell: Cell, progress: Progress) -> Option<String> {
    let jurisdiction = shell.state.jurisdiction;
    let kind = shell.state.question(cell)?.kind;
    let write = |value| text::value(value, kind, &jurisdiction.program, sentences(jurisdiction));
    match progress {
        Progress::Missing => None,
        Progress::DontKnow => Some(texts().fields().unsure().to_owned()),
        Progress::Given(value) => Some(capital(&write(value))),
        Progress::Several => {
            let fact = shell.state.fact(cell);
            let mut each = String::new();
            for month in shell.state.reads(cell) {
                if let Answer::Given(value) = fact.at(month) {
                    let separator = if each.is_empty() { "" } else { " ; " };
                    each.push_str(separator);
                    each += &words::month(month);
                    each += "\u{a0}: ";
                    each += &write(value);
                }
            }
            Some(each)
        }
    }
}
