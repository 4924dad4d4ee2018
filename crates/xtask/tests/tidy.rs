//! The repository checks itself: what reviews would otherwise have to repeat.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

use auclair_language::{Code, Severity, compile, read_folder};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the repository")
}

/// Every file of the repository by its path, what is built or installed left out.
fn files() -> Vec<String> {
    const NOT_OURS: [&str; 4] = [".git", "target", "dist", "node_modules"];
    let root = root();
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            // In a second checkout, « .git » is a file.
            if NOT_OURS.contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                let path = path.strip_prefix(&root).expect("inside");
                files.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    assert!(files.len() > 50, "the repository is there");
    files
}

fn extension(file: &str) -> &str {
    file.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, end)| end)
}

/// The text of a file; nothing when it is an image or another binary.
fn text(file: &str) -> Option<String> {
    fs::read_to_string(root().join(file)).ok()
}

fn none(wrong: &[String], why: &str) {
    assert!(wrong.is_empty(), "{why}:\n  {}", wrong.join("\n  "));
}

#[test]
fn a_file_is_one_idea_and_fits_in_a_head() {
    const LONGEST: usize = 600;
    let wrong: Vec<String> = files()
        .into_iter()
        .filter(|file| matches!(extension(file), "rs" | "mjs" | "js" | "css" | "regle"))
        // Years of dated figures are one idea.
        .filter(|file| !file.rsplit('/').next().is_some_and(|name| name.starts_with("chiffres")))
        .filter_map(|file| {
            let lines = text(&file)?.lines().count();
            (lines > LONGEST).then(|| format!("{file}: {lines}"))
        })
        .collect();
    none(&wrong, "files of more than 600 lines, to be split by what they are about");
}

#[test]
fn crates_depend_on_each_other_in_one_direction() {
    // Who may use whom, tests included: engine ← language ← rules ← www, cli.
    let allowed: [(&str, &[&str]); 9] = [
        ("auclair-engine", &[]),
        ("auclair-language", &["auclair-engine"]),
        ("auclair-rules", &["auclair-engine", "auclair-language"]),
        ("auclair-openfisca", &["auclair-engine", "auclair-rules"]),
        ("auclair-oracle", &["auclair-engine", "auclair-openfisca", "auclair-rules"]),
        (
            "auclair-cli",
            &["auclair-engine", "auclair-language", "auclair-openfisca", "auclair-rules"],
        ),
        ("auclair-www", &["auclair-engine", "auclair-rules"]),
        ("auclair-bench", &["auclair-engine", "auclair-rules"]),
        ("xtask", &["auclair-language"]),
    ];
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo metadata");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let ours: BTreeSet<&str> =
        packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut wrong = Vec::new();
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let allowed = allowed.iter().find(|(package, _)| *package == name).map(|(_, uses)| *uses);
        let Some(allowed) = allowed else {
            wrong.push(format!("{name} is new: say here what it may use"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let used = dependency["name"].as_str().expect("a name");
            if ours.contains(used) && !allowed.contains(&used) {
                wrong.push(format!("{name} uses {used}"));
            }
            // What ships must not carry the compiler of rules.
            if (name, used) == ("auclair-rules", "auclair-language") && dependency["kind"].is_null()
            {
                wrong.push("auclair-rules uses auclair-language when it runs".to_owned());
            }
        }
    }
    none(&wrong, "dependencies that are not allowed");
}

#[test]
fn no_module_is_a_drawer_for_everything() {
    const DRAWERS: [&str; 6] = ["utils", "util", "helpers", "helper", "misc", "common"];
    let wrong: Vec<String> = files()
        .into_iter()
        .filter(|file| extension(file) == "rs")
        .filter(|file| file.trim_end_matches(".rs").split('/').any(|part| DRAWERS.contains(&part)))
        .collect();
    none(&wrong, "modules named after nothing: name them after what they are about");
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    // In two parts, so that this file does not name them either.
    let traces = [
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("/Us", "ers/"),
        ("/wo", "rk/"),
        ("C:\\", "Users"),
        ("arti", "factory"),
    ]
    .map(|(start, end)| format!("{start}{end}"));
    let mut wrong = Vec::new();
    for file in files() {
        for (index, line) in text(&file).unwrap_or_default().lines().enumerate() {
            let named = traces.iter().find(|trace| {
                // `tests/home/` is no machine: a path from the root has nothing before it.
                line.match_indices(trace.as_str()).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || "./_-".contains(c))
                })
            });
            if let Some(named) = named {
                wrong.push(format!("{file}:{}: {named}", index + 1));
            }
        }
    }
    none(&wrong, "traces of a machine");
}

