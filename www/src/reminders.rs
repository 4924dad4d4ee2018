//! What keeps a page of questions from being complete: where to go to mend it, and in what words.

use crate::blocks::{Block, Resources, blocks};
use crate::evaluation::View;
use crate::state::{Cell, Field, State};
use crate::texts::texts;

/// A place of the page, by its identifier, and the words for it.
pub(crate) type Place = (String, String);

/// What was typed and cannot be read.
pub(crate) fn slips(state: &State, view: &View, cells: &[Cell]) -> Vec<Place> {
    let mut found = Vec::new();
    for field in state.typed.keys() {
        let cell = match field {
            Field::Answer(cell) | Field::At(cell, _) | Field::Postcode(cell) => cell,
            Field::Name(_) | Field::Birth(_) | Field::Commune(_) => continue,
        };
        let shown = cells.contains(&cell) || view.estimated.contains(&cell);
        if shown && state.slip(field).is_some() {
            found.push((field.id(), label(state, view, cell)));
        }
    }
    found
}

/// The places of the questions that wait; a list to tick is one place.
pub(crate) fn waiting(state: &State, view: &View, cells: &[Cell], waiting: &[Cell]) -> Vec<Place> {
    let waits = |list: &[Cell]| list.iter().any(|cell| waiting.contains(cell));
    let mut places = Vec::new();
    for block in blocks(state, cells) {
        match block {
            Block::One(cell) => {
                places.extend(waits(&[cell]).then(|| (cell.id(), label(state, view, cell))));
            }
            Block::Person(_, list) => {
                let theirs = list.into_iter().filter(|cell| waits(&[*cell]));
                places.extend(theirs.map(|cell| (cell.id(), label(state, view, cell))));
            }
            Block::Who(list) if waits(&list) => {
                let first = list.first().copied();
                places.extend(first.map(|cell| (list_id(cell), view.words(cell).label)));
            }
            Block::List(list) if waits(&list) => {
                let title = texts().lists().title().to_owned();
                places.extend(list.first().map(|cell| (list_id(*cell), title)));
            }
            Block::Resources(resources) => {
                places.extend(received(state, view, &resources, waiting));
            }
            Block::Who(_) | Block::List(_) => {}
        }
    }
    places
}

/// What waits in a table of resources: amounts, then the word on the rest.
fn received(state: &State, view: &View, table: &Resources, waiting: &[Cell]) -> Vec<Place> {
    let waits = table.all().into_iter().filter(|cell| waiting.contains(cell));
    let (ticked, open): (Vec<Cell>, Vec<Cell>) = waits.partition(|cell| state.is_ticked(*cell));
    let mut places: Vec<Place> =
        ticked.into_iter().map(|cell| (cell.id(), label(state, view, cell))).collect();
    if !open.is_empty() {
        places.push((RECEIVED_REST.to_owned(), texts().resources().rest_of_all().to_owned()));
    }
    places
}

/// The identifier of the word on all that nobody ticked among what was received.
pub(crate) const RECEIVED_REST: &str = "received-rest";

/// The identifier of a list to tick, by its first line.
pub(crate) fn list_id(first: Cell) -> String {
    format!("{}-list", first.id())
}

/// The identifier of the word on what is not ticked, by the first line of the list.
pub(crate) fn rest_id(first: Cell) -> String {
    format!("{}-rest", first.id())
}

/// A question in a few words, with whom it is about.
pub(crate) fn label(state: &State, view: &View, cell: Cell) -> String {
    let label = view.words(cell).label;
    let several = state.household.people().len() > 1;
    match cell.person.filter(|_| several) {
        Some(person) => format!("{label} ({})", name(state, person)),
        None => label,
    }
}

fn name(state: &State, person: usize) -> String {
    state.household.people().get(person).map(|who| who.name.clone()).unwrap_or_default()
}
