//! Why a command could not do its work, and what to do about it, said in French.

use std::fmt;
use std::path::Path;
use std::process::ExitCode;

/// A command that could not do its work.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    what: String,
    todo: Option<String>,
    usage: bool,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), todo: None, usage: false }
    }

    /// The command was badly said.
    pub(crate) fn usage(what: impl Into<String>) -> Self {
        let todo = Some("« cargo xtask --aide » donne tout ce qui se dit.".to_owned());
        Self { what: what.into(), todo, usage: true }
    }

    /// What the person can do about it.
    pub(crate) fn todo(mut self, todo: impl Into<String>) -> Self {
        self.todo = Some(todo.into());
        self
    }

    /// What the person is already told to do.
    pub(crate) fn advice(&self) -> Option<&str> {
        self.todo.as_deref()
    }

    /// A file or folder that could not be read or written.
    pub(crate) fn file(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let failure = Self::new(format!("Impossible de {doing} « {} » : {error}.", path.display()));
        match error.kind() {
            ErrorKind::PermissionDenied => failure.todo(
                "Vérifiez à qui appartient ce dossier. Pour garder les outils ailleurs, donnez un dossier \
                 à vous dans AUCLAIR_TOOLS.",
            ),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                failure.todo("Le disque est plein : libérez de la place, puis recommencez.")
            }
            _ => failure,
        }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        if self.usage { ExitCode::from(2) } else { ExitCode::FAILURE }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "✗ {}", self.what)?;
        match &self.todo {
            Some(todo) => write!(f, "\n  Que faire : {todo}"),
            None => Ok(()),
        }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        use lexopt::Error;
        Self::usage(match error {
            Error::UnexpectedOption(option) => format!("L'option « {option} » n'existe pas ici."),
            Error::UnexpectedArgument(value) => {
                format!("« {} » est de trop.", value.to_string_lossy())
            }
            Error::MissingValue { option } => {
                format!("Il manque une valeur après « {} ».", option.unwrap_or_default())
            }
            other => other.to_string(),
        })
    }
}
