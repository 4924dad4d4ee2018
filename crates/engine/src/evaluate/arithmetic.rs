//! Arithmetic on known values; where one is unknown, the range of the result.

use super::unknown::{self, Interval};
use super::{Evaluation, Fault, Here};
use crate::exact;
use crate::plan::Slot;
use crate::program::{Comparison, RoundMode};
use crate::value::{Range, Set, Value};
use rust_decimal::{Decimal, RoundingStrategy};

impl Evaluation<'_> {
    pub(super) fn sum(
        &mut self,
        terms: &[(bool, Slot, Option<Slot>)],
        here: Here,
    ) -> Result<Value, Fault> {
        let mut total = Decimal::ZERO;
        let mut only_absent = !terms.is_empty();
        for (minus, value, when) in terms {
            let when = match when {
                Some(when) => self.get(*when, here.person)?,
                None => Value::Bool(true),
            };
            match when {
                Value::Bool(true) => {}
                Value::Unknown(_) => return self.sum_of_ranges(terms, here),
                _ => {
                    only_absent = false;
                    continue;
                }
            }
            match self.get(*value, here.person)? {
                Value::Number(number) => {
                    only_absent = false;
                    total = if *minus {
                        exact::minus(total, number)
                    } else {
                        exact::plus(total, number)
                    }
                    .ok_or(Fault::Overflow(here.node))?;
                }
                Value::Absent => {}
                Value::Unknown(_) => return self.sum_of_ranges(terms, here),
                _ => return Err(Fault::Kind(here.node)),
            }
        }
        Ok(if only_absent { Value::Absent } else { Value::Number(total) })
    }

    fn sum_of_ranges(
        &mut self,
        terms: &[(bool, Slot, Option<Slot>)],
        here: Here,
    ) -> Result<Value, Fault> {
        let mut total = Interval::ZERO;
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
            let range = self.range(*value, here.person)?;
            absent &= range.absent;
            let mut term = unknown::addend(range);
            if when.may_fail() {
                term = term.union(Interval::ZERO);
            }
            total = if *minus { total.minus(term) } else { total.plus(term) };
        }
        Ok(self.unknown(Range { absent, ..total.range() }))
    }

    pub(super) fn product(&mut self, factors: &[Slot], here: Here) -> Result<Value, Fault> {
        let mut product: Option<Decimal> = None;
        for slot in factors {
            match self.get(*slot, here.person)? {
                Value::Number(number) => {
                    product = Some(match product {
                        None => number,
                        Some(product) => {
                            exact::times(product, number).ok_or(Fault::Overflow(here.node))?
                        }
                    });
                }
                Value::Absent => return Ok(Value::Absent),
                Value::Unknown(_) => return self.product_of_ranges(factors, here),
                _ => return Err(Fault::Kind(here.node)),
            }
        }
        Ok(Value::Number(product.unwrap_or(Decimal::ONE)))
    }

    /// Nothing of something unknown is still nothing: that falls out of the intervals.
    fn product_of_ranges(&mut self, factors: &[Slot], here: Here) -> Result<Value, Fault> {
        let mut total = Interval::point(Decimal::ONE);
        let mut absent = false;
        for slot in factors {
            let range = self.range(*slot, here.person)?;
            if range.set == Set::Empty {
                return Ok(Value::Absent);
            }
            absent |= range.absent;
            total = total.times(Interval::of(range));
        }
        Ok(self.unknown(Range { absent, ..total.range() }))
    }

    pub(super) fn quotient(&mut self, a: Slot, b: Slot, here: Here) -> Result<Value, Fault> {
        match (self.get(a, here.person)?, self.get(b, here.person)?) {
            (Value::Absent, _) | (_, Value::Absent) => Ok(Value::Absent),
            (Value::Number(_), Value::Number(b)) if b.is_zero() => {
                Err(Fault::DivisionByZero(here.node))
            }
            (Value::Number(a), Value::Number(b)) => {
                exact::over(a, b).map(Value::Number).ok_or(Fault::Overflow(here.node))
            }
            (a, b) => {
                let (a, b) = (self.trace.range(a), self.trace.range(b));
                let quotient = Interval::of(a).over(Interval::of(b));
                Ok(self.unknown(Range { absent: a.absent || b.absent, ..quotient.range() }))
            }
        }
    }

    /// The least or the greatest of several; what does not exist does not take part.
    pub(super) fn extreme(
        &mut self,
        slots: &[Slot],
        greatest: bool,
        here: Here,
    ) -> Result<Value, Fault> {
        let pick = |a: Decimal, b: Decimal| if greatest { a.max(b) } else { a.min(b) };
        let mut best: Option<Decimal> = None;
        for slot in slots {
            match self.get(*slot, here.person)? {
                Value::Number(number) => {
                    best = Some(best.map_or(number, |best| pick(best, number)));
                }
                Value::Absent => {}
                Value::Unknown(_) => {
                    let mut ranges = Vec::with_capacity(slots.len());
                    for slot in slots {
                        ranges.push(self.range(*slot, here.person)?);
                    }
                    let range = unknown::extreme(ranges.into_iter(), greatest);
                    return Ok(self.unknown(range));
                }
                _ => return Err(Fault::Kind(here.node)),
            }
        }
        Ok(best.map_or(Value::Absent, Value::Number))
    }

    pub(super) fn bounded(
        &mut self,
        value: Slot,
        low: Option<Slot>,
        high: Option<Slot>,
        here: Here,
    ) -> Result<Value, Fault> {
        let value = self.get(value, here.person)?;
        let low = self.bound(low, here)?;
        let high = self.bound(high, here)?;
        if [value, low, high].into_iter().any(Value::is_unknown) {
            let range = self.trace.range(value);
            let interval = Interval::of(range)
                .at_least(self.trace.range(low))
                .at_most(self.trace.range(high))
                .range();
            return Ok(self.unknown(Range { absent: range.absent, ..interval }));
        }
        match value {
            Value::Number(mut number) => {
                if let Some(low) = low.number() {
                    number = number.max(low);
                }
                if let Some(high) = high.number() {
                    number = number.min(high);
                }
                Ok(Value::Number(number))
            }
            Value::Absent => Ok(Value::Absent),
            _ => Err(Fault::Kind(here.node)),
        }
    }

    fn bound(&mut self, bound: Option<Slot>, here: Here) -> Result<Value, Fault> {
        bound.map_or(Ok(Value::Absent), |slot| self.get(slot, here.person))
    }

    pub(super) fn rounded(
        &mut self,
        value: Slot,
        step: Decimal,
        mode: RoundMode,
        here: Here,
    ) -> Result<Value, Fault> {
        let fault = Fault::Overflow(here.node);
        match self.get(value, here.person)? {
            Value::Number(number) => round(number, step, mode).map(Value::Number).ok_or(fault),
            Value::Absent => Ok(Value::Absent),
            value @ Value::Unknown(_) => {
                let range = self.trace.range(value);
                let (low, high) = range.bounds();
                let ends = Range::numbers(
                    low.and_then(|low| round(low, step, mode)),
                    high.and_then(|high| round(high, step, mode)),
                );
                Ok(self.unknown(Range { absent: range.absent, ..ends }))
            }
            _ => Err(Fault::Kind(here.node)),
        }
    }

    pub(super) fn withheld(
        &mut self,
        value: Slot,
        below: Slot,
        here: Here,
    ) -> Result<Value, Fault> {
        match (self.get(value, here.person)?, self.get(below, here.person)?) {
            (Value::Number(number), Value::Number(below)) => {
                Ok(if number < below { Value::ZERO } else { Value::Number(number) })
            }
            (Value::Absent, _) => Ok(Value::Absent),
            (value, Value::Absent) => Ok(value),
            (a, b) if a.is_unknown() || b.is_unknown() => {
                let (value, below) = (self.trace.range(a), self.trace.range(b));
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
                Ok(self.unknown(range))
            }
            _ => Err(Fault::Kind(here.node)),
        }
    }

    pub(super) fn converted(
        &mut self,
        value: Slot,
        to_month: bool,
        here: Here,
    ) -> Result<Value, Fault> {
        let twelve = Decimal::from(12);
        let convert = |number: Decimal| {
            if to_month { exact::over(number, twelve) } else { exact::times(number, twelve) }
        };
        match self.get(value, here.person)? {
            Value::Number(number) => {
                convert(number).map(Value::Number).ok_or(Fault::Overflow(here.node))
            }
            Value::Absent => Ok(Value::Absent),
            value @ Value::Unknown(_) => {
                let range = self.trace.range(value);
                let (low, high) = range.bounds();
                let ends = Range::numbers(low.and_then(convert), high.and_then(convert));
                Ok(self.unknown(Range { absent: range.absent, ..ends }))
            }
            _ => Err(Fault::Kind(here.node)),
        }
    }
}

/// A number rounded to a multiple of `step`.
fn round(number: Decimal, step: Decimal, mode: RoundMode) -> Option<Decimal> {
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
