//! `auclair fmt`: lays out rule files, and their sentences in other languages.

use crate::failure::Failure;
use crate::folders::named_or_all;
use crate::render;
use crate::typed::several;
use auclair_language::{SourceFile, format, rule_files, translation_files};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut only_check, mut named) = (false, Vec::new());
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("check") => only_check = true,
            lexopt::Arg::Value(value) => named.push(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut files = Vec::new();
    for path in named_or_all(named)? {
        let unreadable = |error| Failure::unreadable(&path, &error);
        files.extend(rule_files(&path).map_err(unreadable)?);
        files.extend(translation_files(&path).map_err(unreadable)?);
    }
    let mut out = std::io::stdout().lock();
    let (mut changed, mut unreadable) = (0, false);
    for path in &files {
        match laid_out(path, only_check, &mut out)? {
            State::AsItShould => {}
            State::Changed => {
                changed += 1;
                writeln!(out, "{}", path.display())?;
            }
            State::Unreadable => unreadable = true,
        }
    }
    let what = if only_check { "à mettre en forme" } else { "mis en forme" };
    writeln!(out, "{} lus, {changed} {what}", several(files.len(), "fichier"))?;
    let wrong = unreadable || (only_check && changed > 0);
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

enum State {
    AsItShould,
    Changed,
    Unreadable,
}

fn laid_out(path: &Path, only_check: bool, out: &mut impl Write) -> Result<State, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?;
    match format(&text) {
        Ok(formatted) if formatted == text => Ok(State::AsItShould),
        Ok(formatted) => {
            if !only_check {
                std::fs::write(path, formatted)
                    .map_err(|error| Failure::unwritable(path, &error))?;
            }
            Ok(State::Changed)
        }
        Err(diagnostics) => {
            let file = SourceFile::new(path.display().to_string(), &text);
            render::diagnostics(&[file], &diagnostics, out)?;
            Ok(State::Unreadable)
        }
    }
}
