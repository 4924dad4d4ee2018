//! OpenFisca-France, another engine to measure ours beside; only on request.

use super::cache::Cache;
use crate::failure::Failure;
use crate::process::{answers, run};
use std::path::PathBuf;
use std::process::Command;

pub(crate) const VERSION: &str = "176.1.8";

/// The Python of its virtual environment, installed if need be.
pub(crate) fn python(cache: &Cache) -> Result<PathBuf, Failure> {
    let name = format!("openfisca-france-{VERSION}");
    let python = cache.folder(&name).join("bin/python");
    if answers(Command::new(&python).args(["-c", "import openfisca_france"])) {
        return Ok(python);
    }
    println!("Installer OpenFisca-France {VERSION} (2 minutes)…");
    let what = format!("OpenFisca-France {VERSION} n'a pas pu être installé.");
    cache.install(&name, |aside| {
        run(Command::new("python3").args(["-m", "venv"]).arg(aside), &what)?;
        // By its Python, not by its pip: the path written in the latter is that of before.
        let package = format!("OpenFisca-France=={VERSION}");
        let mut pip = Command::new(aside.join("bin/python"));
        run(pip.args(["-m", "pip", "install", "--quiet", &package]), &what)
    })?;
    Ok(python)
}
