//! `auclair doc`: static pages, one for each rule, figure and question.

mod fiche;
pub(super) mod figures;
mod home;
pub(super) mod layout;
pub(super) mod site;
mod written;

use crate::failure::Failure;
use crate::folders::{compiled, named_or_all};
use crate::render;
use crate::typed::several;
use site::{Page, Site};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const STYLE: &str = include_str!("style.css");

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut into, mut folders) = (PathBuf::from("target/regles"), Vec::new());
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("sortie") => into = PathBuf::from(args.value()?),
            lexopt::Arg::Value(value) => folders.push(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut out = std::io::stdout().lock();
    let mut compilations = Vec::new();
    for folder in named_or_all(folders)? {
        let compilation = compiled(&folder)?;
        if compilation.has_errors() {
            render::diagnostics(&compilation.files, &compilation.diagnostics, &mut out)?;
            return Ok(ExitCode::FAILURE);
        }
        compilations.push((folder, compilation));
    }
    let sites = compilations.iter().map(|(folder, compilation)| Site::new("", folder, compilation));
    let count = write_all(&into, "", &sites.collect::<Vec<_>>())?;
    writeln!(out, "{} dans {}", several(count, "page"), into.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the pages of these rules, and says how many there are.
pub(super) fn write_all(into: &Path, top: &str, sites: &[Site]) -> Result<usize, Failure> {
    let mut pages = vec![home::all(top, sites)];
    for site in sites {
        pages.push(home::jurisdiction(site));
        pages.extend(home::dispositifs(site));
        pages.extend(fiche::all(site));
    }
    for Page { path, html } in &pages {
        write(&into.join(path), html)?;
    }
    write(&into.join(top).join("style.css"), STYLE)?;
    Ok(pages.len())
}

pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| Failure::unwritable(path, &error))
}
