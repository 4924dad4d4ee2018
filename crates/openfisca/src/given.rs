//! The values of a variable, read at a month or over months.

use crate::error::DocumentError;
use crate::period::Period;
use crate::variable::{Entity, Per, Variable};
use auclair_engine::Month;
use rust_decimal::{Decimal, RoundingStrategy};
use std::borrow::Cow;
use std::str::FromStr;
use time::Date;

/// What is given of a variable about a member.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Values<'d, 'a> {
    pub(crate) entity: Entity,
    pub(crate) id: &'d str,
    /// The place of the variable in the table.
    pub(crate) place: usize,
    pub(crate) variable: &'static Variable,
    pub(crate) given: &'d [(Period, &'a str)],
    /// Whether they are all written 0.
    pub(crate) zero: bool,
}

/// Months in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) first: Month,
    pub(crate) last: Month,
}

/// Amounts over a window.
#[derive(Clone, Debug)]
pub(crate) enum Series {
    /// The same each month.
    Same(Decimal),
    /// One by month from the first of the window on; nothing where none is given.
    Each(Vec<Option<Decimal>>),
}

/// What is smaller than a millionth of a euro comes from dividing or from binary fractions. It is
/// dropped, never rounded up: it must not take anyone over a threshold.
const DECIMALS: u32 = 6;
/// No one has more euros than this; totals of such amounts never overflow.
const LARGEST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

