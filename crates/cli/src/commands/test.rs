//! `auclair test`: the tests that stand in rule files.

use super::check::checked;
use crate::failure::Failure;
use crate::folders::named_or_all;
use crate::render;
use crate::typed::{self, several};
use auclair_language::untested;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut date, mut named) = (None, Vec::new());
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("date") => {
                date = Some(typed::day(&args.value()?.to_string_lossy())?);
            }
            lexopt::Arg::Value(value) => named.push(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut out = std::io::stdout().lock();
    let mut wrong = false;
    for folder in named_or_all(named)? {
        let compilation = checked(&folder, date, &mut out)?;
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
