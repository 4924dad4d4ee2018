//! The names between the braces of sentences, and the bodies of law that references quote.

use super::Named;
use super::fiche::Reader;
use crate::names::Names;
use crate::source::Span;
use crate::syntax::expression_at;
use crate::syntax::lexer::lex;
use crate::syntax::token::{Line, TokenKind};

impl Reader<'_> {
    pub(super) fn sentences(&mut self) {
        fn visit(lines: &[Line], found: &mut Vec<(bool, Span)>) {
            for line in lines {
                for token in &line.tokens {
                    match &token.kind {
                        TokenKind::Text(_) => found.push((true, token.span)),
                        TokenKind::Reference(_) => found.push((false, token.span)),
                        _ => {}
                    }
                }
                visit(&line.below, found);
            }
        }
        let mut found = Vec::new();
        visit(&lex(self.file, self.text).lines, &mut found);
        for (text, span) in found {
            self.home = self.index.fiche(self.file, span.start).and_then(|place| place.home);
            if text { self.placeholders(span) } else { self.sources(span) }
        }
    }

    pub(super) fn placeholders(&mut self, span: Span) {
        let words = self.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        let mut at = 0;
        while let Some((open, close)) = braces(words, at) {
            let inner = words.get(open..close).unwrap_or_default();
            // Behind the colon, the singular and the plural are plain words.
            let formula = inner.split(':').next().unwrap_or_default();
            let start = span.start + u32::try_from(open).unwrap_or(0);
            if let Some(expr) = expression_at(formula, Span { start, ..span }) {
                self.expression(&expr, None);
            }
            at = close;
        }
    }

    /// `[CASF R262-6 ; CSS L512-2]`: the code that begins each part.
    fn sources(&mut self, span: Span) {
        let words = self.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        let mut start = span.start;
        for part in words.split_inclusive(['[', ',', ';']) {
            let lead = part.len() - part.trim_start().len();
            let code =
                part.trim_start().split([' ', ']', ',', ';', '=']).next().unwrap_or_default();
            let found = Names::find(&self.names().sources, None, code);
            let at = start + u32::try_from(lead).unwrap_or(0);
            let end = at + u32::try_from(code.len()).unwrap_or(0);
            self.add(Span { start: at, end, ..span }, found.map(Named::Source));
            start += u32::try_from(part.len()).unwrap_or(0);
        }
    }
}

/// The next inside of braces from a place on.
fn braces(words: &str, from: usize) -> Option<(usize, usize)> {
    let open = from + words.get(from..)?.find('{')? + 1;
    let close = open + words.get(open..)?.find('}')?;
    Some((open, close))
}
