//! The questions of a topic.

use crate::blocks::{Block, blocks};
use crate::components::{
    ListKind, checklist, page, question, refine, resources, step_title, steps, summary,
};
use crate::dom::{el, nothing, p};
use crate::going;
use crate::journey;
use crate::reminders;
use crate::shell::Shell;
use crate::state::Cell;
use crate::texts::{counted, texts};
use crate::words::capital;
use yew::Html;

/// The questions of a topic that can change a result, or that were answered.
pub(crate) fn theme(shell: &Shell, theme: usize) -> Html {
    let words = texts().questions();
    let (state, seen, route) = (&shell.state, &shell.seen, shell.route);
    let cells = in_theme(shell, &seen.asked, theme);
    let slips = reminders::slips(state, seen, &cells);
    let waiting = journey::waiting(state, seen, route);
    let places = reminders::waiting(state, seen, &cells, &waiting);
    let complete = slips.is_empty() && waiting.iter().all(|cell| state.skipped.contains(*cell));
    let reminder = if state.insisted != Some(route) {
        nothing()
    } else if !slips.is_empty() {
        summary(words.mend(), slips, None)
    } else if !places.is_empty() {
        summary(&counted(words.waiting(), places.len()), places, Some(going::skip(shell, waiting)))
    } else {
        nothing()
    };
    let new_ones = state.back_to == Some(theme);
    let note = match (new_ones, cells.is_empty()) {
        (true, _) => p("notice", words.new_ones()).into(),
        (false, true) => p("", words.none()).into(),
        (false, false) => nothing(),
    };
    let questions = blocks(state, &cells).into_iter().map(|block| show(shell, block)).collect();
    let form = going::form(shell, complete)
        .each(questions)
        .add(refine(shell, &in_theme(shell, &seen.estimated, theme)))
        .add(reminder)
        .add(going::buttons(shell, journey::previous(state, seen, route)));
    page("page", &step_title(shell, route), steps(shell)).add(note).add(form).into()
}

fn show(shell: &Shell, block: Block) -> Html {
    match block {
        Block::One(cell) => question(shell, cell),
        Block::Person(person, cells) => el("section")
            .class("about")
            .key(&format!("about-{person}"))
            .add(el("h2").say(&capital(&shell.name(person))))
            .each(cells.into_iter().map(|cell| question(shell, cell)).collect())
            .into(),
        Block::Who(cells) => checklist(shell, ListKind::People, &cells),
        Block::List(cells) => checklist(shell, ListKind::Statements, &cells),
        Block::Resources(table) => resources(shell, &table),
    }
}

fn in_theme(shell: &Shell, cells: &[Cell], theme: usize) -> Vec<Cell> {
    let mine = |cell: &&Cell| journey::theme_of(&shell.state, **cell) == Some(theme);
    cells.iter().filter(mine).copied().collect()
}
