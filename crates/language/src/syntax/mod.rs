//! From text to fiches. Parsing never fails: it gives what it could read, and diagnostics.

pub mod ast;
mod lexer;
mod parser;
pub mod token;
pub mod vocabulary;

pub use parser::{ParsedFile, expression_of, parse};
