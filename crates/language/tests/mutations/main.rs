//! Broken copies of each rule file: every one gives a diagnostic or a failing test, or stands in
//! the list of survivors with a reason. None stops the compiler.
//!
//! Québec's are tried each time. All of them take a while: `cargo xtask mutations` tries them;
//! with `AUCLAIR_RECRIRE=1` it writes the list again and keeps the reasons that are there.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what is wrong by failing"
)]

mod mutation;
mod reason;
mod survivors;

use auclair_language::{Compilation, SourceFile, compile, overdue, read_folder, untested};
use mutation::{Mutation, mutations};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use survivors::{Survivor, read, write};
use time::{Date, Month};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The day at which figures are judged overdue: the last on which all of them were read again.
const READ_ON: Date = match Date::from_calendar_date(2026, Month::November, 21) {
    Ok(day) => day,
    Err(_) => Date::MIN,
};

/// What the rules say of themselves: each diagnostic by its words, and each test that fails.
fn said(compilation: &Compilation) -> BTreeSet<String> {
    let runs = compilation.run_tests();
    let untested = untested(&compilation.elaborated, &runs);
    let overdue = overdue(&compilation.elaborated, READ_ON);
    let failures = runs.iter().flat_map(|run| &run.failures);
    let all = compilation.diagnostics.iter().chain(&untested).chain(&overdue).chain(failures);
    all.map(|found| format!("{} {} {}", found.code.name(), found.message, found.label)).collect()
}

/// The mutations of the files of a jurisdiction that nobody notices, and how many were tried.
fn survivors(jurisdiction: &str) -> (Vec<Survivor>, usize) {
    let files = read_folder(&root().join("rules").join(jurisdiction)).expect("the rules");
    let whole = compile(files.clone(), "");
    let before = said(&whole);
    let mut found = Vec::new();
    let mut tried = 0;
    for (index, file) in files.iter().enumerate() {
        for mutation in mutations(&file.text) {
            tried += 1;
            if !noticed(&files, index, &mutation, &before) {
                let reason = reason::of(&whole, &mutation);
                found.push(Survivor::new(&file.path, &mutation, reason));
            }
        }
    }
    (found, tried)
}

fn noticed(
    files: &[SourceFile],
    index: usize,
    mutation: &Mutation,
    before: &BTreeSet<String>,
) -> bool {
    let mut files = files.to_vec();
    let Some(file) = files.get_mut(index) else { return true };
    file.text.clone_from(&mutation.text);
    let broken = compile(files, "");
    broken.has_errors() || !said(&broken).is_subset(before)
}

/// Every survivor is in the list, with its reason, and the list holds no other.
fn check(jurisdictions: &[&str]) {
    let path = root().join("tests/mutations/survivants.md");
    let listed = read(&path);
    let mut found = Vec::new();
    for jurisdiction in jurisdictions {
        let (survivors, tried) = survivors(jurisdiction);
        println!(
            "{jurisdiction} : {tried} copies cassées, {} passent inaperçues ({} %)",
            survivors.len(),
            survivors.len() * 100 / tried.max(1)
        );
        found.extend(survivors);
    }
    // A reason that someone wrote is worth more than one that was guessed.
    for survivor in &mut found {
        if let Some(known) = listed.iter().find(|known| known.same(survivor)) {
            survivor.reason.clone_from(&known.reason);
        }
    }
    if std::env::var_os("AUCLAIR_RECRIRE").is_some() {
        let elsewhere =
            listed.iter().filter(|known| !jurisdictions.contains(&known.jurisdiction()));
        found.extend(elsewhere.cloned());
        found.sort();
        write(&path, &found);
        return;
    }
    let new: Vec<String> = found
        .iter()
        .filter(|survivor| !listed.iter().any(|known| known.same(survivor)))
        .map(ToString::to_string)
        .collect();
    assert!(new.is_empty(), "personne ne remarque :\n{}", new.join("\n"));
    let gone: Vec<String> = listed
        .iter()
        .filter(|known| jurisdictions.contains(&known.jurisdiction()))
        .filter(|known| !found.iter().any(|survivor| survivor.same(known)))
        .map(ToString::to_string)
        .collect();
    assert!(gone.is_empty(), "la liste dit à tort que personne ne remarque :\n{}", gone.join("\n"));
}

#[test]
fn quebec() {
    check(&["quebec"]);
}

#[test]
#[ignore = "tries some thousand copies: cargo xtask mutations"]
fn every_jurisdiction() {
    check(&["france", "quebec"]);
}

#[test]
fn every_survivor_has_a_reason() {
    let listed = read(&root().join("tests/mutations/survivants.md"));
    assert!(!listed.is_empty(), "the list is there");
    for survivor in listed {
        assert!(survivor.reason.chars().count() > 10, "pourquoi ? {survivor}");
    }
}
