//! What people type, read with goodwill: « 1 234,50 € », « 5/6/1990 ».

use auclair_engine::program::Question;
use auclair_engine::{Kind, Set, Unit, Value};
use auclair_rules::zones::{self, Postcode};
use rust_decimal::Decimal;
use time::{Date, util::days_in_month};

/// What is wrong with what was typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Slip {
    /// Not a number.
    NotANumber,
    /// « 1.234 »: a thousand, or one and some thousandths?
    Ambiguous,
    /// Under the least that can be answered.
    Below(Decimal),
    /// Over the most that can be answered.
    Above(Decimal),
    /// A date without its day, month or year.
    Part(DatePart),
    /// A year that does not have four digits.
    Year,
    /// A month that does not exist.
    Month,
    /// A day that the month does not have; it has so many.
    Day(u8),
    /// A day before 1900 or after 2100.
    Far,
    /// A birth later than today.
    Future,
    /// A postcode that does not have five digits.
    Digits,
    /// A postcode that no commune has.
    UnknownPostcode,
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DatePart {
    Day,
    Month,
    Year,
}

/// Reads an answer; nothing when nothing was typed.
pub(crate) fn answer(text: &str, question: &Question) -> Result<Option<Value>, Slip> {
    match question.kind {
        Kind::Number(unit) => {
            let Some(number) = number(text)? else { return Ok(None) };
            let number = if percent(unit) { number / Decimal::ONE_HUNDRED } else { number };
            if let Set::Numbers { low, high } = question.range.set {
                if let Some(low) = low.filter(|low| number < *low) {
                    return Err(Slip::Below(low));
                }
                if let Some(high) = high.filter(|high| number > *high) {
                    return Err(Slip::Above(high));
                }
            }
            Ok(Some(Value::Number(number)))
        }
        Kind::Date => Ok(date(text)?.map(Value::Date)),
        Kind::Bool | Kind::Choice(_) => Ok(None),
    }
}

fn percent(unit: Unit) -> bool {
    matches!(unit, Unit::Percent | Unit::PercentPerYear)
}

/// Reads a number written the French way or with a point.
pub(super) fn number(text: &str) -> Result<Option<Decimal>, Slip> {
    let plain: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '€' | '$' | '%')).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let plain = plain.replace('−', "-");
    let (whole, cents) = match plain.rsplit_once([',', '.']) {
        Some((whole, cents)) => (whole, cents),
        None => (plain.as_str(), ""),
    };
    if whole.contains([',', '.']) {
        return Err(Slip::NotANumber);
    }
    // Nothing is paid in less than a cent.
    if cents.len() > 2 {
        return Err(Slip::Ambiguous);
    }
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !only_digits(digits) || !only_digits(cents) || (digits.is_empty() && cents.is_empty()) {
        return Err(Slip::NotANumber);
    }
    let whole = if digits.is_empty() { "0" } else { whole };
    let written = if cents.is_empty() { whole.to_owned() } else { format!("{whole}.{cents}") };
    Decimal::from_str_exact(&written).map(Some).map_err(|_| Slip::NotANumber)
}

