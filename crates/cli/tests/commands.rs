//! The command as a person meets it: what it prints, kept as snapshots to be read.

#![allow(clippy::expect_used, reason = "a test says what is wrong by failing")]

use std::fmt::Write;
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
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn help() {
    insta::assert_snapshot!(auclair(".", &["--aide"]));
}

#[test]
fn what_is_badly_said() {
    let commands: [&[&str]; 10] = [
        &["calculer"],
        &["calculate", "--jurisdiction", "quebec"],
        &["calculate", "absent.jsonl"],
        &["explain"],
        &["explain", "absent.json"],
        &["explain", "tests/folders/fautes/aide.regle"],
        &["schema", "atlantide"],
        &["check", "--date", "hier"],
        &["check", "--release"],
        &["check", "tests"],
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
