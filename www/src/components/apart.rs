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
    let mut lines = el("div");
    if let Some(other) = otherwise(right, shell.seen.first()) {
        lines = line(shell, words.first(), other, lines);
    }
    let mut last = right;
    for (month, rights) in shell.seen.then() {
        let other = otherwise(last, rights);
        // In between, only that it begins.
        let tells = last.is_refused() || *month == shell.seen.later();
        if let Some(other) = other.filter(|_| tells) {
            let told = with(words.later(), &[&words::month(*month)]);
            lines = line(shell, &told, other, lines);
            last = other;
        }
    }
    lines.into()
}

/// The same right among others, if both are sure and it is not worth the same.
fn otherwise<'a>(right: &Right, among: &'a [Right]) -> Option<&'a Right> {
    let sure = |right: &Right| matches!(right.standing, Standing::Amount(_));
    let same = |other: &&Right| other.rule == right.rule;
    among
        .iter()
        .find(same)
        .filter(|other| sure(right) && sure(other) && right.standing != other.standing)
}

fn line(shell: &Shell, told: &str, right: &Right, lines: El) -> El {
    lines.add(p("", told).say(" ").say(&bar::result(&shell.state, right)))
}

/// What is said when the household itself said that something changes by then: nothing is guessed.
pub(crate) fn changing(shell: &Shell) -> Html {
    if !shell.seen.then().is_empty() {
        return nothing();
    }
    p("", &with(texts().apart().changes(), &[&words::month(shell.seen.later())])).into()
}
