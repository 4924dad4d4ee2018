//! Periods as OpenFisca writes them.

use auclair_engine::Month;

/// When a value holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// `ETERNITY`: always.
    Ever,
    /// Some months in a row.
    Months {
        /// The first.
        first: Month,
        /// How many; at least one.
        count: u16,
    },
}

/// More than this is a slip: OpenFisca's own documents span a few years.
const LONGEST: u16 = 1200;

impl Period {
    /// Reads `2025-10`, `2025`, `month:2022-01:48`, `year:2022`, `year:2022:3` or `ETERNITY`.
    pub fn read(text: &str) -> Option<Self> {
        // Nearly all are months.
        if text.len() == 7 {
            return Self::months(text.parse().ok()?, 1, 1);
        }
        if text == "ETERNITY" {
            return Some(Self::Ever);
        }
        if let Some(rest) = text.strip_prefix("month:") {
            let (start, count) = counted(rest)?;
            return Self::months(start.parse().ok()?, count, 1);
        }
        if let Some(rest) = text.strip_prefix("year:") {
            let (start, count) = counted(rest)?;
            let first = if start.len() == 4 { january(start) } else { start.parse().ok() };
            return Self::months(first?, count, 12);
        }
        if text.len() == 4 {
            return Self::months(january(text)?, 1, 12);
        }
        None
    }

    fn months(first: Month, count: u16, unit: u16) -> Option<Self> {
        let count = count.checked_mul(unit).filter(|count| (1..=LONGEST).contains(count))?;
        Some(Self::Months { first, count })
    }

    /// Whether it holds a month.
    pub(crate) fn holds(self, month: Month) -> bool {
        match self {
            Self::Ever => true,
            Self::Months { first, count } => (0..i32::from(count)).contains(&month.since(first)),
        }
    }

    /// The single month it is, if it is one.
    pub(crate) fn month(self) -> Option<Month> {
        match self {
            Self::Months { first, count: 1 } => Some(first),
            _ => None,
        }
    }

    /// The single calendar year it is, if it is one.
    pub(crate) fn year(self) -> Option<i32> {
        match self {
            Self::Months { first, count: 12 } if first.number() == 1 => Some(first.year()),
            _ => None,
        }
    }

    /// How long it is, in months; what always holds is longest.
    pub(crate) fn length(self) -> u16 {
        match self {
            Self::Ever => u16::MAX,
            Self::Months { count, .. } => count,
        }
    }
}

/// A start and how many times it is repeated; once when that is not said.
fn counted(text: &str) -> Option<(&str, u16)> {
    match text.split_once(':') {
        None => Some((text, 1)),
        Some((start, count)) => Some((start, count.parse().ok()?)),
    }
}

fn january(year: &str) -> Option<Month> {
    Month::new(year.parse().ok().filter(|_| year.len() == 4)?, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(first: &str, count: u16) -> Period {
        Period::Months { first: first.parse().expect("a month"), count }
    }

    #[test]
    fn periods_are_read_as_openfisca_writes_them() {
        assert_eq!(Period::read("2025-10"), Some(months("2025-10", 1)));
        assert_eq!(Period::read("2025"), Some(months("2025-01", 12)));
        assert_eq!(Period::read("month:2022-01:48"), Some(months("2022-01", 48)));
        assert_eq!(Period::read("month:2022-01"), Some(months("2022-01", 1)));
        assert_eq!(Period::read("year:2022"), Some(months("2022-01", 12)));
        assert_eq!(Period::read("year:2022:3"), Some(months("2022-01", 36)));
        assert_eq!(Period::read("year:2022-04"), Some(months("2022-04", 12)));
        assert_eq!(Period::read("ETERNITY"), Some(Period::Ever));
    }

    #[test]
    fn what_is_no_period_is_refused() {
        let wrong =
            ["", "25", "2025-13", "2025-1", "month:2022-01:0", "month:2022-01:-3", "week:2025-10"];
        for text in wrong {
            assert_eq!(Period::read(text), None, "{text}");
        }
        assert_eq!(Period::read("month:2022-01:9999"), None);
    }
}
