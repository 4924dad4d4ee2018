//! Packages of npm, in the folders of the repository that have a lock file.

use crate::failure::Failure;
use crate::process::run;
use crate::project::Project;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the browser tests are written with.
pub(crate) const BROWSER: &str = "tests/browser";
/// What drives Firefox.
pub(crate) const FIREFOX: &str = "tests/firefox";
/// What measures the site as on a bad phone.
pub(crate) const LIGHTHOUSE: &str = "tests/lighthouse";
/// What the extension of the editor is built and tried with.
pub(crate) const EDITOR: &str = "editors/vscode";

/// The lock file of what is installed is copied here, once all of it is.
const INSTALLED: &str = "node_modules/.installed-lock.json";

pub(crate) fn are_ready(project: &Project, folder: &str) -> bool {
    let folder = project.path(folder);
    let read = |path: &str| fs::read(folder.join(path)).ok();
    read("package-lock.json").is_some_and(|wanted| read(INSTALLED) == Some(wanted))
}

pub(crate) fn install(project: &Project, folder: &str) -> Result<(), Failure> {
    let path = project.path(folder);
    run(
        Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&path),
        &format!("Les paquets npm de « {folder} » n'ont pas pu être installés."),
    )?;
    copy(&path.join("package-lock.json"), &path.join(INSTALLED))
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(|_| ()).map_err(|error| Failure::file("écrire", to, &error))
}
