//! What the site is made with, from npm: wasm-opt, which distributions have too old for what rustc
//! writes; esbuild; and workbox, which becomes a part of the worker that keeps the site's files.

use super::cache::Cache;
use crate::failure::Failure;
use crate::process::{answers, attempt};
use crate::project::Project;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const FOLDER: &str = "crates/xtask/lighten";
const MODULES: &str = "node_modules";
const BIN: &str = "node_modules/.bin";
const PROGRAMS: [&str; 2] = ["node_modules/.bin/wasm-opt", "node_modules/.bin/esbuild"];
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

pub(crate) fn bin(project: &Project, cache: &Cache) -> Result<PathBuf, Failure> {
    Ok(cache.folder(&folder(project)?).join(BIN))
}

pub(crate) fn modules(project: &Project, cache: &Cache) -> Result<PathBuf, Failure> {
    Ok(cache.folder(&folder(project)?).join(MODULES))
}

pub(crate) fn is_ready(project: &Project, cache: &Cache) -> Result<bool, Failure> {
    let folder = cache.folder(&folder(project)?);
    Ok(PROGRAMS.iter().all(|program| folder.join(program).is_file()))
}

pub(crate) fn install(project: &Project, cache: &Cache) -> Result<(), Failure> {
    cache.install(&folder(project)?, |aside| {
        for file in FILES {
            let from = project.path(FOLDER).join(file);
            fs::copy(&from, aside.join(file))
                .map_err(|error| Failure::file("copier", &from, &error))?;
        }
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(aside);
        // npm says that all is well when the disk was full.
        let works = |program| answers(Command::new(aside.join(program)).arg("--version"));
        attempt(&mut npm)?
            .and(|| PROGRAMS.into_iter().all(works))
            .or("wasm-opt et esbuild n'ont pas pu être installés.")
    })
}

/// `binaryen-132.0.0-esbuild-0.28.2-workbox-precaching-7.4.1`, from the file that npm reads.
fn folder(project: &Project) -> Result<String, Failure> {
    let path = project.path(FOLDER).join("package.json");
    let text = fs::read_to_string(&path).map_err(|error| Failure::file("lire", &path, &error))?;
    let package = serde_json::from_str::<serde_json::Value>(&text).unwrap_or_default();
    let names = ["binaryen", "esbuild", "workbox-precaching"].map(|name| {
        let version = package.pointer(&format!("/dependencies/{name}"))?.as_str()?;
        Some(format!("{name}-{version}"))
    });
    names.into_iter().collect::<Option<Vec<_>>>().map(|names| names.join("-")).ok_or_else(|| {
        Failure::new(format!(
            "« {} » ne nomme pas binaryen, esbuild et workbox-precaching.",
            path.display()
        ))
    })
}
