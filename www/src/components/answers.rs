//! The answers given, topic by topic, to check and to print.

use crate::components::step_title;
use crate::dom::{el, heard, link, section, terms};
use crate::evaluation::is_resource;
use crate::journey::theme_of;
use crate::reminders;
use crate::route::Route;
use crate::shell::Shell;
use crate::state::{Cell, Progress};
use crate::texts::texts;
use crate::words::capital;
use auclair_engine::{Answer, nothing, text};
use yew::Html;

/// All answers, with the way to change them.
pub(crate) fn answers(shell: &Shell) -> Html {
    let mut groups = vec![group(shell, Route::Household, people(shell))];
    for theme in 0..shell.state.jurisdiction.program.themes.len() {
        let rows = rows(shell, theme);
        if !rows.is_empty() {
            groups.push(group(shell, Route::Theme(theme), rows));
        }
    }
    section("answers", "answers", texts().results.answers).each(groups).into()
}

fn group(shell: &Shell, route: Route, rows: Vec<(String, String)>) -> Html {
    let title = step_title(shell, route);
    let change = link("screen", &shell.href(route), texts().results.change);
    el("section")
        .class("answer-group")
        .add(el("h3").say(&title))
        .add(terms("", rows))
        .add(change.add(heard(&format!(" : {title}"))))
        .into()
}

fn people(shell: &Shell) -> Vec<(String, String)> {
    let words = &texts().results;
    let people = shell.state.household.people().iter();
    people
        .map(|person| {
            let born = person.birth.map(|birth| (words.born)(&text::date(birth)));
            (capital(&person.name), born.unwrap_or_else(|| texts().fields.unsure.to_owned()))
        })
        .collect()
}

fn rows(shell: &Shell, theme: usize) -> Vec<(String, String)> {
    let words = &texts().resources;
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
            rows.push((reminders::label(&shell.state, &shell.seen, cell), answer));
        }
    }
    if nothing_more {
        rows.push((words.nothing_else.to_owned(), words.nothing_means.to_owned()));
    }
    rows
}

/// An answer in words; nothing when there is none.
fn answer(shell: &Shell, cell: Cell, progress: Progress) -> Option<String> {
    let jurisdiction = shell.state.jurisdiction;
    let kind = shell.state.question(cell)?.kind;
    let write = |value| text::value(value, kind, &jurisdiction.program, &jurisdiction.texts);
    match progress {
        Progress::Missing => None,
        Progress::DontKnow => Some(texts().fields.unsure.to_owned()),
        Progress::Given(value) => Some(capital(&write(value))),
        Progress::Several => {
            let fact = shell.state.fact(cell);
            let mut each = String::new();
            for month in shell.state.reads(cell) {
                if let Answer::Given(value) = fact.at(month) {
                    let separator = if each.is_empty() { "" } else { " ; " };
                    each.push_str(separator);
                    each += &text::month(month);
                    each += "\u{a0}: ";
                    each += &write(value);
                }
            }
            Some(each)
        }
    }
}
