//! Files of translated sentences: the fiches of rule files by their names, each with its sentences
//! in French and, behind « = », in another language.

use super::cursor::Cursor;
use super::fiche::{nothing_below, unfold};
use super::{Parsed, Reported};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Name, Text};
use crate::syntax::lexer;
use crate::syntax::token::{Line, Sign};
use crate::syntax::vocabulary;

/// What a file of translations says.
#[derive(Debug, Default)]
pub struct Translated {
    /// The language.
    pub language: Option<TranslatedInto>,
    /// The fiches.
    pub fiches: Vec<TranslatedFiche>,
    /// What is wrong in it.
    pub diagnostics: Vec<Diagnostic>,
}

/// The language that sentences are put into, and what it asks of them.
#[derive(Debug)]
pub struct TranslatedInto {
    /// What it is called by the commands, as `en`.
    pub name: Name,
    /// How many words a sentence may have, when fewer than elsewhere.
    pub longest: Option<u32>,
    /// Whether what is short enough in French stands as it is: this is a plainer French.
    pub from_french: bool,
}

/// A fiche and its sentences.
#[derive(Debug)]
pub struct TranslatedFiche {
    /// Its first line.
    pub span: Span,
    /// The dispositif under which it stands.
    pub home: Option<Name>,
    /// The word that opens it.
    pub opening: &'static str,
    /// Its name.
    pub name: Name,
    /// Each sentence in French, and in the other language.
    pub sentences: Vec<(Text, Text)>,
}

/// Reads a file of translations.
pub fn parse_translation(file: u32, text: &str) -> Translated {
    let lexer::Lexed { lines, diagnostics, .. } = lexer::lex(file, text);
    let mut found = Translated { diagnostics, ..Translated::default() };
    let mut home = None;
    for line in &lines {
        // What is wrong is said; the other fiches are read.
        let _: Parsed<()> = fiche(line, &mut home, &mut found);
    }
    found
}

fn fiche(line: &Line, home: &mut Option<Name>, found: &mut Translated) -> Parsed<()> {
    let mut cursor = Cursor::new(&line.tokens, line.span(), &mut found.diagnostics);
    let c = &mut cursor;
    if c.eat("langue") {
        let name = c.name()?;
        c.text();
        c.finish()?;
        let mut language = TranslatedInto { name, longest: None, from_french: false };
        for line in &line.below {
            let _: Parsed<()> = asked(line, &mut language, &mut found.diagnostics);
        }
        found.language = Some(language);
        return Ok(());
    }
    if c.eat("commun") {
        *home = None;
        return c.finish();
    }
    if c.eat("suite du dispositif") {
        *home = Some(c.name()?);
        return c.finish();
    }
    let openings = vocabulary::FICHES.iter().map(|(opening, _)| *opening);
    let Some(opening) = openings.into_iter().find(|opening| c.eat(opening)) else {
        let span = c.span();
        let message = "aucune fiche de traductions ne commence ainsi";
        return Err(c.report(
            Diagnostic::error(Code::Line, span, message)
                .help("une fiche commence par « langue », ou comme celle qu'elle traduit"),
        ));
    };
    let name = c.name()?;
    c.finish()?;
    if opening == "dispositif" {
        *home = Some(name.clone());
    }
    let mut sentences = Vec::new();
    for line in &line.below {
        sentences.extend(sentence(line, &mut found.diagnostics));
    }
    let home = home.clone();
    found.fiches.push(TranslatedFiche { span: line.span(), home, opening, name, sentences });
    Ok(())
}

/// `phrases de 12 mots au plus`, `à défaut le français`
fn asked(
    line: &Line,
    language: &mut TranslatedInto,
    diagnostics: &mut Vec<Diagnostic>,
) -> Parsed<()> {
    let mut cursor = Cursor::new(&line.tokens, line.span(), diagnostics);
    let c = &mut cursor;
    if c.eat("phrases de") {
        language.longest = Some(c.whole_number()?);
        c.need("mots au plus")?;
    } else if c.eat("à défaut le français") {
        language.from_french = true;
    } else {
        let span = c.span();
        let message = "aucune ligne d'une langue ne commence ainsi";
        return Err(c.report(
            Diagnostic::error(Code::Line, span, message)
                .help("écrivez « phrases de 12 mots au plus » ou « à défaut le français »"),
        ));
    }
    c.finish()?;
    nothing_below(&line.below, diagnostics)
}

/// `« Une phrase. » = « A sentence. »`
fn sentence(line: &Line, diagnostics: &mut Vec<Diagnostic>) -> Result<(Text, Text), Reported> {
    let (tokens, deeper) = unfold(line);
    let mut cursor = Cursor::new(&tokens, line.span(), diagnostics);
    let c = &mut cursor;
    let french = c.need_text()?;
    c.need_sign(Sign::Equal)?;
    let translated = c.need_text()?;
    c.finish()?;
    nothing_below(deeper, diagnostics)?;
    Ok((french, translated))
}
