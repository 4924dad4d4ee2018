//! Formulas, and the values written in them.

use super::Name;
use crate::source::{Span, Spanned};
use auclair_engine::program::{Comparison, Fold, Span as Months};
use auclair_engine::{MonthRef, Unit, Value};
use rust_decimal::Decimal;
use time::Date;

/// A value with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    /// Where it is.
    pub span: Span,
    /// The value; a choice is still a name.
    pub value: LiteralValue,
}

/// What a literal is.
#[derive(Clone, Debug, PartialEq)]
pub enum LiteralValue {
    /// A number; a plain zero goes with any unit.
    Number(Decimal, Option<Unit>),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// A choice.
    Choice(String),
    /// *sans objet*
    Absent,
    /// *je ne sais pas*
    Unknown,
}

impl LiteralValue {
    /// The value in the engine, when it needs no list to be understood.
    pub fn value(&self) -> Option<Value> {
        match self {
            Self::Number(number, Some(Unit::Percent | Unit::PercentPerYear)) => {
                Some(Value::Number(number.checked_div(Decimal::ONE_HUNDRED)?.normalize()))
            }
            Self::Number(number, _) => Some(Value::Number(*number)),
            Self::Bool(yes) => Some(Value::Bool(*yes)),
            Self::Date(day) => Some(Value::Date(*day)),
            Self::Absent => Some(Value::Absent),
            Self::Choice(_) | Self::Unknown => None,
        }
    }
}

/// A formula, with where it is.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Box<ExprKind>,
}

impl Expr {
    /// Calls `visit` with the formulas directly inside this one.
    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        match &*self.kind {
            ExprKind::Literal(_)
            | ExprKind::Name(..)
            | ExprKind::MonthStart
            | ExprKind::MonthEnd => {}
            ExprKind::Sum(terms) => terms.iter().for_each(|(_, term)| visit(term)),
            ExprKind::Product(all)
            | ExprKind::Least(all)
            | ExprKind::Greatest(all)
            | ExprKind::All(all)
            | ExprKind::Any(all) => all.iter().for_each(visit),
            ExprKind::Quotient(a, b) | ExprKind::Compare(_, a, b) => {
                visit(a);
                visit(b);
            }
            ExprKind::Among(inner, ..)
            | ExprKind::Not(inner)
            | ExprKind::Months(_, _, inner)
            | ExprKind::AtMonth(_, inner)
            | ExprKind::Elapsed { since: inner, .. }
            | ExprKind::Scaled(_, inner)
            | ExprKind::Lookup(_, inner, _)
            | ExprKind::Converted { value: inner, .. }
            | ExprKind::ReadAs(_, inner) => visit(inner),
            ExprKind::Persons(_, _, members, value) => members.iter().chain(value).for_each(visit),
        }
    }
}

/// What a formula is; what it becomes has the same name among the operations of the engine.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A literal.
    Literal(LiteralValue),
    /// A name, perhaps with its dispositif in parentheses.
    Name(String, Option<Name>),
    /// A sum or difference: each term with whether it is taken away.
    Sum(Vec<(bool, Expr)>),
    /// A product.
    Product(Vec<Expr>),
    /// A quotient.
    Quotient(Expr, Expr),
    /// `le plus petit de`.
    Least(Vec<Expr>),
    /// `le plus grand de`.
    Greatest(Vec<Expr>),
    /// A comparison.
    Compare(Comparison, Expr, Expr),
    /// `est`, `n'est pas`, `est l'un de`: whether it is denied, and the choices.
    Among(Expr, bool, Vec<Name>),
    /// `et`.
    All(Vec<Expr>),
    /// `ou`.
    Any(Vec<Expr>),
    /// `non`.
    Not(Expr),
    /// Gathered over people: how, which group, for whom a condition holds, of what.
    Persons(Fold, Name, Option<Expr>, Option<Expr>),
    /// Gathered over months.
    Months(Fold, Spanned<Months>, Expr),
    /// At another month.
    AtMonth(Spanned<MonthRef>, Expr),
    /// Completed years or months since a day, on the first or the last day of the month.
    Elapsed {
        /// Whether years are counted rather than months.
        years: bool,
        /// On the last day of the month instead of the first.
        at_end: bool,
        /// Since when.
        since: Expr,
    },
    /// A scale applied to something.
    Scaled(Name, Expr),
    /// A table entered by another row, and perhaps another column, than its own.
    Lookup(Name, Expr, Option<Name>),
    /// A yearly amount by month, or a monthly one by year.
    Converted {
        /// The amount.
        value: Expr,
        /// Whether to divide by twelve rather than multiply.
        to_month: bool,
    },
    /// An amount whose period the law reads otherwise: a yearly amount times a rate that gives
    /// a monthly one.
    ReadAs(Unit, Expr),
    /// The first day of the month.
    MonthStart,
    /// The last day of the month.
    MonthEnd,
}
