//! Arithmetic, for each household.

use super::Walk;
use super::cell::Cell;
use super::columns::{Column, Lanes, at, each, put};
use super::number::{Apart, Number};
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
        let mut totals = self.columns.open(column);
        let mut left = lanes;
        let mut only_absent = if terms.is_empty() { 0 } else { lanes };
        let (mut begun, mut open, mut wrong) = (0, 0, 0);
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
            let there = value.present(counted);
            let cells = self.columns.cells(&value);
            for lane in each(there & !begun) {
                let total = match at(cells, lane).number() {
                    Some(number) if *minus => self.apart.minus(Number::ZERO, number),
                    number => number,
                };
                match total {
                    Some(total) => put(&mut totals, lane, total.0),
                    None => wrong |= 1 << lane,
                }
            }
            for lane in each(there & begun) {
                let sum = both(at(&totals, lane), at(cells, lane)).and_then(|(total, term)| {
                    if *minus {
                        self.apart.minus(total, term)
                    } else {
                        self.apart.plus(total, term)
                    }
                });
                match sum {
                    Some(total) => put(&mut totals, lane, total.0),
                    None => wrong |= 1 << lane,
                }
            }
            begun |= there;
            left &= !(open | wrong);
        }
        let nothing = left & !begun;
        column.absent |= nothing & only_absent;
        each(nothing & !only_absent).for_each(|lane| put(&mut totals, lane, Number::ZERO.0));
        self.columns.close(column, totals);
        column.unknown |= open;
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }

    pub(super) fn product(&mut self, factors: &[Slot], lanes: Lanes, column: &mut Column) {
        let mut products = self.columns.open(column);
        let (mut left, mut wrong) = (lanes, 0);
        // The product of nothing is one.
        each(lanes).for_each(|lane| put(&mut products, lane, Number::ONE.0));
        for (place, slot) in factors.iter().enumerate() {
            let factor = self.need(*slot, left);
            column.absent |= factor.absent & left;
            column.unknown |= factor.unknown & left;
            left = factor.present(left);
            let cells = self.columns.cells(&factor);
            for lane in each(left) {
                let product =
                    both(at(&products, lane), at(cells, lane)).and_then(|(so_far, factor)| {
                        if place == 0 { Some(factor) } else { self.apart.times(so_far, factor) }
                    });
                match product {
                    Some(product) => put(&mut products, lane, product.0),
                    None => wrong |= 1 << lane,
                }
            }
            left &= !wrong;
            if left == 0 {
                break;
            }
        }
        self.columns.close(column, products);
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
        let mut bests = self.columns.open(column);
        let mut left = lanes;
        let (mut begun, mut open, mut wrong) = (0, 0, 0);
        for slot in slots {
            let value = self.need(*slot, left);
            open |= value.unknown & left;
            let there = value.present(left);
            let cells = self.columns.cells(&value);
            for lane in each(there) {
                let found = at(cells, lane);
                let better = if begun >> lane & 1 == 0 {
                    found.number().map(|_| true)
                } else {
                    both(found, at(&bests, lane)).map(|(found, best)| {
                        (self.apart.compare(found, best) == Ordering::Greater) == greatest
                    })
                };
                match better {
                    Some(true) => put(&mut bests, lane, found),
                    Some(false) => {}
                    None => wrong |= 1 << lane,
                }
            }
            begun |= there;
            left &= !(open | wrong);
        }
        self.columns.close(column, bests);
        column.absent |= left & !begun;
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
        let mut kept = self.columns.open(column);
        let mut wrong = 0;
        let cells = self.columns.cells(&value);
        for lane in each(left & !value.absent) {
            let cell = at(cells, lane);
            wrong |= Lanes::from(!cell.is_number()) << lane;
            put(&mut kept, lane, cell);
        }
        for (bound, beyond) in [(low, Ordering::Less), (high, Ordering::Greater)] {
            let Some(bound) = bound else { continue };
            let bounds = self.columns.cells(&bound);
            for lane in each(left & !value.absent & !bound.absent & !wrong) {
                let bound = at(bounds, lane);
                if let Some((number, limit)) = both(at(&kept, lane), bound)
                    && self.apart.compare(number, limit) == beyond
                {
                    put(&mut kept, lane, bound);
                }
            }
        }
        self.columns.close(column, kept);
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

/// Two numbers.
#[inline]
fn both(a: Cell, b: Cell) -> Option<(Number, Number)> {
    a.number().zip(b.number())
}
