//! The kind of a value: what can be done with it and how it is written.

use super::ListId;

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// A number with its unit.
    Number(Unit),
    /// A day.
    Date,
    /// One value of a list.
    Choice(ListId),
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Things or people.
    Count,
    /// A share of a hundred, kept as a fraction of one.
    Percent,
    /// A quotient of two like numbers, which may be read as a count or as a percentage.
    Ratio,
    /// Money.
    Money(Period),
    /// A duration in years.
    Years,
    /// A duration in months.
    Months,
    /// A duration in days.
    Days,
    /// A yearly rate, in shares of a hundred kept as fractions of one.
    PercentPerYear,
    /// Hours worked or paid in a month.
    HoursPerMonth,
}

/// How often an amount comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// Once: a sum of money.
    Once,
    /// Each hour.
    Hour,
    /// Each day.
    Day,
    /// Each month.
    Month,
    /// Each year.
    Year,
}

impl Unit {
    /// Whether this counts without measuring: things, percentages and quotients.
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Count | Self::Percent | Self::Ratio)
    }
}
