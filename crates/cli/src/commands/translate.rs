//! `auclair traduire`: the sentences that a language misses, as a file of texts to fill in.

use crate::failure::Failure;
use crate::folders::{named_or_all, translated};
use crate::typed::several;
use auclair_language::Compilation;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let language = match args.next()? {
        Some(lexopt::Arg::Value(language)) => language.to_string_lossy().into_owned(),
        Some(other) => return Err(other.unexpected().into()),
        None => return Err(Failure::new("Dites dans quelle langue : « auclair traduire en ».")),
    };
    let mut named = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Value(value) => named.push(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut out = io::stdout().lock();
    for folder in named_or_all(named)? {
        let compilation = translated(&folder)?;
        if compilation.has_errors() {
            let help = format!("Voyez d'abord « auclair check {} ».", folder.display());
            return Err(Failure::new(help));
        }
        missing(&folder, &language, &compilation, &mut out)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The fiches in the order of their files, each with its sentences that are missing.
fn missing(
    folder: &Path,
    language: &str,
    compilation: &Compilation,
    out: &mut impl Write,
) -> io::Result<()> {
    let elaborated = &compilation.elaborated;
    let mut missing = compilation.missing(language);
    missing.sort_by_key(|id| elaborated.text_spans.get(id.index()));
    writeln!(out, "# {} : {} à traduire\n", folder.display(), several(missing.len(), "phrase"))?;
    writeln!(out, "langue {language}")?;
    let (mut file, mut home, mut fiche) = (None, None, None);
    let mut said = Vec::new();
    for id in missing {
        let (Some(of), Some(words), Some(span)) = (
            elaborated.text_fiches.get(id.index()),
            elaborated.text_written.get(id.index()),
            elaborated.text_spans.get(id.index()),
        ) else {
            continue;
        };
        let Some(name) = elaborated.fiches.get(*of) else { continue };
        if file.replace(span.file) != Some(span.file) {
            let path = compilation.files.get(span.file as usize);
            writeln!(out, "\n# {}", path.map_or("", |file| &file.path))?;
        }
        if fiche.replace(of) != Some(of) {
            said.clear();
            if home != name.home && name.opening != "dispositif" {
                let owner = name.home.and_then(|id| elaborated.program.dispositifs.get(id.index()));
                match owner {
                    Some(owner) => writeln!(out, "\nsuite du dispositif {}", owner.name)?,
                    None => writeln!(out, "\ncommun")?,
                }
            }
            home = name.home;
            writeln!(out, "\n{} {}", name.opening, name.name)?;
        }
        // A fiche may say the same twice; it is translated once.
        if !said.contains(&words) {
            writeln!(out, "  « {words} »\n    = « … »")?;
            said.push(words);
        }
    }
    Ok(())
}
