//! Arithmetic on what is not known: intervals of numbers, sets of booleans.
//!
//! A result always holds every value that the true answers could give. It may hold more: the same
//! unknown answer met twice is taken as two.

use crate::exact;
use crate::program::{Cell, Comparison};
use crate::value::{Range, Set, Value};
use rust_decimal::Decimal;

/// Numbers between two bounds; a missing bound is infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Interval {
    pub(super) const ZERO: Self = Self { low: Some(Decimal::ZERO), high: Some(Decimal::ZERO) };

    pub(super) fn point(number: Decimal) -> Self {
        Self { low: Some(number), high: Some(number) }
    }

    pub(super) fn of(range: Range) -> Self {
        let (low, high) = range.bounds();
        Self { low, high }
    }

    pub(super) fn range(self) -> Range {
        Range::numbers(self.low, self.high)
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self {
            low: self.low.zip(other.low).map(|(a, b)| a.min(b)),
            high: self.high.zip(other.high).map(|(a, b)| a.max(b)),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.zip(other.low).and_then(|(a, b)| exact::plus(a, b)),
            high: self.high.zip(other.high).and_then(|(a, b)| exact::plus(a, b)),
        }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        self.plus(other.opposite())
    }

    /// What has no end stays bounded on one side only times what is known.
    pub(super) fn times(self, other: Self) -> Self {
        if self == Self::ZERO || other == Self::ZERO {
            return Self::ZERO;
        }
        let (of, by) = if other.low == other.high { (self, other) } else { (other, self) };
        let ends = |factor: Option<Decimal>| {
            let product = |end: Option<Decimal>| exact::times(end?, factor?);
            let (low, high) = (product(of.low), product(of.high));
            let turned = factor.is_some_and(|factor| factor < Decimal::ZERO);
            if turned { Self { low: high, high: low } } else { Self { low, high } }
        };
        ends(by.low).union(ends(by.high))
    }

    pub(super) fn over(self, other: Self) -> Self {
        let zero = Decimal::ZERO;
        if other.high.is_some_and(|high| high < zero) {
            return self.opposite().over(other.opposite());
        }
        let Some(least) = other.low.filter(|low| *low > zero) else {
            return Self { low: None, high: None };
        };
        // Each end is divided itself, not multiplied by an inverse: exact quotients stay exact.
        // Divided by what grows for ever, an end comes as near to zero as one likes.
        let by_most = |end: Decimal| other.high.map_or(Some(zero), |most| exact::over(end, most));
        let by_least = |end: Decimal| exact::over(end, least);
        Self {
            low: self.low.and_then(|low| if low < zero { by_least(low) } else { by_most(low) }),
            high: self
                .high
                .and_then(|high| if high < zero { by_most(high) } else { by_least(high) }),
        }
    }

    fn opposite(self) -> Self {
        Self { low: self.high.map(|high| -high), high: self.low.map(|low| -low) }
    }

    /// Raised to a bound, unless the bound does not exist.
    pub(super) fn at_least(self, bound: Range) -> Self {
        self.clamp(bound, Ord::max, true)
    }

    /// Lowered to a bound, unless the bound does not exist.
    pub(super) fn at_most(self, bound: Range) -> Self {
        self.clamp(bound, Ord::min, false)
    }

    fn clamp(self, bound: Range, pick: fn(Decimal, Decimal) -> Decimal, raise: bool) -> Self {
        if bound.set == Set::Empty {
            return self;
        }
        let (low, high) = bound.bounds();
        // Raising, a lower end that is infinite gives way to the other one, and an infinite upper
        // end stays; lowering, the other way round.
        let end = |end: Option<Decimal>, bound: Option<Decimal>, gives_way: bool| match (end, bound)
        {
            (Some(end), Some(bound)) => Some(pick(end, bound)),
            (None, Some(only)) | (Some(only), None) if gives_way => Some(only),
            _ => None,
        };
        let clamped = Self { low: end(self.low, low, raise), high: end(self.high, high, !raise) };
        if bound.absent { clamped.union(self) } else { clamped }
    }
}

/// What a term adds to a sum: nothing when it does not exist.
pub(super) fn addend(range: Range) -> Interval {
    match range.set {
        Set::Empty => Interval::ZERO,
        _ if range.absent => Interval::of(range).union(Interval::ZERO),
        _ => Interval::of(range),
    }
}

/// The least or the greatest of two that may exist; what does not exist does not take part.
pub(super) fn extreme(a: Range, b: Range, greatest: bool) -> Range {
    let (sure_a, sure_b) = (Range { absent: false, ..a }, Range { absent: false, ..b });
    let interval = Interval::of(a);
    let best = if greatest { interval.at_least(sure_b) } else { interval.at_most(sure_b) };
    let mut result = best.range();
    // Where one may not exist, the other may stand alone.
    if b.absent {
        result = result.union(sure_a);
    }
    if a.absent {
        result = result.union(sure_b);
    }
    Range { absent: a.absent && b.absent, ..result }
}

/// Whether a comparison can hold and can fail.
pub(super) fn compare(comparison: Comparison, a: Range, b: Range) -> Range {
    let absent = a.absent || b.absent;
    let (less, equal, more) = orders(a.set, b.set);
    let yes = match comparison {
        Comparison::Equal => equal,
        Comparison::Different => less || more,
        Comparison::Less => less,
        Comparison::AtMost => less || equal,
        Comparison::More => more,
        Comparison::AtLeast => more || equal,
    };
    let no = match comparison {
        Comparison::Equal => less || more,
        Comparison::Different => equal,
        Comparison::Less => more || equal,
        Comparison::AtMost => more,
        Comparison::More => less || equal,
        Comparison::AtLeast => less,
    };
    Range { set: Set::Bools { no, yes }, absent }
}

