//! What Trunk wrote, without what only people read: 7 kB of brotli less.

use super::html;
use super::load::PAGE;
use crate::failure::Failure;
use crate::process;
use crate::project::Project;
use crate::tools;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The module from which wasm-bindgen's wasm imports, and what binaryen calls it.
const MODULE: (&str, &str) = ("./auclair-www_bg.js", "a");
/// The sheet that imports all others, as the page names it.
const STYLES: &str = "styles/site.css";
/// The loader.
const BOOT: &str = "boot.js";

/// Makes a built site lighter. The page must not be sealed yet.
pub(crate) fn lighten(project: &Project) -> Result<(), Failure> {
    let dist = project.dist();
    let page = read(&dist.join(PAGE))?;
    let (wasm, script) = (loaded(&page, "data-wasm")?, loaded(&page, "data-js")?);
    let short = shorten(project, &dist.join(wasm), &read(&dist.join(&script))?)?;
    write(&dist.join(&script), &short)?;
    for script in [script.as_str(), BOOT] {
        let path = dist.join(script);
        write(&path, &minified(project, &path)?)?;
    }
    let styles = minified(project, &project.path("www").join(STYLES))?;
    // Its name changes with what it says: no browser keeps an old one.
    let digest = Sha256::digest(styles.as_bytes());
    let digest = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    let name = format!("site-{digest:016x}.css");
    write(&dist.join(&name), &styles)?;
    write(&dist.join(PAGE), &once(&page, STYLES, &name)?)
}

/// A file that the loader's tag names.
fn loaded(page: &str, attribute: &str) -> Result<String, Failure> {
    let tags = html::tags(page);
    let found = tags.iter().find_map(|tag| tag.value(page, attribute));
    found.map(|name| name.trim_start_matches("./").to_owned()).ok_or_else(|| {
        Failure::new(format!("La page construite ne nomme pas de fichier « {attribute} »."))
    })
}

/// Gives a letter or two to each thing that wasm and its script call by a name of their own; gives
/// the script.
fn shorten(project: &Project, wasm: &Path, script: &str) -> Result<String, Failure> {
    let mut wasm_opt = Command::new("wasm-opt");
    tools::on_path(project, &mut wasm_opt)?;
    wasm_opt.arg("--minify-imports-and-exports-and-modules").arg(wasm).arg("-o").arg(wasm);
    let names = printed(&mut wasm_opt, "wasm-opt n'a pas raccourci les noms.")?;
    renamed(&names, script)
}

/// The script with the names of a list such as
/// `{"imports": [["module", "long", "short"]], "exports": [["long", "short"]]}`.
fn renamed(names: &str, script: &str) -> Result<String, Failure> {
    let names: Value = serde_json::from_str(names).unwrap_or_default();
    let list = |key| names.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let text = |entry: &Value, index| entry.get(index)?.as_str().map(str::to_owned);
    let mut script = once(script, &format!("{:?}", MODULE.0), &format!("{:?}", MODULE.1))?;
    for entry in list("imports") {
        let (Some(long), Some(short)) = (text(&entry, 1), text(&entry, 2)) else { continue };
        script = once(&script, &format!(" {long}: "), &format!(" {short}: "))?;
    }
    let mut exports: Vec<_> =
        list("exports").iter().filter_map(|entry| text(entry, 0).zip(text(entry, 1))).collect();
    // A name may begin another.
    exports.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
    for (long, short) in exports {
        script = script.replace(&format!("wasm.{long}"), &format!("wasm.{short}"));
    }
    Ok(script)
}

/// Replaces what a text holds exactly once.
fn once(text: &str, from: &str, to: &str) -> Result<String, Failure> {
    if text.matches(from).count() == 1 {
        return Ok(text.replace(from, to));
    }
    Err(Failure::new(format!("« {from} » devrait être écrit une fois, et une seule."))
        .todo("Trunk ou wasm-bindgen écrit autrement : voyez crates/xtask/src/site/lighten.rs."))
}

/// A script without comments and with short names, or a sheet with those it imports.
fn minified(project: &Project, file: &Path) -> Result<String, Failure> {
    let mut esbuild = Command::new("esbuild");
    tools::on_path(project, &mut esbuild)?;
    esbuild.arg(file).args(["--minify", "--charset=utf8", "--log-level=warning"]);
    if file.extension().is_some_and(|extension| extension == "css") {
        esbuild.arg("--bundle");
    } else {
        esbuild.arg("--format=esm");
    }
    printed(&mut esbuild, "esbuild n'a pas allégé un fichier.")
}

/// What a program prints; its errors are shown.
fn printed(command: &mut Command, failed: &str) -> Result<String, Failure> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| process::not_started(command, &error))?;
    if !output.status.success() {
        return Err(Failure::new(failed));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::file("lire", path, &error))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::file("écrire", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = r#"{"imports": [["./auclair-www_bg.js", "__wbg_get", "a"]], "exports": [["run", "b"], ["run_all", "c"]]}"#;

    #[test]
    fn names_are_short_on_both_sides() {
        let script =
            r#"{ __wbg_get: function() { wasm.run(wasm.run_all); } } "./auclair-www_bg.js""#;
        let expected = r#"{ a: function() { wasm.b(wasm.c); } } "a""#;
        assert_eq!(renamed(NAMES, script).expect("renamed"), expected);
    }

    #[test]
    fn a_script_that_is_written_otherwise_is_refused() {
        assert!(renamed(NAMES, r#"{ get: 1 } "./auclair-www_bg.js""#).is_err());
        assert!(renamed(NAMES, "{ __wbg_get: 1 }").is_err());
    }
}
