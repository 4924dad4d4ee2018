//! Rust's standard library, compiled with the site and for it: 21 kB of brotli less than the one
//! that comes with the compiler (`docs/decisions/2026-11-21-poids.md`).

use super::paths;
use crate::project::Project;
use std::process::Command;

/// What cargo and rustc are asked for, in cargo's own variables.
const SETTINGS: [(&str, &str); 3] = [
    // Rust's stable compiler keeps these settings to itself unless told otherwise.
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    // Sorting, searching and formatting in their short versions rather than their fast ones.
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// A panic stops the program at once. Nobody would read its message, and what writes it is a
/// fifteenth of the site; `boot.js` tells the person that the site stopped.
const FLAGS: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

/// Makes a command of cargo, or one that calls it, compile the library too.
pub(crate) fn rebuilt<'a>(command: &'a mut Command, project: &Project) -> &'a mut Command {
    // Cargo reads one of the two variables of flags: what the person asked for is kept.
    let theirs = std::env::var("RUSTFLAGS").unwrap_or_default();
    let theirs = theirs.split_whitespace().map(str::to_owned);
    let ours = FLAGS.into_iter().map(str::to_owned).chain(paths::neutral(project));
    let flags: Vec<String> = theirs.chain(ours).collect();
    command.envs(SETTINGS).env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
}
