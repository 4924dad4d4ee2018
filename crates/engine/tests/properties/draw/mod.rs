//! Programs and households drawn at random.
//!
//! A draw is a list of plain numbers, from which a program is grown: shrinking the list shrinks the
//! program.

mod furniture;
mod grown;
mod results;

pub(crate) use grown::Grown;

use auclair_engine::{Kind, ListId, Month, Unit, Value};
use rust_decimal::Decimal;
use time::Date;

/// The month every program is asked about.
pub(crate) fn month() -> Month {
    Month::new(2026, 11).expect("a month")
}

/// The count of things.
pub(crate) const COUNT: Kind = Kind::Number(Unit::Count);
const LIST: Kind = Kind::Choice(ListId(1));

/// Numbers taken one after the other; zero when there is none left.
pub(crate) struct Draw<'a>(pub(crate) std::slice::Iter<'a, u32>);

impl Draw<'_> {
    pub(crate) fn raw(&mut self) -> u32 {
        self.0.next().copied().unwrap_or(0)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.raw() as usize % end.max(1)
    }

    pub(crate) fn bool(&mut self) -> bool {
        self.raw() % 2 == 1
    }

    pub(super) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// A number such as those of the law: small, large, negative, with cents.
    pub(crate) fn number(&mut self) -> Decimal {
        let raw = i64::from(self.raw());
        match raw % 5 {
            0 => Decimal::from(raw / 5 % 7 - 3),
            1 => Decimal::new(raw / 5 % 200_000 - 50_000, 2),
            2 => Decimal::new(raw / 5 % 100, 2),
            3 => Decimal::ZERO,
            _ => Decimal::from(raw / 5 % 3),
        }
    }

    pub(crate) fn date(&mut self) -> Date {
        let day = 2_440_000 + (self.raw() % 21_500) as i32;
        Date::from_julian_day(day).expect("a day")
    }

    pub(crate) fn value(&mut self, kind: Kind) -> Value {
        match kind {
            Kind::Bool => Value::Bool(self.bool()),
            Kind::Number(_) => Value::Number(self.number()),
            Kind::Date => Value::Date(self.date()),
            Kind::Choice(_) => Value::Choice(self.below(4) as u16),
        }
    }
}