#[test]
fn packages_come_from_the_public_registries_and_nowhere_else() {
    const REGISTRIES: [&str; 2] =
        ["registry+https://github.com/rust-lang/crates.io-index", "https://registry.npmjs.org/"];
    let mut wrong = Vec::new();
    for file in files() {
        if !file.ends_with("Cargo.lock") && !file.ends_with("package-lock.json") {
            continue;
        }
        for line in text(&file).unwrap_or_default().lines() {
            let line = line.trim();
            let source = line.strip_prefix("source = \"").or(line.strip_prefix("\"resolved\": \""));
            if source.is_some_and(|source| !REGISTRIES.iter().any(|r| source.starts_with(r))) {
                wrong.push(format!("{file}: {line}"));
            }
        }
    }
    none(&wrong, "packages from elsewhere");
}

#[test]
fn lock_files_are_committed() {
    let output = Command::new("git").arg("ls-files").current_dir(root()).output();
    let Some(output) = output.ok().filter(|output| output.status.success()) else {
        return; // An archive of the sources has no history to look at.
    };
    let committed = String::from_utf8(output.stdout).expect("UTF-8");
    let committed: BTreeSet<&str> = committed.lines().collect();
    let needed = committed.iter().filter_map(|file| {
        let folder = file.strip_suffix("package.json")?;
        (folder.is_empty() || folder.ends_with('/')).then(|| format!("{folder}package-lock.json"))
    });
    let wrong: Vec<String> = needed
        .chain(["Cargo.lock".to_owned()])
        .filter(|lock| !committed.contains(lock.as_str()))
        .collect();
    none(&wrong, "lock files that git does not have");
}

#[test]
fn every_figure_has_its_source() {
    for name in ["france", "quebec"] {
        let files = read_folder(&root().join("rules").join(name)).expect("rules");
        let compilation = compile(files, "");
        let wrong: Vec<String> = compilation
            .diagnostics
            .iter()
            .filter(|diagnostic| {
                // A figure without a source is an error, unless its fiche says « à sourcer ».
                diagnostic.severity == Severity::Error || diagnostic.code == Code::TestWithoutSource
            })
            .map(|diagnostic| {
                let file = &compilation.files[diagnostic.span.file as usize];
                let (line, _) = file.position(diagnostic.span.start as usize);
                format!("rules/{}:{line}: {}", file.path, diagnostic.message)
            })
            .collect();
        none(&wrong, "rules without a source, or in error");
    }
}

#[test]
fn every_page_of_the_manual_can_be_reached() {
    // Where a newcomer begins; until there is a README, nothing to begin with.
    const STARTS: [&str; 3] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];
    let pages: BTreeSet<String> =
        files().into_iter().filter(|file| extension(file) == "md").collect();
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut next: Vec<String> =
        STARTS.map(str::to_owned).into_iter().filter(|page| pages.contains(page)).collect();
    if !pages.contains("README.md") {
        return;
    }
    let mut wrong = Vec::new();
    while let Some(page) = next.pop() {
        if !reached.insert(page.clone()) {
            continue;
        }
        for link in links(&text(&page).unwrap_or_default()) {
            match target(&page, &link) {
                Some(file) if pages.contains(&file) => next.push(file),
                // A folder: its pages are read where they stand.
                Some(path) if root().join(&path).is_dir() => {
                    let inside = format!("{path}/");
                    next.extend(pages.iter().filter(|page| page.starts_with(&inside)).cloned());
                }
                Some(path) if root().join(&path).exists() => {}
                Some(path) => wrong.push(format!("{page}: {path} does not exist")),
                None => {}
            }
        }
    }
    let manual = pages.iter().filter(|page| page.starts_with("docs/"));
    wrong.extend(manual.filter(|page| !reached.contains(*page)).cloned());
    none(&wrong, "pages that no page links to, and links that lead nowhere");
}

/// What the links and images of a Markdown page point at.
fn links(markdown: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut fenced = false;
    for line in markdown.lines() {
        fenced ^= line.trim_start().starts_with("```");
        if !fenced {
            let parts = line.split("](").skip(1);
            links.extend(parts.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())));
        }
    }
    links
}

/// The file of the repository that a link of a page points at.
fn target(page: &str, link: &str) -> Option<String> {
    let link = link.split('#').next().filter(|link| !link.is_empty() && !link.contains(':'))?;
    let mut path: Vec<&str> = page.split('/').collect();
    path.pop();
    for part in link.trim_end_matches('/').split('/') {
        match part {
            "." | "" => {}
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}
