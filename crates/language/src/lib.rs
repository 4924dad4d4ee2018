//! The rule language: files in French become a checked program, or diagnostics.
//!
//! Nothing here fails or stops at the first error: every function gives what it could make and
//! says what is wrong. A household is evaluated only to run the tests that stand in the files.

mod checks;
mod compile;
pub mod diagnostic;
pub mod elaborate;
mod folder;
mod format;
pub mod index;
pub mod kinds;
mod names;
pub mod source;
mod suggest;
pub mod syntax;
pub mod testing;
mod translate;

pub use checks::{jumps, overdue, untested};
pub use compile::{Compilation, compile, compile_with_texts};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use folder::{EXTENSION, read_folder, read_translations, rule_files, translation_files};
pub use format::format;
pub use index::Index;
pub use names::{GroupId, Symbol};
pub use source::{SourceFile, Span};
pub use syntax::outline;
pub use translate::Translation;
