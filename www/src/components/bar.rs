//! What the answers are worth so far, at the foot of the screen.

use crate::dom::{el, p, terms};
use crate::evaluation::{Right, Standing, View};
use crate::shell::Shell;
use crate::speech::sentences;
use crate::state::State;
use crate::texts::texts;
use crate::words;
use yew::Html;

/// The result of each right so far: its name, and what it is worth. What is refused, unless all is,
/// and what may still be anything are left to the page of results: the bar lies over the questions of
/// a small screen.
pub(crate) fn lines(state: &State, seen: &View) -> Vec<(String, String)> {
    let dispositifs = &state.jurisdiction.program.dispositifs;
    let name = |right: &Right| {
        let found = dispositifs.get(right.dispositif.index());
        found.map(|found| words::capital(&found.name)).unwrap_or_default()
    };
    let vague = |right: &Right| match &right.standing {
        Standing::Between { maybe_uncovered, .. } => {
            *maybe_uncovered || !right.standing.has_amount()
        }
        Standing::Amount(_) | Standing::Uncovered => false,
    };
    let all_refused = seen.so_far().iter().all(Right::is_refused);
    let tells = |right: &&Right| !vague(right) && (all_refused || !right.is_refused());
    let shown = seen.so_far().iter().filter(tells);
    shown.map(|right| (name(right), result(state, right))).collect()
}

/// The same as a sentence, for who hears the page.
pub(crate) fn sentence(lines: &[(String, String)]) -> String {
    let mut sentence = String::new();
    for (name, result) in lines {
        for piece in [name, " : ", result, ". "] {
            sentence.push_str(piece);
        }
    }
    sentence
}

/// The results so far; nothing while they are looked for.
pub(crate) fn bar(shell: &Shell, lines: Option<Vec<(String, String)>>) -> Html {
    let words = texts().standing();
    let caption = match &lines {
        Some(lines) if lines.is_empty() => words.nothing_yet(),
        Some(_) if shell.seen.provisional() => words.if_nothing(),
        _ => words.now(),
    };
    el("aside")
        .class("bar")
        .attr("aria-label", words.now())
        .add(p("caption", caption))
        .add(terms("", lines.unwrap_or_default()))
        .add(p("visually-hidden", &shell.heard).attr("aria-live", "polite"))
        .into()
}

/// The name of a right.
pub(crate) fn name(state: &State, right: &Right) -> String {
    let rule = state.jurisdiction.program.rules.get(right.rule.index());
    rule.map(|rule| sentences(state.jurisdiction).plain(rule.label)).unwrap_or_default()
}

/// The result of a right with how often it is paid.
pub(crate) fn result(state: &State, right: &Right) -> String {
    let program = &state.jurisdiction.program;
    let period = program.dispositifs.get(right.dispositif.index()).map(|found| found.period);
    let per = period.map_or("", |period| words::period(texts(), period));
    words::standing(&right.standing, &program.currency, per)
}
