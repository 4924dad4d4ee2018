//! Ages, durations and days; where a day is unknown, the range of the result.

use super::{Evaluation, Fault, Here};
use crate::plan::Slot;
use crate::program::Unit;
use crate::value::{Range, Set, Value};
use rust_decimal::Decimal;
use time::{Date, Duration, util::days_in_month};

impl Evaluation<'_> {
    /// Completed years or months from a day to another.
    #[inline(never)]
    pub(super) fn elapsed(
        &mut self,
        years: bool,
        day: Date,
        since: Slot,
        here: Here,
    ) -> Option<usize> {
        let count = |since: Date| Decimal::from(elapsed(years, since, day));
        let since = self.get(since, here.person)?;
        match *self.at(since) {
            Value::Date(since) => self.put(Value::Number(count(since)), here),
            Value::Absent => self.put(Value::Absent, here),
            Value::Unknown(_) => {
                let range = self.range_at(since);
                let Set::Dates { low, high } = range.set else {
                    return self.fail(Fault::Kind(here.node));
                };
                // The later the day, the less time has passed.
                let numbers = Range::numbers(high.map(count), low.map(count));
                self.put_range(Range { absent: range.absent, ..numbers }, here)
            }
            _ => self.fail(Fault::Kind(here.node)),
        }
    }

    #[inline(never)]
    pub(super) fn later(&mut self, date: Slot, by: Slot, unit: Unit, here: Here) -> Option<usize> {
        let date = self.get(date, here.person)?;
        let by = self.get(by, here.person)?;
        match (*self.at(date), *self.at(by)) {
            (Value::Absent, _) | (_, Value::Absent) => self.put(Value::Absent, here),
            (Value::Date(date), Value::Number(by)) => match later(date, by, unit) {
                Some(day) => self.put(Value::Date(day), here),
                None => self.fail(Fault::Overflow(here.node)),
            },
            (one, other) if one.is_unknown() || other.is_unknown() => {
                let (date, by) = (self.range_at(date), self.range_at(by));
                let (Set::Dates { low, high }, Set::Numbers { low: least, high: most }) =
                    (date.set, by.set)
                else {
                    return self.fail(Fault::Kind(here.node));
                };
                let end = |date: Option<Date>, by: Option<Decimal>| {
                    date.zip(by).and_then(|(date, by)| later(date, by, unit))
                };
                let set = Set::Dates { low: end(low, least), high: end(high, most) };
                self.put_range(Range { set, absent: date.absent || by.absent }, here)
            }
            _ => self.fail(Fault::Kind(here.node)),
        }
    }
}

/// Completed years or months from `since` to `day`, negative when `since` is later.
pub(crate) fn elapsed(years: bool, since: Date, day: Date) -> i32 {
    let month = |date: Date| date.year() * 12 + i32::from(u8::from(date.month()));
    let mut months = month(day) - month(since);
    // Someone born on the 31st completes a month on the last day of a shorter one.
    let last = days_in_month(day.month(), day.year());
    if day.day() < since.day().min(last) {
        months -= 1;
    }
    if years { months.div_euclid(12) } else { months }
}

/// A day, some years, months or days later.
pub(crate) fn later(date: Date, by: Decimal, unit: Unit) -> Option<Date> {
    let count = i32::try_from(by.trunc()).ok()?;
    let months = match unit {
        Unit::Years => count.checked_mul(12)?,
        Unit::Months => count,
        _ => return date.checked_add(Duration::days(i64::from(count))),
    };
    let total = date.year().checked_mul(12)?.checked_add(i32::from(u8::from(date.month())) - 1)?;
    let total = total.checked_add(months)?;
    let year = total.div_euclid(12);
    let month = time::Month::try_from(u8::try_from(total.rem_euclid(12) + 1).ok()?).ok()?;
    Date::from_calendar_date(year, month, date.day().min(days_in_month(month, year))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Date {
        let month = time::Month::try_from(month).expect("a month");
        Date::from_calendar_date(year, month, day).expect("a day")
    }

    #[test]
    fn ages_count_completed_years() {
        assert_eq!(elapsed(true, day(2001, 11, 2), day(2026, 11, 1)), 24);
        assert_eq!(elapsed(true, day(2001, 11, 1), day(2026, 11, 1)), 25);
        assert_eq!(elapsed(false, day(2026, 12, 15), day(2026, 11, 1)), -2);
        assert_eq!(elapsed(false, day(2026, 1, 31), day(2026, 2, 28)), 1);
    }

    #[test]
    fn a_month_after_the_31st_is_the_last_day() {
        let end = later(day(2026, 1, 31), Decimal::ONE, Unit::Months);
        assert_eq!(end, Some(day(2026, 2, 28)));
    }
}
