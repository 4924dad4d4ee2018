//! What Trunk wrote, shorter, without what only people read, and laid out for compression.

use super::boot;
use super::html;
use super::load::PAGE;
use super::order::neighbours;
use super::pack::pack;
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
/// The sheet for paper, as what comes later names it.
const PRINT: &str = "styles/print.css";
/// What comes after the loader.
const OFFLINE: &str = "offline.js";
/// Where it leaves room for the hash of the sheet for paper.
const ROOM: &str = "integrity:\"\"";
/// What the loader puts the wasm together with.
const UNPACK: &str = "www/unpack.js";

/// The oldest browsers that the site is for, and why: docs/heberger.md.
pub(crate) const OLDEST: &str = "--target=chrome97,firefox102,safari16";

/// What wasm-opt does beyond its own habits: 3 kB of brotli less.
const PASSES: [&str; 9] = [
    "--flatten",
    "--rereloop",
    "-O1",
    "-O2",
    "-Oz",
    "-Oz",
    // What one function alone calls stays apart: 1 kB of brotli less, and browsers compile what is called first.
    "--one-caller-inline-max-function-size=0",
    // The first thousand bytes are the end of the stack, where no address is made by adding to
    // a small number; what compilers write never goes round the end of memory.
    "--low-memory-unused",
    // Neighbours are of one crate, and alike.
    "--reorder-functions-by-name",
];

/// Makes a built site lighter. The page must not be sealed yet.
pub(crate) fn lighten(project: &Project) -> Result<(), Failure> {
    let dist = project.dist();
    let page = read(&dist.join(PAGE))?;
    let (wasm, script) = (loaded(&page, "data-wasm")?, loaded(&page, "data-js")?);
    let short = shorten(project, &dist.join(&wasm), &read(&dist.join(&script))?)?;
    write(&dist.join(&script), &short)?;
    offline(project, &dist)?;
    take_apart(project, &dist.join(&wasm))?;
    let page = named_by_content(&dist, &page, &wasm)?;
    write(&dist.join(PAGE), &once(&page, STYLES, &sheet(project, "site")?)?)
}

/// Puts into the site what has its files kept, with the sheet for paper and its hash.
fn offline(project: &Project, dist: &Path) -> Result<(), Failure> {
    let script = minified(project, &project.path("www").join(OFFLINE), &[])?;
    let print = sheet(project, "print")?;
    let hash = boot::hash(read(&dist.join(&print))?.as_bytes());
    let script = once(&once(&script, PRINT, &print)?, ROOM, &format!("integrity:{hash:?}"))?;
    fs::remove_file(dist.join(OFFLINE))
        .map_err(|error| Failure::file("effacer", &dist.join(OFFLINE), &error))?;
    write(&dist.join(format!("offline-{}.js", digest(script.as_bytes()))), &script)
}

/// Puts a sheet of `www/styles` into the site, with those it imports, and gives its name.
pub(crate) fn sheet(project: &Project, name: &str) -> Result<String, Failure> {
    let styles = minified(
        project,
        &project.path(&format!("www/styles/{name}.css")),
        &["--bundle".to_owned()],
    )?;
    let name = format!("{name}-{}.css", digest(styles.as_bytes()));
    write(&project.dist().join(&name), &styles)?;
    Ok(name)
}

/// Gives a file the name of what it holds, so that no browser keeps an old one; gives the page that
/// names it so.
fn named_by_content(dist: &Path, page: &str, file: &str) -> Result<String, Failure> {
    let path = dist.join(file);
    let bytes = fs::read(&path).map_err(|error| Failure::file("lire", &path, &error))?;
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let name = format!("auclair-{}.{extension}", digest(&bytes));
    fs::rename(&path, dist.join(&name))
        .map_err(|error| Failure::file("renommer", &path, &error))?;
    once(page, file, &name)
}

/// The beginning of the hash of what a file holds.
pub(super) fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    format!("{:016x}", digest.first_chunk().copied().map_or(0, u64::from_be_bytes))
}

/// Takes the wasm apart, and sees that the loader puts it together again. The file keeps the ending
/// that servers know, and compress.
fn take_apart(project: &Project, wasm: &Path) -> Result<(), Failure> {
    let module = fs::read(wasm).map_err(|error| Failure::file("lire", wasm, &error))?;
    let module = neighbours(&module)?;
    let packed = pack(&module)?;
    fs::write(wasm, packed).map_err(|error| Failure::file("écrire", wasm, &error))?;
    let again = wasm.with_extension("again");
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", TOGETHER])
        .args([&project.path(UNPACK), wasm, &again])
        .stdin(Stdio::null());
    process::run(&mut node, "Le site n'a pas pu être remis ensemble.")?;
    let together = fs::read(&again).map_err(|error| Failure::file("lire", &again, &error))?;
    fs::remove_file(&again).map_err(|error| Failure::file("effacer", &again, &error))?;
    if together == module {
        return Ok(());
    }
    Err(Failure::new("Ce que le navigateur remettrait ensemble n'est pas le site.").todo(
        "crates/xtask/src/site/pack.rs et www/unpack.js doivent dire la même chose de chaque opération.",
    ))
}

/// Puts together what a file holds, into another.
const TOGETHER: &str = "
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const [unpacker, from, to] = process.argv.slice(1);
const { unpack } = await import(pathToFileURL(unpacker));
writeFileSync(to, await unpack(readFileSync(from)));
";

/// A file that the loader's tag names.
pub(super) fn loaded(page: &str, attribute: &str) -> Result<String, Failure> {
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
    wasm_opt.args(PASSES).arg("--minify-imports-and-exports-and-modules");
    wasm_opt.arg(wasm).arg("-o").arg(wasm);
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

/// A script without comments and with short names, or a sheet; with those it imports when the options ask for it.
pub(super) fn minified(
    project: &Project,
    file: &Path,
    options: &[String],
) -> Result<String, Failure> {
    let mut esbuild = Command::new("esbuild");
    tools::on_path(project, &mut esbuild)?;
    esbuild.arg(file).args(["--minify", "--charset=utf8", "--log-level=warning", OLDEST]);
    if file.extension().is_some_and(|extension| extension == "js") {
        esbuild.arg("--format=esm");
    }
    printed(esbuild.args(options), "esbuild n'a pas allégé un fichier.")
}

/// What a program prints; its errors are shown.
pub(crate) fn printed(command: &mut Command, failed: &str) -> Result<String, Failure> {
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

pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
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