/// The three parts of a date as typed: « 5/6/1990 ».
pub(crate) fn date_parts(text: &str) -> [String; 3] {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = !text.contains(separator);
    if plain && digits.len() == 8 {
        let (day, rest) = digits.split_at(2);
        let (month, year) = rest.split_at(2);
        return [day.into(), month.into(), year.into()];
    }
    let mut parts = text.splitn(3, separator).map(|part| part.trim().to_owned());
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

pub(super) fn separator(c: char) -> bool {
    matches!(c, '/' | '-' | '.')
}

/// Reads a date; nothing when nothing was typed.
pub(crate) fn date(text: &str) -> Result<Option<Date>, Slip> {
    let parts = date_parts(text);
    if parts.iter().all(String::is_empty) {
        return Ok(None);
    }
    let [day, month, year] = &parts;
    for (part, which) in [(day, DatePart::Day), (month, DatePart::Month), (year, DatePart::Year)] {
        if part.is_empty() {
            return Err(Slip::Part(which));
        }
    }
    if year.len() != 4 {
        return Err(Slip::Year);
    }
    let year: i32 = year.parse().map_err(|_| Slip::Year)?;
    if !(1900..=2100).contains(&year) {
        return Err(Slip::Far);
    }
    let number: u8 = month.parse().map_err(|_| Slip::Month)?;
    let month = time::Month::try_from(number).map_err(|_| Slip::Month)?;
    let last = days_in_month(month, year);
    let day: u8 = day.parse().map_err(|_| Slip::Day(last))?;
    Date::from_calendar_date(year, month, day).map(Some).map_err(|_| Slip::Day(last))
}

/// Reads a date of birth.
pub(crate) fn birth(text: &str, today: Date) -> Result<Option<Date>, Slip> {
    match date(text)? {
        Some(date) if date > today => Err(Slip::Future),
        date => Ok(date),
    }
}

/// Reads a postcode; nothing when nothing was typed.
pub(crate) fn postcode(text: &str) -> Result<Option<Postcode>, Slip> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    if plain.len() != 5 || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Slip::Digits);
    }
    match zones::postcode(&plain) {
        Postcode::Unknown => Err(Slip::UnknownPostcode),
        found => Ok(Some(found)),
    }
}

/// Writes a date as it is typed.
pub(crate) fn write_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), u8::from(date.month()), date.year())
}

/// Writes an answer as it is typed.
pub(crate) fn write(value: Value, unit: Option<Unit>) -> String {
    match value {
        Value::Number(number) => {
            let number =
                if unit.is_some_and(percent) { number * Decimal::ONE_HUNDRED } else { number };
            number.normalize().to_string().replace('.', ",")
        }
        Value::Date(date) => write_date(date),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("900", "900"),
            (" 1 234,50 € ", "1234.50"),
            ("1\u{202f}234,5", "1234.5"),
            ("12.3", "12.3"),
            (",50", "0.50"),
        ] {
            assert_eq!(number(text), Ok(Some(decimal(expected))), "{text}");
        }
        assert_eq!(number("  "), Ok(None));
    }

    #[test]
    fn what_could_be_two_numbers_is_asked_again() {
        assert_eq!(number("1.234"), Err(Slip::Ambiguous));
        assert_eq!(number("1,234"), Err(Slip::Ambiguous));
        assert_eq!(number("0,125"), Err(Slip::Ambiguous));
        for text in ["neuf", "1,2,3", "9oo", "-", ","] {
            assert_eq!(number(text), Err(Slip::NotANumber), "{text}");
        }
    }

    #[test]
    fn dates_say_which_part_is_wrong() {
        let day = Date::from_calendar_date(1990, time::Month::June, 5).expect("a day");
        for text in ["5/6/1990", "05/06/1990", "05061990", "5-6-1990", "5.6.1990"] {
            assert_eq!(date(text), Ok(Some(day)), "{text}");
        }
        for (text, slip) in [
            ("/6/1990", Slip::Part(DatePart::Day)),
            ("5//1990", Slip::Part(DatePart::Month)),
            ("5/6/", Slip::Part(DatePart::Year)),
            ("5/6/90", Slip::Year),
            ("5/13/1990", Slip::Month),
            ("30/2/1990", Slip::Day(28)),
            ("0/2/1992", Slip::Day(29)),
            ("5/6/1789", Slip::Far),
        ] {
            assert_eq!(date(text), Err(slip), "{text}");
        }
        assert_eq!(date("//"), Ok(None));
        assert_eq!(birth("6/6/1990", day), Err(Slip::Future));
    }

    #[test]
    fn postcodes_are_five_digits_of_a_commune() {
        assert_eq!(postcode("13 001"), Ok(Some(Postcode::Zone(2))));
        assert_eq!(postcode("1300"), Err(Slip::Digits));
        assert_eq!(postcode("13999"), Err(Slip::UnknownPostcode));
        assert_eq!(postcode(""), Ok(None));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let amount = Value::Number(decimal("1234.50"));
        assert_eq!(write(amount, None), "1234,5");
        let day = date("05/06/1990").expect("a date").expect("a day");
        assert_eq!(write_date(day), "05/06/1990");
    }
}
