//! The site: questions, results and their explanation, all in the browser.
//!
//! `evaluation` is the only module that calls the engine. `state` is what the person said, changed
//! by a pure reducer. Pages and components show both, with the words of `texts`.

mod ahead;
mod answering;
mod app;
mod blocks;
mod browser;
mod components;
mod dom;
mod evaluation;
mod explain;
mod going;
mod journey;
mod pace;
mod pages;
mod plans;
mod prerender;
mod reminders;
mod route;
mod shell;
mod speech;
mod state;
mod texts;
mod wanted;
mod words;

use pace::{Pace, spawn};
use route::Route;
use state::State;

fn main() {
    // The first place of the list is asked about until the person chooses another.
    let first = auclair_rules::JURISDICTIONS.first().copied().unwrap_or_default();
    if cfg!(target_arch = "wasm32") {
        spawn(Box::pin(begin(first)));
    } else if let Some(start) = State::new(first, time::Date::MIN) {
        #[expect(clippy::print_stdout, reason = "outside of a browser, it prints its first page")]
        {
            println!("{}", prerender::first_page(&start));
        }
    }
}

/// Shows the site: its first page, or the one of the address with the answers that a link gave or that
/// were kept. What that page is made from is made first, piece by piece.
async fn begin(first: &'static str) {
    // The program was just compiled.
    browser::breathe().await;
    speech::speech();
    browser::breathe().await;
    let Some(start) = State::new(first, browser::today()) else { return };
    browser::breathe().await;
    let (linked, kept) = (browser::linked(), browser::kept());
    let start = match (linked, kept) {
        (Some(document), _) => start.linked(document),
        (None, Some(kept)) => start.restored(kept),
        (None, None) => start,
    };
    if start.begun {
        // They come while rules are laid out.
        spawn(Box::pin(components::sentences_came()));
        plans::prepare(start.jurisdiction, start.month, Pace::InPieces).await;
    }
    let route = Route::read(&browser::hash(), &start.jurisdiction.program);
    if start.begun && route.explains() {
        components::sentences_came().await;
        ahead::prepare(&start).await;
    }
    browser::breathe().await;
    browser::mount(start);
}
