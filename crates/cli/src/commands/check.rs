//! `auclair check`: what is wrong in rule files.

use crate::failure::Failure;
use crate::render;
use auclair_language::{Compilation, Severity, compile, read_folder};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn run(args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    let mut wrong = false;
    for folder in folders(args)? {
        let compilation = checked(&folder, &mut out)?;
        wrong |= compilation.has_errors();
    }
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Compiles a folder and prints what is wrong in it.
pub(crate) fn checked(folder: &Path, out: &mut impl Write) -> Result<Compilation, Failure> {
    let files = read_folder(folder).map_err(|error| Failure::unreadable(folder, &error))?;
    if files.is_empty() {
        return Err(Failure::new(format!(
            "« {} » ne contient aucun fichier .regle.",
            folder.display()
        )));
    }
    let compilation = compile(files, "");
    render::diagnostics(&compilation.files, &compilation.diagnostics, out)?;
    let count = |severity| {
        compilation.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    };
    let program = &compilation.elaborated.program;
    writeln!(
        out,
        "{} : {} règles, {} questions ; {} erreurs, {} avertissements",
        folder.display(),
        program.rules.len(),
        program.questions.len(),
        count(Severity::Error),
        count(Severity::Warning),
    )?;
    Ok(compilation)
}

/// The folders named, or every jurisdiction of `rules`.
pub(crate) fn folders(mut args: lexopt::Parser) -> Result<Vec<PathBuf>, Failure> {
    let mut folders = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Value(value) => folders.push(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    if folders.is_empty() {
        let rules = Path::new("rules");
        let entries =
            std::fs::read_dir(rules).map_err(|error| Failure::unreadable(rules, &error))?;
        folders =
            entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
        folders.sort();
    }
    Ok(folders)
}
