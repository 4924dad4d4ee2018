//! Sentences: words, and the values they show between braces.

use super::Elaborator;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::expression_of;
use auclair_engine::text::{Segment, Template};
use auclair_engine::{Kind, NodeId, Unit};

impl Elaborator<'_> {
    /// Works out the placeholders of all sentences.
    pub(super) fn sentences(&mut self) {
        for sentence in std::mem::take(&mut self.sentences) {
            self.home = sentence.home;
            self.in_person = sentence.in_person;
            let (template, nodes) = self.template(&sentence.text.node, sentence.text.span);
            if !sentence.of_bound && template.0.contains(&Segment::Gap) {
                self.no_gap(sentence.text.span);
            }
            let index = sentence.id.index();
            if let Some(place) = self.out.texts.templates.get_mut(index) {
                *place = template;
            }
            if let Some(place) = self.out.program.texts.get_mut(index) {
                *place = nodes;
            }
        }
        self.in_person = false;
    }

    fn template(&mut self, text: &str, span: Span) -> (Template, Vec<NodeId>) {
        let mut segments = Vec::new();
        let mut nodes = Vec::new();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            if !words.is_empty() {
                segments.push(Segment::Literal(firm(words)));
            }
            let Some((placeholder, after)) = after.split_once('}') else {
                let message = "une accolade ouverte n'est pas fermée";
                self.diagnostics.push(Diagnostic::error(Code::Unclosed, span, message));
                return (Template(segments), nodes);
            };
            if let Some(segment) = self.placeholder(placeholder.trim(), span) {
                if let Segment::Value(node) | Segment::Counted { node, .. } = &segment {
                    nodes.push(*node);
                }
                segments.push(segment);
            }
            rest = after;
        }
        if rest.contains('}') {
            let message = "une accolade fermée n'est pas ouverte";
            self.diagnostics.push(Diagnostic::error(Code::Unclosed, span, message));
        }
        if !rest.is_empty() {
            segments.push(Segment::Literal(firm(rest)));
        }
        (Template(segments), nodes)
    }

    fn no_gap(&mut self, span: Span) {
        let message = "rien ne donne {écart} ici";
        let help = "{écart} se dit sous « au moins », « au plus » ou « non versé en dessous de » ; ailleurs, \
                    écrivez la différence entre accolades : {plafond − ressources}";
        self.diagnostics.push(Diagnostic::error(Code::Formula, span, message).help(help));
    }

    /// `{montant de base}`, `{personnes : personne | personnes}`, `{écart}`, `{personne}`
    fn placeholder(&mut self, placeholder: &str, span: Span) -> Option<Segment> {
        match placeholder {
            "écart" => return Some(Segment::Gap),
            "personne" => return Some(Segment::Person),
            _ => {}
        }
        let (formula, words) = match placeholder.split_once(':') {
            Some((formula, words)) => (formula.trim(), Some(words)),
            None => (placeholder, None),
        };
        let expr = expression_of(formula, span, self.diagnostics)?;
        let typed = self.expression(&expr)?;
        let Some(words) = words else { return Some(Segment::Value(typed.node)) };
        let Some((one, many)) = words.split_once('|') else {
            let message =
                "après un nombre il faut le singulier et le pluriel : {n : enfant | enfants}";
            self.diagnostics.push(Diagnostic::error(Code::Formula, span, message));
            return None;
        };
        if typed.kind != Kind::Number(Unit::Count) {
            let message = "seul un nombre peut être suivi d'un singulier et d'un pluriel";
            self.diagnostics.push(Diagnostic::error(Code::Kind, span, message));
            return None;
        }
        Some(Segment::Counted {
            node: typed.node,
            one: one.trim().to_owned(),
            many: many.trim().to_owned(),
        })
    }
}

/// A question mark never begins a line. Rules are written with ordinary spaces, which is all a keyboard has.
fn firm(words: &str) -> String {
    words.replace(" ?", "\u{a0}?").replace(" !", "\u{a0}!")
}
