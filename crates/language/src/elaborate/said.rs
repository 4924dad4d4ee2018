//! What fiches say beside their formulas: sentences, labels, reservations and references.

use super::declare::next;
use super::{Elaborator, Sentence};
use crate::diagnostic::{Code, Diagnostic};
use crate::names::Names;
use crate::source::Span;
use crate::syntax::ast::{Labelled, Text};
use auclair_engine::program::{Caveat, CaveatKind, Reference, ReferenceId, TextId};

impl Elaborator<'_> {
    /// A new sentence; its placeholders are worked out when all rules are known.
    pub(super) fn sentence(&mut self, text: &Text, in_person: bool) -> TextId {
        let id = TextId(next(self.out.program.texts.len()));
        self.out.program.texts.push(Vec::new());
        self.out.texts.templates.push(auclair_engine::text::Template::default());
        self.out.text_spans.push(text.span);
        self.out.text_fiches.push(self.fiche);
        self.out.text_written.push(text.node.clone());
        self.sentences.push(Sentence {
            text: text.clone(),
            id,
            home: self.home,
            in_person,
            of_bound: false,
        });
        id
    }

    /// What is said where a bound, or a threshold of payment, changes an amount.
    pub(super) fn sentence_of_bound(&mut self, text: &Text) -> TextId {
        let id = self.sentence(text, self.in_person);
        if let Some(sentence) = self.sentences.last_mut() {
            sentence.of_bound = true;
        }
        id
    }

    /// A label made of plain words.
    pub(super) fn label(&mut self, words: &str, span: Span) -> TextId {
        self.sentence(&Text::new(words.to_owned(), span), false)
    }

    /// The label of something, or its name.
    pub(super) fn title(&mut self, title: &Labelled, in_person: bool) -> TextId {
        match &title.label {
            Some(label) => self.sentence(label, in_person),
            None => self.label(&title.name.node, title.name.span),
        }
    }

    pub(super) fn caveats(&mut self, caveats: &[(CaveatKind, Text)]) -> Vec<Caveat> {
        caveats
            .iter()
            .map(|(kind, text)| Caveat { kind: *kind, text: self.sentence(text, false) })
            .collect()
    }

    pub(super) fn references(&mut self, references: &[Text]) -> Vec<ReferenceId> {
        references.iter().map(|reference| self.reference(reference)).collect()
    }

    /// `CASF R262-9`, `décret 2026-220 art. 1 = JORFTEXT000053733826`
    fn reference(&mut self, written: &Text) -> ReferenceId {
        let (words, identifier) = match written.node.split_once('=') {
            Some((words, identifier)) => (words.trim(), Some(identifier.trim().to_owned())),
            None => (written.node.trim(), None),
        };
        let (source, article) = match words.split_once(' ') {
            Some((code, article)) => match Names::find(&self.out.names.sources, None, code) {
                Some(source) => (Some(source), article.trim()),
                None => (None, words),
            },
            None => match Names::find(&self.out.names.sources, None, words) {
                Some(source) => (Some(source), ""),
                None => (None, words),
            },
        };
        if source.is_none() {
            self.undeclared_code(words, written.span);
        }
        let key = (source, format!("{article}={}", identifier.as_deref().unwrap_or("")));
        if let Some(id) = self.references.get(&key) {
            return *id;
        }
        let id = ReferenceId(next(self.out.program.references.len()));
        let article = article.to_owned();
        self.out.program.references.push(Reference { source, article, identifier });
        self.references.insert(key, id);
        id
    }

    /// « CASF L262-2 » names a code by its initials: it must be one that is declared.
    fn undeclared_code(&mut self, words: &str, span: Span) {
        let (code, article) = words.split_once(' ').unwrap_or((words, ""));
        let initials = code.chars().filter(|c| c.is_uppercase()).count() >= 2
            && code.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        // « CE 398911 » is a decision, which has a number and no article.
        let number = !article.is_empty() && article.starts_with(|c: char| c.is_ascii_digit());
        if !initials || (number && !article.contains('-')) || self.out.names.unread.contains(code) {
            return;
        }
        let known = self.out.names.sources.keys().map(|(_, name)| name.as_str());
        let help = match crate::suggest::closest(code, known) {
            Some(close) => format!("vouliez-vous dire « {close} » ?"),
            None => format!("déclarez-le : texte {code} « … »"),
        };
        let message = format!("« {code} » n'est le sigle d'aucun texte déclaré");
        self.diagnostics.push(Diagnostic::warning(Code::UnknownName, span, message).help(help));
    }
}