impl<'a> Values<'_, 'a> {
    /// Something wrong in the value of a period.
    pub(crate) fn wrong(
        &self,
        period: Option<Period>,
        message: impl Into<String>,
    ) -> DocumentError {
        let mut path = format!("{}.{}.{}", self.entity.plural(), self.id, self.variable.name);
        if let Some(period) = period {
            path.push('.');
            path.push_str(&written(period));
        }
        DocumentError::new(path, message)
    }

    /// The value that holds at a month: that of the shortest period.
    pub(crate) fn at(&self, month: Month) -> Option<(Period, &'a str)> {
        let holds = self.given.iter().filter(|(period, _)| period.holds(month));
        holds.min_by_key(|(period, _)| period.length()).copied()
    }

    pub(crate) fn yes_no_at(&self, month: Month) -> Result<bool, DocumentError> {
        match self.at(month) {
            None | Some((_, "false")) => Ok(false),
            Some((_, "true")) => Ok(true),
            Some((period, _)) => Err(self.wrong(Some(period), "ici il faut true ou false")),
        }
    }

    pub(crate) fn text_at(
        &self,
        month: Month,
    ) -> Result<Option<(Period, Cow<'a, str>)>, DocumentError> {
        self.at(month).map(|(period, raw)| Ok((period, self.text(period, raw)?))).transpose()
    }

    /// A state in figures: it is repeated, not divided.
    pub(crate) fn number_at(&self, month: Month) -> Result<Decimal, DocumentError> {
        self.at(month).map_or(Ok(Decimal::ZERO), |(period, raw)| self.number(period, raw))
    }

    /// A day, whatever the period under which it is written.
    pub(crate) fn day(&self) -> Result<Option<Date>, DocumentError> {
        let Some((period, raw)) = self.given.first().copied() else { return Ok(None) };
        let text = self.text(period, raw)?;
        let day = day(&text).ok_or_else(|| {
            self.wrong(Some(period), format!("« {text} » n'est pas une date : 1990-05-14"))
        })?;
        Ok(Some(day))
    }

    /// The total of a calendar year.
    pub(crate) fn year(&self, year: i32) -> Result<Decimal, DocumentError> {
        if self.variable.per == Per::Year {
            let found = self.given.iter().find(|(period, _)| match period {
                Period::Ever => true,
                Period::Months { .. } => period.year() == Some(year),
            });
            return found.map_or(Ok(Decimal::ZERO), |(period, raw)| self.number(*period, raw));
        }
        let Some(first) = Month::new(year, 1) else { return Ok(Decimal::ZERO) };
        Ok(match self.amounts(Window { first, last: first.plus(11) })? {
            Series::Same(amount) => amount * Decimal::from(12),
            Series::Each(amounts) => amounts.into_iter().flatten().sum(),
        })
    }

    /// Amounts month by month: those of longer periods are divided among the months that are not
    /// given apart.
    pub(crate) fn amounts(&self, window: Window) -> Result<Series, DocumentError> {
        if let [(period, raw)] = self.given {
            let number = self.number(*period, raw)?;
            match *period {
                Period::Ever => return Ok(Series::Same(number)),
                Period::Months { count, .. } => {
                    if period.holds(window.first) && period.holds(window.last) {
                        return Ok(Series::Same(share(number, i64::from(count))));
                    }
                }
            }
        }
        if let Some(each) = self.one_by_one(window)? {
            return Ok(Series::Each(each));
        }
        let mut months = Months::over(self.given);
        let mut periods: Vec<&(Period, &str)> = self.given.iter().collect();
        periods.sort_by_key(|(period, _)| period.length());
        let mut always = None;
        for (period, raw) in periods {
            let number = self.number(*period, raw)?;
            let Period::Months { first, count } = *period else {
                always = Some(number);
                continue;
            };
            if !months.divide(first, count, number) {
                let message = "ce total n'est pas celui des mois donnés à part";
                return Err(self.wrong(Some(*period), message));
            }
        }
        let length = window.last.since(window.first) + 1;
        Ok(Series::Each(
            (0..length).map(|offset| months.at(window.first.plus(offset)).or(always)).collect(),
        ))
    }

    /// Amounts that are given for one month each, and once; nothing when they are not.
    fn one_by_one(&self, window: Window) -> Result<Option<Vec<Option<Decimal>>>, DocumentError> {
        let length = usize::try_from(window.last.since(window.first) + 1).unwrap_or_default();
        let mut each = vec![None; length];
        let mut before = None;
        for (period, raw) in self.given {
            let Period::Months { first, count: 1 } = *period else { return Ok(None) };
            // Those in order are given once.
            if before.is_some_and(|before| before >= first) {
                return Ok(None);
            }
            before = Some(first);
            let number = self.number(*period, raw)?;
            let place = usize::try_from(first.since(window.first)).ok();
            if let Some(month) = place.and_then(|place| each.get_mut(place)) {
                *month = Some(number);
            }
        }
        Ok(Some(each))
    }

    /// The amount of a month.
    pub(crate) fn amount_at(&self, month: Month) -> Result<Decimal, DocumentError> {
        Ok(match self.amounts(Window { first: month, last: month })? {
            Series::Same(amount) => amount,
            Series::Each(amounts) => amounts.first().copied().flatten().unwrap_or_default(),
        })
    }

    pub(crate) fn number(&self, period: Period, raw: &str) -> Result<Decimal, DocumentError> {
        if let Some(number) = short(raw) {
            return Ok(number);
        }
        let read = Decimal::from_str(raw).or_else(|_| Decimal::from_scientific(raw));
        match read {
            Ok(number) if number.abs() > LARGEST => {
                Err(self.wrong(Some(period), format!("{raw} est trop grand")))
            }
            Ok(number) if number.scale() <= DECIMALS => Ok(number),
            Ok(number) => Ok(number.round_dp_with_strategy(DECIMALS, RoundingStrategy::ToZero)),
            Err(_) => Err(self.wrong(Some(period), format!("« {raw} » n'est pas un nombre"))),
        }
    }

    fn text(&self, period: Period, raw: &'a str) -> Result<Cow<'a, str>, DocumentError> {
        let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
        match inner {
            Some(inner) if !inner.contains('\\') => Ok(Cow::Borrowed(inner)),
            Some(_) => serde_json::from_str(raw)
                .map(Cow::Owned)
                .map_err(|_| self.wrong(Some(period), "ce texte est mal écrit")),
            None => Err(self.wrong(Some(period), "ici il faut un texte entre guillemets")),
        }
    }
}

