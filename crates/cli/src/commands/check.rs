//! `auclair check`: what is wrong in rule files.

use crate::failure::Failure;
use crate::folders::{self, compiled, translated};
use crate::typed::{self, several};
use crate::{json, render};
use auclair_language::{Compilation, Severity, jumps, overdue};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use time::Date;

pub(crate) fn run(args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = Options::read(args)?;
    let mut out = std::io::stdout().lock();
    let mut wrong = false;
    let mut found = Vec::new();
    for folder in folders::named_or_all(options.named)? {
        let mut compilation = translated(&folder)?;
        judge(&mut compilation, options.date, options.release);
        if options.jumps && !compilation.has_errors() {
            let jumps = jumps(&compilation.elaborated);
            compilation.diagnostics.extend(jumps);
        }
        if options.json {
            found.extend(json::diagnostics(&compilation));
        } else {
            report(&folder, &compilation, &mut out)?;
            missing(&folder, &compilation, &mut out)?;
        }
        wrong |= compilation.has_errors();
    }
    if options.json {
        writeln!(out, "{:#}", serde_json::Value::Array(found))?;
    }
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Adds the figures that should have been revised by a day, when one is given. Whoever publishes the
/// rules answers for their figures: there it is an error.
fn judge(compilation: &mut Compilation, date: Option<Date>, release: bool) {
    let Some(date) = date else { return };
    for mut found in overdue(&compilation.elaborated, date) {
        if release {
            found.severity = Severity::Error;
        }
        compilation.diagnostics.push(found);
    }
}

/// Compiles a folder and prints what is wrong in it, figures that are overdue at a day included.
pub(crate) fn checked(
    folder: &Path,
    date: Option<Date>,
    out: &mut impl Write,
) -> Result<Compilation, Failure> {
    let mut compilation = compiled(folder)?;
    judge(&mut compilation, date, false);
    report(folder, &compilation, out)?;
    Ok(compilation)
}

fn report(folder: &Path, compilation: &Compilation, out: &mut impl Write) -> Result<(), Failure> {
    render::diagnostics(&compilation.files, &compilation.diagnostics, out)?;
    let count = |severity| {
        compilation.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    };
    let program = &compilation.elaborated.program;
    writeln!(
        out,
        "{} : {}, {} ; {}, {}",
        folder.display(),
        several(program.rules.len(), "règle"),
        several(program.questions.len(), "question"),
        several(count(Severity::Error), "erreur"),
        several(count(Severity::Warning), "avertissement"),
    )?;
    Ok(())
}

/// Says of each language how many sentences it misses.
fn missing(folder: &Path, compilation: &Compilation, out: &mut impl Write) -> Result<(), Failure> {
    for found in &compilation.translations {
        writeln!(
            out,
            "{} : {}, {} ; il en manque {}",
            folder.display(),
            found.texts.language,
            several(found.total, "phrase"),
            found.missing.len()
        )?;
    }
    Ok(())
}

/// What `check` was asked.
struct Options {
    named: Vec<PathBuf>,
    /// The day at which figures are judged overdue: the command reads no clock, so that the same
    /// rules pass tomorrow.
    date: Option<Date>,
    release: bool,
    /// Whether to look for amounts of which one euro more costs the household: it takes a while.
    jumps: bool,
    /// For tools: one list of diagnostics instead of drawings.
    json: bool,
}

impl Options {
    fn read(mut args: lexopt::Parser) -> Result<Self, Failure> {
        let mut options =
            Self { named: Vec::new(), date: None, release: false, jumps: false, json: false };
        while let Some(arg) = args.next()? {
            match arg {
                lexopt::Arg::Long("date") => {
                    options.date = Some(typed::day(&args.value()?.to_string_lossy())?);
                }
                lexopt::Arg::Long("format") => options.json = json::wanted(&mut args)?,
                lexopt::Arg::Long("release") => options.release = true,
                lexopt::Arg::Long("sauts") => options.jumps = true,
                lexopt::Arg::Value(value) => options.named.push(PathBuf::from(value)),
                other => return Err(other.unexpected().into()),
            }
        }
        if options.release && options.date.is_none() {
            return Err(Failure::new(
                "« --release » a besoin du jour de la publication : ajoutez --date AAAA-MM-JJ.",
            ));
        }
        Ok(options)
    }
}
