//! Why a command could not do its work, said in French.

use std::fmt;

/// A command that could not do its work.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// A file or folder that cannot be read.
    pub(crate) fn unreadable(path: &std::path::Path, error: &std::io::Error) -> Self {
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => "il n'existe pas".to_owned(),
            std::io::ErrorKind::PermissionDenied => "la lecture en est interdite".to_owned(),
            _ => error.to_string(),
        };
        Self(format!("Impossible de lire « {} » : {why}.", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        use lexopt::Error;
        Self(match error {
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

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(format!("L'écriture a échoué : {error}."))
    }
}
