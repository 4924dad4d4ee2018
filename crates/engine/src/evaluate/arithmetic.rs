//! Arithmetic on known values; where one is unknown, the range of the result.

use super::unknown::{self, Interval};
use super::{Evaluation, Fault, Here};
use crate::exact;
use crate::plan::Slot;
use crate::program::{Comparison, RoundMode};
use crate::value::{Range, Set, Value};
use rust_decimal::{Decimal, RoundingStrategy};

impl Evaluation<'_> {
    /// Puts a number in its place, unless it grew too large.
    #[inline]
    pub(super) fn put_number(&mut self, number: Option<Decimal>, here: Here) -> Option<usize> {
        match number {
            Some(number) => self.put(Value::Number(number), here),
            None => self.fail(Fault::Overflow(here.node)),
        }
    }

    #[inline(never)]
    pub(super) fn sum(
        &mut self,
        terms: &[(bool, Slot, Option<Slot>)],
        here: Here,
    ) -> Option<usize> {
        let mut total: Option<Decimal> = None;
        let mut only_absent = !terms.is_empty();
        for (minus, value, when) in terms {
            if let Some(when) = when {
                match self.get(*when, here.person).map(|place| self.at(place))? {
                    Value::Bool(true) => {}
                    Value::Unknown(_) => return self.sum_of_ranges(terms, here),
                    _ => {
                        only_absent = false;
                        continue;
                    }
                }
            }
            match self.get(*value, here.person).map(|place| self.at(place))? {
                Value::Number(number) => {
                    let sum = match total {
                        None if *minus => exact::minus(Decimal::ZERO, *number),
                        None => Some(*number),
                        Some(total) if *minus => exact::minus(total, *number),
                        Some(total) => exact::plus(total, *number),
                    };
                    let Some(sum) = sum else { return self.fail(Fault::Overflow(here.node)) };
                    total = Some(sum);
                }
                Value::Absent => {}
                Value::Unknown(_) => return self.sum_of_ranges(terms, here),
                _ => return self.fail(Fault::Kind(here.node)),
            }
        }
        let nothing = if only_absent { Value::Absent } else { Value::ZERO };
        self.put(total.map_or(nothing, Value::Number), here)
    }

    #[cold]
    fn sum_of_ranges(&mut self, terms: &[(bool, Slot, Option<Slot>)], here: Here) -> Option<usize> {
        let mut total = Interval::ZERO;
        let mut added = Vec::with_capacity(terms.len());
        // A sum of nothing but what does not exist does not exist either.
        let mut absent = true;
        for (minus, value, when) in terms {
            let when = match when {
                Some(when) => self.range(*when, here.person)?,
                None => Range::only(Value::Bool(true)),
            };
            if !when.may_be_true() {
                absent = false;
                continue;
            }
            let value = self.get(*value, here.person).map(|place| *self.at(place))?;
            absent &= self.trace.range(value).absent;
            let (value, term) = self.trace.addend(value, !when.may_fail());
            total = if *minus { total.minus(term) } else { total.plus(term) };
            added.push((value, *minus));
        }
        self.put_sum(&added, Some(Decimal::ONE), Range { absent, ..total.range() }, here)
    }

    #[inline(never)]
    pub(super) fn product(&mut self, factors: &[Slot], here: Here) -> Option<usize> {
        let mut product: Option<Decimal> = None;
        for slot in factors {
            match self.get(*slot, here.person).map(|place| self.at(place))? {
                Value::Number(number) => {
                    let next = match product {
                        None => Some(*number),
                        Some(product) => exact::times(product, *number),
                    };
                    let Some(next) = next else { return self.fail(Fault::Overflow(here.node)) };
                    product = Some(next);
                }
                Value::Absent => return self.put(Value::Absent, here),
                Value::Unknown(_) => return self.product_of_ranges(factors, here),
                _ => return self.fail(Fault::Kind(here.node)),
            }
        }
        self.put(Value::Number(product.unwrap_or(Decimal::ONE)), here)
    }

    /// Nothing of something unknown is still nothing: that falls out of the intervals.
    #[cold]
    fn product_of_ranges(&mut self, factors: &[Slot], here: Here) -> Option<usize> {
        let mut total = Interval::point(Decimal::ONE);
        let mut absent = false;
        let (mut times, mut unknown) = (Some(Decimal::ONE), None);
        for slot in factors {
            let value = self.get(*slot, here.person).map(|place| *self.at(place))?;
            let range = self.trace.range(value);
            if range.set == Set::Empty {
                return self.put(Value::Absent, here);
            }
            absent |= range.absent;
            total = total.times(Interval::of(range));
            if let Value::Number(number) = value {
                times = times.and_then(|times| exact::times(times, number));
            } else if unknown.replace(value).is_some() {
                // The product of two that are unknown is no sum.
                times = None;
            }
        }
        let unknown = unknown.map(|value| (value, false));
        self.put_sum(unknown.as_slice(), times, Range { absent, ..total.range() }, here)
    }

    #[inline(never)]
    pub(super) fn quotient(&mut self, a: Slot, b: Slot, here: Here) -> Option<usize> {
        let a = self.get(a, here.person)?;
        let b = self.get(b, here.person)?;
        match (self.at(a), self.at(b)) {
            (Value::Absent, _) | (_, Value::Absent) => self.put(Value::Absent, here),
            (Value::Number(_), Value::Number(b)) if b.is_zero() => {
                self.fail(Fault::DivisionByZero(here.node))
            }
            (Value::Number(a), Value::Number(b)) => {
                let quotient = exact::over(*a, *b);
                self.put_number(quotient, here)
            }
            _ => {
                let (a, b) = (self.range_at(a), self.range_at(b));
                let quotient = Interval::of(a).over(Interval::of(b));
                self.put_range(Range { absent: a.absent || b.absent, ..quotient.range() }, here)
            }
        }
    }

    /// The least or the greatest of several; what does not exist does not take part.
    #[inline(never)]
    pub(super) fn extreme(&mut self, slots: &[Slot], greatest: bool, here: Here) -> Option<usize> {
        let mut best: Option<usize> = None;
        for slot in slots {
            let place = self.get(*slot, here.person)?;
            match (self.at(place), best.map(|best| self.at(best))) {
                (Value::Number(number), Some(Value::Number(best_so_far))) => {
                    if (number > best_so_far) == greatest {
                        best = Some(place);
                    }
                }
                (Value::Number(_), _) => best = Some(place),
                (Value::Absent, _) => {}
                (Value::Unknown(_), _) => return self.extreme_of_ranges(slots, greatest, here),
                _ => return self.fail(Fault::Kind(here.node)),
            }
        }
        match best {
            Some(best) => self.copy(best, here),
            None => self.put(Value::Absent, here),
        }
    }

    #[cold]
    fn extreme_of_ranges(&mut self, slots: &[Slot], greatest: bool, here: Here) -> Option<usize> {
        let mut best = Value::Absent;
        for slot in slots {
            let value = self.get(*slot, here.person).map(|place| *self.at(place))?;
            best = self.trace.pick(best, value, greatest);
        }
        self.put(best, here)
    }

    #[inline(never)]
    pub(super) fn bounded(
        &mut self,
        value: Slot,
        low: Option<Slot>,
        high: Option<Slot>,
        here: Here,
    ) -> Option<usize> {
        let value = self.get(value, here.person)?;
        let low = self.bound(low, here)?;
        let high = self.bound(high, here)?;
        if [*self.at(value), low, high].into_iter().any(Value::is_unknown) {
            return self.bounded_range(value, low, high, here);
        }
        match *self.at(value) {
            Value::Number(mut number) => {
                if let Some(low) = low.number() {
                    number = number.max(low);
                }
                if let Some(high) = high.number() {
                    number = number.min(high);
                }
                self.put(Value::Number(number), here)
            }
            Value::Absent => self.put(Value::Absent, here),
            _ => self.fail(Fault::Kind(here.node)),
        }
    }

    #[cold]
    fn bounded_range(
        &mut self,
        value: usize,
        low: Value,
        high: Value,
        here: Here,
    ) -> Option<usize> {
        let value = *self.at(value);
        let range = self.trace.range(value);
        if range.absent {
            let (low, high) = (self.trace.range(low), self.trace.range(high));
            let interval = Interval::of(range).at_least(low).at_most(high).range();
            return self.put_range(Range { absent: true, ..interval }, here);
        }
        let raised = self.trace.pick(value, low, true);
        let lowered = self.trace.pick(raised, high, false);
        self.put(lowered, here)
    }

    fn bound(&mut self, bound: Option<Slot>, here: Here) -> Option<Value> {
        match bound {
            Some(slot) => self.get(slot, here.person).map(|place| *self.at(place)),
            None => Some(Value::Absent),
        }
    }

    #[inline(never)]
    pub(super) fn rounded(
        &mut self,
        value: Slot,
        step: Decimal,
        mode: RoundMode,
        here: Here,
    ) -> Option<usize> {
        let value = self.get(value, here.person)?;
        match *self.at(value) {
            Value::Number(number) => self.put_number(round(number, step, mode), here),
            Value::Absent => self.put(Value::Absent, here),
            Value::Unknown(_) => {
                let range = self.range_at(value);
                let (low, high) = range.bounds();
                let ends = Range::numbers(
                    low.and_then(|low| round(low, step, mode)),
                    high.and_then(|high| round(high, step, mode)),
                );
                self.put_range(Range { absent: range.absent, ..ends }, here)
            }
            _ => self.fail(Fault::Kind(here.node)),
        }
    }

    #[inline(never)]
    pub(super) fn withheld(&mut self, value: Slot, below: Slot, here: Here) -> Option<usize> {
        let value = self.get(value, here.person)?;
        if *self.at(value) == Value::Absent {
            return self.put(Value::Absent, here);
        }
        let below = self.get(below, here.person)?;
        match (self.at(value), self.at(below)) {
            (Value::Number(number), Value::Number(below)) if number < below => {
                self.put(Value::ZERO, here)
            }
            (Value::Number(_), Value::Number(_)) | (_, Value::Absent) => self.copy(value, here),
            (a, b) if a.is_unknown() || b.is_unknown() => {
                let (value, below) = (self.range_at(value), self.range_at(below));
                let paid = unknown::compare(Comparison::AtLeast, value, below);
                let zero = Range::only(Value::ZERO);
                let kept = Interval::of(value).at_least(below).range();
                let mut range = match (paid.may_be_true(), paid.may_fail()) {
                    (true, false) => value,
                    (true, true) => kept.union(zero),
                    (false, _) => zero,
                };
                range.absent |= value.absent;
                if below.absent {
                    // Without a threshold, all is paid.
                    range = range.union(value);
                }
                self.put_range(range, here)
            }
            _ => self.fail(Fault::Kind(here.node)),
        }
    }

    #[inline(never)]
    pub(super) fn converted(&mut self, value: Slot, to_month: bool, here: Here) -> Option<usize> {
        let twelve = Decimal::from(12);
        let convert = |number: Decimal| {
            if to_month { exact::over(number, twelve) } else { exact::times(number, twelve) }
        };
        let value = self.get(value, here.person)?;
        match *self.at(value) {
            Value::Number(number) => self.put_number(convert(number), here),
            Value::Absent => self.put(Value::Absent, here),
            Value::Unknown(_) => {
                let range = self.range_at(value);
                let (low, high) = range.bounds();
                let ends = Range::numbers(low.and_then(convert), high.and_then(convert));
                self.put_range(Range { absent: range.absent, ..ends }, here)
            }
            _ => self.fail(Fault::Kind(here.node)),
        }
    }
}

