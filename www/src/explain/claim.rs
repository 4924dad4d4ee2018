//! How to claim a right, and how to contest a decision: a person to talk to comes first.

use crate::dom::{nothing, p, section, terms};
use crate::shell::Shell;
use crate::texts::texts;
use crate::words::capital;
use auclair_engine::program::{Dispositif, Procedure};
use yew::Html;

/// The ways the rules name, in the order they are shown: a person first, a screen last.
const WAYS: [&str; 5] = ["guichet", "téléphone", "courrier", "en ligne", "pièces"];
/// The way to contest.
const CONTEST: &str = "recours";

/// How to claim it.
pub(crate) fn claim(shell: &Shell, dispositif: &Dispositif) -> Html {
    let mut ways: Vec<&Procedure> = Vec::new();
    for way in WAYS {
        ways.extend(dispositif.procedures.iter().filter(|procedure| procedure.way == way));
    }
    let is_other = |way: &str| way != CONTEST && !WAYS.contains(&way);
    ways.extend(dispositif.procedures.iter().filter(|procedure| is_other(&procedure.way)));
    if ways.is_empty() {
        return nothing();
    }
    let write = |procedure: &Procedure| {
        (capital(&procedure.way), shell.state.jurisdiction.texts.plain(procedure.text))
    };
    let rows = ways.into_iter().map(write).collect();
    section("", "claim", texts().right.claim).add(terms("ways", rows)).into()
}

/// How to contest a decision.
pub(crate) fn contest(shell: &Shell, dispositif: &Dispositif) -> Html {
    let words = &texts().right;
    let ways: Vec<Html> = dispositif
        .procedures
        .iter()
        .filter(|procedure| procedure.way == CONTEST)
        .map(|procedure| p("", &shell.state.jurisdiction.texts.plain(procedure.text)).into())
        .collect();
    if ways.is_empty() {
        return nothing();
    }
    section("", "contest", words.contest).add(p("", words.contest_lead)).each(ways).into()
}
