//! Kinds and units: how they are called, and what they become when combined.

use auclair_engine::{Kind, Period, Program, Unit};

/// A unit as diagnostics and the manual write it.
pub fn unit_name(unit: Unit, currency: &str) -> String {
    match unit {
        Unit::Count => "un nombre".into(),
        Unit::Percent => "%".into(),
        Unit::Ratio => "un quotient".into(),
        Unit::Money(Period::Once) => currency.into(),
        Unit::Money(Period::Hour) => format!("{currency}/heure"),
        Unit::Money(Period::Day) => format!("{currency}/jour"),
        Unit::Money(Period::Month) => format!("{currency}/mois"),
        Unit::Money(Period::Year) => format!("{currency}/an"),
        Unit::Years => "ans".into(),
        Unit::Months => "mois".into(),
        Unit::Days => "jours".into(),
        Unit::PercentPerYear => "%/an".into(),
        Unit::HoursPerMonth => "heures/mois".into(),
    }
}

/// A kind as diagnostics write it.
pub fn kind_name(kind: Kind, program: &Program) -> String {
    match kind {
        Kind::Bool => "oui/non".into(),
        Kind::Date => "une date".into(),
        Kind::Number(unit) => unit_name(unit, &program.currency),
        Kind::Choice(list) => match program.lists.get(list.index()) {
            Some(list) => format!("un choix de « {} »", list.name),
            None => "un choix".into(),
        },
    }
}

/// The unit of a sum or of the two sides of a comparison, if they go together.
pub fn alike(a: Unit, b: Unit) -> Option<Unit> {
    match (a, b) {
        _ if a == b => Some(a),
        (Unit::Ratio, plain) | (plain, Unit::Ratio) if plain.is_plain() => Some(plain),
        _ => None,
    }
}

/// The unit of a product, if it has one.
pub fn product(a: Unit, b: Unit) -> Option<Unit> {
    match (a.is_plain(), b.is_plain()) {
        // A count of percentages is a percentage; a quotient takes the other's unit.
        (true, true) => Some(match (a, b) {
            (Unit::Percent, _) | (_, Unit::Percent) => Unit::Percent,
            (Unit::Ratio, Unit::Ratio) => Unit::Ratio,
            _ => Unit::Count,
        }),
        (true, false) => Some(b),
        (false, true) => Some(a),
        (false, false) => match (a, b) {
            // An hourly wage times the hours of a month is a monthly wage.
            (Unit::Money(Period::Hour), Unit::HoursPerMonth)
            | (Unit::HoursPerMonth, Unit::Money(Period::Hour)) => Some(Unit::Money(Period::Month)),
            // A sum at a yearly rate gives a yearly amount.
            (Unit::Money(Period::Once), Unit::PercentPerYear)
            | (Unit::PercentPerYear, Unit::Money(Period::Once)) => Some(Unit::Money(Period::Year)),
            _ => None,
        },
    }
}

/// The unit of a quotient, if it has one.
pub fn quotient(a: Unit, b: Unit) -> Option<Unit> {
    match (a.is_plain(), b.is_plain()) {
        (true, true) => Some(Unit::Ratio),
        (false, true) => Some(a),
        (false, false) => (a == b).then_some(Unit::Ratio),
        (true, false) => None,
    }
}

/// Whether something found can stand where a declared kind is expected.
pub fn fits(declared: Kind, found: Kind) -> bool {
    match (declared, found) {
        (Kind::Number(declared), Kind::Number(found)) => {
            declared == found || (found == Unit::Ratio && declared.is_plain())
        }
        _ => declared == found,
    }
}
