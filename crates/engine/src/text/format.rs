//! How values are written, in the words of a language.

use super::words::{FRENCH, Words};
use crate::exact;
use crate::program::{Kind, Period, Program, Unit};
use crate::text::Texts;
use crate::{Month, Value};
use rust_decimal::{Decimal, RoundingStrategy};
use time::Date;

/// A space that does not break.
const FIRM: char = '\u{a0}';

/// A number with a decimal comma, thousands apart, and `decimals` decimals (fewer zeros when
/// `None`).
pub fn number(number: Decimal, decimals: Option<u32>) -> String {
    FRENCH.number(number, decimals)
}

/// A number with its unit, in a sentence: round amounts lose their cents.
pub fn written(amount: Decimal, unit: Unit, currency: &str) -> String {
    FRENCH.written(amount, unit, currency)
}

/// A day: « 1er mars 2026 ».
pub fn date(day: Date) -> String {
    FRENCH.date(day)
}

/// A month: « mars 2026 ».
pub fn month(month: Month) -> String {
    FRENCH.month(month)
}

/// Any known value with its unit, in the language of the texts; choices by their label.
pub fn value(value: Value, kind: Kind, program: &Program, texts: &Texts) -> String {
    let words = texts.words();
    match (value, kind) {
        (Value::Number(number), Kind::Number(unit)) => {
            words.written(number, unit, &program.currency)
        }
        (Value::Number(amount), _) => words.number(amount, None),
        (Value::Bool(true), _) => words.yes.into(),
        (Value::Bool(false), _) => words.no.into(),
        (Value::Date(day), _) => words.date(day),
        (Value::Choice(choice), Kind::Choice(list)) => program
            .lists
            .get(list.index())
            .and_then(|list| list.values.get(usize::from(choice)))
            .map(|(_, label)| texts.plain(*label))
            .unwrap_or_default(),
        (Value::Choice(_), _) => String::new(),
        (Value::Absent, _) => words.absent.into(),
        (Value::Unknown(_), _) => words.unknown.into(),
    }
}

impl Words {
    /// A number, thousands apart, and `decimals` decimals (fewer zeros when `None`).
    pub fn number(&self, number: Decimal, decimals: Option<u32>) -> String {
        let rounded = match decimals {
            Some(places) => {
                let mut rounded =
                    number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
                rounded.rescale(places);
                rounded
            }
            None => number.normalize(),
        };
        let digits = rounded.abs().to_string();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut written = String::new();
        if rounded.is_sign_negative() && !rounded.is_zero() {
            written.push('−');
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                written.push(self.thousands);
            }
            written.push(digit);
        }
        if !fraction.is_empty() {
            written.push(self.decimal);
            written.push_str(fraction);
        }
        written
    }

    /// A number with its unit, in a sentence: round amounts lose their cents.
    pub fn written(&self, amount: Decimal, unit: Unit, currency: &str) -> String {
        match unit {
            Unit::Money(period) => {
                let [hour, day, month, year] = self.per;
                let per = match period {
                    Period::Once => "",
                    Period::Hour => hour,
                    Period::Day => day,
                    Period::Month => month,
                    Period::Year => year,
                };
                format!("{}{per}", self.money(amount, currency))
            }
            Unit::Percent | Unit::Ratio => {
                let hundred = exact::times(amount, Decimal::ONE_HUNDRED).unwrap_or(amount);
                let number = self.number(hundred.round_dp(3), None);
                if self.money_first { format!("{number}%") } else { format!("{number}{FIRM}%") }
            }
            Unit::PercentPerYear => {
                let [.., year] = self.per;
                format!("{}{year}", self.written(amount, Unit::Percent, currency))
            }
            Unit::Count => self.number(amount.round_dp(4), None),
            Unit::Years => self.counted(amount, self.year),
            Unit::Months => self.counted(amount, self.month),
            Unit::Days => self.counted(amount, self.day),
            Unit::HoursPerMonth => self.counted(amount, self.hours),
        }
    }

    /// An amount to the cent: « 308,00 € ».
    pub fn cents(&self, amount: Decimal, currency: &str) -> String {
        self.signed(&self.number(amount, Some(2)), currency)
    }

    fn money(&self, amount: Decimal, currency: &str) -> String {
        let decimals = if amount.round_dp(2).is_integer() { 0 } else { 2 };
        self.signed(&self.number(amount, Some(decimals)), currency)
    }

    /// A number with the sign of money.
    fn signed(&self, number: &str, currency: &str) -> String {
        match (self.money_first, number.strip_prefix('−')) {
            (true, Some(positive)) => format!("−{currency}{positive}"),
            (true, None) => format!("{currency}{number}"),
            (false, _) => format!("{number}{FIRM}{currency}"),
        }
    }

    /// A number with its unit, in a formula: a monthly amount is just an amount.
    pub(crate) fn brief(&self, amount: Decimal, unit: Unit, currency: &str) -> String {
        match unit {
            Unit::Money(Period::Month) => self.money(amount, currency),
            Unit::Money(Period::Year) => {
                format!("{}/{}", self.money(amount, currency), self.year[0])
            }
            Unit::Money(Period::Hour) => {
                let hour = self.hours[0].split(' ').next().unwrap_or_default();
                format!("{}/{hour}", self.money(amount, currency))
            }
            _ => self.written(amount, unit, currency),
        }
    }

    fn counted(&self, amount: Decimal, [one, many]: [&str; 2]) -> String {
        let word = if amount.abs() < Decimal::TWO { one } else { many };
        format!("{}{FIRM}{word}", self.number(amount, None))
    }

    /// A day.
    pub fn date(&self, day: Date) -> String {
        let ordinal = if day.day() == 1 { self.first.to_owned() } else { day.day().to_string() };
        format!("{ordinal}{FIRM}{}", self.month(Month::of(day)))
    }

    /// A month.
    pub fn month(&self, month: Month) -> String {
        let name = self.months.get(usize::from(month.number()) - 1).copied().unwrap_or_default();
        format!("{name}{FIRM}{}", month.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn amounts_are_written_the_french_way() {
        let month = Unit::Money(Period::Once);
        assert_eq!(written(decimal("651.69"), month, "€"), "651,69\u{a0}€");
        assert_eq!(written(decimal("30000"), month, "€"), "30\u{202f}000\u{a0}€");
        assert_eq!(written(decimal("400.00"), month, "€"), "400\u{a0}€");
        assert_eq!(written(decimal("-37.5"), month, "€"), "−37,50\u{a0}€");
        assert_eq!(written(decimal("0.165"), Unit::Percent, "€"), "16,5\u{a0}%");
    }

    #[test]
    fn amounts_are_written_the_english_way() {
        let words = super::super::Words::of("en");
        let yearly = Unit::Money(Period::Year);
        assert_eq!(words.written(decimal("1651.6"), yearly, "$"), "$1,651.60 per year");
        assert_eq!(words.written(decimal("0.165"), Unit::Percent, "$"), "16.5%");
        assert_eq!(words.written(decimal("1"), Unit::Years, "$"), "1\u{a0}year");
    }

    #[test]
    fn a_displayed_zero_has_no_sign() {
        assert_eq!(number(decimal("-0.001"), Some(2)), "0,00");
    }

    #[test]
    fn the_first_of_the_month_is_ordinal() {
        let day = Month::new(2026, 3).expect("a month").first_day();
        assert_eq!(date(day), "1er\u{a0}mars\u{a0}2026");
    }
}
