//! What is given to others says nothing of the machine it was built on, and is the same from any.

use crate::failure::Failure;
use crate::project::Project;
use std::fs;
use std::path::{Path, PathBuf};

/// The flags with which rustc writes neutral paths in messages of panics.
pub(super) fn neutral(project: &Project) -> impl Iterator<Item = String> {
    sources()
        .into_iter()
        .map(|folder| (folder, "deps"))
        .chain([(project.root().to_owned(), "auclair")])
        .map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()))
}

/// The folders where cargo keeps the sources of dependencies.
fn sources() -> Vec<PathBuf> {
    let Some(home) = cargo_home() else { return Vec::new() };
    let registries = fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
    registries.map(|registry| registry.path()).collect()
}

fn cargo_home() -> Option<PathBuf> {
    let set = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    set.or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

/// Refuses a site in which the paths of this machine can be read.
pub(crate) fn check(project: &Project, dist: &Path) -> Result<(), Failure> {
    let traces: Vec<String> = sources()
        .into_iter()
        .chain([project.root().to_owned()])
        .map(|folder| folder.display().to_string())
        .collect();
    for file in super::load::files(dist)? {
        let path = dist.join(&file);
        let bytes = fs::read(&path).map_err(|error| Failure::file("lire", &path, &error))?;
        if let Some(trace) = traces.iter().find(|trace| contains(&bytes, trace.as_bytes())) {
            return Err(Failure::new(format!(
                "« {file} » contient « {trace} », un chemin de cette machine."
            )));
        }
    }
    Ok(())
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
