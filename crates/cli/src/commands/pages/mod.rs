//! `auclair pages`: the pages of the site that need no program. One for each benefit, written from
//! its rules; those of a folder, written by hand; and the pages of `auclair doc`, which they lead to.

mod benefit;
mod by_hand;
mod examples;
mod figures;
mod layout;
mod list;
mod needs;

use super::doc;
use super::doc::site::{Page, Site};
use crate::failure::Failure;
use crate::folders::{compiled, named_or_all};
use crate::render;
use crate::typed::several;
use layout::Frame;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Where the pages of rules stand.
const RULES: &str = "regles/";

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut into, mut texts) = (PathBuf::from("target/pages"), PathBuf::from("www/pages"));
    let mut style = String::from("pages.css");
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("sortie") => into = PathBuf::from(args.value()?),
            lexopt::Arg::Long("textes") => texts = PathBuf::from(args.value()?),
            lexopt::Arg::Long("style") => style = args.value()?.to_string_lossy().into_owned(),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut out = std::io::stdout().lock();
    let mut compilations = Vec::new();
    for folder in named_or_all(Vec::new())? {
        let compilation = compiled(&folder)?;
        if compilation.has_errors() {
            render::diagnostics(&compilation.files, &compilation.diagnostics, &mut out)?;
            return Ok(ExitCode::FAILURE);
        }
        compilations.push((folder, compilation));
    }
    let sites: Vec<Site> = compilations
        .iter()
        .map(|(folder, compilation)| Site::new(RULES, folder, compilation))
        .collect();
    let by_hand = by_hand::read(&texts)?;
    let frame = Frame { style, by_hand: by_hand.iter().map(by_hand::Text::entry).collect() };
    let mut pages = vec![list::page(&frame, &sites)];
    for site in &sites {
        pages.extend(benefit::all(&frame, site));
    }
    pages.extend(by_hand.iter().map(|text| text.page(&frame)));
    for Page { path, html } in &pages {
        doc::write(&into.join(path), html)?;
    }
    let count = pages.len() + doc::write_all(&into, RULES, &sites)?;
    writeln!(out, "{} dans {}", several(count, "page"), into.display())?;
    Ok(ExitCode::SUCCESS)
}
