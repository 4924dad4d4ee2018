//! The folders of rules that commands read.

use crate::failure::Failure;
use auclair_language::{Compilation, compile, read_folder, read_translations};
use std::path::{Path, PathBuf};

/// The folders that were named, or every jurisdiction of `rules`.
pub(crate) fn named_or_all(named: Vec<PathBuf>) -> Result<Vec<PathBuf>, Failure> {
    if !named.is_empty() {
        return Ok(named);
    }
    let rules = Path::new("rules");
    let entries = std::fs::read_dir(rules).map_err(|error| Failure::unreadable(rules, &error))?;
    let mut folders: Vec<_> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}

/// Compiles a folder, which must hold rules.
pub(crate) fn compiled(folder: &Path) -> Result<Compilation, Failure> {
    let files = read_folder(folder).map_err(|error| Failure::unreadable(folder, &error))?;
    if files.is_empty() {
        return Err(Failure::new(format!(
            "« {} » ne contient aucun fichier .regle.",
            folder.display()
        )));
    }
    Ok(compile(files, ""))
}

/// Compiles a folder and reads its sentences in other languages.
pub(crate) fn translated(folder: &Path) -> Result<Compilation, Failure> {
    let mut compilation = compiled(folder)?;
    let files = read_translations(folder).map_err(|error| Failure::unreadable(folder, &error))?;
    compilation.translate(files);
    Ok(compilation)
}
