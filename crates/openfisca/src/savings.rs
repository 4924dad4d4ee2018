//! Savings and property: each law counts them in its own way.

use crate::error::DocumentError;
use crate::given::Series;
use crate::household::{Describing, States};
use crate::variable::State;
use auclair_engine::{Month, Value};
use rust_decimal::Decimal;

/// The yearly rate of the Livret A, in thousandths, from each month on.
///
/// Arrêtés of 27 January 2023 (JORFTEXT000047069197), 28 January 2025 (JORFTEXT000051059093),
/// 23 July 2025 (JORFTEXT000052009310), 28 January 2026 (JORFTEXT000053411507) and 28 July 2026
/// (JORFTEXT000054541376). No rule reads interest further back.
const LIVRET_A: [(i32, u8, i64); 5] =
    [(2023, 2, 30), (2025, 2, 24), (2025, 8, 17), (2026, 2, 15), (2026, 8, 17)];

/// What the people of a household own.
#[derive(Debug, Default)]
pub(crate) struct Savings {
    livret: Decimal,
    taxed: Decimal,
    untaxed: Decimal,
    property: Decimal,
    rental_value: Decimal,
    land_value: Decimal,
}

impl Savings {
    /// Adds what a person owns. The interest of their Livret A is an income of theirs.
    pub(crate) fn add(
        &mut self,
        describing: &mut Describing<'_>,
        person: usize,
        states: &States<'_, '_>,
    ) -> Result<(), DocumentError> {
        let month = describing.month;
        for (state, values) in states {
            let total = match state {
                State::LivretA => &mut self.livret,
                State::TaxedSavings => &mut self.taxed,
                State::UntaxedSavings => &mut self.untaxed,
                State::Worth => &mut self.property,
                State::RentalValue => &mut self.rental_value,
                State::LandValue => &mut self.land_value,
                _ => continue,
            };
            let owned = values.number_at(month)?;
            if owned.is_sign_negative() && !owned.is_zero() {
                return Err(values.wrong(None, format!("{owned} est en dessous de 0")));
            }
            *total += owned;
            if *state == State::LivretA && !owned.is_zero() {
                let interest = interest(describing, owned);
                describing.add(describing.lexicon.questions.capital_income, person, &interest);
            }
        }
        Ok(())
    }

    /// Answers the questions about what the household owns.
    pub(crate) fn answer(&self, describing: &mut Describing<'_>) -> Result<(), DocumentError> {
        let worth = self.livret + self.taxed + self.untaxed + self.property;
        let questions = &describing.lexicon.questions;
        let owns = [worth, self.rental_value, self.land_value].iter().any(|n| !n.is_zero());
        describing.answer(questions.owns, 0, Value::Bool(owns));
        if !owns {
            return Ok(());
        }
        for (question, amount) in [
            (questions.worth, worth),
            (questions.capital_without_income, self.livret + self.untaxed),
            (questions.idle_capital, self.untaxed),
            (questions.rental_value, self.rental_value),
            (questions.land_value, self.land_value),
        ] {
            if let Some(why) = describing.lexicon.outside(question, amount) {
                return Err(DocumentError::new("individus", format!("l'épargne : {why}")));
            }
            describing.answer(question, 0, Value::Number(amount));
        }
        Ok(())
    }
}

/// What a Livret A brings each month.
fn interest(describing: &Describing<'_>, owned: Decimal) -> Series {
    let window = describing.window;
    let mut amounts = Vec::new();
    // As long as the rate is the same, so is what it brings.
    let mut last = None;
    for offset in 0..=window.last.since(window.first) {
        let rate = rate(window.first.plus(offset));
        let amount = match last {
            Some((same, amount)) if same == rate => amount,
            _ => (owned * Decimal::new(rate, 3) / Decimal::from(12)).round_dp(6),
        };
        last = Some((rate, amount));
        amounts.push(Some(amount));
    }
    Series::Each(amounts)
}

/// The rate of a month, in thousandths; that of the first one known before it.
fn rate(month: Month) -> i64 {
    let past = LIVRET_A
        .iter()
        .rev()
        .find(|(year, number, _)| Month::new(*year, *number).is_some_and(|from| from <= month));
    past.or(LIVRET_A.first()).map_or(0, |(.., rate)| *rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_that_of_the_month() {
        let at = |text: &str| rate(text.parse().expect("a month"));
        assert_eq!([at("2025-01"), at("2025-02"), at("2026-11")], [30, 24, 17]);
    }
}
