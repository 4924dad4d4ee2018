//! A choice among a few answers: radio buttons, or a list when they are many.

use crate::components::notes::{help, why_of};
use crate::dom::{El, el};
use crate::shell::Shell;
use crate::speech::sentences;
use crate::state::{Action, Cell, Progress, State};
use crate::texts::texts;
use crate::words::capital;
use auclair_engine::explain::QuestionWords;
use auclair_engine::{Answer, Kind, Value};
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

/// With more choices than this, a list takes less room.
const MOST_RADIOS: usize = 5;

/// A question answered by a choice, or by yes or no.
pub(super) fn choice(shell: &Shell, cell: Cell, words: &QuestionWords) -> Html {
    let options = options(&shell.state, cell);
    let current = match shell.state.progress(cell) {
        Progress::Given(value) => Some(Answer::Given(value)),
        Progress::DontKnow => Some(Answer::DontKnow),
        Progress::Missing | Progress::Several => None,
    };
    let id = cell.id();
    let note = format!("{id}-help");
    let described = words.help.as_ref().map(|_| note.as_str());
    let help = help(&note, words.help.as_deref());
    let ask = capital(&words.ask);
    let is_current = |answer: Answer| current == Some(answer);
    let question = if options.len() > MOST_RADIOS {
        let mut lines = vec![(current.is_none(), texts().fields().choose().to_owned())];
        let mut actions = vec![Action::Answer(cell, Answer::Missing)];
        for (answer, label) in options {
            lines.push((is_current(answer), capital(&label)));
            actions.push(Action::Answer(cell, answer));
        }
        el("div")
            .add(el("label").attr("for", &id).class("ask").say(&ask))
            .add(help)
            .add(select(&id, lines, shell.choosing(actions)).maybe("aria-describedby", described))
    } else {
        let short = if options.len() <= 3 { "options short" } else { "options" };
        let radios = options
            .into_iter()
            .map(|(answer, label)| {
                let act = shell.picking(Action::Answer(cell, answer));
                radio(&id, &capital(&label), is_current(answer), act)
            })
            .collect();
        el("fieldset")
            .id(&id)
            .maybe("aria-describedby", described)
            .add(el("legend").class("ask").say(&ask))
            .add(help)
            .add(el("div").class(short).each(radios))
    };
    question.class("question").key(&id).add(why_of(shell, cell, words.why.as_deref())).into()
}

/// The answers that can be chosen, the last being « je ne sais pas ».
fn options(state: &State, cell: Cell) -> Vec<(Answer, String)> {
    let words = texts().fields();
    let mut options: Vec<(Answer, String)> =
        choices(state, cell).map(|(value, label)| (Answer::Given(value), label)).collect();
    if options.is_empty() {
        options.push((Answer::Given(Value::Bool(true)), words.yes().to_owned()));
        options.push((Answer::Given(Value::Bool(false)), words.no().to_owned()));
    }
    options.push((Answer::DontKnow, words.unsure().to_owned()));
    options
}

/// The choices of a question, each with its label; none when it is answered by yes or no.
pub(super) fn choices(state: &State, cell: Cell) -> impl Iterator<Item = (Value, String)> {
    let jurisdiction = state.jurisdiction;
    let list = match state.question(cell).map(|question| question.kind) {
        Some(Kind::Choice(list)) => jurisdiction.program.lists.get(list.index()),
        _ => None,
    };
    let values = list.map(|list| list.values.as_slice()).unwrap_or_default();
    (0u16..)
        .zip(values)
        .map(|(index, (_, label))| (Value::Choice(index), sentences(jurisdiction).plain(*label)))
}

/// One of the radio buttons of a name.
pub(crate) fn radio(name: &str, label: &str, checked: bool, act: Callback<Event>) -> Html {
    let button = el("input").attr("type", "radio").attr("name", name).checked(checked);
    let button = button.on(ListenerKind::onchange, act);
    el("label").class("option").add(button).add(el("span").say(label)).into()
}

/// A list to choose from; each line says whether it is the one chosen.
pub(super) fn select(id: &str, lines: Vec<(bool, String)>, act: Callback<Event>) -> El {
    let lines = lines
        .into_iter()
        .map(|(selected, line)| el("option").selected(selected).say(&line).into())
        .collect();
    el("select").id(id).each(lines).on(ListenerKind::onchange, act)
}
