//! The pages of the rules: every link leads somewhere, nothing of the rules leaves its place.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use auclair_language::index::Named;
use auclair_language::{Index, compile, read_folder};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes the pages of folders, and reads them back by their paths.
fn pages(name: &str, folders: &[&str]) -> BTreeMap<PathBuf, String> {
    written(name, ".", &[&["doc"], folders].concat())
}

/// Writes pages by a command said in a folder, and reads them back by their paths.
fn written(name: &str, folder: &str, args: &[&str]) -> BTreeMap<PathBuf, String> {
    let into = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&into);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let output = Command::new(env!("CARGO_BIN_EXE_auclair"))
        .args(args)
        .arg("--sortie")
        .arg(&into)
        .current_dir(root)
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let mut found = BTreeMap::new();
    let mut pending = vec![into.clone()];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let text = std::fs::read_to_string(&path).expect("a page");
                found.insert(path.strip_prefix(&into).expect("inside").to_owned(), text);
            }
        }
    }
    found
}

/// What the attributes of this name say in a page.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!("{name}=\"");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Where a relative address leads from a page.
fn target(page: &Path, address: &str) -> PathBuf {
    let mut path = page.parent().expect("a folder").to_owned();
    for step in address.split('/') {
        if step == ".." {
            assert!(path.pop(), "{address} leaves the site from {}", page.display());
        } else {
            path.push(step);
        }
    }
    path
}

fn check(pages: &BTreeMap<PathBuf, String>) {
    let html = pages.iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "html"));
    let mut reached: BTreeSet<PathBuf> = BTreeSet::from(["index.html".into()]);
    for (path, text) in html.clone() {
        for address in attributes(text, "href") {
            if address.starts_with("https://") || address == "data:," {
                continue;
            }
            let target = target(path, address);
            assert!(pages.contains_key(&target), "{address} in {} leads nowhere", path.display());
            reached.insert(target);
        }
        assert!(text.starts_with("<!DOCTYPE html><html lang=\"fr\">"), "{}", path.display());
        assert!(text.contains("width=device-width"), "{}", path.display());
        assert!(!text.contains("<script") && !text.contains(" style="), "{}", path.display());
    }
    for (path, _) in html {
        assert!(reached.contains(path), "nothing leads to {}", path.display());
    }
}

#[test]
fn every_fiche_of_the_rules_has_a_page_and_every_link_leads_to_one() {
    let folders = ["../../rules/france", "../../rules/quebec"];
    let pages = pages("rules", &folders);
    check(&pages);
    let mut expected = 2; // The top and the style.
    for folder in folders {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let compilation = compile(read_folder(&folder).expect("rules"), "");
        let index = Index::new(&compilation.files, &compilation.elaborated);
        let fiches: BTreeSet<Named> = index.places.iter().filter_map(|place| place.named).collect();
        let unseen = |named: &&Named| !matches!(named, Named::Theme(_) | Named::Source(_));
        expected += fiches.iter().filter(unseen).count();
        // The jurisdiction, what it shares, each dispositif.
        expected += 2 + compilation.elaborated.program.dispositifs.len();
    }
    assert_eq!(pages.len(), expected);
    let figure = &pages[Path::new("france/rsa/montant-de-base.html")];
    assert!(
        figure.contains("1er\u{a0}avril\u{a0}2026") && figure.contains("651,69\u{a0}€ par mois")
    );
    assert!(figure.contains("https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000053733826"));
    assert!(figure.contains("Qui s'en sert"));
    let droit = &pages[Path::new("quebec/supplement-scolaire/droit.html")];
    assert!(droit.contains("Exemples") && droit.contains("garde partagée"));
    assert!(droit.contains("À confirmer"));
}

#[test]
fn what_rules_say_stays_text() {
    let pages = pages("pieges", &["tests/pages"]);
    check(&pages);
    for (path, text) in pages.iter().filter(|(path, _)| path.to_string_lossy().ends_with("html")) {
        for sign in ["<b>", "<i>", "<img", "</code></pre>."] {
            assert!(!text.contains(sign), "{sign} in {}", path.display());
        }
        for address in attributes(text, "href") {
            assert!(!address.contains("javascript"), "{address} in {}", path.display());
        }
    }
    let base = &pages[Path::new("pages/aide/base.html")];
    assert!(base.contains("&lt;img src=x onerror=alert(1)&gt;"), "{base}");
    // Two names that give the same address have two pages.
    assert!(pages.contains_key(Path::new("pages/aide/base-elevee.html")));
    assert!(pages.contains_key(Path::new("pages/aide/base-elevee-2.html")));
}

/// What other steps of the site's build write.
const SITE: [&str; 4] = ["index.html", "au-clair.webmanifest", "icones/icone.svg", "pages.css"];

#[test]
fn every_benefit_has_a_page_for_the_site_and_every_link_leads_somewhere() {
    let pages = written("site", "../..", &["pages"]);
    let mut benefits = 0;
    for (path, text) in &pages {
        if path.extension().is_none_or(|end| end != "html") {
            continue;
        }
        benefits +=
            usize::from(path.starts_with("aides/france") || path.starts_with("aides/quebec"));
        assert!(!text.contains("<script") && !text.contains(" style="), "{}", path.display());
        for address in attributes(text, "href") {
            let outside =
                ["https://", "tel:", "data:,", "#"].iter().any(|one| address.starts_with(one));
            let file = address.split('#').next().unwrap_or_default();
            if outside || file.is_empty() {
                continue;
            }
            let target = target(path, file);
            let known =
                pages.contains_key(&target) || SITE.iter().any(|one| target == Path::new(one));
            assert!(known, "{address} in {} leads nowhere", path.display());
        }
    }
    assert_eq!(benefits, 8);
    let rsa = &pages[Path::new("aides/france/rsa.html")];
    for words in [
        "Au guichet",
        "Par téléphone",
        "il faut avoir 25 ans",
        "651,69\u{a0}€ par mois",
        "Sous le seuil",
    ] {
        assert!(rsa.contains(words), "{words}");
    }
}
