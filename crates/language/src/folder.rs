//! Reading the rule files of a jurisdiction from a folder: the only input of this crate.

use crate::source::SourceFile;
use std::io;
use std::path::{Path, PathBuf};

/// The ending of rule files.
pub const EXTENSION: &str = "regle";

/// The ending of files of translated sentences.
const TRANSLATIONS: &str = "textes";

/// All the rule files under a folder, in an order that does not depend on the machine.
///
/// Paths are shown from the folder's own name on: `france/rsa/montant.regle`.
pub fn read_folder(folder: &Path) -> io::Result<Vec<SourceFile>> {
    read(folder, rule_files(folder)?)
}

/// The files of translated sentences under a folder, whatever their language.
pub fn read_translations(folder: &Path) -> io::Result<Vec<SourceFile>> {
    read(folder, translation_files(folder)?)
}

fn read(folder: &Path, paths: Vec<PathBuf>) -> io::Result<Vec<SourceFile>> {
    let base = folder.parent().unwrap_or(folder);
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read(&path)?;
            let shown = path.strip_prefix(base).unwrap_or(&path).to_string_lossy().into_owned();
            // Bytes that are no text become a sign that the parser reports where it stands.
            Ok(SourceFile::new(shown, &String::from_utf8_lossy(&text)))
        })
        .collect()
}

/// The paths of the rule files under a folder, in the same order; a file stands for itself.
pub fn rule_files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut paths = Vec::new();
    collect(path, EXTENSION, &mut paths)?;
    paths.sort();
    Ok(paths)
}

/// The paths of the files of translated sentences under a folder, in the same order.
pub fn translation_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    if folder.is_dir() {
        collect(folder, TRANSLATIONS, &mut paths)?;
    }
    paths.sort();
    Ok(paths)
}

impl SourceFile {
    /// Whether it holds translated sentences rather than rules.
    pub fn holds_texts(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|extension| extension == TRANSLATIONS)
    }
}

fn collect(folder: &Path, wanted: &str, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, wanted, paths)?;
        } else if path.extension().is_some_and(|extension| extension == wanted) {
            paths.push(path);
        }
    }
    Ok(())
}
