//! What is wrong in a document: what, where, and how to mend it.

/// Something wrong in a household document, said in French to whoever wrote it.
///
/// In the browser, where people open files that they did not write, it is the place alone: the page says in
/// their language what it makes of it, and these sentences need not travel.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}{}", if .path.is_empty() { String::new() } else { format!("{path} : ") }, .help.as_ref().map(|help| format!(" — {help}")).unwrap_or_default())]
pub struct DocumentError {
    /// The place, as `personnes[0].reponses.loyer`; empty for the whole, `format` and `version` for what is
    /// no household of ours.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

/// Whether sentences are carried.
const SAID: bool = cfg!(not(target_arch = "wasm32"));

impl DocumentError {
    pub(super) fn new<S: Into<String>>(
        path: impl Into<String>,
        message: impl FnOnce() -> S,
    ) -> Self {
        let message = if SAID { message().into() } else { String::new() };
        Self { path: path.into(), message, help: None }
    }

    pub(super) fn help<S: Into<String>>(mut self, help: impl FnOnce() -> S) -> Self {
        self.help = SAID.then(|| help().into());
        self
    }
}
