//! What is kept on the device when the person asks for it: the household as it is saved in a file, and
//! what was typed, so that a slip is not lost either.

use super::{Cell, Field, State};
use crate::texts::{texts, with};
use auclair_engine::QuestionId;
use auclair_rules::household;

/// Whether answers are kept on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeping {
    No,
    Yes,
    /// The browser would not.
    Refused,
}

impl State {
    /// What is kept: the household, then a line for each field.
    pub(crate) fn to_keep(&self) -> [String; 2] {
        let document = household::write(self.jurisdiction, self.month, &self.household).to_string();
        let mut typed = String::new();
        for field in self.typed.keys() {
            let text = self.typed.get(field).unwrap_or_default();
            if !text.contains(['\t', '\n']) {
                typed.extend([&field.id(), "\t", text, "\n"]);
            }
        }
        [document, typed]
    }

    /// The state as it was kept; what cannot be read is said, and stays where it is.
    pub(crate) fn restored(mut self, [document, typed]: [String; 2]) -> Self {
        match household::read(&document) {
            Ok(document) => {
                self.open(document);
                self.follow();
                for field in self.fields() {
                    let id = field.id();
                    let lines = typed.lines().filter_map(|line| line.split_once('\t'));
                    if let Some((_, text)) = lines.into_iter().find(|(other, _)| *other == id) {
                        self.typed.insert(field, text.to_owned());
                    }
                }
                self.keeping = Keeping::Yes;
            }
            Err(why) => {
                let told = with(texts().file().kept_unreadable(), &[&why.to_string()]);
                self.problem = Some(told);
            }
        }
        self
    }

    /// The household that a link gave: nothing of it is kept unless the person asks.
    pub(crate) fn linked(self, document: String) -> Self {
        Self { keeping: Keeping::No, ..self.restored([document, String::new()]) }
    }

    /// Every field that may have been typed in.
    fn fields(&self) -> Vec<Field> {
        let people = 0..self.household.people().len();
        let mut fields: Vec<Field> =
            people.clone().flat_map(|person| [Field::Name(person), Field::Birth(person)]).collect();
        for index in (0u32..).take(self.jurisdiction.program.questions.len()) {
            for person in people.clone() {
                let cell: Cell = self.cell(QuestionId(index), person);
                if person > 0 && cell.person.is_none() {
                    break;
                }
                fields.extend([Field::Answer(cell), Field::Postcode(cell), Field::Commune(cell)]);
                if self.question(cell).is_some_and(|question| question.monthly) {
                    fields.extend(self.reads(cell).into_iter().map(|month| Field::At(cell, month)));
                }
            }
        }
        fields
    }
}
