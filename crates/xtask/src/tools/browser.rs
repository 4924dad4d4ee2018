//! The browsers of the tests.

use crate::failure::Failure;
use crate::process::{answers, run};
use std::path::PathBuf;
use std::process::Command;

/// Chromium, where distributions put it or where `CHROMIUM` says.
pub(crate) fn chromium() -> Option<PathBuf> {
    found("CHROMIUM", &["/usr/bin/chromium", "/usr/bin/chromium-browser"])
}

/// Chromium without windows nor what surrounds them, where distributions put it or where `CHROMIUM_SHELL` says.
pub(crate) fn shell() -> Option<PathBuf> {
    found("CHROMIUM_SHELL", &["/usr/bin/chromium-headless-shell"])
}

/// Firefox, where distributions put it or where `FIREFOX` says.
pub(crate) fn firefox() -> Option<PathBuf> {
    found("FIREFOX", &["/usr/bin/firefox-esr", "/usr/bin/firefox"])
}

fn found(variable: &str, usual: &[&str]) -> Option<PathBuf> {
    let said = std::env::var_os(variable).map(PathBuf::from);
    said.into_iter().chain(usual.iter().map(PathBuf::from)).find(|path| path.is_file())
}

pub(crate) fn install_chromium() -> Result<(), Failure> {
    install("Chromium", "CHROMIUM", &["chromium", "chromium-sandbox"])
}

pub(crate) fn install_shell() -> Result<(), Failure> {
    install("Chromium sans fenêtre", "CHROMIUM_SHELL", &["chromium-headless-shell"])
}

pub(crate) fn install_firefox() -> Result<(), Failure> {
    install("Firefox", "FIREFOX", &["firefox-esr"])
}

/// Installs the packages of a Debian.
fn install(browser: &str, variable: &str, packages: &[&str]) -> Result<(), Failure> {
    let by_hand = format!(
        "Installez {browser} vous-même (sur Debian : « sudo apt-get install {} »), ou dites où il est \
         dans {variable}.",
        packages.join(" ")
    );
    if !answers(Command::new("apt-get").arg("--version")) {
        let missing = format!("{browser} manque, et cette machine n'a pas apt-get.");
        return Err(Failure::new(missing).todo(by_hand));
    }
    let sudo = if is_root() {
        None
    } else if answers(Command::new("sudo").args(["-n", "true"])) {
        Some("sudo")
    } else {
        let missing = format!("{browser} manque, et il faut être root pour l'installer.");
        return Err(Failure::new(missing).todo(by_hand));
    };
    let what = format!("{browser} n'a pas pu être installé.");
    apt(sudo, &["update"], &what)?;
    apt(sudo, &[&["install", "--yes", "--no-install-recommends"], packages].concat(), &what)
}

fn apt(sudo: Option<&str>, args: &[&str], what: &str) -> Result<(), Failure> {
    // The words of its errors are looked at: they must be those of one language.
    let mut command = match sudo {
        Some(sudo) => {
            let mut command = Command::new(sudo);
            command.args([
                "-n",
                "env",
                "LC_ALL=C.UTF-8",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
            ]);
            command
        }
        None => {
            let mut command = Command::new("apt-get");
            command.env("LC_ALL", "C.UTF-8").env("DEBIAN_FRONTEND", "noninteractive");
            command
        }
    };
    run(command.arg("--quiet").args(args), what)
}

fn is_root() -> bool {
    crate::process::said(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
