//! The language of the page, which answers do not depend on.

use crate::answering::arrive;
use crate::browser;
use crate::dom::{El, button, el, nothing, p};
use crate::pace::spawn;
use crate::speech::{LANGUAGES, Speech, ask, file, french, is_asked, speech};
use crate::state::{Action, State};
use crate::texts::texts;
use yew::prelude::*;

/// The languages, each under its own name.
pub(crate) fn languages(state: &UseReducerHandle<State>) -> Html {
    let words = texts().site();
    let buttons = LANGUAGES.into_iter().map(|(language, name, tag)| {
        let dispatcher = state.dispatcher();
        let speak = Callback::from(move |_| {
            let dispatcher = dispatcher.clone();
            ask(language);
            spawn(Box::pin(async move {
                let loaded = load(language).await;
                if !is_asked(language) {
                    return;
                }
                if let Some(loaded) = loaded {
                    loaded.speak();
                    arrive(&dispatcher, Action::Spoken);
                } else {
                    arrive(&dispatcher, Action::Mute);
                }
            }));
        });
        choice(name, tag, language, speak).into()
    });
    let mute =
        if state.mute { p("slip", words.mute()).attr("role", "alert").into() } else { nothing() };
    group(buttons.collect()).add(mute).into()
}

/// The same before the program is there: they keep their place.
pub(crate) fn languages_to_come() -> Html {
    let buttons = LANGUAGES.into_iter().map(|(language, name, tag)| {
        choice(name, tag, language, Callback::noop()).attr("disabled", "").into()
    });
    group(buttons.collect()).into()
}

fn group(buttons: Vec<Html>) -> El {
    el("div")
        .class("languages screen")
        .attr("role", "group")
        .attr("aria-label", texts().site().languages())
        .each(buttons)
}

fn choice(name: &str, tag: &str, language: &str, speak: Callback<Event>) -> El {
    let spoken = speech().language == language;
    button("quiet", name, speak)
        .attr("lang", tag)
        .attr("aria-pressed", if spoken { "true" } else { "false" })
}

/// A language: French is there, the others are fetched.
async fn load(language: &'static str) -> Option<&'static Speech> {
    if language == french().language {
        return Some(french());
    }
    fetch(language).await
}

/// The file of a language, fetched and read.
pub(super) async fn fetch(language: &'static str) -> Option<&'static Speech> {
    Speech::read(language, &browser::fetch(&file(language)).await?)
}
