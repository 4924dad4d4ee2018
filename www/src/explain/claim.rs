//! How to claim a right, and how to contest a decision: a person to talk to comes first.

use crate::dom::{details, nothing, p, section, terms};
use crate::shell::Shell;
use crate::speech::sentences;
use crate::texts::texts;
use crate::words::capital;
use auclair_engine::program::{Dispositif, Procedure};
use auclair_rules::ways::{CLAIM, CONTEST, FARMING};
use yew::Html;

/// The ways to claim, each with the words before it.
fn ways() -> impl Iterator<Item = (&'static str, &'static str)> {
    let words = texts().ways();
    let said = [words.counter(), words.phone(), words.post(), words.online(), words.papers()];
    CLAIM.into_iter().zip(said)
}

/// How to claim it.
pub(crate) fn claim(shell: &Shell, dispositif: &Dispositif) -> Html {
    let mut rows = Vec::new();
    let text = |procedure: &Procedure| sentences(shell.state.jurisdiction).plain(procedure.text);
    for (way, words) in ways() {
        let theirs = dispositif.procedures.iter().filter(|procedure| procedure.way == way);
        rows.extend(theirs.map(|procedure| (words.to_owned(), text(procedure))));
    }
    let others = dispositif.procedures.iter().filter(|procedure| {
        ![CONTEST, FARMING].contains(&procedure.way.as_str())
            && ways().all(|(way, _)| way != procedure.way)
    });
    rows.extend(others.map(|procedure| (capital(&procedure.way), text(procedure))));
    if rows.is_empty() {
        return nothing();
    }
    let farming = dispositif.procedures.iter().filter(|procedure| procedure.way == FARMING);
    let farming = farming.map(|procedure| {
        details("why", texts().ways().farming()).add(p("", &text(procedure))).into()
    });
    section("", "claim", texts().right().claim())
        .add(terms("ways", rows))
        .each(farming.collect())
        .into()
}

/// How to contest a decision.
pub(crate) fn contest(shell: &Shell, dispositif: &Dispositif) -> Html {
    let words = texts().right();
    let ways: Vec<Html> = dispositif
        .procedures
        .iter()
        .filter(|procedure| procedure.way == CONTEST)
        .map(|procedure| p("", &sentences(shell.state.jurisdiction).plain(procedure.text)).into())
        .collect();
    if ways.is_empty() {
        return nothing();
    }
    section("", "contest", words.contest()).add(p("", words.contest_lead())).each(ways).into()
}
