//! A small business, known by its yearly turnover.

use crate::error::DocumentError;
use crate::given::{Series, Values};
use crate::household::{Describing, States};
use crate::variable::State;
use auclair_engine::Value;
use rust_decimal::Decimal;

/// The least that is taken off a turnover, a year [CGI 50-0, 102 ter].
const LEAST_ALLOWANCE: i64 = 305;

/// Answers what is asked of a small business; whether there is one. The months of a year have as much
/// turnover each.
pub(crate) fn describe(
    describing: &mut Describing<'_>,
    person: usize,
    states: &States<'_, '_>,
) -> Result<bool, DocumentError> {
    let year = describing.month.year();
    let mut regime = None;
    let mut profit = Decimal::ZERO;
    for (_, values) in states.iter().filter(|(state, _)| *state == State::Turnover) {
        let mut any = false;
        for years in 0..3 {
            any |= !values.year(year - years)?.is_zero();
        }
        if !any {
            continue;
        }
        let (name, allowance) = kind(values.variable.name);
        // Two at once are two allowances: that is not calculated, and is said.
        regime = Some(if regime.is_none() { name } else { "bénéfices réels" });
        profit += profit_of(values.year(year - 2)?, allowance);
        turnover(describing, person, values)?;
    }
    let questions = &describing.lexicon.questions;
    describing.answer(questions.past_profit, person, Value::Number(profit));
    if let Some(regime) = regime {
        describing.choose(questions.regime, person, regime);
    }
    Ok(regime.is_some())
}

/// The regime of a variable, and the hundredths that are taken off [CGI 50-0, 102 ter].
fn kind(variable: &str) -> (&'static str, i64) {
    match variable {
        "mbic_impv" => ("ventes", 71),
        "mbnc_impo" => ("libéral", 34),
        _ => ("services", 50),
    }
}

/// What taxes keep of a turnover.
fn profit_of(turnover: Decimal, allowance: i64) -> Decimal {
    let allowance = turnover * Decimal::new(allowance, 2);
    turnover - allowance.max(Decimal::from(LEAST_ALLOWANCE)).min(turnover)
}

/// The turnover of each month.
fn turnover(
    describing: &mut Describing<'_>,
    person: usize,
    values: &Values<'_, '_>,
) -> Result<(), DocumentError> {
    let window = describing.window;
    let mut amounts = Vec::new();
    for offset in 0..=window.last.since(window.first) {
        let year = window.first.plus(offset).year();
        amounts.push(Some((values.year(year)? / Decimal::from(12)).round_dp(6)));
    }
    describing.add(describing.lexicon.questions.turnover, person, &Series::Each(amounts));
    Ok(())
}
