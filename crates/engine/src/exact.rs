//! The four operations, or nothing when the result is too large.
//!
//! Each is compiled once: left to itself, `rust_decimal` copies a kilobyte of code wherever it is
//! called, and someone loads it over a poor connection.

use rust_decimal::Decimal;

/// The sum of amounts to show.
///
/// An evaluation refuses what grows beyond 28 digits, so that the parts of a result do not; were
/// they to, the page would show the largest number there is rather than stop.
pub fn total(amounts: impl IntoIterator<Item = Decimal>) -> Decimal {
    let add = |total, amount| plus(total, amount).unwrap_or(Decimal::MAX);
    amounts.into_iter().fold(Decimal::ZERO, add)
}

/// By how much the first exceeds the second, to show or to compare, as [`total`] does.
pub(crate) fn difference(a: Decimal, b: Decimal) -> Decimal {
    minus(a, b).unwrap_or(Decimal::MAX)
}

#[inline(never)]
pub(crate) fn plus(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_add(b)
}

#[inline(never)]
pub(crate) fn minus(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_sub(b)
}

#[inline(never)]
pub(crate) fn times(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b)
}

#[inline(never)]
pub(crate) fn over(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_div(b)
}
