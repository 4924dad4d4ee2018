//! What the repository needs on the machine: found when it is there, installed when it is not.

mod browser;
mod cache;
mod crates;
mod lighten;
mod openfisca;
mod packages;
mod rust;

pub(crate) use openfisca::VERSION as OPENFISCA;

use crate::failure::Failure;
use crate::progress::{Elapsed, Progress};
use crate::project::Project;
use cache::Cache;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// Something a command cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Formats Rust.
    Rustfmt,
    /// Reads Rust critically.
    Clippy,
    /// Rust's library for the browser.
    WasmTarget,
    /// The sources of Rust's library, which is compiled with the site.
    RustSources,
    /// Builds the site.
    Trunk,
    /// Ties wasm and JavaScript together; its version is exactly that of `Cargo.lock`.
    WasmBindgen,
    /// Shrink wasm, scripts and styles.
    Lighteners,
    /// The browser of the tests.
    Chromium,
    /// The same without windows: measures are of the page alone, not of what the browser draws around it.
    ChromiumShell,
    /// What the browser tests are written with.
    BrowserPackages,
    /// Another browser of the tests.
    Firefox,
    /// What drives it.
    FirefoxPackages,
    /// What measures the site as on a bad phone.
    LighthousePackages,
    /// What the extension of the editor is built and tried with.
    EditorPackages,
}

/// What building the site takes.
pub(crate) const FOR_THE_SITE: [Tool; 5] =
    [Tool::WasmTarget, Tool::RustSources, Tool::Trunk, Tool::WasmBindgen, Tool::Lighteners];

impl Tool {
    fn title(self) -> &'static str {
        match self {
            Self::Rustfmt => "rustfmt, qui met le code en forme",
            Self::Clippy => "clippy, qui relit le code",
            Self::WasmTarget => "la cible wasm32-unknown-unknown de Rust",
            Self::RustSources => "les sources de la bibliothèque de Rust (rust-src)",
            Self::Trunk => "Trunk, qui construit le site (3 à 6 minutes)",
            Self::WasmBindgen => "wasm-bindgen, qui relie wasm et JavaScript (1 à 3 minutes)",
            Self::Lighteners => {
                "wasm-opt et esbuild, qui allègent le site, et workbox, qui en garde les fichiers"
            }
            Self::Chromium => "Chromium, le navigateur des tests",
            Self::ChromiumShell => "Chromium sans fenêtre, le navigateur des mesures",
            Self::BrowserPackages => "les paquets npm des tests du navigateur",
            Self::Firefox => "Firefox, un autre navigateur des tests",
            Self::FirefoxPackages => "les paquets npm qui conduisent Firefox",
            Self::LighthousePackages => "Lighthouse, qui mesure le site",
            Self::EditorPackages => "les paquets npm de l'extension d'éditeur",
        }
    }

    fn is_ready(self, project: &Project, cache: &Cache) -> Result<bool, Failure> {
        Ok(match self {
            Self::Rustfmt => rust::component_is_ready("fmt"),
            Self::Clippy => rust::component_is_ready("clippy"),
            Self::WasmTarget => rust::target_is_ready(),
            Self::RustSources => rust::sources_are_ready(),
            Self::Trunk => crates::is_ready(cache, &crates::trunk()),
            Self::WasmBindgen => crates::is_ready(cache, &crates::wasm_bindgen(project)?),
            Self::Lighteners => lighten::is_ready(project, cache)?,
            Self::Chromium => browser::chromium().is_some(),
            Self::ChromiumShell => browser::shell().is_some(),
            Self::Firefox => browser::firefox().is_some(),
            Self::FirefoxPackages => packages::are_ready(project, packages::FIREFOX),
            Self::LighthousePackages => packages::are_ready(project, packages::LIGHTHOUSE),
            Self::BrowserPackages => packages::are_ready(project, packages::BROWSER),
            Self::EditorPackages => packages::are_ready(project, packages::EDITOR),
        })
    }

    fn install(self, project: &Project, cache: &Cache) -> Result<(), Failure> {
        match self {
            Self::Rustfmt => rust::add_component("rustfmt"),
            Self::Clippy => rust::add_component("clippy"),
            Self::WasmTarget => rust::add_target(),
            Self::RustSources => rust::add_component("rust-src"),
            Self::Trunk => crates::install(cache, &crates::trunk()),
            Self::WasmBindgen => crates::install(cache, &crates::wasm_bindgen(project)?),
            Self::Lighteners => lighten::install(project, cache),
            Self::Chromium => browser::install_chromium(),
            Self::ChromiumShell => browser::install_shell(),
            Self::Firefox => browser::install_firefox(),
            Self::FirefoxPackages => packages::install(project, packages::FIREFOX),
            Self::LighthousePackages => packages::install(project, packages::LIGHTHOUSE),
            Self::BrowserPackages => packages::install(project, packages::BROWSER),
            Self::EditorPackages => packages::install(project, packages::EDITOR),
        }
    }
}

