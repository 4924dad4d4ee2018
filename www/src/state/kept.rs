//! What is kept on the device when the person asks for it: the household as it is saved in a file, and
//! what was typed or ticked, so that neither a slip nor what is still without amount is lost.

use super::{Cell, Field, State};
use crate::evaluation;
use crate::texts::{texts, with};
use auclair_engine::{Month, QuestionId};
use auclair_rules::household::{self, DocumentError};

/// Before the identifier of a line that is ticked.
const TICKED: &str = "+";

/// Whether answers are kept on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeping {
    No,
    Yes,
    /// The browser would not.
    Refused,
}

/// Why a household cannot be read, for someone who did not write it.
pub(crate) fn unreadable(why: &DocumentError) -> String {
    let words = texts().file();
    match why.path.as_str() {
        "" => words.damaged().to_owned(),
        "format" => words.foreign().to_owned(),
        "version" => words.newer().to_owned(),
        place => with(words.unknown(), &[place]),
    }
}

impl State {
    /// What is kept: the household, then a line for each field and for each ticked line.
    pub(crate) fn to_keep(&self) -> [String; 2] {
        let document = household::write(self.jurisdiction, self.month, &self.household).to_string();
        let mut typed = String::new();
        for field in self.typed.keys() {
            let text = self.typed.get(field).unwrap_or_default();
            if !text.contains(['\t', '\n']) {
                typed.extend([&field.id(), "\t", text, "\n"]);
            }
        }
        for (cell, _) in self.cells().filter(|(cell, _)| self.ticked.contains(*cell)) {
            typed.extend([TICKED, &cell.id(), "\t\n"]);
        }
        [document, typed]
    }

    /// The state as it was kept; what cannot be read is said, and stays where it is.
    pub(crate) fn restored(mut self, [document, typed]: [String; 2]) -> Self {
        match household::read(&document) {
            Ok(document) => {
                self.open(document);
                self.follow();
                self.restore(&typed);
                self.keeping = Keeping::Yes;
            }
            Err(why) => {
                let told = with(texts().file().kept_unreadable(), &[&unreadable(&why)]);
                self.problem = Some(told);
            }
        }
        self
    }

    /// Restores what was typed and ticked. A question may have another place in other rules: what was
    /// typed there is not taken for an answer to another.
    fn restore(&mut self, typed: &str) {
        let kept = |id: &str| {
            let mut lines = typed.lines().filter_map(|line| line.split_once('\t'));
            lines.find_map(|(other, text)| (other == id).then_some(text))
        };
        let mut fields = self.people_fields();
        if !self.other_rules {
            for (cell, monthly) in self.cells().collect::<Vec<_>>() {
                fields.extend([Field::Answer(cell), Field::Postcode(cell), Field::Commune(cell)]);
                if monthly {
                    fields.extend(months_of(cell, typed).map(|month| Field::At(cell, month)));
                }
                if kept(&format!("{TICKED}{}", cell.id())).is_some() {
                    self.ticked.insert(cell);
                }
            }
        }
        for field in fields {
            if let Some(text) = kept(&field.id()) {
                self.typed.insert(field, text.to_owned());
            }
        }
    }

    /// The household that a link gave: nothing of it is kept unless the person asks.
    pub(crate) fn linked(self, document: String) -> Self {
        Self { keeping: Keeping::No, ..self.restored([document, String::new()]) }
    }

    fn people_fields(&self) -> Vec<Field> {
        let people = 0..self.household.people().len();
        people.flat_map(|person| [Field::Name(person), Field::Birth(person)]).collect()
    }

    /// Every question, of each person when it is asked of each, and whether it is by month.
    fn cells(&self) -> impl Iterator<Item = (Cell, bool)> + '_ {
        let questions = (0u32..).map(QuestionId).zip(&self.jurisdiction.program.questions);
        questions.flat_map(|(id, question)| {
            let cells = evaluation::cells(id, question, &self.household);
            cells.map(|cell| (cell, question.monthly))
        })
    }
}

/// The months of a cell at which something was typed: what the rules read is not laid out yet.
fn months_of(cell: Cell, typed: &str) -> impl Iterator<Item = Month> {
    let at = format!("{}-", cell.id());
    typed.lines().filter_map(move |line| line.split_once('\t')?.0.strip_prefix(&at)?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;
    use std::rc::Rc;
    use yew::Reducible;

    fn begun() -> State {
        let day = time::Date::from_calendar_date(2026, time::Month::November, 21).expect("a day");
        State::new("france", day).expect("a state")
    }

    #[test]
    fn what_was_ticked_or_typed_comes_back_but_not_among_other_rules() {
        let state = begun();
        let mut monthly = state.cells().filter(|(_, monthly)| *monthly);
        let (cell, _) = monthly.next().expect("a question by month");
        let (other, _) = monthly.next().expect("another");
        let typed = Field::Answer(cell);
        let at = Field::At(other, state.month.plus(-3));
        drop(monthly);
        let state = Rc::new(state).reduce(Action::Tick(cell));
        let state = state.reduce(Action::Type(typed, "12o".to_owned()));
        let state = state.reduce(Action::Type(at, "8x".to_owned()));
        let state = state.reduce(Action::Type(Field::Birth(0), "31/02/1990".to_owned()));
        let kept = state.to_keep();
        let again = begun().restored(kept.clone());
        assert!(again.ticked.contains(cell));
        assert_eq!(again.typed.get(typed), Some("12o"));
        assert_eq!(again.typed.get(at), Some("8x"));
        let [document, lines] = kept;
        let older = document.replace(&state.jurisdiction.program.version, "0.0.1+0");
        let again = begun().restored([older, lines]);
        assert!(again.other_rules && !again.ticked.contains(cell));
        assert_eq!(again.typed.get(typed), None);
        assert_eq!(again.typed.get(Field::Birth(0)), Some("31/02/1990"));
    }
}
