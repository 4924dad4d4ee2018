//! Sentences in another language: found by the fiche that says them and by their words in French,
//! so that a sentence that changed is never shown under its old translation.

use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::{Elaborated, FicheName};
use crate::names::Names;
use crate::source::SourceFile;
use crate::syntax::ast::Text;
use crate::syntax::{TranslatedFiche, parse_translation};
use auclair_engine::text::{Segment, Template, Texts};
use std::collections::BTreeMap;

/// The sentences of a jurisdiction in another language.
#[derive(Debug)]
pub struct Translation {
    /// The file.
    pub file: SourceFile,
    /// The sentences; those that are missing are left in French.
    pub texts: Texts,
    /// How many sentences there are.
    pub total: usize,
    /// How many of them have no translation.
    pub missing: usize,
    /// What is wrong in the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the translation of a jurisdiction from its file.
pub fn translate(elaborated: &Elaborated, file: SourceFile) -> Translation {
    let parsed = parse_translation(0, &file.text);
    let mut reader = Reader {
        elaborated,
        templates: elaborated.texts.templates.clone(),
        done: vec![false; elaborated.text_written.len()],
        diagnostics: parsed.diagnostics,
    };
    if parsed.language.is_none() {
        let message = "ce fichier ne dit pas sa langue";
        let place = crate::source::Span::default();
        reader.diagnostics.push(
            Diagnostic::error(Code::Missing, place, message)
                .help("ajoutez « langue en « English » »"),
        );
    }
    for fiche in &parsed.fiches {
        reader.fiche(fiche);
    }
    let spoken = |text: &String| text.chars().any(char::is_alphabetic);
    let said = || elaborated.text_written.iter().zip(&reader.done).filter(|(text, _)| spoken(text));
    Translation {
        total: said().count(),
        missing: said().filter(|(_, done)| !**done).count(),
        texts: Texts {
            language: parsed.language.map(|name| name.node).unwrap_or_default(),
            templates: reader.templates,
        },
        diagnostics: reader.diagnostics,
        file,
    }
}

struct Reader<'a> {
    elaborated: &'a Elaborated,
    templates: Vec<Template>,
    done: Vec<bool>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn fiche(&mut self, fiche: &TranslatedFiche) {
        let names = &self.elaborated.names;
        // These are shared, wherever they are written.
        let shared = ["dispositif", "liste", "thème", "question"].contains(&fiche.opening);
        let home = match &fiche.home {
            Some(owner) if !shared => {
                let table = (&names.dispositifs, &names.unread);
                let what = "un dispositif déclaré";
                match Names::need(table, None, owner, what, &mut self.diagnostics) {
                    Some(home) => Some(home),
                    None => return,
                }
            }
            _ => None,
        };
        let wanted = FicheName { home, opening: fiche.opening, name: fiche.name.node.clone() };
        let fiches = &self.elaborated.fiches;
        let Some(index) = fiches.iter().position(|known| *known == wanted) else {
            let same = fiches.iter().filter(|known| known.opening == fiche.opening);
            let close =
                crate::suggest::closest(&fiche.name.node, same.map(|known| known.name.as_str()));
            let message =
                format!("aucune fiche ne s'appelle « {} {} »", fiche.opening, wanted.name);
            let mut unknown = Diagnostic::error(Code::Translation, fiche.span, message);
            unknown.help = close.map(|close| format!("vouliez-vous dire « {close} » ?"));
            self.diagnostics.push(unknown);
            return;
        };
        for (french, translated) in &fiche.sentences {
            self.sentence(index, french, translated);
        }
    }

    fn sentence(&mut self, fiche: usize, french: &Text, translated: &Text) {
        let elaborated = self.elaborated;
        let written = elaborated.text_written.iter().zip(&elaborated.text_fiches).enumerate();
        let ids: Vec<usize> = written
            .filter(|(_, (text, of))| **of == fiche && **text == french.node)
            .map(|(id, _)| id)
            .collect();
        let Some(template) = ids.first().and_then(|id| elaborated.texts.templates.get(*id)) else {
            let message = "la fiche ne dit pas, ou plus, cette phrase";
            self.diagnostics.push(
                Diagnostic::error(Code::Translation, french.span, message)
                    .help("recopiez la phrase de la fiche, puis relisez sa traduction"),
            );
            return;
        };
        let Some(template) = self.template(&french.node, template, translated) else { return };
        for id in ids {
            if let (Some(place), Some(done)) = (self.templates.get_mut(id), self.done.get_mut(id)) {
                place.clone_from(&template);
                *done = true;
            }
        }
    }

    /// The translated sentence, which shows the same values as the French one.
    fn template(
        &mut self,
        french: &str,
        template: &Template,
        translated: &Text,
    ) -> Option<Template> {
        let shown = template.0.iter().filter(|segment| !matches!(segment, Segment::Literal(_)));
        let mut left: BTreeMap<&str, &Segment> =
            pieces(french).filter_map(|piece| Some(formula(piece.1?))).zip(shown).collect();
        let known = left.clone();
        let mut segments = Vec::new();
        for (words, placeholder) in pieces(&translated.node) {
            if !words.is_empty() {
                segments.push(Segment::Literal(words.to_owned()));
            }
            let Some(placeholder) = placeholder else { continue };
            let formula = formula(placeholder);
            left.remove(formula);
            let forms = placeholder.split_once(':').and_then(|(_, forms)| forms.split_once('|'));
            let segment = match (known.get(formula), forms) {
                (Some(Segment::Value(node) | Segment::Counted { node, .. }), Some((one, many))) => {
                    let (one, many) = (one.trim().to_owned(), many.trim().to_owned());
                    Segment::Counted { node: *node, one, many }
                }
                (Some(Segment::Counted { node, .. }), None) => Segment::Value(*node),
                (Some(segment), None) => (*segment).clone(),
                _ => {
                    let message = format!("la phrase en français ne montre pas « {{{formula}}} »");
                    self.diagnostics.push(
                        Diagnostic::error(Code::Translation, translated.span, message)
                            .help("une traduction montre les mêmes valeurs, sous les mêmes noms"),
                    );
                    return None;
                }
            };
            segments.push(segment);
        }
        if let Some(formula) = left.keys().next() {
            let message = format!("la traduction ne montre pas « {{{formula}}} »");
            self.diagnostics.push(
                Diagnostic::error(Code::Translation, translated.span, message)
                    .help("une traduction montre les mêmes valeurs, sous les mêmes noms"),
            );
            return None;
        }
        Some(Template(segments))
    }
}

/// The words of a sentence, each with the placeholder that follows.
fn pieces(sentence: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(sentence);
    std::iter::from_fn(move || {
        let text = rest?;
        let found = text.split_once('{').and_then(|(words, after)| {
            let (placeholder, after) = after.split_once('}')?;
            Some((words, placeholder, after))
        });
        let (words, placeholder) = match found {
            Some((words, placeholder, after)) => {
                rest = Some(after);
                (words, Some(placeholder))
            }
            None => {
                rest = None;
                (text, None)
            }
        };
        Some((words, placeholder))
    })
}

/// What a placeholder shows, without the words that go with it.
fn formula(placeholder: &str) -> &str {
    placeholder.split(':').next().unwrap_or(placeholder).trim()
}
