//! Lines to fiches.
//!
//! Each fiche is read on its own: an error in one leaves the others whole.

mod cursor;
mod expression;
mod fiche;
mod figure;
mod formula;
mod gathered;
mod question;
mod test;
mod translation;

use super::ast::{Expr, Fiche, Name};
use super::lexer;
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use cursor::Cursor;
pub use translation::{Translated, TranslatedFiche, TranslatedInto, parse_translation};

/// Marks that an error was reported; what could not be read is left out.
#[derive(Debug)]
struct Reported;

/// Something read, or an error already reported.
type Parsed<T> = Result<T, Reported>;

/// What a file says.
#[derive(Debug, Default)]
pub struct ParsedFile {
    /// Its fiches.
    pub fiches: Vec<Fiche>,
    /// What fiches that could not be read would have declared.
    pub unread: Vec<Name>,
    /// The signs of money in it.
    pub money: Vec<Spanned<char>>,
    /// What is wrong in it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file.
pub fn parse(file: u32, text: &str) -> ParsedFile {
    let lexer::Lexed { lines, money, mut diagnostics, .. } = lexer::lex(file, text);
    let mut fiches = Vec::new();
    let mut unread = Vec::new();
    for line in &lines {
        match fiche::fiche(line, &mut diagnostics) {
            Ok(item) => fiches.push(Fiche { span: line.span(), whole: line.whole(), item }),
            Err(Reported) => unread.extend(fiche::names(line)),
        }
    }
    ParsedFile { fiches, unread, money, diagnostics }
}

/// Reads a formula that stands inside a text, which is at `span`.
pub fn expression_of(text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Expr> {
    let lexer::Lexed { lines, diagnostics: inner, .. } = lexer::lex(span.file, text);
    // Places inside a text are those of the whole text.
    diagnostics.extend(inner.into_iter().map(|diagnostic| Diagnostic { span, ..diagnostic }));
    let mut tokens: Vec<_> = lines.into_iter().flat_map(|line| line.tokens).collect();
    for token in &mut tokens {
        token.span = span;
    }
    let mut cursor = Cursor::new(&tokens, span, diagnostics);
    let expr = cursor.expression().ok()?;
    cursor.finish().ok()?;
    Some(expr)
}

/// Reads a formula that begins at `start` of a file, each token keeping its own place; nothing
/// when it cannot be read.
pub(crate) fn expression_at(text: &str, start: Span) -> Option<Expr> {
    let lexer::Lexed { lines, .. } = lexer::lex(start.file, text);
    let mut tokens: Vec<_> = lines.into_iter().flat_map(|line| line.tokens).collect();
    for token in &mut tokens {
        token.span.start += start.start;
        token.span.end += start.start;
    }
    // What is wrong with it is told where the sentence is worked out.
    let mut unheard = Vec::new();
    Cursor::new(&tokens, start, &mut unheard).expression().ok()
}
