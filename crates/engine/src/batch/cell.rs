//! What a step is worth, in two words: they stay in registers, where a [`Value`] goes through memory.

use super::number::{Apart, Number};
use crate::Value;
use std::num::NonZeroU8;
use time::{Date, Month};

/// What a step is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) payload: i64,
    pub(super) kind: Kind,
}

/// What a payload is. Numbers come first, a kind for each scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind(NonZeroU8);

impl Kind {
    /// The mantissa of a number without decimals.
    pub(super) const WHOLE: Self = Self::nth(0);
    /// The place of a number that is kept apart: the last kind of number.
    pub(super) const APART: Self = Self::nth(29);
    pub(super) const BOOL: Self = Self::nth(30);
    pub(super) const DATE: Self = Self::nth(31);
    pub(super) const CHOICE: Self = Self::nth(32);
    pub(super) const ABSENT: Self = Self::nth(33);
    pub(super) const UNKNOWN: Self = Self::nth(34);

    const fn nth(place: u8) -> Self {
        Self(NonZeroU8::MIN.saturating_add(place))
    }

    /// The mantissa of a number with so many decimals, 28 at most.
    #[inline]
    pub(super) fn decimals(decimals: u32) -> Option<Self> {
        let place = u8::try_from(decimals).ok().filter(|decimals| *decimals <= 28)?;
        Some(Self(NonZeroU8::MIN.saturating_add(place)))
    }

    /// Of a number that is not apart, how many decimals it has.
    #[inline]
    pub(super) fn scale(self) -> u32 {
        u32::from(self.0.get()) - 1
    }
}

impl Cell {
    pub(super) const ABSENT: Self = Self { payload: 0, kind: Kind::ABSENT };
    pub(super) const UNKNOWN: Self = Self { payload: 0, kind: Kind::UNKNOWN };

    #[inline]
    pub(super) fn truth(yes: bool) -> Self {
        Self { payload: i64::from(yes), kind: Kind::BOOL }
    }

    /// A day: years, months and days in an order that is that of time.
    #[inline]
    pub(super) fn day(date: Date) -> Self {
        let (year, month, day) = date.to_calendar_date();
        let payload = i64::from(year) << 9 | i64::from(u8::from(month)) << 5 | i64::from(day);
        Self { payload, kind: Kind::DATE }
    }

    /// The date of a day.
    pub(super) fn date(self) -> Option<Date> {
        if self.kind != Kind::DATE {
            return None;
        }
        let year = i32::try_from(self.payload >> 9).ok()?;
        let month = Month::try_from(u8::try_from(self.payload >> 5 & 15).ok()?).ok()?;
        Date::from_calendar_date(year, month, u8::try_from(self.payload & 31).ok()?).ok()
    }

    #[inline]
    pub(super) fn is_absent(self) -> bool {
        self.kind == Kind::ABSENT
    }

    #[inline]
    pub(super) fn is_unknown(self) -> bool {
        self.kind == Kind::UNKNOWN
    }

    #[inline]
    pub(super) fn is_number(self) -> bool {
        self.kind <= Kind::APART
    }

    /// Whether this is a known yes.
    #[inline]
    pub(super) fn is_true(self) -> bool {
        self.kind == Kind::BOOL && self.payload != 0
    }

    #[inline]
    pub(super) fn number(self) -> Option<Number> {
        self.is_number().then_some(Number(self))
    }
}

impl Apart {
    /// A value as a cell.
    #[inline]
    pub(super) fn cell(&mut self, value: &Value) -> Cell {
        match value {
            Value::Number(number) => self.number(*number).0,
            Value::Bool(yes) => Cell::truth(*yes),
            Value::Date(day) => Cell::day(*day),
            Value::Choice(choice) => Cell { payload: i64::from(*choice), kind: Kind::CHOICE },
            Value::Absent => Cell::ABSENT,
            Value::Unknown(_) => Cell::UNKNOWN,
        }
    }

    /// A cell as a value; nothing when it is unknown.
    pub(super) fn value(&self, cell: Cell) -> Option<Value> {
        Some(match cell.kind {
            Kind::BOOL => Value::Bool(cell.payload != 0),
            Kind::DATE => Value::Date(cell.date()?),
            Kind::CHOICE => Value::Choice(u16::try_from(cell.payload).ok()?),
            Kind::ABSENT => Value::Absent,
            Kind::UNKNOWN => return None,
            _ => Value::Number(self.decimal(cell.number()?)),
        })
    }
}
