//! What stands around every page.

use crate::browser;
use crate::dom::{El, all, el, link, list, p};
use crate::pages::HEADING;
use crate::state::State;
use crate::texts::{texts, with};
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

/// The skip link and the name of the site.
pub(crate) fn head(languages: Html) -> Html {
    let words = texts().site();
    // A plain address would change the page: what follows the `#` is the page.
    let skip = Callback::from(|event: Event| {
        event.prevent_default();
        browser::focus("contenu");
    });
    let moon = el("svg")
        .attr("viewBox", "0 0 24 24")
        .attr("width", "28")
        .attr("height", "28")
        .attr("aria-hidden", "true")
        .add(
            el("path")
                .class("moon")
                .attr("d", "M15.5 2.5a10 10 0 1 0 6 14.2A8.4 8.4 0 0 1 15.5 2.5z"),
        );
    let brand = el("a")
        .class("brand")
        .attr("href", "#/")
        .attr("aria-label", words.home())
        .add(moon)
        .add(el("span").say(words.name()));
    all(vec![
        link("skip", "#contenu", words.skip()).on(ListenerKind::onclick, skip).into(),
        el("header")
            .class("head")
            .add(brand)
            .add(languages)
            .add(p("private", words.private()))
            .into(),
    ])
}

/// What the site is and which rules it holds.
pub(crate) fn foot(state: &State) -> Html {
    let words = texts().site();
    let version = with(words.version(), &[&state.jurisdiction.program.version]);
    let pages = [
        ("aides/index.html", words.all_benefits()),
        ("regles/index.html", words.all_rules()),
        ("glossaire.html", words.glossary()),
        ("signaler.html", words.report()),
        ("confidentialite.html", words.privacy()),
        ("accessibilite.html", words.accessibility()),
        ("mentions.html", words.legal()),
    ];
    let pages = pages.into_iter().map(|(address, title)| {
        // Answers stay where they are: these pages open beside them.
        link("", address, title).attr("target", "_blank").into()
    });
    let pages = el("nav")
        .attr("aria-label", words.about())
        .add(list("links", pages.collect()))
        .add(p("", words.beside()));
    el("footer").class("foot").add(pages).add(p("", words.free())).add(p("", &version)).into()
}

/// A page: what stands above its heading, and the heading. What follows is added to it.
pub(crate) fn page(class: &str, title: &str, above: Html) -> El {
    let heading = el("h1").id(HEADING).attr("tabindex", "-1").say(title);
    el("div").class(class).key(title).add(above).add(heading)
}
