//! The command as a person meets it: what it prints, kept as snapshots to be read.

#![allow(clippy::expect_used, reason = "a test says what is wrong by failing")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What a command prints, and how it ends.
fn auclair(folder: &str, args: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let output = Command::new(env!("CARGO_BIN_EXE_auclair"))
        .args(args)
        .current_dir(root)
        .output()
        .expect("the command runs");
    let mut seen = String::new();
    writeln!(seen, "$ auclair {}", args.join(" ")).expect("a line");
    seen.push_str(&String::from_utf8_lossy(&output.stdout));
    seen.push_str(&String::from_utf8_lossy(&output.stderr));
    writeln!(seen, "[sortie {}]", output.status.code().unwrap_or(-1)).expect("a line");
    // The version changes with each change of the rules.
    let lines = seen.lines().map(|line| match line.split_once(", règles ") {
        Some((month, _)) => format!("{month}, règles VERSION"),
        None => match line.split_once(", rules 0") {
            Some((month, _)) => format!("{month}, rules VERSION"),
            None => line.replace(env!("CARGO_TARGET_TMPDIR"), "…"),
        },
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn help() {
    insta::assert_snapshot!(auclair(".", &["--aide"]));
}

#[test]
fn what_is_badly_said() {
    let commands: [&[&str]; 14] = [
        &["calculer"],
        &["calculate", "--jurisdiction", "quebec"],
        &["calculate", "absent.jsonl"],
        &["explain"],
        &["explain", "absent.json"],
        &["explain", "tests/folders/fautes/aide.regle"],
        &["schema", "atlantide"],
        &["check", "--date", "hier"],
        &["check", "--release"],
        &["check", "tests/folders/fautes"],
        &["diff", "2026-03"],
        &["diff", "2026-04", "2026-03"],
        &["diff", "mars", "avril"],
        &["explain", "../../tests/cases/lyon.json", "--mois", "2019-02"],
    ];
    let said: Vec<String> = commands.iter().map(|args| auclair(".", args)).collect();
    insta::assert_snapshot!(said.join("\n\n"));
}

#[test]
fn documents_in_the_format_of_openfisca() {
    let calculate = |file: &str| auclair("tests/folders/calculate", &["calculate", file]);
    insta::assert_snapshot!(calculate("foyers.jsonl"));
    insta::assert_snapshot!(calculate("fautes.jsonl"));
}

#[test]
fn rules_with_errors() {
    insta::assert_snapshot!(auclair("tests/folders", &["check", "fautes"]));
    insta::assert_snapshot!(auclair("tests/folders", &["check", "fautes", "--format", "json"]));
}

#[test]
fn two_places_of_two_files() {
    let seen = auclair("tests", &["check", "folders"]);
    assert!(seen.contains("folders/fautes/aide.regle:4:12"), "{seen}");
    // The line in the heading is the one that is shown.
    assert!(seen.contains("folders/dates/aide.regle:27:12"), "{seen}");
}

#[test]
fn what_the_law_changed() {
    let folder = "tests/folders";
    insta::assert_snapshot!(auclair(folder, &["diff", "2026-02", "2026-04", "dates"]));
    insta::assert_snapshot!(auclair(
        folder,
        &["diff", "2026-03", "2026-04", "dates", "--format", "json"]
    ));
    insta::assert_snapshot!(auclair(folder, &["diff", "2024-03", "2025-03", "dates"]));
    let real = auclair("../..", &["diff", "2026-03", "2026-04", "rules/france"]);
    let figure = "646,52\u{a0}€ par mois → 651,69\u{a0}€ par mois (+0,8 %)";
    assert!(real.contains(figure) && real.contains("décret 2026-220"), "{real}");
}

#[test]
fn a_household_told_in_other_languages() {
    let file = "crates/cli/tests/folders/fournitures.json";
    insta::assert_snapshot!("english", auclair("../..", &["explain", file, "--langue", "en"]));
    insta::assert_snapshot!("facile", auclair("../..", &["explain", file, "--langue", "facile"]));
    let missing = auclair("../..", &["explain", file, "--langue", "tlh"]);
    assert!(missing.contains("ne sont pas traduites"), "{missing}");
    assert!(missing.contains("Il y a : fr, en, facile."), "{missing}");
}

#[test]
fn what_a_language_misses() {
    let missing = auclair("tests/folders", &["traduire", "en", "dates"]);
    insta::assert_snapshot!(missing);
    let done = auclair("../..", &["traduire", "en", "rules/quebec"]);
    assert!(done.contains("# rules/quebec : 0 phrase à traduire"), "{done}");
}

#[test]
fn the_languages_of_the_site() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("langues");
    let told = auclair("../..", &["langues", "--sortie", folder.to_str().expect("a path")]);
    for name in ["france.en.bin", "france.facile.bin", "quebec.en.bin", "quebec.facile.bin"] {
        assert!(told.contains(name), "{told}");
        let bytes = fs::read(folder.join(name)).expect(name);
        assert!(bytes.starts_with(concat!(env!("CARGO_PKG_VERSION"), "+").as_bytes()), "{name}");
    }
}

#[test]
fn the_three_reference_households() {
    for name in ["marseille", "lyon", "village"] {
        let file = format!("tests/cases/{name}.json");
        let seen = auclair("../..", &["explain", &file]);
        // One whole tree is enough to read.
        insta::assert_snapshot!(
            name,
            if name == "marseille" { seen } else { without_trees(&seen) }
        );
    }
}

fn without_trees(seen: &str) -> String {
    let mut inside = false;
    let kept = seen.lines().filter(|line| {
        inside = line.contains("Arbre du calcul") || (inside && line.starts_with("    "));
        !inside
    });
    kept.collect::<Vec<_>>().join("\n")
}

#[test]
fn one_right_at_another_month() {
    let args = ["explain", "tests/cases/lyon.json", "--droit", "RSA", "--mois", "2024-02"];
    insta::assert_snapshot!(without_trees(&auclair("../..", &args)));
}