/// A number rounded to a multiple of `step`.
pub(crate) fn round(number: Decimal, step: Decimal, mode: RoundMode) -> Option<Decimal> {
    let strategy = match mode {
        RoundMode::Nearest => RoundingStrategy::MidpointAwayFromZero,
        RoundMode::Down => RoundingStrategy::ToNegativeInfinity,
        RoundMode::Up => RoundingStrategy::ToPositiveInfinity,
    };
    // A power of ten needs no division, which might not be exact.
    if step.mantissa() == 1 {
        return Some(number.round_dp_with_strategy(step.scale(), strategy));
    }
    let multiples = exact::over(number, step)?.round_dp_with_strategy(0, strategy);
    exact::times(multiples, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn a_half_cent_goes_up_and_negative_numbers_mirror() {
        let cent = number("0.01");
        assert_eq!(round(number("8.575"), cent, RoundMode::Nearest), Some(number("8.58")));
        assert_eq!(round(number("-8.575"), cent, RoundMode::Nearest), Some(number("-8.58")));
        assert_eq!(round(number("8.571"), cent, RoundMode::Up), Some(number("8.58")));
        assert_eq!(round(number("8.579"), cent, RoundMode::Down), Some(number("8.57")));
    }

    #[test]
    fn hundreds_are_rounded_up() {
        let hundred = number("100");
        assert_eq!(round(number("4500.01"), hundred, RoundMode::Up), Some(number("4600")));
        assert_eq!(round(number("4500.00"), hundred, RoundMode::Up), Some(number("4500")));
    }
}
