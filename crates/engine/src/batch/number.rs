//! Numbers in two words: nearly all amounts of the law have few digits.
//!
//! Each gives the very decimal that `rust_decimal` gives, its scale included: an amount that does
//! not hold in 64 bits is kept apart, and calculated by `rust_decimal` itself.

use super::cell::{Cell, Kind};
use crate::program::RoundMode;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::ops::{Add, Div, Neg, Rem, Sub};

/// A cell that is a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(pub(super) Cell);

/// The powers of ten that hold in 64 bits.
const POWERS: [i64; 19] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

/// The numbers that do not hold in 64 bits.
#[derive(Debug, Default)]
pub(super) struct Apart {
    numbers: Vec<Decimal>,
    /// How many depend on no household.
    kept: usize,
}

impl Number {
    pub(super) const ZERO: Self = Self::whole(0);
    pub(super) const ONE: Self = Self::whole(1);

    pub(super) const fn whole(number: i64) -> Self {
        Self::new(number, Kind::WHOLE)
    }

    #[inline]
    const fn new(payload: i64, kind: Kind) -> Self {
        Self(Cell { payload, kind })
    }

    #[inline]
    fn is_apart(self) -> bool {
        self.0.kind == Kind::APART
    }

    #[inline]
    pub(super) fn is_zero(self) -> bool {
        self.0.payload == 0 && !self.is_apart()
    }

    /// How many decimals; nothing of one that is kept apart.
    #[inline]
    pub(super) fn scale(self) -> Option<u32> {
        (!self.is_apart()).then(|| self.0.kind.scale())
    }

    /// Both mantissas at the same scale, when they hold in 64 bits.
    #[inline]
    fn aligned(self, other: Self) -> Option<(i64, i64, Kind)> {
        let (Self(a), Self(b)) = (self, other);
        if a.kind == b.kind {
            return (!self.is_apart()).then_some((a.payload, b.payload, a.kind));
        }
        if self.is_apart() || other.is_apart() {
            return None;
        }
        if a.kind < b.kind {
            let power = power(b.kind.scale() - a.kind.scale())?;
            Some((a.payload.checked_mul(power)?, b.payload, b.kind))
        } else {
            let power = power(a.kind.scale() - b.kind.scale())?;
            Some((a.payload, b.payload.checked_mul(power)?, a.kind))
        }
    }

    #[inline]
    fn plus(self, other: Self) -> Option<Self> {
        let (a, b, kind) = self.aligned(other)?;
        // Nothing is added as nothing: it brings no decimals.
        if a == 0 {
            return Some(other);
        }
        if b == 0 {
            return Some(self);
        }
        Some(Self::new(a.checked_add(b)?, kind))
    }

    #[inline]
    fn opposite(self) -> Option<Self> {
        if self.is_apart() {
            return None;
        }
        Some(Self::new(self.0.payload.checked_neg()?, self.0.kind))
    }

    #[inline]
    fn times(self, other: Self) -> Option<Self> {
        if self.is_apart() || other.is_apart() {
            return None;
        }
        let (Self(a), Self(b)) = (self, other);
        if a.payload == 0 || b.payload == 0 {
            return Some(Self::ZERO);
        }
        let kind = Kind::decimals(a.kind.scale() + b.kind.scale())?;
        Some(Self::new(a.payload.checked_mul(b.payload)?, kind))
    }

    /// The quotient, where it needs no more digits.
    #[inline]
    fn over(self, other: Self) -> Option<Self> {
        let (Self(a), Self(b)) = (self, other);
        if self.is_apart() || other.is_apart() || !(1..=i64::from(u32::MAX)).contains(&b.payload) {
            return None;
        }
        if a.payload == 0 {
            return Some(Self::ZERO);
        }
        let kind = Kind::decimals(a.kind.scale().checked_sub(b.kind.scale())?)?;
        (a.payload % b.payload == 0).then(|| Self::new(a.payload / b.payload, kind))
    }

