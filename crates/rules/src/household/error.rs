//! What is wrong in a document: what, where, and how to mend it.

/// Something wrong in a household document, said in French to whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}{}", if .path.is_empty() { String::new() } else { format!("{path} : ") }, .help.as_ref().map(|help| format!(" — {help}")).unwrap_or_default())]
pub struct DocumentError {
    /// The place, as `personnes[0].reponses.loyer`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

impl DocumentError {
    pub(super) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
