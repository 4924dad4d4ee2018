//! The browser of the tests.

use crate::failure::Failure;
use crate::process::{answers, run};
use std::path::PathBuf;
use std::process::Command;

/// The browser, where distributions put it or where `CHROMIUM` says.
pub(crate) fn chromium() -> Option<PathBuf> {
    std::env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .into_iter()
        .chain(["/usr/bin/chromium", "/usr/bin/chromium-browser"].map(PathBuf::from))
        .find(|path| path.is_file())
}

pub(crate) fn install_chromium() -> Result<(), Failure> {
    let by_hand = "Installez Chromium vous-même (sur Debian : « sudo apt-get install chromium »), ou \
                   dites où il est dans CHROMIUM.";
    if !answers(Command::new("apt-get").arg("--version")) {
        return Err(
            Failure::new("Chromium manque, et cette machine n'a pas apt-get.").todo(by_hand)
        );
    }
    let sudo = if is_root() {
        None
    } else if answers(Command::new("sudo").args(["-n", "true"])) {
        Some("sudo")
    } else {
        return Err(
            Failure::new("Chromium manque, et il faut être root pour l'installer.").todo(by_hand)
        );
    };
    let what = "Chromium n'a pas pu être installé.";
    apt(sudo, &["update"], what)?;
    apt(
        sudo,
        &["install", "--yes", "--no-install-recommends", "chromium", "chromium-sandbox"],
        what,
    )
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
