//! A date in three fields, of which one is typed at a time.

use super::parse::{date_parts, separator};
use super::{Field, Progress, State};

impl State {
    /// The day, the month and the year of a date, none when it was said to be unknown.
    pub(crate) fn parts(&self, field: Field) -> [String; 3] {
        match field {
            Field::Answer(cell) if self.progress(cell) == Progress::DontKnow => Default::default(),
            _ => date_parts(&self.text(field)),
        }
    }

    /// Types one part; a whole date typed in it replaces all three.
    pub(super) fn type_part(&mut self, field: Field, index: usize, text: &str) {
        let mut parts = date_parts(text);
        if parts.iter().any(String::is_empty) {
            parts = self.parts(field);
            if let Some(part) = parts.get_mut(index) {
                // What is no number stays, to be told about.
                *part = text.chars().filter(|c| *c != ' ' && !separator(*c)).collect();
            }
        }
        self.type_in(field, parts.join("/"));
    }
}
