//! Small matters of writing: capitals, amounts, units.

use crate::evaluation::Standing;
use crate::speech::writing;
use crate::texts::{Texts, texts, with};
use auclair_engine::{Month, Period, Unit};
use rust_decimal::Decimal;
use time::Date;

/// The letters of French that are not ASCII, small then capital: the tables of all scripts would
/// weigh more than the rest of this file.
const LETTERS: [(char, char); 9] = [
    ('é', 'É'),
    ('à', 'À'),
    ('è', 'È'),
    ('ê', 'Ê'),
    ('â', 'Â'),
    ('î', 'Î'),
    ('ô', 'Ô'),
    ('œ', 'Œ'),
    ('ç', 'Ç'),
];

/// The first letter as a capital: « vous » becomes « Vous ».
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return String::new() };
    let capital = LETTERS.iter().find(|(small, _)| *small == first).map(|(_, capital)| *capital);
    let mut written = String::from(capital.unwrap_or(first.to_ascii_uppercase()));
    written.push_str(letters.as_str());
    written
}

/// A label inside a sentence begins with a small letter, unless it is an acronym.
pub(crate) fn lower(label: &str) -> String {
    let mut letters = label.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.as_str().starts_with(|second: char| second.is_ascii_uppercase()) {
        return label.to_owned();
    }
    let small = LETTERS.iter().find(|(_, capital)| *capital == first).map(|(small, _)| *small);
    let mut written = String::from(small.unwrap_or(first.to_ascii_lowercase()));
    written.push_str(letters.as_str());
    written
}

/// An amount to the cent: « 308,00 € ».
pub(crate) fn amount(amount: Decimal, currency: &str) -> String {
    writing().cents(amount, currency)
}

/// A number with its unit.
#[inline(never)]
pub(crate) fn written(amount: Decimal, unit: Unit, currency: &str) -> String {
    writing().written(amount, unit, currency)
}

/// A number.
pub(crate) fn number(number: Decimal, decimals: Option<u32>) -> String {
    writing().number(number, decimals)
}

/// A day.
#[inline(never)]
pub(crate) fn date(day: Date) -> String {
    writing().date(day)
}

/// A month.
#[inline(never)]
pub(crate) fn month(month: Month) -> String {
    writing().month(month)
}

/// A resource with whose it is; that of the whole household is nobody's.
pub(crate) fn of(what: &str, who: &str) -> String {
    if who.is_empty() { what.to_owned() } else { with(texts().resources().line(), &[what, who]) }
}

/// How often something is paid, in the language of these words.
pub(crate) fn period(texts: &Texts, period: Period) -> &'static str {
    let words = texts.standing();
    match period {
        Period::Month => words.per_month(),
        Period::Year => words.per_year(),
        Period::Once | Period::Day | Period::Hour => words.once(),
    }
}

/// The unit after a field: « € par mois ».
pub(crate) fn unit(unit: Unit, currency: &str) -> String {
    let words = texts().fields();
    match unit {
        Unit::Money(period) => {
            let per = match period {
                Period::Once => "",
                Period::Hour => words.per_hour(),
                Period::Day => words.per_day(),
                Period::Month => words.per_month(),
                Period::Year => words.per_year(),
            };
            format!("{currency} {per}").trim_end().to_owned()
        }
        Unit::Percent | Unit::PercentPerYear => "%".to_owned(),
        unit => {
            // « 2 ans » without its number.
            let two = written(Decimal::TWO, unit, currency);
            two.trim_start_matches('2').trim_start_matches(char::is_whitespace).to_owned()
        }
    }
}

/// A result in a few words: « de 240,00 € à 308,00 € par mois ».
pub(crate) fn standing(standing: &Standing, currency: &str, per: &str) -> String {
    let words = texts().standing();
    let write = |number: Decimal| amount(number, currency);
    match standing {
        Standing::Amount(number) => format!("{} {per}", write(*number)),
        Standing::Uncovered => words.uncovered().to_owned(),
        Standing::Between { low, high, maybe_uncovered } => {
            let mut range = match (low.is_zero(), high) {
                (true, None) => return words.unknown().to_owned(),
                (true, Some(high)) if high.is_zero() => write(*high),
                (true, Some(high)) => with(words.up_to(), &[&write(*high)]),
                (false, None) => with(words.at_least(), &[&write(*low)]),
                (false, Some(high)) if high == low => write(*low),
                (false, Some(high)) => with(words.between(), &[&write(*low), &write(*high)]),
            };
            range.push(' ');
            range.push_str(per);
            if *maybe_uncovered { with(words.or_uncovered(), &[&range]) } else { range }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_said_in_a_few_words() {
        let decimal = |text: &str| text.parse::<Decimal>().expect("a number");
        let between = |low: &str, high: Option<&str>, maybe_uncovered| Standing::Between {
            low: decimal(low),
            high: high.map(decimal),
            maybe_uncovered,
        };
        for (value, expected) in [
            (Standing::Amount(decimal("308")), "308,00\u{a0}€ par an"),
            (between("0", None, false), "à préciser"),
            (between("0", Some("10"), false), "jusqu'à 10,00\u{a0}€ par an"),
            (between("0", Some("0"), true), "0,00\u{a0}€ par an, ou non couvert"),
            (
                between("5", Some("10"), true),
                "de 5,00\u{a0}€ à 10,00\u{a0}€ par an, ou non couvert",
            ),
            (Standing::Uncovered, "non couvert"),
        ] {
            assert_eq!(standing(&value, "€", "par an"), expected);
        }
    }

    #[test]
    fn first_letters_change_and_acronyms_do_not() {
        assert_eq!(capital("vous"), "Vous");
        assert_eq!(capital("économe"), "Économe");
        assert_eq!(lower("Votre loyer"), "votre loyer");
        assert_eq!(lower("RSA reçu"), "RSA reçu");
        assert_eq!(lower("À charge"), "à charge");
        assert_eq!(lower(""), "");
    }

    #[test]
    fn units_are_written_after_a_field() {
        assert_eq!(unit(Unit::Money(Period::Month), "€"), "€ par mois");
        assert_eq!(unit(Unit::Money(Period::Once), "$"), "$");
        assert_eq!(unit(Unit::Years, "€"), "ans");
        assert_eq!(unit(Unit::Count, "€"), "");
    }
}
