//! `auclair test`: the tests that stand in rule files.

use super::check::{checked, folders, several};
use crate::failure::Failure;
use crate::render;
use auclair_language::untested;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    let mut wrong = false;
    for folder in folders(args)? {
        let compilation = checked(&folder, &mut out)?;
        if compilation.has_errors() {
            wrong = true;
            continue;
        }
        let runs = compilation.run_tests();
        let failed: Vec<_> = runs.iter().filter(|run| !run.failures.is_empty()).collect();
        for run in &failed {
            writeln!(out, "✗ {}", run.name)?;
            render::diagnostics(&compilation.files, &run.failures, &mut out)?;
        }
        let untested = untested(&compilation.elaborated, &runs);
        render::diagnostics(&compilation.files, &untested, &mut out)?;
        wrong |= !failed.is_empty();
        writeln!(
            out,
            "{} : {}, {} en échec, {} sans test",
            folder.display(),
            several(runs.len(), "test"),
            failed.len(),
            several(untested.len(), "branche"),
        )?;
    }
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
