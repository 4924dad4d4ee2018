//! A place in the tokens of a line.

use super::{Parsed, Reported};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Literal, LiteralValue, Name, Text};
use crate::syntax::token::{Sign, Token, TokenKind};
use crate::syntax::vocabulary;
use auclair_engine::Unit;
use rust_decimal::Decimal;
use time::Date;

/// How deep formulas go inside one another; reading and checking them takes as much of the stack.
const DEEPEST: usize = 40;

pub(super) struct Cursor<'a> {
    tokens: &'a [Token],
    at: usize,
    whole: Span,
    depth: usize,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(
        tokens: &'a [Token],
        whole: Span,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { tokens, at: 0, whole, depth: 0, diagnostics }
    }

    pub(super) fn peek(&self) -> Option<&'a TokenKind> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<&'a TokenKind> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    /// The place of the next token, or the end.
    pub(super) fn span(&self) -> Span {
        let next = self.tokens.get(self.at).map(|token| token.span);
        next.unwrap_or_else(|| self.before().end())
    }

    /// The place of the last token taken.
    pub(super) fn before(&self) -> Span {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(self.whole, |token| token.span)
    }

    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    pub(super) fn done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) -> Reported {
        self.diagnostics.push(diagnostic);
        Reported
    }

    /// Reads something that may hold others like it, down to a depth that a person can follow.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEEPEST {
            return Err(self.too_deep());
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    /// Reports a formula in which too much hangs on one thing.
    pub(super) fn too_deep(&mut self) -> Reported {
        let span = self.span();
        self.report(
            Diagnostic::error(Code::Formula, span, "cette formule en contient trop d'autres")
                .help("donnez un nom à une partie de la formule, dans une règle à part"),
        )
    }

    /// Reports that something else was expected here.
    pub(super) fn expected(&mut self, what: &str) -> Reported {
        let message = match self.peek() {
            None => format!("il manque {what} à la fin de la ligne"),
            Some(found) => format!("ici devait venir {what}, et non {}", describe(found)),
        };
        let span = self.span();
        self.report(Diagnostic::error(Code::Formula, span, message))
    }

    /// Reports what is left on the line.
    pub(super) fn finish(&mut self) -> Parsed<()> {
        match self.peek() {
            None => Ok(()),
            Some(found) => {
                let span = self.span();
                let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
                let after_number =
                    before.is_some_and(|token| matches!(token.kind, TokenKind::Number(_)));
                if let (TokenKind::Word(word), true) = (found, after_number) {
                    let message = format!("« {word} » n'est pas une unité");
                    return Err(self.report(Diagnostic::error(Code::Formula, span, message).help(
                        "les unités sont €, €/heure, €/jour, €/mois, €/an, %, %/an, ans, mois, jours ; un nombre de choses n'en a pas",
                    )));
                }
                let message = format!("la ligne devait finir avant {}", describe(found));
                Err(self.report(Diagnostic::error(Code::Formula, span, message).help(
                    "un nom ne peut contenir ni les mots « et, ou, si, sinon, dont, sur, est », ni deux noms à la suite",
                )))
            }
        }
    }

    pub(super) fn eat_sign(&mut self, sign: Sign) -> bool {
        let found = self.peek().is_some_and(|kind| kind.is(sign));
        self.at += usize::from(found);
        found
    }

    pub(super) fn need_sign(&mut self, sign: Sign) -> Parsed<()> {
        if self.eat_sign(sign) {
            Ok(())
        } else {
            Err(self.expected(&format!("« {} »", sign.written())))
        }
    }

    /// Whether this is the first sign that comes.
    pub(super) fn next_sign_is(&self, sign: Sign) -> bool {
        let rest = self.tokens.get(self.at..).unwrap_or_default();
        let first = rest.iter().find(|token| matches!(token.kind, TokenKind::Sign(_)));
        first.is_some_and(|token| token.kind.is(sign))
    }

    /// Whether the next words are these, which are separated by spaces.
    pub(super) fn sees(&self, phrase: &str) -> bool {
        self.length_of(phrase).is_some()
    }

    /// Takes these words if they come next.
    pub(super) fn eat(&mut self, phrase: &str) -> bool {
        let length = self.length_of(phrase);
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    /// Takes the first of these phrases that comes next.
    pub(super) fn eat_any(&mut self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.eat(phrase))
    }

    pub(super) fn need(&mut self, phrase: &str) -> Parsed<()> {
        if self.eat(phrase) { Ok(()) } else { Err(self.expected(&format!("« {phrase} »"))) }
    }

    fn length_of(&self, phrase: &str) -> Option<usize> {
        let mut length = 0;
        for word in phrase.split(' ') {
            // d'enfants is two words, and so is l'année.
            for piece in word.split_inclusive('\'') {
                if self.peek_at(length)?.word()? != piece {
                    return None;
                }
                length += 1;
            }
        }
        Some(length)
    }

    /// A name: words up to a sign or a word of the language.
    pub(super) fn name(&mut self) -> Parsed<Name> {
        self.name_until(&[])
    }

    /// A name that also ends before one of these words.
    pub(super) fn name_until(&mut self, ends: &[&str]) -> Parsed<Name> {
        let start = self.span();
        let mut name = String::new();
        loop {
            match self.peek() {
                Some(TokenKind::Word(word)) => {
                    // « non » inside a name denies nothing: CSG non déductible.
                    let denied = word == "non" && !name.is_empty();
                    let barred = (vocabulary::RESERVED.contains(&word.as_str()) && !denied)
                        || ends.contains(&word.as_str())
                        || self.sees("au mois")
                        || self.begins_span()
                        // « depuis 01/2026 »: a month is never part of a name.
                        || matches!(self.peek_at(1), Some(TokenKind::Month(_)));
                    if barred {
                        break;
                    }
                    push_word(&mut name, word);
                }
                // A whole number inside a name: zone 1.
                Some(TokenKind::Number(number))
                    if !name.is_empty()
                        && number.is_integer()
                        && !matches!(self.peek_at(1), Some(TokenKind::Unit(_))) =>
                {
                    push_word(&mut name, &number.normalize().to_string());
                }
                _ => break,
            }
            self.advance();
        }
        if name.is_empty() {
            return Err(self.expected("un nom"));
        }
        Ok(Spanned::new(name, start.to(self.before())))
    }

    /// Whether « sur les mois … » or « sur l'année … » comes next, rather than a name.
    fn begins_span(&self) -> bool {
        self.sees("sur l'année")
            || self.sees("sur les mois")
            || (self.sees("sur les") && matches!(self.peek_at(2), Some(TokenKind::Number(_))))
    }

    pub(super) fn text(&mut self) -> Option<Text> {
        let Some(TokenKind::Text(text)) = self.peek() else { return None };
        let span = self.span();
        self.advance();
        Some(Spanned::new(text.clone(), span))
    }

    pub(super) fn need_text(&mut self) -> Parsed<Text> {
        match self.text() {
            Some(text) => Ok(text),
            None => Err(self.expected("un texte entre « et »")),
        }
    }

    /// The references that come next: `[CASF R262-6, R262-7]` is two, and so is `[CGI 50-0, 102 ter]`.
    pub(super) fn references(&mut self) -> Vec<Text> {
        let mut references = Vec::new();
        while let Some(TokenKind::Reference(content)) = self.peek() {
            let span = self.span();
            let mut code: Option<&str> = None;
            for part in content.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
                // An article without its code belongs to the code before it.
                let words = part.split('=').next().unwrap_or(part).trim();
                let reference = match (words.split_once(' '), code) {
                    (None, Some(code)) => format!("{code} {part}"),
                    (Some((first, _)), Some(code))
                        if first == "art." || first.starts_with(|c: char| c.is_ascii_digit()) =>
                    {
                        format!("{code} {part}")
                    }
                    (Some((first, _)), _) => {
                        code = Some(first);
                        part.to_owned()
                    }
                    (None, None) => part.to_owned(),
                };
                references.push(Spanned::new(reference, span));
            }
            self.advance();
        }
        references
    }

    pub(super) fn date(&mut self) -> Parsed<Spanned<Date>> {
        let Some(TokenKind::Date(date)) = self.peek() else {
            return Err(self.expected("un jour, comme 01/04/2026"));
        };
        let span = self.span();
        self.advance();
        Ok(Spanned::new(*date, span))
    }

    pub(super) fn month(&mut self) -> Parsed<auclair_engine::Month> {
        let Some(TokenKind::Month(month)) = self.peek() else {
            return Err(self.expected("un mois, comme 04/2026"));
        };
        self.advance();
        Ok(*month)
    }

    pub(super) fn whole_number(&mut self) -> Parsed<u32> {
        let found = match self.peek() {
            Some(TokenKind::Number(number)) if number.is_integer() => u32::try_from(*number).ok(),
            _ => None,
        };
        match found {
            Some(number) => {
                self.advance();
                Ok(number)
            }
            None => Err(self.expected("un nombre entier")),
        }
    }

    /// A number, perhaps negative, without its unit.
    pub(super) fn number(&mut self) -> Parsed<Spanned<Decimal>> {
        let start = self.span();
        let minus = self.eat_sign(Sign::Minus);
        let Some(TokenKind::Number(number)) = self.peek() else {
            return Err(self.expected("un nombre"));
        };
        self.advance();
        Ok(Spanned::new(if minus { -*number } else { *number }, start.to(self.before())))
    }

    /// A unit, when one comes next.
    pub(super) fn unit(&mut self) -> Option<Unit> {
        let unit = match self.peek() {
            Some(TokenKind::Unit(unit)) => *unit,
            Some(TokenKind::Word(word)) => match word.as_str() {
                "an" | "ans" => Unit::Years,
                "mois" => Unit::Months,
                "jour" | "jours" => Unit::Days,
                "heure" | "heures" if self.hours_per_month() => {
                    self.at += 2;
                    Unit::HoursPerMonth
                }
                _ => return None,
            },
            _ => return None,
        };
        self.advance();
        Some(unit)
    }

    /// Whether « heures/mois » comes next.
    fn hours_per_month(&self) -> bool {
        self.peek_at(1).is_some_and(|kind| kind.is(Sign::Over))
            && self.peek_at(2).and_then(TokenKind::word) == Some("mois")
    }

    /// A value with its unit; a choice is a name that ends before one of `ends`.
    pub(super) fn literal(&mut self, ends: &[&str]) -> Parsed<Literal> {
        let start = self.span();
        let value = match self.peek() {
            Some(TokenKind::Number(_) | TokenKind::Sign(Sign::Minus)) => {
                let number = self.number()?;
                LiteralValue::Number(number.node, self.unit())
            }
            Some(TokenKind::Date(date)) => {
                self.advance();
                LiteralValue::Date(*date)
            }
            _ if self.eat("oui") => LiteralValue::Bool(true),
            _ if self.eat("non") => LiteralValue::Bool(false),
            _ if self.eat("sans objet") => LiteralValue::Absent,
            _ if self.eat("inconnu") => LiteralValue::Unknown,
            Some(TokenKind::Word(_)) => LiteralValue::Choice(self.name_until(ends)?.node),
            _ => return Err(self.expected("une valeur")),
        };
        Ok(Literal { span: start.to(self.before()), value })
    }
}

fn push_word(name: &mut String, word: &str) {
    if !name.is_empty() && !name.ends_with('\'') {
        name.push(' ');
    }
    name.push_str(word);
}

/// A token as diagnostics call it.
pub(super) fn describe(token: &TokenKind) -> String {
    match token {
        TokenKind::Word(word) => format!("« {word} »"),
        TokenKind::Number(number) => format!("le nombre {number}").replace('.', ","),
        TokenKind::Unit(unit) => {
            format!("« {} »", crate::kinds::unit_name(*unit, "€"))
        }
        TokenKind::Date(_) => "une date".into(),
        TokenKind::Month(_) => "un mois".into(),
        TokenKind::DayOfYear(..) => "un jour de l'année".into(),
        TokenKind::MonthOffset(_) => "un mois compté depuis M".into(),
        TokenKind::YearOffset(_) => "une année comptée depuis N".into(),
        TokenKind::Text(_) => "un texte".into(),
        TokenKind::Reference(_) => "une référence".into(),
        TokenKind::Quote(_) => "une citation".into(),
        TokenKind::Sign(sign) => format!("« {} »", sign.written()),
    }
}
