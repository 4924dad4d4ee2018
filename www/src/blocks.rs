//! How the questions of a topic are laid out: one by one, as a list to tick, or as a table of
//! people and resources.

use crate::evaluation::is_resource;
use crate::state::{Cell, State};
use auclair_engine::{Kind, Month, QuestionId};

/// As many yes-or-no questions about the home are a list to tick.
const LIST: usize = 3;

/// A piece of a page of questions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// One question.
    One(Cell),
    /// The questions about one person, when there are several people.
    Person(usize, Vec<Cell>),
    /// One yes-or-no question about several people.
    Who(Vec<Cell>),
    /// Several yes-or-no questions about the household.
    List(Vec<Cell>),
    /// What was received, by whom.
    Resources(Resources),
}

/// What was received, by whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Resources {
    /// The people asked.
    pub(crate) people: Vec<usize>,
    /// The resources of people, by the first month that matters.
    pub(crate) groups: Vec<(Option<Month>, Vec<Row>)>,
    /// What the household received together.
    pub(crate) household: Vec<Cell>,
}

impl Resources {
    /// All lines.
    pub(crate) fn all(&self) -> Vec<Cell> {
        let of_people = self.people.iter().flat_map(|person| self.of(*person));
        of_people.chain(self.household.iter().copied()).collect()
    }

    /// The lines about a person.
    pub(crate) fn of(&self, person: usize) -> Vec<Cell> {
        let rows = self.groups.iter().flat_map(|(_, rows)| rows);
        let cells = rows.flat_map(|row| row.cells.iter().copied());
        cells.filter(|cell| cell.person == Some(person)).collect()
    }
}

/// A resource, and the people asked about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) question: QuestionId,
    pub(crate) cells: Vec<Cell>,
}

/// Lays out the questions of a topic, which come in the order of the rules: each block stands
/// where its first question does, so that what an answer brings comes after it.
pub(crate) fn blocks(state: &State, cells: &[Cell]) -> Vec<Block> {
    let has_resources = cells.iter().any(|cell| is_of_resources(state, *cell));
    let kind = |cell: Cell| match (is_yes_or_no(state, cell), cell.person) {
        _ if is_of_resources(state, cell) => Sort::Resources,
        (true, None) if has_resources => Sort::Resources,
        (true, None) => Sort::List,
        (true, Some(_)) => Sort::Who(cell.question),
        (false, None) => Sort::Alone,
        (false, Some(person)) => Sort::Person(person),
    };
    let mut sorted: Vec<(Sort, Vec<Cell>)> = Vec::new();
    for cell in cells {
        let sort = kind(*cell);
        match sorted.iter_mut().find(|(other, _)| *other == sort && sort != Sort::Alone) {
            Some((_, cells)) => cells.push(*cell),
            None => sorted.push((sort, vec![*cell])),
        }
    }
    let several = sorted.iter().filter(|(sort, _)| matches!(sort, Sort::Person(_))).count() > 1;
    let mut blocks = Vec::new();
    for (sort, cells) in sorted {
        match sort {
            Sort::Resources => blocks.push(Block::Resources(resources(state, &cells))),
            Sort::List if cells.len() >= LIST => blocks.push(Block::List(cells)),
            Sort::Who(_) if cells.len() > 1 => blocks.push(Block::Who(cells)),
            Sort::Person(person) if several => blocks.push(Block::Person(person, cells)),
            Sort::List | Sort::Who(_) | Sort::Person(_) | Sort::Alone => {
                blocks.extend(cells.into_iter().map(Block::One));
            }
        }
    }
    blocks
}

/// What decides in which block a question goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Resources,
    List,
    Who(QuestionId),
    Person(usize),
    Alone,
}

fn is_of_resources(state: &State, cell: Cell) -> bool {
    state.question(cell).is_some_and(is_resource)
}

fn is_yes_or_no(state: &State, cell: Cell) -> bool {
    state.question(cell).is_some_and(|question| question.kind == Kind::Bool)
}

fn resources(state: &State, cells: &[Cell]) -> Resources {
    let mut found = Resources::default();
    for cell in cells {
        let Some(person) = cell.person else {
            found.household.push(*cell);
            continue;
        };
        if !found.people.contains(&person) {
            found.people.push(person);
        }
        let since = state.since(*cell);
        let group = match found.groups.iter().position(|(month, _)| *month == since) {
            Some(place) => found.groups.get_mut(place),
            None => {
                found.groups.push((since, Vec::new()));
                found.groups.last_mut()
            }
        };
        let Some((_, rows)) = group else { continue };
        match rows.iter_mut().find(|row| row.question == cell.question) {
            Some(row) => row.cells.push(*cell),
            None => rows.push(Row { question: cell.question, cells: vec![*cell] }),
        }
    }
    found.people.sort_unstable();
    // What is read over months comes before what is asked once.
    found.groups.sort_by_key(|(month, _)| month.is_none());
    found
}
