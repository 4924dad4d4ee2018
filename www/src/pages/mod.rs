//! The pages.

mod household;
mod letter;
mod note;
mod results;
mod right;
mod start;
mod theme;

pub(crate) use household::household;
pub(crate) use letter::{has_letters, letter, to_letters};
pub(crate) use note::note;
pub(crate) use results::{PARTS, results};
pub(crate) use right::right;
pub(crate) use start::{no_rules, start, waiting};
pub(crate) use theme::theme;

use crate::components::{bar, page, step_title};
use crate::dom::nothing;
use crate::route::Route;
use crate::shell::Shell;
use crate::texts::{texts, with};
use crate::words;
use yew::Html;

/// The identifier of the heading of each page.
pub(crate) const HEADING: &str = "titre";

/// A page that explains or goes on paper, as long as its sentences have not come.
pub(crate) fn unwritten(title: &str) -> Html {
    page("page", title, nothing()).into()
}

/// The title of a page; without rules for the month there is only the first.
pub(crate) fn title(shell: Option<&Shell>, route: Route) -> String {
    let Some(shell) = shell else { return texts().start().title().to_owned() };
    match route {
        Route::Start => texts().start().title().to_owned(),
        Route::Household => texts().household().title().to_owned(),
        Route::Theme(_) => step_title(shell, route),
        Route::Letter { appeal, .. } => {
            let words = texts().letters();
            if appeal { words.appeal() } else { words.explain() }.to_owned()
        }
        Route::Results | Route::Note => {
            with(texts().results().title(), &[&words::month(shell.state.month)])
        }
        Route::Right(place) => {
            let right = shell.seen.rights().iter().find(|right| right.dispositif.index() == place);
            right.map(|right| bar::name(&shell.state, right)).unwrap_or_default()
        }
    }
}
