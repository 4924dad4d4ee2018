//! How values are written in French.

use crate::program::{Kind, Period, Program, Unit};
use crate::text::Texts;
use crate::{Month, Value};
use rust_decimal::{Decimal, RoundingStrategy};
use time::Date;

/// A space that neither breaks nor widens.
const THIN: char = '\u{202f}';
/// A space that does not break.
const FIRM: char = '\u{a0}';

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A number with a decimal comma, thousands apart, and `decimals` decimals (fewer zeros when
/// `None`).
pub fn number(number: Decimal, decimals: Option<u32>) -> String {
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
            written.push(THIN);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(',');
        written.push_str(fraction);
    }
    written
}

/// A number with its unit, in a sentence: round amounts lose their cents.
pub fn written(amount: Decimal, unit: Unit, currency: &str) -> String {
    match unit {
        Unit::Money(period) => {
            let decimals = if amount.round_dp(2).is_integer() { 0 } else { 2 };
            let per = match period {
                Period::Once => "",
                Period::Hour => " par heure",
                Period::Day => " par jour",
                Period::Month => " par mois",
                Period::Year => " par an",
            };
            format!("{}{FIRM}{currency}{per}", number(amount, Some(decimals)))
        }
        Unit::Percent | Unit::Ratio => {
            let hundred = amount.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(amount);
            format!("{}{FIRM}%", number(hundred.round_dp(3), None))
        }
        Unit::PercentPerYear => format!("{} par an", written(amount, Unit::Percent, currency)),
        Unit::Count => number(amount.round_dp(4), None),
        Unit::Years => counted(amount, "an", "ans"),
        Unit::Months => counted(amount, "mois", "mois"),
        Unit::Days => counted(amount, "jour", "jours"),
        Unit::HoursPerMonth => counted(amount, "heure par mois", "heures par mois"),
    }
}

/// A number with its unit, in a formula: a monthly amount is just an amount.
pub fn brief(amount: Decimal, unit: Unit, currency: &str) -> String {
    match unit {
        Unit::Money(Period::Month) => written(amount, Unit::Money(Period::Once), currency),
        Unit::Money(Period::Year) => {
            format!("{}/an", written(amount, Unit::Money(Period::Once), currency))
        }
        Unit::Money(Period::Hour) => {
            format!("{}/heure", written(amount, Unit::Money(Period::Once), currency))
        }
        _ => written(amount, unit, currency),
    }
}

fn counted(amount: Decimal, one: &str, many: &str) -> String {
    let word = if amount.abs() < Decimal::TWO { one } else { many };
    format!("{}{FIRM}{word}", number(amount, None))
}

/// A day: « 1er mars 2026 ».
pub fn date(day: Date) -> String {
    let ordinal = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{ordinal}{FIRM}{}", month(Month::of(day)))
}

/// A month: « mars 2026 ».
pub fn month(month: Month) -> String {
    let name = MONTHS.get(usize::from(month.number()) - 1).copied().unwrap_or_default();
    format!("{name}{FIRM}{}", month.year())
}

/// Any known value with its unit; choices by their label.
pub fn value(value: Value, kind: Kind, program: &Program, texts: &Texts) -> String {
    match (value, kind) {
        (Value::Number(number), Kind::Number(unit)) => written(number, unit, &program.currency),
        (Value::Number(amount), _) => number(amount, None),
        (Value::Bool(true), _) => "oui".into(),
        (Value::Bool(false), _) => "non".into(),
        (Value::Date(day), _) => date(day),
        (Value::Choice(choice), Kind::Choice(list)) => program
            .lists
            .get(list.index())
            .and_then(|list| list.values.get(usize::from(choice)))
            .map(|(_, label)| texts.plain(*label))
            .unwrap_or_default(),
        (Value::Choice(_), _) => String::new(),
        (Value::Absent, _) => "sans objet".into(),
        (Value::Unknown(_), _) => "inconnu".into(),
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
    fn a_displayed_zero_has_no_sign() {
        assert_eq!(number(decimal("-0.001"), Some(2)), "0,00");
    }

    #[test]
    fn the_first_of_the_month_is_ordinal() {
        let day = Month::new(2026, 3).expect("a month").first_day();
        assert_eq!(date(day), "1er\u{a0}mars\u{a0}2026");
    }
}
