//! The `auclair` command.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

mod render;

use auclair_language::{compile, read_folder};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let folder = PathBuf::from(args.next().unwrap_or_else(|| "rules/france".into()));
    let files = match read_folder(&folder) {
        Ok(files) => files,
        Err(error) => {
            eprintln!("{} : {error}", folder.display());
            return ExitCode::from(2);
        }
    };
    let compilation = compile(files, "dev");
    let mut out = std::io::stdout().lock();
    let _ = render::diagnostics(&compilation.files, &compilation.diagnostics, &mut out);
    if compilation.has_errors() {
        return ExitCode::FAILURE;
    }
    if command == "test" {
        let runs = compilation.run_tests();
        let mut failed = 0;
        for run in &runs {
            if !run.failures.is_empty() {
                failed += 1;
                let _ = writeln!(out, "✗ {}", run.name);
                let _ = render::diagnostics(&compilation.files, &run.failures, &mut out);
            }
        }
        let _ = writeln!(out, "{} tests, {failed} en échec", runs.len());
        if failed > 0 {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
