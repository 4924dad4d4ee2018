//! When the next value of a figure is expected.

use time::{Date, Month};

/// The first expected day, among days and months of each year, after the last known one.
pub fn next_expected(last: Date, expected: &[(u8, u8)]) -> Option<Date> {
    let years = [last.year(), last.year() + 1];
    let days = expected.iter().flat_map(|(day, month)| {
        years.iter().filter_map(move |year| {
            Date::from_calendar_date(*year, Month::try_from(*month).ok()?, *day).ok()
        })
    });
    days.filter(|day| *day > last).min()
}
