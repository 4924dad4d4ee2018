//! What Rust itself must have: its formatter, its critic, its library for the browser.

use crate::failure::Failure;
use crate::process::{answers, run, said};
use std::path::Path;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// Whether `cargo fmt` or `cargo clippy` answers.
pub(crate) fn component_is_ready(subcommand: &str) -> bool {
    answers(Command::new("cargo").args([subcommand, "--version"]))
}

pub(crate) fn add_component(component: &str) -> Result<(), Failure> {
    let what = format!("« {component} » n'a pas pu être installé.");
    run(Command::new("rustup").args(["component", "add", component]), &what).map_err(|failure| {
        by_hand(failure, &format!("Sur un Rust de Debian : « apt-get install {component} »."))
    })
}

/// Whether the library is there, whoever put it: rustup or a distribution.
pub(crate) fn target_is_ready() -> bool {
    said(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .and_then(|folder| Path::new(folder.trim()).read_dir().ok())
        .is_some_and(|mut files| files.next().is_some())
}

/// Whether the sources of the library are there, with the list of the crates they need.
pub(crate) fn sources_are_ready() -> bool {
    said(Command::new("rustc").args(["--print", "sysroot"])).is_some_and(|folder| {
        Path::new(folder.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file()
    })
}

pub(crate) fn add_target() -> Result<(), Failure> {
    let what = format!("La cible {TARGET} n'a pas pu être installée.");
    run(Command::new("rustup").args(["target", "add", TARGET]), &what).map_err(|failure| {
        by_hand(
            failure,
            "Sur un Rust de Debian, sans rustup : « apt-get install libstd-rust-dev-wasm32 lld », \
             dans la version de votre rustc.",
        )
    })
}

/// Adds what to do without rustup, when it is rustup that is missing or refused.
fn by_hand(failure: Failure, todo: &str) -> Failure {
    let known = failure.advice().map(|known| format!("{known} ")).unwrap_or_default();
    failure.todo(format!("{known}{todo}"))
}
