//! Where the person is in the journey.

use crate::dom::{el, link, p};
use crate::journey;
use crate::route::Route;
use crate::shell::Shell;
use crate::speech::sentences;
use crate::texts::{texts, with};
use yew::Html;

/// The step in words, and the way to the others.
pub(crate) fn steps(shell: &Shell) -> Html {
    let words = texts().questions();
    let pages = journey::pages(&shell.state, &shell.seen);
    let place = pages.iter().position(|page| *page == shell.route).unwrap_or(0);
    let step = with(words.step(), &[&(place + 1).to_string(), &pages.len().to_string()]);
    let links = pages
        .into_iter()
        .enumerate()
        .map(|(index, page)| {
            let link = link("", &shell.href(page), &title(shell, page));
            let link = link.maybe("aria-current", (index == place).then_some("step"));
            el("li").maybe("class", (index < place).then_some("past")).add(link).into()
        })
        .collect();
    el("nav")
        .class("steps")
        .attr("aria-label", words.steps())
        .add(p("", &step))
        .add(el("ol").each(links))
        .into()
}

/// The title of a page of the journey.
pub(crate) fn title(shell: &Shell, page: Route) -> String {
    let words = texts().questions();
    match page {
        Route::Theme(theme) => {
            let theme = shell.state.jurisdiction.program.themes.get(theme);
            theme.map(|t| sentences(shell.state.jurisdiction).plain(t.title)).unwrap_or_default()
        }
        Route::Results | Route::Note | Route::Letter { .. } => words.results().to_owned(),
        Route::Start | Route::Household | Route::Right(_) => words.household().to_owned(),
    }
}
