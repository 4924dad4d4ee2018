//! What each fiche declares, from the word that opens it.

use super::cursor::Cursor;
use super::{Parsed, Reported, figure, formula, question, test};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{
    Dispositif, Group, Item, Jurisdiction, Labelled, List, Name, Source, Text,
};
use crate::syntax::token::{Line, Sign, Token, TokenKind};
use crate::syntax::vocabulary;
use auclair_engine::program::CaveatKind;
use auclair_engine::{Period, Unit};

/// The tokens of a line and of those that go on with it, then the lines that say more.
///
/// A deeper line goes on with the one above when it begins with a sign, with « et », « ou » or
/// « si », with a text or with a reference.
pub(super) fn unfold(line: &Line) -> (Vec<Token>, &[Line]) {
    unfold_with(line, &["et", "ou", "si"])
}

/// The same for the first line of a fiche, below which « si » opens a condition of its own.
fn unfold_fiche(line: &Line) -> (Vec<Token>, &[Line]) {
    unfold_with(line, &["et", "ou"])
}

fn unfold_with<'a>(line: &'a Line, words: &[&str]) -> (Vec<Token>, &'a [Line]) {
    let mut tokens = line.tokens.clone();
    let mut below = line.below.as_slice();
    while let Some((next, rest)) = below.split_first() {
        let goes_on = match next.tokens.first().map(|token| &token.kind) {
            Some(TokenKind::Sign(sign)) => !matches!(sign, Sign::Bar),
            Some(TokenKind::Word(word)) => words.contains(&word.as_str()),
            Some(TokenKind::Text(_) | TokenKind::Reference(_)) => true,
            _ => false,
        };
        if !goes_on || !next.below.is_empty() {
            break;
        }
        tokens.extend(next.tokens.iter().cloned());
        below = rest;
    }
    (tokens, below)
}

/// Reads a fiche.
pub(super) fn fiche(line: &Line, diagnostics: &mut Vec<Diagnostic>) -> Parsed<Item> {
    if line.indent > 0 {
        let message = "cette ligne est décalée, mais aucune fiche n'est ouverte au-dessus";
        diagnostics.push(Diagnostic::error(Code::Line, line.span(), message));
        return Err(Reported);
    }
    let (tokens, below) = unfold_fiche(line);
    let mut cursor = Cursor::new(&tokens, line.span(), diagnostics);
    let c = &mut cursor;
    if c.eat("texte") {
        let code = c.name()?;
        let title = c.need_text()?;
        let link = if c.eat_sign(Sign::Equal) { Some(c.name()?) } else { None };
        c.finish()?;
        nothing_below(below, diagnostics)?;
        return Ok(Item::Source(Source { code, title, link }));
    }
    if c.eat("juridiction") {
        let title = c.need_text()?;
        c.need("monnaie")?;
        let currency = c.span();
        let Some(TokenKind::Unit(Unit::Money(Period::Once))) = c.peek() else {
            return Err(c.expected("le signe de la monnaie"));
        };
        c.advance();
        c.need("à partir de")?;
        let first = c.month()?;
        c.finish()?;
        nothing_below(below, diagnostics)?;
        return Ok(Item::Jurisdiction(Jurisdiction { title, currency, first }));
    }
    if c.eat("commun") {
        c.finish()?;
        nothing_below(below, diagnostics)?;
        return Ok(Item::Shared);
    }
    if c.eat("suite du dispositif") {
        let name = c.name()?;
        c.finish()?;
        nothing_below(below, diagnostics)?;
        return Ok(Item::Continued(name));
    }
    if c.eat("dispositif") {
        return dispositif(cursor, below);
    }
    if c.eat("thème") {
        let title = labelled(c)?;
        c.finish()?;
        nothing_below(below, diagnostics)?;
        return Ok(Item::Theme(title));
    }
    if c.eat("liste") {
        let title = labelled(c)?;
        c.finish()?;
        let values = choices(below, diagnostics)?;
        return Ok(Item::List(List { title, values }));
    }
    if c.eat("groupe") {
        let one = c.name()?;
        c.need_sign(Sign::Comma)?;
        let many = c.name()?;
        c.need_sign(Sign::Colon)?;
        c.need("personnes")?;
        let members = if c.eat("dont") { Some(c.expression()?) } else { None };
        c.finish()?;
        nothing_below(below, diagnostics)?;
        return Ok(Item::Group(Group { one, many, members }));
    }
    if c.eat("paramètre") {
        return figure::parameter(cursor, below).map(Item::Parameter);
    }
    if c.eat("tableau") {
        return figure::table(cursor, below).map(Item::Table);
    }
    if c.eat("barème") {
        return figure::scale(cursor, below).map(Item::Scale);
    }
    if c.eat("question") {
        return question::question(cursor, below).map(Item::Question);
    }
    if c.eat("règle") {
        return formula::rule(cursor, below, false).map(|rule| Item::Rule(Box::new(rule)));
    }
    if c.eat("droit") {
        return formula::rule(cursor, below, true).map(|rule| Item::Rule(Box::new(rule)));
    }
    if c.eat("test") {
        return test::test(cursor, below).map(Item::Test);
    }
    let span = c.span();
    let found = c.peek().map(super::cursor::describe).unwrap_or_default();
    let mut diagnostic =
        Diagnostic::error(Code::Line, span, format!("aucune fiche ne commence par {found}"));
    let word = c.peek().and_then(TokenKind::word).unwrap_or("");
    let known = vocabulary::FICHES.iter().map(|(name, _)| *name);
    diagnostic.help = Some(match crate::suggest::closest(word, known) {
        Some(close) => format!("vouliez-vous dire « {close} » ?"),
        None => "une fiche commence par : juridiction, texte, commun, dispositif, thème, liste, groupe, \
                 paramètre, tableau, barème, question, règle, droit ou test"
            .into(),
    });
    Err(c.report(diagnostic))
}

