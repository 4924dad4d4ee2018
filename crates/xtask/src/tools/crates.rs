//! Tools that are compiled from crates.io.

use super::cache::Cache;
use crate::failure::Failure;
use crate::process::{answers, attempt};
use crate::project::Project;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// A program of a crate.
#[derive(Debug)]
pub(crate) struct Program {
    package: &'static str,
    name: &'static str,
    version: String,
    features: &'static [&'static str],
}

/// Trunk, without what it uses to update itself.
pub(crate) fn trunk() -> Program {
    Program {
        package: "trunk",
        name: "trunk",
        version: "0.21.14".to_owned(),
        features: &["--no-default-features", "--features", "rustls"],
    }
}

/// The wasm-bindgen of `Cargo.lock`: another version would refuse the site's wasm.
pub(crate) fn wasm_bindgen(project: &Project) -> Result<Program, Failure> {
    Ok(Program {
        package: "wasm-bindgen-cli",
        name: "wasm-bindgen",
        version: project.locked_version("wasm-bindgen")?,
        features: &[],
    })
}

fn folder(program: &Program) -> String {
    format!("{}-{}", program.name, program.version)
}

pub(crate) fn bin(cache: &Cache, program: &Program) -> PathBuf {
    cache.folder(&folder(program)).join("bin")
}

pub(crate) fn is_ready(cache: &Cache, program: &Program) -> bool {
    answers(Command::new(bin(cache, program).join(program.name)).arg("--version"))
}

pub(crate) fn install(cache: &Cache, program: &Program) -> Result<(), Failure> {
    let what = format!("{} {} n'a pas pu être installé.", program.name, program.version);
    cache.install(&folder(program), |aside| {
        let target = aside.join("target");
        // Otherwise cargo advises to put there what Trunk's path will hold anyway.
        let path = std::env::var_os("PATH").unwrap_or_default();
        let with_bin = [aside.join("bin")].into_iter().chain(std::env::split_paths(&path));
        let path = std::env::join_paths(with_bin).unwrap_or_else(|_| path.clone());
        let install = |locked: &[&str]| {
            let mut command = Command::new("cargo");
            command
                .args(["install", program.package, "--version", &program.version])
                .args(["--bin", program.name, "--no-track", "--root"])
                .arg(aside)
                .args(program.features)
                .args(locked)
                .env("CARGO_TARGET_DIR", &target)
                .env("PATH", &path)
                // Their speed is not what is waited for: compiling them is.
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_STRIP", "true")
                .env_remove("RUSTFLAGS")
                .current_dir(cache.home());
            attempt(&mut command)
        };
        let mut installed = install(&["--locked"])?;
        if installed.says("failed to select a version") {
            println!(
                "Une version que {} demande n'est plus proposée : une voisine suffira.",
                program.name
            );
            installed = install(&[])?;
        }
        installed.or(&what)?;
        fs::remove_dir_all(&target).map_err(|error| Failure::file("vider", &target, &error))
    })
}
