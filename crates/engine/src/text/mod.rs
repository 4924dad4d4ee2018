//! Sentences: templates per language, and how values are written.

mod format;
mod french;
mod law;
mod split;
mod words;

pub use format::{date, month, number, value, written};
pub(crate) use french::bare;
pub use french::{begins_with_vowel, join, small, uncapitalized};
pub use law::{address, reference};
pub use words::{ENGLISH, FRENCH, Words, fill};

use crate::program::{NodeId, Reference, Source, TextId};

/// The sentences of one language, by [`TextId`].
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The language, as `fr`.
    pub language: String,
    /// The sentences.
    pub templates: Vec<Template>,
    /// The bodies of law, when the program comes without.
    pub sources: Vec<Source>,
    /// The articles and decrees, likewise.
    pub references: Vec<Reference>,
    /// The file and line of each rule, likewise.
    pub places: Vec<(String, u32)>,
}

impl Texts {
    /// The words that go with these sentences.
    pub fn words(&self) -> &'static Words {
        Words::of(&self.language)
    }

    /// The sentence of this index.
    pub fn get(&self, id: TextId) -> Option<&Template> {
        self.templates.get(id.index())
    }

    /// The words of a sentence that shows no value, such as a label.
    pub fn plain(&self, id: TextId) -> String {
        let mut words = String::new();
        for segment in self.get(id).into_iter().flat_map(|template| &template.0) {
            if let Segment::Literal(literal) = segment {
                words.push_str(literal);
            }
        }
        words
    }
}

/// A sentence and the values it shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template(pub Vec<Segment>);

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// Words.
    Literal(String),
    /// The value of a node, with its unit.
    Value(NodeId),
    /// A count and what it counts: « 1 enfant », « 2 enfants ».
    Counted {
        /// The count.
        node: NodeId,
        /// One.
        one: String,
        /// Several.
        many: String,
    },
    /// By how much a condition fails.
    Gap,
    /// The name of the person it is about.
    Person,
}
