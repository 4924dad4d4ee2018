//! Tokens as they are written, and what stands between two of them.

use super::rows::Piece;
use crate::syntax::token::{Sign, Token, TokenKind};

/// The words of each token of a line, and what stands before them.
pub(super) fn pieces(text: &str, tokens: &[Token]) -> Vec<Piece> {
    let at = |index: usize| tokens.get(index).map(|token| &token.kind);
    let mut pieces = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).and_then(at);
        let before_that = index.checked_sub(2).and_then(at);
        let after = at(index + 1);
        let (gap, words) = if yes_or_no(before, &token.kind, after) {
            ("", "/".to_owned())
        } else if before_that
            .is_some_and(|first| yes_or_no(Some(first), before.unwrap_or(first), Some(&token.kind)))
        {
            ("", token_words(text, token))
        } else {
            let gap = before.map_or("", |before| between(before_that, before, &token.kind));
            (gap, token_words(text, token))
        };
        pieces.push(Piece { gap: gap.to_owned(), words });
    }
    pieces
}

/// `oui/non` is the name of a kind, not a division.
fn yes_or_no(before: Option<&TokenKind>, sign: &TokenKind, after: Option<&TokenKind>) -> bool {
    sign.is(Sign::Over)
        && before.and_then(TokenKind::word) == Some("oui")
        && after.and_then(TokenKind::word) == Some("non")
}

/// What stands between two tokens.
fn between(before_that: Option<&TokenKind>, before: &TokenKind, after: &TokenKind) -> &'static str {
    let unary = before.is(Sign::Minus)
        && before_that
            .is_none_or(|kind| matches!(kind, TokenKind::Sign(sign) if *sign != Sign::Close));
    let elided = before.word().is_some_and(|word| word.ends_with('\''));
    if matches!(after, TokenKind::Sign(Sign::Comma | Sign::Close))
        || before.is(Sign::Open)
        || elided
        || unary
    {
        return "";
    }
    // One space and three digits would go on with the number.
    if matches!((before, after), (TokenKind::Number(_), TokenKind::Number(_))) {
        return "  ";
    }
    let reference = |kind: &TokenKind| matches!(kind, TokenKind::Reference(_));
    if reference(before) || reference(after) { "   " } else { " " }
}

fn token_words(text: &str, token: &Token) -> String {
    let raw = text.get(token.span.start as usize..token.span.end as usize).unwrap_or("");
    match &token.kind {
        TokenKind::Word(word) => word.clone(),
        TokenKind::Number(_) => grouped(raw),
        TokenKind::Text(content) => format!("« {content} »"),
        TokenKind::Reference(content) => format!("[{content}]"),
        TokenKind::Quote(content) => format!("> {content}"),
        TokenKind::Sign(sign) => sign.written().to_owned(),
        TokenKind::MonthOffset(_) | TokenKind::YearOffset(_) => raw.replace('−', "-"),
        TokenKind::Unit(_)
        | TokenKind::Date(_)
        | TokenKind::Month(_)
        | TokenKind::DayOfYear(..) => raw.to_owned(),
    }
}

/// « 1 368,55 »: groups of three from a thousand on; decimals as they were written.
fn grouped(raw: &str) -> String {
    let digits: String = raw.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, decimals) = match digits.split_once(',') {
        Some((whole, decimals)) => (whole, format!(",{decimals}")),
        None => (digits.as_str(), String::new()),
    };
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    out + &decimals
}