/// A number of a few digits: most amounts are written so.
fn short(raw: &str) -> Option<Decimal> {
    let digits = raw.as_bytes();
    if !(1..=9).contains(&digits.len()) {
        return None;
    }
    let (mut number, mut point) = (0i64, None);
    for (place, digit) in digits.iter().enumerate() {
        match digit {
            b'0'..=b'9' => number = number * 10 + i64::from(digit - b'0'),
            b'.' if point.is_none() && place > 0 => point = Some(place + 1),
            _ => return None,
        }
    }
    let decimals = u32::try_from(digits.len() - point.unwrap_or(digits.len())).ok()?;
    // What ends with a point is no number, and few have more decimals than are kept.
    if point == Some(digits.len()) || decimals > DECIMALS {
        return None;
    }
    Decimal::try_new(number, decimals).ok()
}

/// How many millionths an amount is, if they are whole and not too many.
pub(crate) fn millionths(amount: Decimal) -> Option<i64> {
    let power = 10i64.checked_pow(DECIMALS.checked_sub(amount.scale())?)?;
    i64::try_from(amount.mantissa()).ok()?.checked_mul(power)
}

/// A total divided among months.
fn share(total: Decimal, months: i64) -> Decimal {
    if months == 1 || total.is_zero() {
        return total;
    }
    // Nearly always, it is the quotient of a whole number of millionths.
    if let Some(millionths) = millionths(total) {
        let (mut share, mut decimals) = (millionths / months.max(1), DECIMALS);
        while share % 10 == 0 && decimals > 0 {
            (share, decimals) = (share / 10, decimals - 1);
        }
        return Decimal::new(share, decimals);
    }
    let share = total.checked_div(Decimal::from(months)).unwrap_or_default();
    share.round_dp_with_strategy(DECIMALS, RoundingStrategy::ToZero)
}

/// The months that some periods hold.
struct Months {
    first: Month,
    amounts: Vec<Option<Decimal>>,
}

impl Months {
    fn over(values: &[(Period, &str)]) -> Self {
        let spans = values.iter().filter_map(|(period, _)| match period {
            Period::Ever => None,
            Period::Months { first, count } => Some((*first, first.plus(i32::from(*count)))),
        });
        let first = spans.clone().map(|(first, _)| first).min().unwrap_or(Month::BEGINNING);
        let end = spans.map(|(_, end)| end).max().unwrap_or(first);
        let length = usize::try_from(end.since(first)).unwrap_or_default();
        Self { first, amounts: vec![None; length] }
    }

    fn at(&self, month: Month) -> Option<Decimal> {
        let index = usize::try_from(month.since(self.first)).ok()?;
        self.amounts.get(index).copied().flatten()
    }

    /// Divides a total among the months that have no amount yet; whether it could be.
    fn divide(&mut self, first: Month, count: u16, total: Decimal) -> bool {
        let Ok(from) = usize::try_from(first.since(self.first)) else { return false };
        let months = self.amounts.iter_mut().skip(from).take(usize::from(count));
        let (mut known, mut missing) = (Decimal::ZERO, 0);
        for month in months {
            match month {
                Some(amount) => known += *amount,
                None => missing += 1,
            }
        }
        if missing == 0 {
            return (total - known).abs() < Decimal::new(1, 2);
        }
        let share = share(total - known, missing);
        for month in self.amounts.iter_mut().skip(from).take(usize::from(count)) {
            month.get_or_insert(share);
        }
        true
    }
}

/// A period, as one writes it.
fn written(period: Period) -> String {
    match period {
        Period::Ever => "ETERNITY".to_owned(),
        period if period.year().is_some() => period.year().unwrap_or_default().to_string(),
        Period::Months { first, count: 1 } => first.to_string(),
        Period::Months { first, count } => format!("month:{first}:{count}"),
    }
}

