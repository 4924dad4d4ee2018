//! Text to tokens, tokens to lines. Never fails: what it cannot read it reports and skips.

mod lines;
mod number;

use super::token::{Line, Sign, Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};
use auclair_engine::{Period, Unit};

use lines::nest;
pub use lines::outline;

/// What a file is made of.
#[derive(Debug, Default)]
pub(crate) struct Lexed {
    /// Its lines, as a forest: a line holds those indented below it.
    pub(crate) lines: Vec<Line>,
    /// The signs of money found on the way: each jurisdiction has only one.
    pub(crate) money: Vec<Spanned<char>>,
    /// Its comments.
    pub(crate) comments: Vec<Span>,
    /// What could not be read.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads the tokens of a file.
pub(crate) fn lex(file: u32, text: &str) -> Lexed {
    let mut lexer = Lexer { file, text, at: 0, found: Lexed::default() };
    let mut flat = Vec::new();
    while lexer.at < text.len() {
        if let Some(line) = lexer.line() {
            flat.push(line);
        }
    }
    Lexed { lines: nest(&mut flat.into_iter().peekable(), None, 0), ..lexer.found }
}

struct Lexer<'a> {
    file: u32,
    text: &'a str,
    at: usize,
    found: Lexed,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let taken: String = self.rest().chars().take_while(|c| keep(*c)).collect();
        self.at += taken.len();
        taken
    }

    fn span(&self, start: usize) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file: self.file, start: offset(start), end: offset(self.at) }
    }

    /// One line, or nothing when it is empty or only a comment.
    fn line(&mut self) -> Option<Line> {
        let start = self.at;
        let indent = self.take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}'));
        if indent.contains('\t') {
            self.report(start, Code::Character, "une tabulation en début de ligne", |d| {
                d.help("décalez les lignes avec des espaces : deux par niveau")
            });
        }
        let mut tokens = Vec::new();
        if self.peek() == Some('>') {
            self.quote(&mut tokens);
        }
        loop {
            self.take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}'));
            match self.peek() {
                None => break,
                Some('\n') => {
                    self.bump();
                    break;
                }
                Some('#') => {
                    let start = self.at;
                    self.take_while(|c| c != '\n');
                    let span = self.span(start);
                    self.found.comments.push(span);
                }
                Some(_) => {
                    let start = self.at;
                    if let Some(kind) = self.token() {
                        tokens.push(Token { kind, span: self.span(start) });
                    }
                }
            }
        }
        let indent = indent.chars().count();
        (!tokens.is_empty()).then_some(Line { indent, tokens, below: Vec::new() })
    }

    fn quote(&mut self, tokens: &mut Vec<Token>) {
        let start = self.at;
        self.bump();
        let text = self.take_while(|c| c != '\n');
        let kind = TokenKind::Quote(text.trim().to_owned());
        tokens.push(Token { kind, span: self.span(start) });
    }

    fn token(&mut self) -> Option<TokenKind> {
        let start = self.at;
        let first = self.peek()?;
        if first.is_ascii_digit() {
            return Some(self.number());
        }
        if first.is_alphabetic() {
            return Some(self.word());
        }
        self.bump();
        let sign = match first {
            '«' => {
                return self
                    .closed(start, '»', "un texte ouvert par « n'est pas fermé par »")
                    .map(TokenKind::Text);
            }
            '[' => {
                let message = "une référence ouverte par [ n'est pas fermée par ]";
                return self.closed(start, ']', message).map(TokenKind::Reference);
            }
            '€' | '$' => {
                let span = self.span(start);
                self.found.money.push(Spanned::new(first, span));
                return Some(self.money());
            }
            '%' => return Some(TokenKind::Unit(self.percent())),
            '+' => Sign::Plus,
            '-' | '−' | '–' => Sign::Minus,
            '×' | '*' => Sign::Times,
            '÷' | '/' => Sign::Over,
            '=' => Sign::Equal,
            '≠' => Sign::Different,
            '≤' => Sign::AtMost,
            '≥' => Sign::AtLeast,
            '<' => self.or_equal(Sign::AtMost, Sign::Less),
            '>' => self.or_equal(Sign::AtLeast, Sign::More),
            '(' => Sign::Open,
            ')' => Sign::Close,
            ',' => Sign::Comma,
            ';' => Sign::Semicolon,
            ':' => Sign::Colon,
            '|' => Sign::Bar,
            other => {
                let message = format!("le signe « {other} » n'est pas employé ici");
                self.report(start, Code::Character, message, |d| {
                    if matches!(other, '"' | '“' | '”') {
                        d.help("les textes s'écrivent entre guillemets français : « … »")
                    } else {
                        d.help("retirez-le, ou mettez-le dans un commentaire, après #")
                    }
                });
                return None;
            }
        };
        Some(TokenKind::Sign(sign))
    }

    fn or_equal(&mut self, with: Sign, without: Sign) -> Sign {
        if self.peek() == Some('=') {
            self.bump();
            with
        } else {
            without
        }
    }

    /// The content up to a closing sign; line breaks inside are spaces.
    fn closed(&mut self, start: usize, close: char, message: &str) -> Option<String> {
        let Some(length) = self.rest().find(close) else {
            self.take_while(|c| c != '\n');
            self.report(start, Code::Unclosed, message, |d| {
                d.label("ouvert ici").help(format!("ajoutez {close} à la fin"))
            });
            return None;
        };
        let content = self.rest().get(..length).unwrap_or("").to_owned();
        // A fiche that begins inside shows that the closing sign belongs to a later text.
        if content.contains("\n\n") || content.lines().skip(1).any(|line| !line.starts_with(' ')) {
            self.take_while(|c| c != '\n');
            self.report(start, Code::Unclosed, message, |d| {
                d.label("ouvert ici").help(format!("ajoutez {close} à la fin"))
            });
            return None;
        }
        self.at += length + close.len_utf8();
        Some(content.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn money(&mut self) -> TokenKind {
        for (suffix, period) in [
            ("/mois", Period::Month),
            ("/an", Period::Year),
            ("/jour", Period::Day),
            ("/heure", Period::Hour),
        ] {
            let rest = self.rest();
            let ends = rest.get(suffix.len()..).and_then(|rest| rest.chars().next());
            if rest.starts_with(suffix) && !ends.is_some_and(char::is_alphabetic) {
                self.at += suffix.len();
                return TokenKind::Unit(Unit::Money(period));
            }
        }
        TokenKind::Unit(Unit::Money(Period::Once))
    }

    fn percent(&mut self) -> Unit {
        let after = self.rest().strip_prefix("/an");
        if after.is_some_and(|after| !after.starts_with(char::is_alphabetic)) {
            self.at += "/an".len();
            Unit::PercentPerYear
        } else {
            Unit::Percent
        }
    }

    fn word(&mut self) -> TokenKind {
        let mut word = self.take_while(char::is_alphanumeric);
        if let Some(offset) = self.offset(&word) {
            return offset;
        }
        loop {
            match (self.peek(), self.peek_second()) {
                (Some('\'' | '’'), _) => {
                    self.bump();
                    word.push('\'');
                    return TokenKind::Word(word);
                }
                (Some('-'), Some(next)) if next.is_alphabetic() => {
                    self.bump();
                    word.push('-');
                    word.push_str(&self.take_while(char::is_alphanumeric));
                }
                _ => break,
            }
        }
        TokenKind::Word(word)
    }

    /// `M-4` or `N-2`; a plain M or N is the month or the year itself.
    fn offset(&mut self, word: &str) -> Option<TokenKind> {
        let make = match word {
            "M" => TokenKind::MonthOffset as fn(i32) -> TokenKind,
            "N" => TokenKind::YearOffset,
            _ => return None,
        };
        let rest = self.rest();
        let sign = rest.chars().next().filter(|c| matches!(c, '-' | '−' | '+'));
        let Some(sign) = sign else { return Some(make(0)) };
        let digits: String =
            rest.chars().skip(1).take_while(char::is_ascii_digit).take(4).collect();
        let Ok(count) = digits.parse::<i32>() else { return Some(make(0)) };
        self.at += sign.len_utf8() + digits.len();
        Some(make(if sign == '+' { count } else { -count }))
    }

    fn report(
        &mut self,
        start: usize,
        code: Code,
        message: impl Into<String>,
        finish: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let span = self.span(start);
        self.found.diagnostics.push(finish(Diagnostic::error(code, span, message)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<TokenKind> {
        let lexed = lex(0, text);
        assert_eq!(lexed.diagnostics, []);
        lexed.lines.into_iter().flat_map(|line| line.tokens).map(|token| token.kind).collect()
    }

    fn number(text: &str) -> TokenKind {
        TokenKind::Number(text.parse().expect("a number"))
    }

    fn word(text: &str) -> TokenKind {
        TokenKind::Word(text.into())
    }

    #[test]
    fn numbers_are_french() {
        let month = TokenKind::Unit(Unit::Money(Period::Month));
        assert_eq!(kinds("651,69 €/mois"), [number("651.69"), month]);
        assert_eq!(kinds("30 000"), [number("30000")]);
        assert_eq!(kinds("12 %"), [number("12"), TokenKind::Unit(Unit::Percent)]);
    }

    #[test]
    fn both_apostrophes_and_both_minus_signs_are_read() {
        let expected = [word("nombre"), word("d'"), word("adultes"), TokenKind::Sign(Sign::Minus)];
        assert_eq!(kinds("nombre d'adultes -"), expected);
        assert_eq!(kinds("nombre d’adultes −"), expected);
    }

    #[test]
    fn months_of_the_past_are_one_token() {
        assert_eq!(kinds("M-4"), [TokenKind::MonthOffset(-4)]);
        assert_eq!(kinds("N"), [TokenKind::YearOffset(0)]);
    }

    #[test]
    fn an_open_text_does_not_swallow_the_next_fiche() {
        let lexed = lex(0, "question a « b\nquestion c « d »\n");
        assert_eq!(lexed.lines.len(), 2);
        assert_eq!(lexed.diagnostics.len(), 1);
        assert_eq!(lexed.diagnostics[0].code, Code::Unclosed);
    }

    #[test]
    fn deeper_lines_belong_to_the_line_above() {
        let lines = lex(0, "a\n  b\n    c\n  d\ne\n").lines;
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].below.len(), 2);
        assert_eq!(lines[0].below[0].below.len(), 1);
    }
}
