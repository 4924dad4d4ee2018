//! How to claim a right, and how to contest a decision: a person to talk to comes first.

use crate::dom::{details, nothing, p, section, terms};
use crate::shell::Shell;
use crate::speech::sentences;
use crate::texts::texts;
use crate::words::capital;
use auclair_engine::program::{Dispositif, Procedure};
use yew::Html;

/// The ways the rules name, in the order they are shown: a person first, a screen last.
fn ways() -> [(&'static str, &'static str); 5] {
    let words = texts().ways();
    [
        ("guichet", words.counter()),
        ("téléphone", words.phone()),
        ("courrier", words.post()),
        ("en ligne", words.online()),
        ("pièces", words.papers()),
    ]
}

/// The way of who belongs to another body because of a job in farming.
const FARMING: &str = "métier agricole";

/// The way to contest.
pub(crate) const CONTEST: &str = "recours";

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
            && ways().iter().all(|(way, _)| *way != procedure.way)
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
