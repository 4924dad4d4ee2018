//! Rule files and places in them.

use unicode_normalization::UnicodeNormalization;

/// A rule file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path, as diagnostics show it.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl SourceFile {
    /// A file whose accents are composed (é is one character), so that names compare as they look.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        // Spans are offsets in the normalised text, which is also the one that is shown.
        Self { path: path.into(), text: text.nfc().collect::<String>().replace("\r\n", "\n") }
    }

    /// The line and column (both from 1, the column in characters) of a byte offset.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(start..).map_or(0, |line| line.chars().count()) + 1;
        (line, column)
    }
}

/// A piece of a rule file, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The index of the file.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// From the beginning of this one to the end of another.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }

    /// The empty place at the end.
    #[must_use]
    pub fn end(self) -> Self {
        Self { start: self.end, ..self }
    }
}

/// Something and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The thing.
    pub node: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a thing and its place together.
    pub fn new(node: T, span: Span) -> Self {
        Self { node, span }
    }
}
