//! `auclair diff`: what the law changed between two months.

mod changes;
mod print;

use crate::failure::Failure;
use crate::folders::{compiled, named_or_all};
use crate::{render, typed};
use auclair_engine::Month;
use changes::changes;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

pub(crate) fn run(args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let options = Options::read(args)?;
    let folders = named_or_all(options.folders)?;
    let mut out = std::io::stdout().lock();
    let mut found = Vec::new();
    for folder in folders {
        let compilation = compiled(&folder)?;
        if compilation.has_errors() {
            render::diagnostics(&compilation.files, &compilation.diagnostics, &mut out)?;
            return Ok(ExitCode::FAILURE);
        }
        let changes = changes(&compilation, options.from, options.to);
        let folder = folder.display().to_string();
        if options.json {
            found.push(print::json(&folder, &compilation, &changes));
        } else {
            print::text(&mut out, &folder, &compilation, &changes, (options.from, options.to))?;
        }
    }
    if options.json {
        let (from, to) = (print::iso(options.from), print::iso(options.to));
        let all = serde_json::json!({ "de": from, "a": to, "juridictions": found });
        writeln!(out, "{all:#}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What `diff` was asked.
struct Options {
    from: Month,
    to: Month,
    folders: Vec<PathBuf>,
    json: bool,
}

impl Options {
    fn read(mut args: lexopt::Parser) -> Result<Self, Failure> {
        let (mut months, mut folders, mut json) = (Vec::new(), Vec::new(), false);
        while let Some(arg) = args.next()? {
            match arg {
                lexopt::Arg::Long("format") => json = crate::json::wanted(&mut args)?,
                lexopt::Arg::Value(value) if months.len() < 2 => {
                    months.push(typed::month(&value.to_string_lossy())?);
                }
                lexopt::Arg::Value(value) => folders.push(PathBuf::from(value)),
                other => return Err(other.unexpected().into()),
            }
        }
        match months.as_slice() {
            [from, to] if from < to => Ok(Self { from: *from, to: *to, folders, json }),
            [_, _] => Err(Failure::new("Le premier mois doit précéder le second.")),
            _ => Err(Failure::new("Dites entre quels mois : « auclair diff 2026-03 2026-04 ».")),
        }
    }
}
