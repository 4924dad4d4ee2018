//! A case to report: the household without what names it, and what was found. The person copies it and
//! sends it, or not: nothing leaves by itself.

use crate::browser;
use crate::components::bar;
use crate::dom::{button, details, el, link, p};
use crate::shell::Shell;
use crate::texts::texts;
use auclair_engine::Household;
use auclair_rules::household;
use yew::prelude::*;

/// How to report a wrong amount.
pub(crate) fn report(shell: &Shell) -> Html {
    let words = texts().report();
    let case = case(shell);
    let copy = {
        let case = case.clone();
        Callback::from(move |_| browser::copy(&case, "case"))
    };
    details("report screen", words.title())
        .add(p("", words.lead()))
        .add(
            el("textarea")
                .id("case")
                .attr("readonly", "")
                .attr("rows", "8")
                .attr("aria-label", words.label())
                .value(case),
        )
        .add(button("second", words.copy(), copy))
        .add(
            p("", words.then())
                .say(" ")
                .add(link("", "signaler.html", words.page()).attr("target", "_blank")),
        )
        .into()
}

/// What was found, then the household: the postcode was never part of it.
fn case(shell: &Shell) -> String {
    let state = &shell.state;
    let mut found = format!("Au clair, {}\n", state.jurisdiction.program.version);
    for right in shell.seen.rights() {
        let name = bar::name(state, right);
        found.extend([&name, " : ", &bar::result(state, right), "\n"]);
    }
    let document = household::write(state.jurisdiction, state.month, &unnamed(shell));
    format!("{found}{document:#}\n")
}

/// The household without names, nor days of birth where its rights do not depend on them.
fn unnamed(shell: &Shell) -> Household {
    let mut household = shell.seen.without_days().clone();
    for person in 0..household.people().len() {
        if let Some(person) = household.person_mut(person) {
            person.role.name().clone_into(&mut person.name);
        }
    }
    household
}
