//! What the answers are worth so far, at the foot of the screen.

use crate::dom::{el, nothing, p, terms};
use crate::evaluation::{Right, Standing, View};
use crate::shell::Shell;
use crate::speech::sentences;
use crate::state::State;
use crate::texts::{texts, with};
use crate::words;
use auclair_engine::Period;
use rust_decimal::Decimal;
use yew::Html;

/// The results so far.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Lines {
    /// The total, when it is of several rights, then the name of each right and what it is worth. What may
    /// still be anything is left to the page of results.
    told: Vec<(String, String)>,
    /// The names of those that are refused, unless all are.
    refused: String,
}

/// The sum of what is certain, by month, of how many rights, and how many there are; other periods are not
/// added to it.
pub(crate) fn sum(state: &State, rights: &[Right]) -> (Decimal, usize, usize) {
    let (mut total, mut known, mut all) = (Decimal::ZERO, 0, 0);
    for right in rights {
        let found = state.jurisdiction.program.dispositifs.get(right.dispositif.index());
        if found.is_none_or(|found| found.period != Period::Month) {
            continue;
        }
        all += 1;
        if let Standing::Amount(amount) = right.standing {
            total = auclair_engine::total([total, amount]);
            known += 1;
        }
    }
    (total, known, all)
}

/// The words before such a sum.
pub(crate) fn sum_words(known: usize, all: usize) -> &'static str {
    let words = texts().results();
    if known == all { words.total() } else { words.total_certain() }
}

/// The result of each right so far.
pub(crate) fn lines(state: &State, seen: &View) -> Lines {
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
    let mut told: Vec<_> = shown.map(|right| (name(right), result(state, right))).collect();
    if told.len() > 1 {
        let (total, known, all) = sum(state, seen.so_far());
        if !total.is_zero() {
            let total = words::amount(total, &state.jurisdiction.program.currency);
            told.insert(0, (sum_words(known, all).to_owned(), total));
        }
    }
    let refused = seen.so_far().iter().filter(|right| !all_refused && right.is_refused());
    Lines { told, refused: refused.map(name).collect::<Vec<_>>().join(", ") }
}

/// The same as a sentence, for who hears the page.
pub(crate) fn sentence(lines: &Lines) -> String {
    let mut sentence = String::new();
    for (name, result) in &lines.told {
        for piece in [name, " : ", result, ". "] {
            sentence.push_str(piece);
        }
    }
    sentence
}

/// The results so far; nothing while they are looked for.
pub(crate) fn bar(shell: &Shell, lines: Option<Lines>) -> Html {
    let words = texts().standing();
    let caption = match &lines {
        Some(lines) if lines.told.is_empty() => words.nothing_yet(),
        Some(_) if shell.seen.provisional() => words.if_nothing(),
        _ => words.now(),
    };
    let Lines { told, refused } = lines.unwrap_or_default();
    let refused = if refused.is_empty() {
        nothing()
    } else {
        p("caption refused", &with(words.refused(), &[&refused])).into()
    };
    el("aside")
        .class("bar")
        .attr("aria-label", words.now())
        .add(p("caption", caption))
        .add(terms("", told))
        .add(refused)
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
