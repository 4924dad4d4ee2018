//! Reading the rule files of a jurisdiction from a folder: the only input of this crate.

use crate::source::SourceFile;
use std::io;
use std::path::{Path, PathBuf};

/// The ending of rule files.
pub const EXTENSION: &str = "regle";

/// All the rule files under a folder, in an order that does not depend on the machine.
///
/// Paths are shown from the folder's own name on: `france/rsa/montant.regle`.
pub fn read_folder(folder: &Path) -> io::Result<Vec<SourceFile>> {
    let paths = rule_files(folder)?;
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
    collect(path, &mut paths)?;
    paths.sort();
    Ok(paths)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == EXTENSION) {
            paths.push(path);
        }
    }
    Ok(())
}
