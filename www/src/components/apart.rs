//! What a right is worth the first month and later on, where that is not what it is worth now.

use crate::components::bar;
use crate::dom::{El, el, nothing, p};
use crate::evaluation::{Right, Standing};
use crate::shell::Shell;
use crate::texts::{texts, with};
use crate::words;
use yew::Html;

/// The first month, and later on, each under what it supposes; nothing is said of what is not sure.
pub(crate) fn apart(shell: &Shell, right: &Right) -> Html {
    let words = texts().apart();
    let [first, later] = shell.seen.path();
    let month = words::month(shell.seen.later());
    let lines = el("div");
    let lines = line(shell, right, first, words.first(), lines);
    line(shell, right, later, &with(words.later(), &[&month]), lines).into()
}

fn line(shell: &Shell, right: &Right, path: &[Right], told: &str, lines: El) -> El {
    let sure = |right: &Right| matches!(right.standing, Standing::Amount(_));
    match path.iter().find(|other| other.rule == right.rule) {
        Some(other) if sure(right) && sure(other) && right.standing != other.standing => {
            lines.add(p("", told).say(" ").say(&bar::result(&shell.state, other)))
        }
        _ => lines,
    }
}

/// What is said when the household itself said that something changes by then: nothing is guessed.
pub(crate) fn changing(shell: &Shell) -> Html {
    let [_, later] = shell.seen.path();
    if !later.is_empty() {
        return nothing();
    }
    p("", &with(texts().apart().changes(), &[&words::month(shell.seen.later())])).into()
}
