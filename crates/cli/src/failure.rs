//! Why a command could not do its work, said in French.

use std::io;
use std::path::Path;

/// A command that could not do its work; nothing to say when whoever read its output has gone.
#[derive(Debug)]
pub(crate) struct Failure(Option<String>);

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(Some(message.into()))
    }

    /// A file or folder that cannot be read.
    pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Self {
        Self::new(format!("Impossible de lire « {} » : {}.", path.display(), why(error)))
    }

    /// A file that cannot be written.
    pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Self {
        Self::new(format!("Impossible d'écrire « {} » : {}.", path.display(), why(error)))
    }

    /// What to tell; nothing when nobody listens.
    pub(crate) fn message(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "il n'existe pas".to_owned(),
        io::ErrorKind::PermissionDenied => "l'accès en est interdit".to_owned(),
        io::ErrorKind::InvalidData => "ce n'est pas un texte en UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        use lexopt::Error;
        Self::new(match error {
            Error::UnexpectedOption(option) => {
                format!(
                    "L'option « {option} » n'existe pas ici. « auclair --aide » les donne toutes."
                )
            }
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

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // As in « auclair diff … | head ».
            io::ErrorKind::BrokenPipe => Self(None),
            _ => Self::new(format!("L'écriture a échoué : {error}.")),
        }
    }
}