/// Whether the first can be less than, equal to and more than the second.
fn orders(a: Set, b: Set) -> (bool, bool, bool) {
    match (a, b) {
        (Set::Numbers { low: a, high: b }, Set::Numbers { low: c, high: d }) => {
            intervals(a, b, c, d)
        }
        (Set::Dates { low: a, high: b }, Set::Dates { low: c, high: d }) => intervals(a, b, c, d),
        // Choices and yes or no are only compared for equality.
        (Set::Choices(a), Set::Choices(b)) => {
            let different = a != b || a.count_ones() > 1;
            (different, a & b != 0, different)
        }
        (Set::Bools { no: a, yes: b }, Set::Bools { no: c, yes: d }) => {
            let different = (a && d) || (b && c);
            (different, (a && c) || (b && d), different)
        }
        (Set::Empty, _) | (_, Set::Empty) => (false, false, false),
        _ => (true, true, true),
    }
}

fn intervals<T: PartialOrd + Copy>(
    a: Option<T>,
    b: Option<T>,
    c: Option<T>,
    d: Option<T>,
) -> (bool, bool, bool) {
    let below = |low: Option<T>, high: Option<T>, strict: bool| match (low, high) {
        (Some(low), Some(high)) => {
            if strict {
                low < high
            } else {
                low <= high
            }
        }
        _ => true,
    };
    (below(a, d, true), below(a, d, false) && below(c, b, false), below(c, b, true))
}

/// All of several conditions: no if one is no; *sans objet* if one is, none being no.
pub(super) fn all(conditions: impl Iterator<Item = Range>) -> Range {
    let (mut no, mut yes, mut absent) = (false, true, false);
    let mut sure_no = false;
    let mut sure_absent = false;
    for range in conditions {
        let (can_no, can_yes) = bools(range);
        sure_no |= can_no && !can_yes && !range.absent;
        sure_absent |= range.absent && !can_no && !can_yes;
        no |= can_no;
        yes &= can_yes;
        absent |= range.absent;
    }
    if sure_no {
        return Range::only(Value::Bool(false));
    }
    if sure_absent && !no {
        return Range::only(Value::Absent);
    }
    Range { set: Set::Bools { no, yes }, absent }
}

/// At least one of several conditions; those that do not exist do not take part.
pub(super) fn any(conditions: impl Iterator<Item = Range>) -> Range {
    let (mut yes, mut sure_yes) = (false, false);
    let mut all_absent = true;
    let mut may_all_be_absent = true;
    let mut count = 0;
    for range in conditions {
        count += 1;
        let (can_no, can_yes) = bools(range);
        yes |= can_yes;
        sure_yes |= can_yes && !can_no && !range.absent;
        all_absent &= range.absent && !can_no && !can_yes;
        may_all_be_absent &= range.absent;
    }
    if sure_yes {
        return Range::only(Value::Bool(true));
    }
    if count > 0 && all_absent {
        return Range::only(Value::Absent);
    }
    Range { set: Set::Bools { no: true, yes }, absent: count > 0 && may_all_be_absent }
}

/// The contrary.
pub(super) fn not(range: Range) -> Range {
    let (no, yes) = bools(range);
    Range { set: Set::Bools { no: yes, yes: no }, ..range }
}

/// A condition as a plain yes or no: what does not exist does not meet it.
pub(super) fn certain(range: Range) -> Range {
    let (no, yes) = bools(range);
    Range { set: Set::Bools { no: no || range.absent, yes }, absent: false }
}

fn bools(range: Range) -> (bool, bool) {
    if let Set::Bools { no, yes } = range.set { (no, yes) } else { (false, false) }
}

/// A scale applied to a number: each slice of it counts at its own rate.
pub(super) fn scale(slices: &[(Cell, Cell)], number: Decimal) -> Option<Decimal> {
    let mut total = Decimal::ZERO;
    for (index, (from, rate)) in slices.iter().enumerate() {
        if number <= from.0 {
            break;
        }
        let end = slices.get(index + 1).map_or(number, |(next, _)| number.min(next.0));
        let slice = exact::minus(end, from.0)?;
        total = exact::plus(exact::times(slice, rate.0)?, total)?;
    }
    Some(total)
}

/// A scale applied to a range: its extremes lie at the ends or where a slice begins.
pub(super) fn scale_range(slices: &[(Cell, Cell)], range: Range) -> Range {
    let (low, high) = range.bounds();
    let inside = slices
        .iter()
        .map(|(from, _)| from.0)
        .filter(|from| low.is_none_or(|low| low < *from) && high.is_none_or(|high| *from < high));
    let points = inside.chain(low).chain(high).filter_map(|number| scale(slices, number));
    let mut image = points.fold(None, |range: Option<Range>, value| {
        let one = Range::only(Value::Number(value));
        Some(range.map_or(one, |range| range.union(one)))
    });
    // Below zero a scale is flat; above its last slice it goes on at the last rate.
    let last = slices.last().map_or(Decimal::ZERO, |(_, rate)| rate.0);
    if let (None, Some(Range { set: Set::Numbers { low, high }, .. })) = (high, &mut image) {
        if last > Decimal::ZERO {
            *high = None;
        } else if last < Decimal::ZERO {
            *low = None;
        }
    }
    Range { absent: range.absent, ..image.unwrap_or(Range::only(Value::ZERO)) }
}
