//! The whole way from files to a program.

use crate::diagnostic::{Diagnostic, Severity};
use crate::elaborate::{Elaborated, elaborate};
use crate::source::SourceFile;
use crate::syntax::parse;
use crate::testing::{self, TestRun};
use crate::translate::{Translation, spoken, translate};
use auclair_engine::program::TextId;

/// What the files of a jurisdiction give.
#[derive(Debug)]
pub struct Compilation {
    /// The files.
    pub files: Vec<SourceFile>,
    /// The program, its sentences, and where everything is written.
    pub elaborated: Elaborated,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The sentences in other languages, once their files are read.
    pub translations: Vec<Translation>,
}

impl Compilation {
    /// Whether the program must not be used.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Reads the files of translated sentences; what is wrong in them is told with the rest. With
    /// errors in the rules, nothing can be said of them.
    pub fn translate(&mut self, files: Vec<SourceFile>) {
        let Ok(first) = u32::try_from(self.files.len()) else { return };
        if !self.has_errors() {
            self.translations = translate(&self.elaborated, &files, first, &mut self.diagnostics);
            sort(&mut self.diagnostics);
        }
        self.files.extend(files);
    }

    /// The sentences that a language misses: all of them when it has no file.
    pub fn missing(&self, language: &str) -> Vec<TextId> {
        let known = self.translations.iter().find(|found| found.texts.language == language);
        known.map_or_else(|| spoken(&self.elaborated), |found| found.missing.clone())
    }

    /// Runs the tests that stand in the files; none when there are errors.
    pub fn run_tests(&self) -> Vec<TestRun> {
        if self.has_errors() { Vec::new() } else { testing::run(&self.elaborated) }
    }
}

/// Compiles the files of one jurisdiction.
pub fn compile(files: Vec<SourceFile>, version: &str) -> Compilation {
    let mut diagnostics = Vec::new();
    let mut parsed = Vec::new();
    for (index, file) in (0u32..).zip(&files) {
        let mut found = parse(index, &file.text);
        diagnostics.append(&mut found.diagnostics);
        parsed.push(found);
    }
    let mut elaborated = elaborate(&files, parsed, &mut diagnostics);
    version.clone_into(&mut elaborated.program.version);
    crate::checks::check(&files, &elaborated, &mut diagnostics);
    sort(&mut diagnostics);
    Compilation { files, elaborated, diagnostics, translations: Vec::new() }
}

/// Compiles the rule files among these and reads the translated sentences of the others, which come
/// last.
pub fn compile_with_texts(files: Vec<SourceFile>, version: &str) -> Compilation {
    let (texts, rules) = files.into_iter().partition(SourceFile::holds_texts);
    let mut compilation = compile(rules, version);
    compilation.translate(texts);
    compilation
}

/// In the order of files and places. What is read twice, such as the rows of a table, is told once.
fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics
        .sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start, diagnostic.code));
    diagnostics.dedup();
}
