//! Dated figures: parameters, tables and scales.

use super::{Expr, KindName, Labelled, Literal, Name, Text};
use crate::source::{Span, Spanned};
use auclair_engine::Unit;
use auclair_engine::program::CaveatKind;
use rust_decimal::Decimal;
use time::Date;

/// A dated figure.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name and label.
    pub title: Labelled,
    /// Its values: date of effect, value, sources.
    pub values: Vec<(Spanned<Date>, Literal, Vec<Text>)>,
    /// What is said of its next value and its reliability.
    pub upkeep: Upkeep,
}

/// What is said of the next value of a figure and of its reliability.
#[derive(Clone, Debug, Default)]
pub struct Upkeep {
    /// When the next value is expected each year, as (day, month).
    pub expected: Vec<(u8, u8)>,
    /// When someone last confirmed the last value.
    pub checked: Option<Date>,
    /// Reservations.
    pub caveats: Vec<(CaveatKind, Text)>,
    /// References that hold for all values.
    pub references: Vec<Text>,
}

/// A table of dated figures.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name and label.
    pub title: Labelled,
    /// The kind of its figures.
    pub kind: Spanned<KindName>,
    /// What chooses the row.
    pub rows: Option<Expr>,
    /// What chooses the column.
    pub columns: Option<Expr>,
    /// Its editions.
    pub editions: Vec<Edition>,
    /// What is said of its next edition and its reliability.
    pub upkeep: Upkeep,
}

/// The figures of a table from a date on.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The date of effect.
    pub from: Spanned<Date>,
    /// The names of the columns.
    pub header: Option<Vec<Name>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Sources.
    pub references: Vec<Text>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which row.
    pub key: RowKey,
    /// Where it is.
    pub span: Span,
    /// Its figures, each with its unit when it is written.
    pub cells: Vec<(Spanned<Decimal>, Option<Unit>)>,
}

/// Which row of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum RowKey {
    /// A number.
    Count(u32),
    /// A choice.
    Choice(String),
    /// For each unit beyond the last number.
    Beyond,
}

/// A scale by slices.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Its name and label.
    pub title: Labelled,
    /// Its editions: date of effect, sources, slices (from, to, rate).
    pub editions: Vec<(Spanned<Date>, Vec<Text>, Vec<Slice>)>,
    /// What is said of its next edition and its reliability.
    pub upkeep: Upkeep,
}

/// A slice of a scale.
#[derive(Clone, Debug)]
pub struct Slice {
    /// Where it is.
    pub span: Span,
    /// Where it begins; the first may leave it out.
    pub from: Option<Literal>,
    /// Where it ends; the last has no end.
    pub to: Option<Literal>,
    /// Its rate.
    pub rate: Literal,
}
