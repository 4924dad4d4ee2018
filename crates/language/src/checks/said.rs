//! What rules say to the person, in French or in another language: what the checks of sentences
//! read.

use super::{acronyms, agreement, elision, sentences};
use crate::diagnostic::Diagnostic;
use crate::elaborate::Elaborated;
use crate::source::Span;
use auclair_engine::Program;
use auclair_engine::program::TextId;
use auclair_engine::text::{Segment, Template};

/// All the sentences of a program, in its order.
pub(crate) struct Sentences<'a> {
    pub(crate) program: &'a Program,
    pub(crate) said: Vec<Said<'a>>,
}

/// A sentence.
pub(crate) struct Said<'a> {
    pub(crate) template: &'a Template,
    /// The fiche that says it.
    pub(crate) fiche: usize,
    /// Where it stands in French: what comes first in a fiche is read first.
    pub(crate) place: Span,
    /// Where what is wrong in it is told; nowhere when another language answers for it.
    pub(crate) blamed: Option<Span>,
}

impl<'a> Sentences<'a> {
    /// Those of the rules themselves, in French.
    pub(super) fn written(elaborated: &'a Elaborated) -> Self {
        let said = elaborated.texts.templates.iter().zip(&elaborated.text_spans);
        let said = said.zip(&elaborated.text_fiches).map(|((template, span), fiche)| Said {
            template,
            fiche: *fiche,
            place: *span,
            blamed: Some(*span),
        });
        Self { program: &elaborated.program, said: said.collect() }
    }

    pub(super) fn check(&self, diagnostics: &mut Vec<Diagnostic>) {
        self.check_translated(sentences::LONGEST, true, diagnostics);
    }

    /// Checks what is said in another language, or in a plainer French.
    pub(crate) fn check_translated(
        &self,
        longest: usize,
        french: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        acronyms::check(self, diagnostics);
        sentences::check(self, longest, diagnostics);
        agreement::subjects(self, diagnostics);
        if french {
            agreement::check(self, diagnostics);
            elision::check(self, diagnostics);
        }
    }

    /// The sentences that are answered for here, each with where.
    pub(super) fn blamed(&self) -> impl Iterator<Item = (&'a Template, Span)> + '_ {
        self.said.iter().filter_map(|said| Some((said.template, said.blamed?)))
    }

    /// How many words the longest sentence of a text has.
    pub(crate) fn longest_of(&self, text: TextId) -> usize {
        self.said.get(text.index()).map_or(0, |said| sentences::longest(said.template))
    }
}

/// The words of a text, with these in the place of what it shows.
pub(super) fn words(template: &Template, counted: impl Fn(&str) -> String, shown: char) -> String {
    let mut words = String::new();
    for segment in &template.0 {
        match segment {
            Segment::Literal(literal) => words.push_str(literal),
            Segment::Counted { many, .. } => words.push_str(&counted(many)),
            Segment::Value(_) | Segment::Gap | Segment::Person => words.push(shown),
        }
    }
    words
}