/// Reads `1990-05-14`.
fn day(text: &str) -> Option<Date> {
    let (month, day) = text.rsplit_once('-').filter(|(_, day)| day.len() == 2)?;
    let month: Month = month.parse().ok()?;
    let first = month.first_day();
    Date::from_calendar_date(first.year(), first.month(), day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variables::variable;

    fn month(text: &str) -> Month {
        text.parse().expect("a month")
    }

    fn values<'d>(name: &str, values: &'d [(Period, &'static str)]) -> Values<'d, 'static> {
        let (place, variable) = variable(name).expect("a variable");
        Values { entity: variable.entity, id: "a", place, variable, given: values, zero: false }
    }

    fn read(text: &str) -> Period {
        Period::read(text).expect("a period")
    }

    #[test]
    fn an_amount_given_for_longer_is_divided_and_a_state_repeated() {
        let given = [(read("month:2022-01:48"), "48000")];
        let window = Window { first: month("2024-09"), last: month("2025-10") };
        let amounts = values("salaire_net", &given).amounts(window).expect("amounts");
        assert!(matches!(amounts, Series::Same(amount) if amount == Decimal::from(1000)));
        let state = values("livret_a", &given).number_at(month("2025-10")).expect("a number");
        assert_eq!(state, Decimal::from(48000));
    }

    #[test]
    fn a_share_is_the_quotient_without_what_is_under_a_millionth() {
        for total in ["97088.64", "-55.5", "0.1", "20000", "1", "999999999.999999", "123456789"] {
            let total: Decimal = total.parse().expect("a number");
            for months in [2, 3, 7, 12, 48, 96, 1200] {
                let quotient = total / Decimal::from(months);
                let expected = quotient.round_dp_with_strategy(DECIMALS, RoundingStrategy::ToZero);
                assert_eq!(share(total, months), expected, "{total} / {months}");
            }
        }
    }

    #[test]
    fn a_short_number_is_read_as_any_other() {
        for text in ["0", "7", "007", "1.5", "1.50", "0.000001", "12345.678", "123456789"] {
            let whole: Decimal = text.parse().expect("a number");
            let read = short(text).expect("a short one");
            assert_eq!((read, read.scale()), (whole, whole.scale()), "{text}");
        }
        for text in ["", ".5", "5.", "1.2.3", "-1", "1e3", "0.0000001", "1234567890", "true"] {
            assert_eq!(short(text), None, "{text}");
        }
    }

    #[test]
    fn months_given_apart_are_taken_off_the_total_of_the_year() {
        let given = [(read("2025"), "12000"), (read("2025-01"), "1000"), (read("2025-02"), "0")];
        let window = Window { first: month("2024-12"), last: month("2025-03") };
        let amounts = values("salaire_net", &given).amounts(window).expect("amounts");
        let Series::Each(amounts) = amounts else { panic!("{amounts:?}") };
        let number = |number: i64| Some(Decimal::from(number));
        assert_eq!(amounts, [None, number(1000), number(0), number(1100)]);
    }

    #[test]
    fn a_total_that_its_months_contradict_is_refused() {
        let months: Vec<(Period, &str)> =
            (1..=12).map(|number| (read(&format!("2025-{number:02}")), "100")).collect();
        let given: Vec<_> = months.into_iter().chain([(read("2025"), "5000")]).collect();
        let window = Window { first: month("2025-01"), last: month("2025-12") };
        let error = values("salaire_net", &given).amounts(window).expect_err("refused");
        assert_eq!(error.path, "individus.a.salaire_net.2025");
    }

    #[test]
    fn what_dividing_leaves_never_takes_anyone_over_a_threshold() {
        let given = [(read("month:2022-01:48"), "20000")];
        let window = Window { first: month("2024-10"), last: month("2025-10") };
        let Series::Same(amount) = values("salaire_net", &given).amounts(window).expect("amounts")
        else {
            panic!("the same each month")
        };
        assert!(amount * Decimal::from(12) <= Decimal::from(5000));
    }
}