/// Installs what is missing, and stops at the first thing that cannot be.
pub(crate) fn set_up(project: &Project, wanted: &[Tool]) -> Result<(), Failure> {
    match install_missing(project, wanted)?.into_iter().next() {
        None => Ok(()),
        Some((_, failure)) => Err(failure),
    }
}

/// Installs what is missing, and gives what could not be.
pub(crate) fn install_missing(
    project: &Project,
    wanted: &[Tool],
) -> Result<Vec<(Tool, Failure)>, Failure> {
    let since = Instant::now();
    let cache = Cache::open()?;
    let mut missing = Vec::new();
    for tool in wanted {
        if !tool.is_ready(project, &cache)? {
            missing.push(*tool);
        }
    }
    if missing.is_empty() {
        println!("Outils : tout est là ({}).", Elapsed(since.elapsed()));
        return Ok(Vec::new());
    }
    println!(
        "Outils : il en manque {}, gardés dans « {} ».",
        missing.len(),
        cache.home().display()
    );
    let mut progress = Progress::of(missing.len());
    let mut failed = Vec::new();
    for tool in missing {
        progress.begin(&format!("Installer {}", tool.title()));
        let installed = tool.install(project, &cache).and_then(|()| {
            if tool.is_ready(project, &cache)? {
                return Ok(());
            }
            Err(Failure::new(format!("Installé, mais ne répond pas : {}.", tool.title())))
        });
        if let Err(failure) = installed {
            eprintln!("\n{failure}");
            failed.push((tool, failure));
        }
    }
    println!("\nOutils : installation terminée en {}.", Elapsed(since.elapsed()));
    Ok(failed)
}

/// Puts the site's tools first on the path of a command.
pub(crate) fn on_path(project: &Project, command: &mut Command) -> Result<(), Failure> {
    let cache = Cache::open()?;
    let folders = [
        crates::bin(&cache, &crates::trunk()),
        crates::bin(&cache, &crates::wasm_bindgen(project)?),
        lighten::bin(project, &cache)?,
    ];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&path)))
        .unwrap_or_else(|_| OsString::from(&path));
    command.env("PATH", path);
    Ok(())
}

/// Where the libraries are that go into the site's scripts.
pub(crate) fn node_modules(project: &Project) -> Result<PathBuf, Failure> {
    lighten::modules(project, &Cache::open()?)
}

/// Where the tests' browser is.
pub(crate) fn chromium() -> Option<PathBuf> {
    browser::chromium()
}

/// Where the browser of the measures is.
pub(crate) fn chromium_shell() -> Option<PathBuf> {
    browser::shell()
}

/// Where Firefox is.
pub(crate) fn firefox() -> Option<PathBuf> {
    browser::firefox()
}

/// A Python that knows OpenFisca-France.
pub(crate) fn openfisca() -> Result<PathBuf, Failure> {
    openfisca::python(&Cache::open()?)
}