    /// Rounded to a multiple of a step that is more than zero.
    fn rounded(self, step: Self, mode: RoundMode) -> Option<Self> {
        let (scale, decimals) = (self.scale()?, step.scale()?);
        let power_of_ten = step.0.payload == 1;
        if power_of_ten && scale <= decimals {
            return Some(self);
        }
        let (mantissa, one, _) = self.aligned(step).filter(|(_, one, _)| *one > 0)?;
        let multiples = multiples(mantissa, one, mode);
        if power_of_ten {
            return Some(Self::new(multiples, step.0.kind));
        }
        Self::whole(multiples).times(step)
    }
}

/// A number of many decimals rounded to a few, when it then holds in 64 bits.
fn shortened(number: Decimal, decimals: u32, mode: RoundMode) -> Option<Number> {
    let one = 10i128.checked_pow(number.scale().checked_sub(decimals)?)?;
    let rounded = multiples(number.mantissa(), one, mode);
    Some(Number::new(i64::try_from(rounded).ok()?, Kind::decimals(decimals)?))
}

/// How many times a number is there in another, once it is rounded.
#[inline]
fn multiples<T>(of: T, one: T, mode: RoundMode) -> T
where
    T: Copy + PartialOrd + From<bool> + Neg<Output = T>,
    T: Add<Output = T> + Sub<Output = T> + Div<Output = T> + Rem<Output = T>,
{
    let (towards_zero, rest) = (of / one, of % one);
    let below = rest < T::from(false);
    let up = match mode {
        RoundMode::Down => below,
        RoundMode::Up => rest > T::from(false),
        // Halves go away from zero.
        RoundMode::Nearest if below => -rest >= one + rest,
        RoundMode::Nearest => rest >= one - rest,
    };
    let further = T::from(up);
    if below { towards_zero - further } else { towards_zero + further }
}

/// A power of ten, if it holds in 64 bits.
#[inline]
fn power(exponent: u32) -> Option<i64> {
    POWERS.get(usize::try_from(exponent).ok()?).copied()
}

impl Apart {
    /// Keeps those that are there for ever.
    pub(super) fn keep(&mut self) {
        self.kept = self.numbers.len();
    }

    /// Forgets those of the last households.
    pub(super) fn forget(&mut self) {
        self.numbers.truncate(self.kept);
    }

    /// A decimal as a number.
    #[inline]
    pub(super) fn number(&mut self, decimal: Decimal) -> Number {
        let parts = decimal.unpack();
        let magnitude = i64::from(parts.mid) << 32 | i64::from(parts.lo);
        match Kind::decimals(parts.scale) {
            Some(kind) if parts.hi == 0 && magnitude >= 0 => {
                Number::new(if parts.negative { -magnitude } else { magnitude }, kind)
            }
            _ => self.put(decimal),
        }
    }

    #[cold]
    fn put(&mut self, decimal: Decimal) -> Number {
        self.numbers.push(decimal);
        let last = i64::try_from(self.numbers.len() - 1);
        Number::new(last.unwrap_or(i64::MAX), Kind::APART)
    }

    /// A number as a decimal.
    #[inline]
    pub(super) fn decimal(&self, number: Number) -> Decimal {
        let Number(cell) = number;
        match number.scale() {
            Some(scale) => Decimal::try_new(cell.payload, scale).unwrap_or_default(),
            None => {
                let place = usize::try_from(cell.payload).ok();
                place.and_then(|place| self.numbers.get(place)).copied().unwrap_or_default()
            }
        }
    }

    #[inline]
    pub(super) fn plus(&mut self, a: Number, b: Number) -> Option<Number> {
        if let Some(sum) = a.plus(b) { Some(sum) } else { self.slowly(crate::exact::plus, a, b) }
    }

    #[inline]
    pub(super) fn minus(&mut self, a: Number, b: Number) -> Option<Number> {
        match b.opposite().and_then(|b| a.plus(b)) {
            Some(difference) => Some(difference),
            None => self.slowly(crate::exact::minus, a, b),
        }
    }

