//! The order of the pages: the household, the topics that have a question to ask, the results.

use crate::evaluation::View;
use crate::route::Route;
use crate::state::{Cell, State};

/// The pages of the journey, in order.
pub(crate) fn pages(state: &State, view: &View) -> Vec<Route> {
    let themes = (0..state.jurisdiction.program.themes.len())
        .filter(|theme| view.asked.iter().any(|cell| theme_of(state, *cell) == Some(*theme)))
        .map(Route::Theme);
    std::iter::once(Route::Household).chain(themes).chain([Route::Results]).collect()
}

/// The topic of a question.
pub(crate) fn theme_of(state: &State, cell: Cell) -> Option<usize> {
    state.question(cell)?.theme.map(auclair_engine::program::ThemeId::index)
}

/// The page after this one. After the last topic, and for who comes back from the results, a
/// question that the last answers brought comes before the results.
pub(crate) fn next(state: &State, view: &View, from: Route) -> Route {
    let pages = pages(state, view);
    let place = pages.iter().position(|page| *page == from).unwrap_or(0);
    let next = pages.get(place + 1).copied().unwrap_or(Route::Results);
    // Whoever was brought back for one question does not go through all pages again.
    let brought_back = matches!(from, Route::Theme(theme) if state.back_to == Some(theme));
    if next != Route::Results && !state.reviewing && !brought_back {
        return next;
    }
    let waits = |page: &Route| {
        *page != from
            && waiting(state, view, *page).iter().any(|cell| !state.skipped.contains(*cell))
    };
    pages.iter().copied().find(waits).unwrap_or(Route::Results)
}

/// The page before this one.
pub(crate) fn previous(state: &State, view: &View, from: Route) -> Route {
    let pages = pages(state, view);
    let place = pages.iter().position(|page| *page == from).unwrap_or(0);
    place.checked_sub(1).and_then(|place| pages.get(place)).copied().unwrap_or(Route::Start)
}

/// The questions of a page that wait for an answer.
pub(crate) fn waiting(state: &State, view: &View, page: Route) -> Vec<Cell> {
    let Route::Theme(theme) = page else { return Vec::new() };
    view.asked
        .iter()
        .copied()
        .filter(|cell| theme_of(state, *cell) == Some(theme) && state.is_waiting(*cell))
        .collect()
}
