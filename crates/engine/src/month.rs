//! The month, the language's native unit of time.

use std::fmt;
use std::str::FromStr;
use time::{Date, Month as MonthName, util::days_in_month};

/// A calendar month, counted from January of year 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub(crate) i32);

/// Adds a month to others, in order and once.
pub(crate) fn keep(months: &mut Vec<Month>, month: Month) {
    if let Err(place) = months.binary_search(&month) {
        months.insert(place, month);
    }
}

impl Month {
    /// Before any month that is asked about.
    pub const BEGINNING: Self = Self(12);

    /// The month `month` (1 to 12) of `year`, or nothing when there is no such month.
    pub fn new(year: i32, month: u8) -> Option<Self> {
        ((1..=12).contains(&month) && (1..=9999).contains(&year))
            .then(|| Self(year * 12 + i32::from(month) - 1))
    }

    /// The month that contains `date`.
    pub fn of(date: Date) -> Self {
        Self(date.year() * 12 + i32::from(u8::from(date.month())) - 1)
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// 1 for January to 12 for December.
    pub fn number(self) -> u8 {
        u8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1)
    }

    /// The month `offset` months later (earlier when negative).
    #[must_use]
    pub fn plus(self, offset: i32) -> Self {
        Self(self.0.saturating_add(offset).clamp(Self::BEGINNING.0, 9999 * 12 + 11))
    }

    /// January of this month's year, moved by `years`.
    #[must_use]
    pub fn january(self, years: i32) -> Self {
        self.plus(-i32::from(self.number()) + 1).plus(years.saturating_mul(12))
    }

    /// How many months lie between `earlier` and this one.
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The first day.
    pub fn first_day(self) -> Date {
        self.day(1)
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        self.day(days_in_month(self.name(), self.year()))
    }

    fn name(self) -> MonthName {
        MonthName::try_from(self.number()).unwrap_or(MonthName::January)
    }

    fn day(self, day: u8) -> Date {
        Date::from_calendar_date(self.year(), self.name(), day).unwrap_or(Date::MIN)
    }
}

/// Why a text is not a month.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a month is written YYYY-MM, for example 2026-11")]
pub struct NotAMonth;

impl FromStr for Month {
    type Err = NotAMonth;

    /// Reads `2026-11`.
    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let [year @ .., b'-', tens, units] = text.as_bytes() else { return Err(NotAMonth) };
        let digits = |digits: &[u8]| {
            digits.iter().try_fold(0, |number, digit| {
                digit.is_ascii_digit().then(|| number * 10 + i32::from(*digit - b'0'))
            })
        };
        let year = Some(year).filter(|year| year.len() == 4).and_then(digits).ok_or(NotAMonth)?;
        let month = digits(&[*tens, *units]).ok_or(NotAMonth)?;
        let month = u8::try_from(month).map_err(|_| NotAMonth)?;
        Self::new(year, month).ok_or(NotAMonth)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().expect("a month")
    }

    #[test]
    fn months_cross_years() {
        assert_eq!(month("2026-02").plus(-4), month("2025-10"));
        assert_eq!(month("2026-02").january(-2), month("2024-01"));
        assert_eq!(month("2026-02").since(month("2025-10")), 4);
    }

    #[test]
    fn the_last_day_follows_leap_years() {
        assert_eq!(month("2024-02").last_day().day(), 29);
        assert_eq!(month("2026-02").last_day().day(), 28);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["2026-13", "2026-00", "26-01", "2026-1", "2026/01", "", "-001-01"] {
            assert_eq!(text.parse::<Month>(), Err(NotAMonth), "{text}");
        }
    }
}
