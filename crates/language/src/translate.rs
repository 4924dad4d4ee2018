//! Sentences in another language: found by the fiche that says them and by their words in French,
//! so that a sentence that changed is never shown under its old translation. It is then said in
//! French, and told: whoever corrects a rule need not speak the other languages.

use crate::checks::{LONGEST, Said, Sentences};
use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::{Elaborated, FicheName};
use crate::names::Names;
use crate::source::{SourceFile, Span};
use crate::syntax::ast::Text;
use crate::syntax::{Translated, TranslatedFiche, parse_translation};
use auclair_engine::program::TextId;
use auclair_engine::text::{Segment, Template, Texts};
use auclair_engine::{Kind, NodeId, Unit};
use std::collections::BTreeMap;

/// The sentences of a jurisdiction in another language.
#[derive(Debug)]
pub struct Translation {
    /// The sentences; those that are missing are left in French.
    pub texts: Texts,
    /// How many sentences there are to say.
    pub total: usize,
    /// Those that nothing says in this language yet, as they are in French.
    pub missing: Vec<TextId>,
}

/// Reads the translations of a jurisdiction from their files, whose numbers begin at `first`.
pub(crate) fn translate(
    elaborated: &Elaborated,
    files: &[SourceFile],
    first: u32,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Translation> {
    // A language may be in several files: one a benefit is easier to keep.
    let mut languages: BTreeMap<String, Vec<Translated>> = BTreeMap::new();
    for (number, file) in (first..).zip(files) {
        let mut parsed = parse_translation(number, &file.text);
        diagnostics.append(&mut parsed.diagnostics);
        match &parsed.language {
            Some(language) => {
                languages.entry(language.name.node.clone()).or_default().push(parsed);
            }
            None => {
                let place = Span { file: number, ..Span::default() };
                let message = "ce fichier ne dit pas sa langue";
                diagnostics.push(
                    Diagnostic::error(Code::Missing, place, message)
                        .help("commencez-le par « langue en »"),
                );
            }
        }
    }
    let read = |(language, files): (_, Vec<_>)| {
        Reader::new(elaborated, diagnostics).language(language, &files)
    };
    languages.into_iter().map(read).collect()
}

struct Reader<'a> {
    elaborated: &'a Elaborated,
    templates: Vec<Template>,
    /// Where each sentence is translated.
    spans: Vec<Option<Span>>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn new(elaborated: &'a Elaborated, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            elaborated,
            templates: elaborated.texts.templates.clone(),
            spans: vec![None; elaborated.text_written.len()],
            diagnostics,
        }
    }

    fn language(mut self, language: String, files: &[Translated]) -> Translation {
        for fiche in files.iter().flat_map(|file| &file.fiches) {
            self.fiche(fiche);
        }
        let asked = || files.iter().filter_map(|file| file.language.as_ref());
        let longest = asked().filter_map(|asked| asked.longest).min();
        let longest = longest.and_then(|words| usize::try_from(words).ok()).unwrap_or(LONGEST);
        let from_french = asked().any(|asked| asked.from_french);
        let Self { elaborated, templates, spans, diagnostics } = self;
        let said = said(elaborated, &templates, &spans);
        said.check_translated(longest, from_french, diagnostics);
        // Where French may stand, what is short enough in French has nothing to be put right.
        let stands = |id: &TextId| from_french && said.longest_of(*id) <= longest;
        let done = |id: &TextId| spans.get(id.index()).is_some_and(Option::is_some);
        let mut missing = spoken(elaborated);
        let total = missing.len();
        missing.retain(|id| !done(id) && !stands(id));
        Translation { total, missing, texts: Texts { language, templates, ..Texts::default() } }
    }

    fn fiche(&mut self, fiche: &TranslatedFiche) {
        let names = &self.elaborated.names;
        // These are shared, wherever they are written.
        let shared = ["dispositif", "liste", "thème", "question"].contains(&fiche.opening);
        let home = match &fiche.home {
            Some(owner) if !shared => {
                let table = (&names.dispositifs, &names.unread);
                let what = "un dispositif déclaré";
                match Names::need(table, None, owner, what, self.diagnostics) {
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
            let mut unknown = Diagnostic::warning(Code::Translation, fiche.span, message);
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
                Diagnostic::warning(Code::Translation, french.span, message)
                    .help("recopiez la phrase de la fiche, puis relisez sa traduction"),
            );
            return;
        };
        let wordless = |text: &Text| !text.node.chars().any(char::is_alphabetic);
        if wordless(translated) && !wordless(french) {
            let message = "cette phrase n'est pas traduite";
            self.diagnostics.push(
                Diagnostic::error(Code::Translation, translated.span, message)
                    .help("écrivez-la dans la langue du fichier, ou retirez la ligne"),
            );
            return;
        }
        let Some(template) = self.template(&french.node, template, translated) else { return };
        for id in ids {
            if let (Some(place), Some(span)) = (self.templates.get_mut(id), self.spans.get_mut(id))
            {
                place.clone_from(&template);
                if let Some(first) = span.replace(translated.span) {
                    let message = "cette phrase est traduite deux fois";
                    self.diagnostics.push(
                        Diagnostic::error(Code::Twice, translated.span, message)
                            .and(first, "déjà traduite ici"),
                    );
                    break;
                }
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
            let counted = |node: &NodeId| {
                let node = self.elaborated.program.node(*node);
                node.is_some_and(|node| node.kind == Kind::Number(Unit::Count))
            };
            let segment = match (known.get(formula), forms) {
                (Some(Segment::Value(node) | Segment::Counted { node, .. }), Some((one, many)))
                    if counted(node) =>
                {
                    let (one, many) = (one.trim().to_owned(), many.trim().to_owned());
                    Segment::Counted { node: *node, one, many }
                }
                (Some(Segment::Counted { node, .. }), None) => Segment::Value(*node),
                (Some(segment), None) => (*segment).clone(),
                (Some(_), Some(_)) => {
                    let message = "seul un nombre peut être suivi d'un singulier et d'un pluriel";
                    self.diagnostics.push(Diagnostic::error(Code::Kind, translated.span, message));
                    return None;
                }
                (None, _) => {
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

/// The sentences to translate: what has no words is the same in every language.
pub(crate) fn spoken(elaborated: &Elaborated) -> Vec<TextId> {
    let written = (0u32..).map(TextId).zip(&elaborated.text_written);
    let spoken = written.filter(|(_, text)| text.chars().any(char::is_alphabetic));
    spoken.map(|(id, _)| id).collect()
}

/// The sentences as a language says them, each with where it is translated.
fn said<'a>(
    elaborated: &'a Elaborated,
    templates: &'a [Template],
    spans: &[Option<Span>],
) -> Sentences<'a> {
    let said = templates.iter().zip(spans).zip(&elaborated.text_spans);
    let said = said.zip(&elaborated.text_fiches).map(|(((template, span), place), fiche)| Said {
        template,
        fiche: *fiche,
        place: *place,
        blamed: *span,
    });
    Sentences { program: &elaborated.program, said: said.collect() }
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
