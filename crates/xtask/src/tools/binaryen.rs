//! wasm-opt, from npm: distributions have one that is too old for what rustc writes.

use super::cache::Cache;
use crate::failure::Failure;
use crate::process::{answers, attempt};
use crate::project::Project;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const FOLDER: &str = "crates/xtask/binaryen";
const BIN: &str = "node_modules/.bin";
const WASM_OPT: &str = "node_modules/.bin/wasm-opt";
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

pub(crate) fn bin(project: &Project, cache: &Cache) -> Result<PathBuf, Failure> {
    Ok(cache.folder(&folder(project)?).join(BIN))
}

pub(crate) fn is_ready(project: &Project, cache: &Cache) -> Result<bool, Failure> {
    Ok(cache.folder(&folder(project)?).join(WASM_OPT).is_file())
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
        let works = || answers(Command::new(aside.join(WASM_OPT)).arg("--version"));
        attempt(&mut npm)?.and(works).or("wasm-opt n'a pas pu être installé.")
    })
}

/// `binaryen-132.0.0`, from the file that npm reads.
fn folder(project: &Project) -> Result<String, Failure> {
    let path = project.path(FOLDER).join("package.json");
    let text = fs::read_to_string(&path).map_err(|error| Failure::file("lire", &path, &error))?;
    serde_json::from_str::<serde_json::Value>(&text)
        .ok()
        .and_then(|json| json.pointer("/dependencies/binaryen")?.as_str().map(str::to_owned))
        .map(|version| format!("binaryen-{version}"))
        .ok_or_else(|| Failure::new(format!("« {} » ne nomme pas binaryen.", path.display())))
}
