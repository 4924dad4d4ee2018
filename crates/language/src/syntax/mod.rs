//! From text to fiches. Parsing never fails: it gives what it could read, and diagnostics.

pub mod ast;
pub(crate) mod lexer;
mod parser;
pub mod token;
pub mod vocabulary;

pub use lexer::outline;
pub(crate) use parser::expression_at;
pub use parser::{
    ParsedFile, Translated, TranslatedFiche, TranslatedInto, expression_of, parse,
    parse_translation,
};
