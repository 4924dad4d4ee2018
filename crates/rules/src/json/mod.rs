//! JSON, as households are saved.
//!
//! A reader and a writer of ours: six kilobytes less in the page than a general one, and a number
//! stays as it was written, exact, where a general one makes a binary float of it.

mod read;
mod write;

pub(crate) use read::read;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Json>),
    /// Named values.
    Object(Object),
}

/// Named values, in the order of their names; the last one of a name counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object(Vec<(String, Json)>);

/// Where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Json {
    /// A text.
    pub(crate) fn text(words: &str) -> Self {
        Self::String(words.to_owned())
    }

    /// The named values, when this is an object.
    pub(crate) fn as_object(&self) -> Option<&Object> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }
}

impl Object {
    /// The value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        let place = self.place(name).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// Gives a value to a name.
    pub(crate) fn insert(&mut self, name: &str, value: Json) {
        match self.place(name) {
            Ok(place) => {
                if let Some(entry) = self.0.get_mut(place) {
                    entry.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (name.to_owned(), value)),
        }
    }

    /// Takes a name away; gives its value.
    pub(crate) fn remove(&mut self, name: &str) -> Option<Json> {
        let place = self.place(name).ok()?;
        Some(self.0.remove(place).1)
    }

    /// Every name with its value.
    pub(crate) fn entries(&self) -> &[(String, Json)] {
        &self.0
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }
}
