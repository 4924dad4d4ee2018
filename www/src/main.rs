//! The site: questions, results and their explanation, all in the browser.
//!
//! `evaluation` is the only module that calls the engine. `state` is what the person said, changed
//! by a pure reducer. Pages and components show both, with the words of `texts`.

mod app;
mod blocks;
mod browser;
mod components;
mod dom;
mod evaluation;
mod explain;
mod going;
mod journey;
mod pages;
mod prerender;
mod reminders;
mod route;
mod shell;
mod speech;
mod state;
mod texts;
mod wanted;
mod words;

use route::Route;
use state::State;

fn main() {
    // The first place of the list is asked about until the person chooses another.
    let first = auclair_rules::JURISDICTIONS.first().copied().unwrap_or_default();
    if cfg!(target_arch = "wasm32") {
        if let Some(start) = State::new(first, browser::today()) {
            let start = match (browser::linked(), browser::kept()) {
                (Some(document), _) => start.linked(document),
                (None, Some(kept)) => start.restored(kept),
                (None, None) => start,
            };
            let route = Route::read(&browser::hash(), &start.jurisdiction.program);
            if start.begun && app::awaits(route) {
                components::once_sentences_came(|| browser::mount_soon(start));
            } else {
                browser::mount_soon(start);
            }
        }
    } else if let Some(start) = State::new(first, time::Date::MIN) {
        #[expect(clippy::print_stdout, reason = "outside of a browser, it prints its first page")]
        {
            println!("{}", prerender::first_page(&start));
        }
    }
}
