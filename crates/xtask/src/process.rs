//! Programs that the commands run: their errors are shown as they come, and read to say what to do.

use crate::failure::Failure;
use std::collections::VecDeque;
use std::io::{IsTerminal, Read, Write};
use std::process::{Command, ExitStatus, Stdio};

/// What is kept of a program's errors, to find out why it failed.
const TAIL: usize = 16 * 1024;

/// Runs a program that must succeed, showing what it prints.
pub(crate) fn run(command: &mut Command, what_failed: &str) -> Result<(), Failure> {
    attempt(command)?.or(what_failed)
}

/// How a program ended.
#[derive(Debug)]
pub(crate) struct Attempt {
    success: bool,
    signal: Option<i32>,
    /// The last of its errors.
    tail: String,
}

impl Attempt {
    /// Whether its errors hold these words.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.tail.contains(words)
    }

    /// Adds something that must hold for it to have succeeded.
    pub(crate) fn and(self, holds: impl FnOnce() -> bool) -> Self {
        Self { success: self.success && holds(), ..self }
    }

    /// Tells what failed, and what can be done about it.
    pub(crate) fn or(self, what_failed: &str) -> Result<(), Failure> {
        if self.success {
            return Ok(());
        }
        let failure = Failure::new(what_failed);
        Err(match cause(&self.tail, self.signal) {
            Some(cause) => failure.todo(cause.todo()),
            None => failure,
        })
    }
}

/// Whether a program answers, without showing anything.
pub(crate) fn answers(command: &mut Command) -> bool {
    said(command).is_some()
}

/// What a program that succeeds prints, without showing it.
pub(crate) fn said(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Why a program cannot be started.
pub(crate) fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy().into_owned();
    if error.kind() != std::io::ErrorKind::NotFound {
        return Failure::new(format!("« {program} » ne démarre pas : {error}."));
    }
    if let Some(folder) = command.get_current_dir().filter(|folder| !folder.is_dir()) {
        return Failure::new(format!("Le dossier « {} » n'existe pas.", folder.display()));
    }
    let todo = match program.as_str() {
        "npm" | "node" => "Installez Node 20 ou plus récent, avec npm : https://nodejs.org.",
        "rustup" | "cargo" | "rustc" => "Installez Rust : https://rustup.rs.",
        "git" => "Installez git.",
        _ => {
            return Failure::new(format!(
                "Le programme « {program} » n'est pas sur cette machine."
            ));
        }
    };
    Failure::new(format!("Le programme « {program} » n'est pas sur cette machine.")).todo(todo)
}

/// Runs a program that may fail, showing what it prints.
pub(crate) fn attempt(command: &mut Command) -> Result<Attempt, Failure> {
    if std::io::stderr().is_terminal() {
        // Its errors go through us: cargo must be told that a person is reading.
        command.env("CARGO_TERM_COLOR", "always");
        command.env("CARGO_TERM_PROGRESS_WHEN", "always").env("CARGO_TERM_PROGRESS_WIDTH", "80");
    }
    command.stdin(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let mut tail = VecDeque::new();
    if let Some(mut errors) = child.stderr.take() {
        let mut buffer = [0; 4096];
        while let Ok(read @ 1..) = errors.read(&mut buffer) {
            let bytes = buffer.get(..read).unwrap_or_default();
            // Nobody may be listening any more; the program must end all the same.
            let _ = std::io::stderr().write_all(bytes);
            tail.extend(bytes);
            tail.drain(..tail.len().saturating_sub(TAIL));
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok(Attempt {
        success: status.success(),
        signal: signal(status),
        tail: String::from_utf8_lossy(tail.make_contiguous()).into_owned(),
    })
}

/// What most often stops a program, and that a person can do something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Network,
    Rights,
    Disk,
    Memory,
    Linker,
}

impl Cause {
    fn todo(self) -> &'static str {
        match self {
            Self::Network => {
                "Le réseau n'a pas répondu. Vérifiez la connexion (et HTTPS_PROXY derrière un \
                 mandataire), puis recommencez : ce qui est déjà installé le reste."
            }
            Self::Rights => {
                "Les droits manquent pour écrire. Vérifiez à qui appartient le dossier nommé plus haut ; \
                 pour garder les outils ailleurs, donnez un dossier à vous dans AUCLAIR_TOOLS."
            }
            Self::Disk => "Le disque est plein : libérez 3 Go, puis recommencez.",
            Self::Memory => {
                "La mémoire a manqué. Fermez d'autres programmes, ou recommencez avec CARGO_BUILD_JOBS=1."
            }
            Self::Linker => {
                "Il manque l'éditeur de liens du langage C. Sur Debian : « apt-get install build-essential »."
            }
        }
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

fn cause(tail: &str, signal: Option<i32>) -> Option<Cause> {
    const KILL: i32 = 9;
    let tail = tail.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| tail.contains(word));
    // In the order of what is the most certain: a full disk often breaks the network's files too.
    if says(&["no space left", "enospc", "disk quota exceeded"]) {
        Some(Cause::Disk)
    } else if signal == Some(KILL) || says(&["signal: 9", "cannot allocate memory", "enomem"]) {
        Some(Cause::Memory)
    } else if says(&["linker `cc` not found", "linker `c++` not found"]) {
        Some(Cause::Linker)
    } else if says(&["permission denied", "eacces", "read-only file system", "are you root?"]) {
        Some(Cause::Rights)
    } else if says(&[
        "spurious network error",
        "failed to download",
        "could not resolve",
        "couldn't resolve",
        "could not connect",
        "failed to connect",
        "could not download",
        "temporary failure resolving",
        "failed to fetch",
        "network is unreachable",
        "dns error",
        "econnrefused",
        "econnreset",
        "enotfound",
        "etimedout",
        "eai_again",
        "timed out",
        "max retries exceeded",
        "error sending request",
        "you may want to use the `--offline`",
        "unable to download in offline mode",
    ]) {
        Some(Cause::Network)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_real_programs_are_understood() {
        let cases = [
            ("[7] Could not connect to server", Some(Cause::Network)),
            ("npm error   code: 'ECONNREFUSED',", Some(Cause::Network)),
            ("Temporary failure resolving 'deb.debian.org'", Some(Cause::Network)),
            ("error: failed to write: Permission denied (os error 13)", Some(Cause::Rights)),
            ("E: Unable to acquire the dpkg frontend lock, are you root?", Some(Cause::Rights)),
            ("No space left on device; spurious network error", Some(Cause::Disk)),
            ("error: linker `cc` not found", Some(Cause::Linker)),
            ("error[E0308]: mismatched types", None),
        ];
        for (tail, expected) in cases {
            assert_eq!(cause(tail, None), expected, "{tail}");
        }
        assert_eq!(cause("", Some(9)), Some(Cause::Memory));
    }

    #[test]
    fn a_missing_program_is_named_with_what_to_do() {
        let mut command = Command::new("un-programme-qui-n-existe-pas");
        let failure = run(&mut command, "échec").expect_err("it does not exist");
        assert!(failure.to_string().contains("un-programme-qui-n-existe-pas"));
        let mut elsewhere = Command::new("cargo");
        elsewhere.current_dir("un-dossier-qui-n-existe-pas");
        let failure = run(&mut elsewhere, "échec").expect_err("it does not exist");
        assert!(failure.to_string().contains("un-dossier-qui-n-existe-pas"));
    }
}
