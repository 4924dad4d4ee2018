//! Tokens.

use crate::source::Span;
use auclair_engine::{Month, Unit};
use rust_decimal::Decimal;
use time::Date;

/// A token and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// A word; an elided one keeps its apostrophe: `d'`.
    Word(String),
    /// A number without unit.
    Number(Decimal),
    /// A unit.
    Unit(Unit),
    /// A day, `01/04/2026`.
    Date(Date),
    /// A month, `04/2026`.
    Month(Month),
    /// A day of each year, `01/04`.
    DayOfYear(u8, u8),
    /// `M`, `M-4`: a month counted from the month of reading.
    MonthOffset(i32),
    /// `N`, `N-2`: a year counted from the year of the month of reading.
    YearOffset(i32),
    /// « … »
    Text(String),
    /// The content of [ … ].
    Reference(String),
    /// A quotation of the law, the rest of a line after `>`.
    Quote(String),
    /// A sign.
    Sign(Sign),
}

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// +
    Plus,
    /// −
    Minus,
    /// ×
    Times,
    /// ÷
    Over,
    /// =
    Equal,
    /// ≠
    Different,
    /// <
    Less,
    /// ≤
    AtMost,
    /// >
    More,
    /// ≥
    AtLeast,
    /// (
    Open,
    /// )
    Close,
    /// ,
    Comma,
    /// ;
    Semicolon,
    /// :
    Colon,
    /// |
    Bar,
}

impl Sign {
    /// How it is written.
    pub fn written(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "−",
            Self::Times => "×",
            Self::Over => "÷",
            Self::Equal => "=",
            Self::Different => "≠",
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::More => ">",
            Self::AtLeast => "≥",
            Self::Open => "(",
            Self::Close => ")",
            Self::Comma => ",",
            Self::Semicolon => ";",
            Self::Colon => ":",
            Self::Bar => "|",
        }
    }
}

impl TokenKind {
    /// The word, when it is one.
    pub fn word(&self) -> Option<&str> {
        if let Self::Word(word) = self { Some(word) } else { None }
    }

    /// Whether it is this sign.
    pub fn is(&self, sign: Sign) -> bool {
        *self == Self::Sign(sign)
    }
}

/// A line with what is indented below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// How many spaces begin it.
    pub indent: usize,
    /// Its tokens, at least one.
    pub tokens: Vec<Token>,
    /// The lines indented below it.
    pub below: Vec<Line>,
}

impl Line {
    /// From its first to its last token.
    pub fn span(&self) -> Span {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// With the lines below it.
    pub fn whole(&self) -> Span {
        self.below.last().map_or_else(|| self.span(), |last| self.span().to(last.whole()))
    }
}
