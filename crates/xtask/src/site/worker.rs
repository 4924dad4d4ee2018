//! The worker that keeps the site's own files, so that a second visit needs no network.

use super::load::{self, WORKER};
use super::{boot, lighten};
use crate::failure::Failure;
use crate::project::Project;
use crate::tools;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What it is written from.
const SOURCE: &str = "www/worker.js";

/// What its licence asks to keep.
const NOTICE: &str =
    "/* Workbox, Copyright 2018 Google LLC, MIT licence: https://opensource.org/license/mit */";

/// Whether a file is kept: the pages of rules are many and read by few, and the icons of an
/// installation are the system's to keep.
fn is_kept(file: &str) -> bool {
    let is_picture = Path::new(file).extension().is_some_and(|extension| extension == "png");
    file != WORKER && !file.starts_with("regles/") && !is_picture
}

/// Writes the worker with the list of the files that it keeps. The page must be sealed: what comes
/// after changes nothing any more.
pub(crate) fn write(project: &Project) -> Result<(), Failure> {
    let dist = project.dist();
    let mut list = Vec::new();
    for file in load::files(&dist)? {
        if !is_kept(&file) {
            continue;
        }
        let path = dist.join(&file);
        let bytes = fs::read(&path).map_err(|error| Failure::file("lire", &path, &error))?;
        list.push(entry(&file, &boot::hash(&bytes)));
    }
    let mut esbuild = Command::new("esbuild");
    tools::on_path(project, &mut esbuild)?;
    esbuild
        .arg(project.path(SOURCE))
        .args(["--bundle", "--minify", "--charset=utf8", "--log-level=warning", lighten::OLDEST])
        .arg("--define:process.env.NODE_ENV=\"production\"")
        .arg(format!("--define:FILES={}", Value::from(list)))
        .arg(format!("--banner:js={NOTICE}"))
        .env("NODE_PATH", tools::node_modules(project)?);
    let worker =
        lighten::printed(&mut esbuild, "Le programme qui garde les fichiers n'est pas fait.")?;
    let path = dist.join(WORKER);
    fs::write(&path, worker).map_err(|error| Failure::file("écrire", &path, &error))
}

/// A file of the list: what must arrive, and whether its name alone says which version it is.
fn entry(file: &str, hash: &str) -> Value {
    let revision = if is_named_by_hash(file) { Value::Null } else { Value::from(hash) };
    json!({ "url": file, "revision": revision, "integrity": hash })
}

/// Whether a name holds a hash of what the file says, as `site-0123456789abcdef.css` does.
fn is_named_by_hash(file: &str) -> bool {
    const DIGITS: usize = 16;
    let is_digit = |c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase();
    file.split(|c: char| !is_digit(c)).any(|run| run.len() >= DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_named_by_its_hash_needs_no_other_version() {
        assert!(is_named_by_hash("auclair-www-0123456789abcdef_bg.wasm"));
        assert!(is_named_by_hash("site-0123456789abcdef.css"));
        assert!(!is_named_by_hash("aides/france/allocation-de-base.html"));
        assert!(!is_named_by_hash("index.html"));
        assert!(is_kept("aides/index.html") && !is_kept("regles/index.html") && !is_kept(WORKER));
        assert_eq!(entry("index.html", "sha384-x")["revision"], "sha384-x");
        assert_eq!(entry("a-0123456789abcdef.js", "sha384-x")["revision"], Value::Null);
    }
}
