//! What a node can be worth: a known value, nothing that applies, or something still unknown.

use rust_decimal::Decimal;
use time::Date;

/// One of the three states: known (four kinds), without object, unknown.
///
/// Kept small and `Copy`: an evaluation fills an array of these, and that array is the trace.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// An amount, a count, a rate (50 % is 0.5) or a duration.
    Number(Decimal),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// The index of one of the values of a list of choices.
    Choice(u16),
    /// *Sans objet*: the thing asked about does not exist here. It adds nothing to a sum and
    /// meets no condition.
    Absent,
    /// Not known; the index says, in the trace, what it can still be.
    Unknown(RangeId),
}

/// Where a trace keeps what an unknown value can still be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RangeId(pub u32);

impl Value {
    /// Zero, the value of a right that is refused.
    pub const ZERO: Self = Self::Number(Decimal::ZERO);

    /// The number, when this is a known one.
    pub fn number(self) -> Option<Decimal> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// Whether this is a known yes.
    pub fn is_true(self) -> bool {
        self == Self::Bool(true)
    }

    /// Whether this is not known.
    pub fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown(_))
    }
}

/// What an unknown value can still be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The values it can take.
    pub set: Set,
    /// Whether it may also turn out to be without object.
    pub absent: bool,
}

/// A set of values of one kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Set {
    /// Numbers between two bounds, both included; a missing bound is infinite.
    Numbers {
        /// The least.
        low: Option<Decimal>,
        /// The greatest.
        high: Option<Decimal>,
    },
    /// Yes and no are both possible, or only one of them beside *sans objet*.
    Bools {
        /// No is possible.
        no: bool,
        /// Yes is possible.
        yes: bool,
    },
    /// Days between two bounds, both included; a missing bound is infinite.
    Dates {
        /// The earliest.
        low: Option<Date>,
        /// The latest.
        high: Option<Date>,
    },
    /// The choices whose bit is set.
    Choices(u64),
    /// Nothing but *sans objet* so far; the neutral element of a union.
    Empty,
}

impl Range {
    /// Any number.
    pub const ANY_NUMBER: Self =
        Self { set: Set::Numbers { low: None, high: None }, absent: false };
    /// Yes or no.
    pub const ANY_BOOL: Self = Self { set: Set::Bools { no: true, yes: true }, absent: false };

    /// Numbers between two bounds.
    pub fn numbers(low: Option<Decimal>, high: Option<Decimal>) -> Self {
        Self { set: Set::Numbers { low, high }, absent: false }
    }

    /// The range that holds one known value, or only *sans objet*.
    ///
    /// Unknown values have their own range in the trace: for them this is any number.
    pub fn only(value: Value) -> Self {
        let set = match value {
            Value::Number(number) => Set::Numbers { low: Some(number), high: Some(number) },
            Value::Bool(yes) => Set::Bools { no: !yes, yes },
            Value::Date(day) => Set::Dates { low: Some(day), high: Some(day) },
            Value::Choice(choice) => Set::Choices(choice_bit(choice)),
            Value::Absent => Set::Empty,
            Value::Unknown(_) => Set::Numbers { low: None, high: None },
        };
        Self { set, absent: value == Value::Absent }
    }

    /// The least range that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let set = match (self.set, other.set) {
            (Set::Numbers { low: a, high: b }, Set::Numbers { low: c, high: d }) => Set::Numbers {
                low: a.zip(c).map(|(a, c)| a.min(c)),
                high: b.zip(d).map(|(b, d)| b.max(d)),
            },
            (Set::Bools { no: a, yes: b }, Set::Bools { no: c, yes: d }) => {
                Set::Bools { no: a || c, yes: b || d }
            }
            (Set::Dates { low: a, high: b }, Set::Dates { low: c, high: d }) => Set::Dates {
                low: a.zip(c).map(|(a, c)| a.min(c)),
                high: b.zip(d).map(|(b, d)| b.max(d)),
            },
            (Set::Choices(a), Set::Choices(b)) => Set::Choices(a | b),
            // Empty adds nothing; types are checked before, so that two kinds never meet.
            (Set::Empty, set) | (set, _) => set,
        };
        Self { set, absent: self.absent || other.absent }
    }

    /// The only value it holds, if there is just one.
    pub fn single(self) -> Option<Value> {
        let value = match self.set {
            Set::Empty => return Some(Value::Absent),
            Set::Numbers { low: Some(low), high: Some(high) } if low == high => Value::Number(low),
            Set::Bools { no, yes } if no != yes => Value::Bool(yes),
            Set::Dates { low: Some(low), high: Some(high) } if low == high => Value::Date(low),
            Set::Choices(mask) if mask.is_power_of_two() => {
                Value::Choice(u16::try_from(mask.trailing_zeros()).unwrap_or(0))
            }
            Set::Numbers { .. } | Set::Bools { .. } | Set::Dates { .. } | Set::Choices(_) => {
                return None;
            }
        };
        (!self.absent).then_some(value)
    }

    /// Whether yes is possible.
    pub fn may_be_true(self) -> bool {
        matches!(self.set, Set::Bools { yes: true, .. })
    }

    /// Whether something else than yes is possible: no, or *sans objet*, which meets no condition.
    pub fn may_fail(self) -> bool {
        self.absent || !matches!(self.set, Set::Bools { no: false, yes: true })
    }

    /// The bounds, when this is a range of numbers.
    pub fn bounds(self) -> (Option<Decimal>, Option<Decimal>) {
        if let Set::Numbers { low, high } = self.set { (low, high) } else { (None, None) }
    }
}

/// The bit of a choice in [`Set::Choices`]; lists of choices have at most 64 values.
pub(crate) fn choice_bit(choice: u16) -> u64 {
    1u64.checked_shl(u32::from(choice)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_small() {
        assert!(size_of::<Value>() <= 20, "{}", size_of::<Value>());
    }

    #[test]
    fn a_union_holds_both_and_forgets_bounds_that_one_side_lacks() {
        let one = Range::only(Value::Number(Decimal::ONE));
        let two = Range::only(Value::Number(Decimal::TWO));
        assert_eq!(one.union(two).bounds(), (Some(Decimal::ONE), Some(Decimal::TWO)));
        assert_eq!(one.union(Range::ANY_NUMBER).bounds(), (None, None));
        assert_eq!(one.union(Range::only(Value::Absent)).single(), None);
        assert_eq!(one.single(), Some(Value::Number(Decimal::ONE)));
    }
}