    #[inline]
    pub(super) fn times(&mut self, a: Number, b: Number) -> Option<Number> {
        match a.times(b) {
            Some(product) => Some(product),
            None => self.slowly(crate::exact::times, a, b),
        }
    }

    pub(super) fn over(&mut self, a: Number, b: Number) -> Option<Number> {
        match a.over(b) {
            Some(quotient) => Some(quotient),
            None => self.slowly(crate::exact::over, a, b),
        }
    }

    fn slowly(
        &mut self,
        operation: fn(Decimal, Decimal) -> Option<Decimal>,
        a: Number,
        b: Number,
    ) -> Option<Number> {
        let result = operation(self.decimal(a), self.decimal(b))?;
        Some(self.number(result))
    }

    #[inline]
    pub(super) fn compare(&self, a: Number, b: Number) -> Ordering {
        match a.aligned(b) {
            Some((a, b, _)) => a.cmp(&b),
            None => self.decimal(a).cmp(&self.decimal(b)),
        }
    }

    /// The number rounded to a multiple of a step.
    pub(super) fn rounded(
        &mut self,
        number: Number,
        step: Decimal,
        mode: RoundMode,
    ) -> Option<Number> {
        if let Some(rounded) = number.rounded(self.number(step), mode) {
            return Some(rounded);
        }
        if step.mantissa() == 1
            && let Some(rounded) = shortened(self.decimal(number), step.scale(), mode)
        {
            return Some(rounded);
        }
        let rounded = crate::evaluate::round(self.decimal(number), step, mode)?;
        Some(self.number(rounded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact;
    use proptest::prelude::*;

    /// Numbers such as those of the law, halves of cents, and some that do not hold in 64 bits.
    fn decimals() -> impl Strategy<Value = Decimal> {
        let small = (-3000i64..3000, 0u32..5).prop_map(|(mantissa, scale)| (mantissa, scale));
        let large = (any::<i64>(), 0u32..=28);
        let parts = prop_oneof![3 => small, 1 => large];
        (parts, prop::bool::weighted(0.1)).prop_map(|((mantissa, scale), long)| {
            let decimal = Decimal::try_new(mantissa, scale).unwrap_or_default();
            if long { exact::over(decimal, Decimal::from(7)).unwrap_or_default() } else { decimal }
        })
    }

    fn same(apart: &Apart, found: Option<Number>, expected: Option<Decimal>) -> bool {
        let found = found.map(|found| apart.decimal(found));
        // The scale too: what follows may divide by it.
        found == expected && found.map(|n| n.scale()) == expected.map(|n| n.scale())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn each_operation_gives_what_rust_decimal_gives(x in decimals(), y in decimals()) {
            let mut apart = Apart::default();
            let (a, b) = (apart.number(x), apart.number(y));
            prop_assert_eq!((apart.decimal(a), apart.decimal(b)), (x, y));
            let sum = apart.plus(a, b);
            prop_assert!(same(&apart, sum, exact::plus(x, y)), "{x} + {y}");
            let difference = apart.minus(a, b);
            prop_assert!(same(&apart, difference, exact::minus(x, y)), "{x} - {y}");
            let product = apart.times(a, b);
            prop_assert!(same(&apart, product, exact::times(x, y)), "{x} × {y}");
            if !y.is_zero() {
                let quotient = apart.over(a, b);
                prop_assert!(same(&apart, quotient, exact::over(x, y)), "{x} / {y}");
            }
            prop_assert_eq!(apart.compare(a, b), x.cmp(&y));
            for mode in [RoundMode::Nearest, RoundMode::Down, RoundMode::Up] {
                for step in [Decimal::ONE, Decimal::new(1, 2), Decimal::from(100), Decimal::new(5, 1)] {
                    let rounded = apart.rounded(a, step, mode);
                    let expected = crate::evaluate::round(x, step, mode);
                    prop_assert!(same(&apart, rounded, expected), "{x} to {step}, {mode:?}");
                }
            }
        }
    }
}
