//! Arithmetic, for each household.

use super::Walk;
use super::cell::Cell;
use super::columns::{Column, Lanes, Worth};
use super::number::{Apart, Number};
use super::totals::Totals;
use crate::plan::Slot;
use crate::program::RoundMode;
use rust_decimal::Decimal;
use std::cmp::Ordering;

impl Walk<'_> {
    pub(super) fn sum(
        &mut self,
        terms: &[(bool, Slot, Option<Slot>)],
        lanes: Lanes,
        column: &mut Column,
    ) {
        let mut totals = Totals::new(self.columns.open(column));
        let mut left = lanes;
        let mut only_absent = if terms.is_empty() { 0 } else { lanes };
        let (mut open, mut wrong) = (0, 0);
        for (minus, value, when) in terms {
            let mut counted = left;
            if let Some(when) = when {
                let when = self.need(*when, left);
                open |= when.unknown & left;
                left &= !when.unknown;
                counted = when.truth & left;
                only_absent &= !left | counted;
            }
            let value = self.need(*value, counted);
            open |= value.unknown & counted;
            let mut there = value.present(counted);
            let term = self.columns.worth(&value);
            if let Worth::Same(term) = term
                && term.number().is_some_and(Number::is_zero)
            {
                // Nothing changes a total, not even its decimals.
                there &= !totals.begun;
            }
            if there != 0 {
                wrong |= totals.take(
                    self.apart,
                    (there, left),
                    term,
                    |apart, term| {
                        let number = term.number()?;
                        if *minus { minus_number(apart, number) } else { Some(term) }
                    },
                    |apart, total, term| {
                        let (total, term) = both(total, term)?;
                        let total =
                            if *minus { apart.minus(total, term) } else { apart.plus(total, term) };
                        total.map(|total| total.0)
                    },
                );
            }
            left &= !(open | wrong);
        }
        let nothing = left & !totals.begun;
        column.absent |= nothing & only_absent;
        let mut made = totals.made(left);
        made.put_all(nothing & !only_absent, Number::ZERO.0);
        self.columns.close(column, made);
        column.unknown |= open;
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }

    pub(super) fn product(&mut self, factors: &[Slot], lanes: Lanes, column: &mut Column) {
        let mut products = Totals::new(self.columns.open(column));
        let (mut left, mut wrong) = (lanes, 0);
        for slot in factors {
            let factor = self.need(*slot, left);
            column.absent |= factor.absent & left;
            column.unknown |= factor.unknown & left;
            left = factor.present(left);
            if left == 0 {
                break;
            }
            wrong |= products.take(
                self.apart,
                (left, left),
                self.columns.worth(&factor),
                |_, factor| factor.number().map(|_| factor),
                |apart, product, factor| {
                    let (product, factor) = both(product, factor)?;
                    apart.times(product, factor).map(|product| product.0)
                },
            );
            left &= !wrong;
        }
        // The product of nothing is one.
        let nothing = left & !products.begun;
        let mut made = products.made(left);
        made.put_all(nothing, Number::ONE.0);
        self.columns.close(column, made);
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }

    pub(super) fn quotient(&mut self, a: Slot, b: Slot, lanes: Lanes, column: &mut Column) {
        let (a, b) = (self.need(a, lanes), self.need(b, lanes));
        self.map_both((&a, &b), lanes, column, |apart, a, b| {
            let (a, b) = both(a, b).filter(|(_, b)| !b.is_zero())?;
            apart.over(a, b).map(|quotient| quotient.0)
        });
    }

    /// The least or the greatest of several; what does not exist does not take part.
    pub(super) fn extreme(
        &mut self,
        slots: &[Slot],
        greatest: bool,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let mut bests = Totals::new(self.columns.open(column));
        let mut left = lanes;
        let (mut open, mut wrong) = (0, 0);
        for slot in slots {
            let value = self.need(*slot, left);
            open |= value.unknown & left;
            let there = value.present(left);
            if there != 0 {
                wrong |= bests.take(
                    self.apart,
                    (there, left),
                    self.columns.worth(&value),
                    |_, found| found.number().map(|_| found),
                    |apart, best, found| {
                        let (number, so_far) = both(found, best)?;
                        let more = apart.compare(number, so_far) == Ordering::Greater;
                        Some(if more == greatest { found } else { best })
                    },
                );
            }
            left &= !(open | wrong);
        }
        column.absent |= left & !bests.begun;
        let made = bests.made(left);
        self.columns.close(column, made);
        column.unknown |= open;
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }

    pub(super) fn bounded(
        &mut self,
        value: Slot,
        low: Option<Slot>,
        high: Option<Slot>,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let value = self.need(value, lanes);
        let low = low.map(|low| self.need(low, lanes));
        let high = high.map(|high| self.need(high, lanes));
        let unknown = |column: &Option<Column>| column.map_or(0, |column| column.unknown);
        let open = lanes & (value.unknown | unknown(&low) | unknown(&high));
        column.unknown |= open;
        let left = lanes & !open;
        column.absent |= value.absent & left;
        let there = left & !value.absent;
        if there == 0 {
            return;
        }
        let mut kept = Totals::new(self.columns.open(column));
        let number = |_: &mut Apart, cell: Cell| cell.number().map(|_| cell);
        let worth = self.columns.worth(&value);
        let wrong = kept.take(self.apart, (there, there), worth, number, |_, kept, _| Some(kept));
        let there = there & !wrong;
        for (bound, beyond) in [(low, Ordering::Less), (high, Ordering::Greater)] {
            let Some(bound) = bound else { continue };
            let limited = there & !bound.absent;
            if limited == 0 {
                continue;
            }
            let worth = self.columns.worth(&bound);
            kept.take(self.apart, (limited, there), worth, number, |apart, kept, bound| {
                let limits = both(kept, bound)
                    .is_some_and(|(number, limit)| apart.compare(number, limit) == beyond);
                Some(if limits { bound } else { kept })
            });
        }
        let made = kept.made(there);
        self.columns.close(column, made);
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }

    pub(super) fn rounded(
        &mut self,
        value: Slot,
        step: Decimal,
        mode: RoundMode,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let value = self.need(value, lanes);
        self.map(&value, lanes, column, |apart, cell| {
            apart.rounded(cell.number()?, step, mode).map(|rounded| rounded.0)
        });
    }

    pub(super) fn withheld(&mut self, value: Slot, below: Slot, lanes: Lanes, column: &mut Column) {
        let value = self.need(value, lanes);
        column.absent |= value.absent & lanes;
        let left = lanes & !value.absent;
        let below = self.need(below, left);
        let kept = below.absent & left;
        self.columns.copy(&value, column, kept);
        self.map_both((&value, &below), left & !kept, column, |apart, value, below| {
            let (number, below) = both(value, below)?;
            let withheld = apart.compare(number, below) == Ordering::Less;
            Some(if withheld { Number::ZERO.0 } else { value })
        });
    }

    pub(super) fn converted(
        &mut self,
        value: Slot,
        to_month: bool,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let value = self.need(value, lanes);
        self.map(&value, lanes, column, |apart: &mut Apart, cell| {
            let (number, twelve) = (cell.number()?, Number::whole(12));
            let made =
                if to_month { apart.over(number, twelve) } else { apart.times(number, twelve) };
            made.map(|made| made.0)
        });
    }
}

/// A number with the other sign.
#[inline]
fn minus_number(apart: &mut Apart, number: Number) -> Option<Cell> {
    apart.minus(Number::ZERO, number).map(|number| number.0)
}

/// Two numbers.
#[inline]
fn both(a: Cell, b: Cell) -> Option<(Number, Number)> {
    a.number().zip(b.number())
}