/// The names that a fiche declares, as far as its first line can be read.
pub(super) fn names(line: &Line) -> Vec<Name> {
    let mut unheard = Vec::new();
    let mut cursor = Cursor::new(&line.tokens, line.span(), &mut unheard);
    let c = &mut cursor;
    let mut names = Vec::new();
    if vocabulary::FICHES.iter().any(|(opening, _)| c.eat(opening)) {
        names.extend(c.name());
        // A group has two names.
        if c.eat_sign(Sign::Comma) {
            names.extend(c.name());
        }
    }
    names
}

fn dispositif(mut cursor: Cursor, below: &[Line]) -> Parsed<Item> {
    let c = &mut cursor;
    let name = c.name()?;
    let title = Labelled { name, label: Some(c.need_text()?) };
    let mut period = None;
    let mut references = Vec::new();
    loop {
        if c.eat("par mois") {
            period = Some(Period::Month);
        } else if c.eat("par an") {
            period = Some(Period::Year);
        } else if c.eat("une fois") {
            period = Some(Period::Once);
        } else {
            let more = c.references();
            if more.is_empty() {
                break;
            }
            references.extend(more);
        }
    }
    c.finish()?;
    let mut dispositif =
        Dispositif { title, period, summary: None, procedures: Vec::new(), references };
    for line in below {
        let (tokens, deeper) = unfold(line);
        let mut inner = Cursor::new(&tokens, line.span(), cursor.diagnostics);
        let c = &mut inner;
        if c.eat("résumé") {
            dispositif.summary = Some(c.need_text()?);
        } else {
            let way = c.name()?;
            c.need_sign(Sign::Colon)?;
            let text = c.need_text()?;
            let references = c.references();
            dispositif.procedures.push((way, text, references));
        }
        c.finish()?;
        nothing_below(deeper, cursor.diagnostics)?;
    }
    Ok(Item::Dispositif(dispositif))
}

/// A name and its label.
pub(super) fn labelled(c: &mut Cursor) -> Parsed<Labelled> {
    let name = c.name()?;
    let label = c.text();
    Ok(Labelled { name, label })
}

/// Lines that each name a choice.
pub(super) fn choices(below: &[Line], diagnostics: &mut Vec<Diagnostic>) -> Parsed<Vec<Labelled>> {
    let mut values = Vec::new();
    for line in below {
        let (tokens, deeper) = unfold(line);
        let mut cursor = Cursor::new(&tokens, line.span(), diagnostics);
        cursor.eat("choix");
        values.push(labelled(&mut cursor)?);
        cursor.finish()?;
        nothing_below(deeper, diagnostics)?;
    }
    Ok(values)
}

/// Refuses lines below one that takes none.
pub(super) fn nothing_below(below: &[Line], diagnostics: &mut Vec<Diagnostic>) -> Parsed<()> {
    match below.first() {
        None => Ok(()),
        Some(line) => {
            let message = "cette ligne est décalée, mais celle d'au-dessus n'attend rien";
            diagnostics.push(Diagnostic::error(Code::Line, line.span(), message));
            Err(Reported)
        }
    }
}

/// Reports a line that begins with no word of its fiche.
pub(super) fn unknown_line(c: &mut Cursor, fiche: &str, known: &[&str]) -> Reported {
    let span = c.span();
    let found = c.peek().map(super::cursor::describe).unwrap_or_default();
    let word = c.peek().and_then(TokenKind::word).unwrap_or("");
    let message = format!("dans {fiche}, aucune ligne ne commence par {found}");
    let help = match crate::suggest::closest(word, known.iter().copied()) {
        Some(close) => format!("vouliez-vous dire « {close} » ?"),
        None => format!("une ligne commence par : {}", known.join(", ")),
    };
    c.report(Diagnostic::error(Code::Line, span, message).help(help))
}

/// Reports something said twice.
pub(super) fn twice(c: &mut Cursor, what: &str) -> Reported {
    let span = c.before();
    c.report(Diagnostic::error(Code::Twice, span, format!("{what} est déjà dit dans cette fiche")))
}

/// `à sourcer : « … »`, `à confirmer : « … »`, `simplifiée : « … »`
pub(super) fn caveat(c: &mut Cursor) -> Parsed<Option<(CaveatKind, Text)>> {
    let kind = if c.eat("à sourcer") {
        CaveatKind::Unsourced
    } else if c.eat("à confirmer") {
        CaveatKind::Unconfirmed
    } else if c.eat_any(&["simplifiée", "simplifié"]) {
        CaveatKind::Simplified
    } else {
        return Ok(None);
    };
    c.need_sign(Sign::Colon)?;
    Ok(Some((kind, c.need_text()?)))
}
