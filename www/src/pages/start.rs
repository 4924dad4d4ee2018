//! What the site is, for whom, and where and when to ask.

use crate::browser;
use crate::components::{month_choice, open_file, page, radio};
use crate::dom::{El, button, el, link, list, nothing, p, section, text};
use crate::evaluation;
use crate::route::{Route, page_about};
use crate::shell::Reading;
use crate::speech::sentences;
use crate::state::{Action, State};
use crate::texts::texts;
use auclair_rules::JURISDICTIONS;
use yew::prelude::*;

/// The first page; `lost` when the address is that of a page whose answers are gone.
pub(crate) fn start(state: &UseReducerHandle<State>, reading: &Reading, lost: bool) -> Html {
    let words = texts().start();
    let begin = {
        let href = Route::Household.href(&state.jurisdiction.program);
        let dispatcher = state.dispatcher();
        Callback::from(move |_| {
            dispatcher.dispatch(Action::Begin);
            browser::go(&href);
        })
    };
    let lost =
        if lost { p("notice", words.lost()).attr("role", "status").into() } else { nothing() };
    let begin_words = if state.begun { words.resume() } else { words.begin() };
    let actions = el("div")
        .class("actions")
        .add(button("", begin_words, begin))
        .add(open_file(state, reading));
    first(lost, settings(state).add(actions).into(), state)
}

/// The first page while the program is on its way: what tells how far it is stands where the way to
/// begin will be.
pub(crate) fn waiting(state: &State) -> Html {
    first(nothing(), el("div").class("card settings").id("chargement").into(), state)
}

/// What the site is, with the way to begin.
fn first(lost: Html, settings: Html, state: &State) -> Html {
    let words = texts().start();
    let promises = [
        (words.promise_1(), words.promise_1_text()),
        (words.promise_2(), words.promise_2_text()),
        (words.promise_3(), words.promise_3_text()),
    ];
    let promises = promises.into_iter().map(|(title, text)| {
        el("div").add(el("strong").say(title)).add(el("span").say(text)).into()
    });
    let promises = promises.collect();
    page("page start", words.title(), nothing())
        .add(lost)
        .add(p("lead", words.lead()))
        .add(list("promises", promises))
        .add(settings)
        .add(scope(state))
        .into()
}

/// A month that the rules do not cover: another place or month can be asked about.
pub(crate) fn no_rules(state: &UseReducerHandle<State>) -> Html {
    let words = texts().start();
    page("page", words.title(), nothing())
        .add(p("notice", words.no_rules()).attr("role", "alert"))
        .add(settings(state))
        .into()
}

/// The place and the month asked about.
fn settings(state: &UseReducerHandle<State>) -> El {
    let words = texts().start();
    let places = JURISDICTIONS
        .into_iter()
        .map(|id| {
            let dispatcher = state.dispatcher();
            let choose = Callback::from(move |_| dispatcher.dispatch(Action::Jurisdiction(id)));
            radio("place", place_name(id), state.jurisdiction.id == id, choose)
        })
        .collect();
    let warning = if state.begun { p("help", words.place_warning()).into() } else { nothing() };
    let place = el("fieldset")
        .class("question")
        .add(el("legend").say(words.place()))
        .add(warning)
        .add(el("div").class("options short").each(places));
    section("card settings", "settings", words.settings()).add(place).add(month_choice(
        state,
        words.month(),
        Some(words.month_help()),
    ))
}

fn place_name(id: &str) -> &'static str {
    let words = texts().places();
    let names = [("france", words.france()), ("quebec", words.quebec())];
    names.into_iter().find(|(place, _)| *place == id).map_or("", |(_, name)| name)
}

/// What the site computes and what it does not, as the rules say.
fn scope(state: &State) -> Html {
    let words = texts().start();
    let jurisdiction = state.jurisdiction;
    let rights = jurisdiction
        .program
        .dispositifs
        .iter()
        .filter(|dispositif| dispositif.droit.is_some())
        .map(|right| {
            let summary = right.summary.map(|text| sentences(jurisdiction).plain(text));
            let title = sentences(jurisdiction).plain(right.title);
            let about = link("", &page_about(jurisdiction.id, &right.name), &title);
            el("div")
                .add(el("dt").add(about.attr("target", "_blank")))
                .add(el("dd").say(&summary.unwrap_or_default()))
                .into()
        })
        .collect();
    let mut left_out = left_out(state);
    left_out.push(text(words.leaves_out_rest()));
    el("div")
        .class("scope")
        .add(section("", "computes", words.computes()).add(el("dl").each(rights)))
        .add(section("", "leaves-out", words.leaves_out()).add(list("", left_out)))
        .into()
}

/// The situations that the rules do not cover.
pub(super) fn left_out(state: &State) -> Vec<Html> {
    evaluation::left_out(state.jurisdiction)
        .into_iter()
        .map(|(situation, rights)| text(&format!("{situation} : {}", rights.join(", "))))
        .collect()
}
