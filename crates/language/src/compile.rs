//! The whole way from files to a program.

use crate::diagnostic::{Diagnostic, Severity};
use crate::elaborate::{Elaborated, elaborate};
use crate::source::SourceFile;
use crate::syntax::parse;
use crate::testing::{self, TestRun};

/// What the files of a jurisdiction give.
#[derive(Debug)]
pub struct Compilation {
    /// The files.
    pub files: Vec<SourceFile>,
    /// The program, its sentences, and where everything is written.
    pub elaborated: Elaborated,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Compilation {
    /// Whether the program must not be used.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
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
    diagnostics
        .sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start, diagnostic.code));
    // What is read twice, such as the rows of a table, is told once.
    diagnostics.dedup();
    Compilation { files, elaborated, diagnostics }
}
