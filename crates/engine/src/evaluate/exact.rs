//! Each operation on known values; where one is unknown, the range of the result.

use super::unknown::{self, Interval};
use super::{Evaluation, Fault, Here};
use crate::plan::Slot;
use crate::program::{Comparison, Key, RoundMode, Table, Unit};
use crate::value::{Range, Set, Value, choice_bit};
use rust_decimal::{Decimal, RoundingStrategy};
use time::{Date, Duration, util::days_in_month};

impl Evaluation<'_> {
    pub(super) fn sum(
        &mut self,
        terms: &[(bool, Slot, Option<Slot>)],
        here: Here,
    ) -> Result<Value, Fault> {
        let mut total = Decimal::ZERO;
        let mut only_absent = !terms.is_empty();
        for (minus, value, when) in terms {
            match when.map_or(Value::Bool(true), |when| self.get(when, here)) {
                Value::Bool(true) => {}
                Value::Unknown(_) => return Ok(self.sum_of_ranges(terms, here)),
                _ => {
                    only_absent = false;
                    continue;
                }
            }
            match self.get(*value, here) {
                Value::Number(number) => {
                    only_absent = false;
                    total =
                        if *minus { total.checked_sub(number) } else { total.checked_add(number) }
                            .ok_or(Fault::Overflow(here.node))?;
                }
                Value::Absent => {}
                Value::Unknown(_) => return Ok(self.sum_of_ranges(terms, here)),
                _ => return Err(Fault::Kind(here.node)),
            }
        }
        Ok(if only_absent { Value::Absent } else { Value::Number(total) })
    }

    fn sum_of_ranges(&mut self, terms: &[(bool, Slot, Option<Slot>)], here: Here) -> Value {
        let mut total = Interval::ZERO;
        for (minus, value, when) in terms {
            let mut term = unknown::addend(self.range_of(*value, here));
            match when.map(|when| self.range_of(when, here)) {
                Some(when) if !when.may_be_true() => continue,
                Some(when) if when.may_fail() => term = term.union(Interval::ZERO),
                _ => {}
            }
            total = if *minus { total.minus(term) } else { total.plus(term) };
        }
        self.unknown(total.range())
    }

    pub(super) fn product(&mut self, factors: &[Slot], here: Here) -> Result<Value, Fault> {
        let mut product = Decimal::ONE;
        let mut open = false;
        for slot in factors {
            match self.get(*slot, here) {
                Value::Number(number) => {
                    product = product.checked_mul(number).ok_or(Fault::Overflow(here.node))?;
                }
                Value::Absent => return Ok(Value::Absent),
                Value::Unknown(_) => open = true,
                _ => return Err(Fault::Kind(here.node)),
            }
        }
        // Nothing of something unknown is still nothing.
        if !open || product.is_zero() {
            return Ok(Value::Number(product));
        }
        let mut total = Interval::point(Decimal::ONE);
        let mut absent = false;
        for slot in factors {
            let range = self.range_of(*slot, here);
            absent |= range.absent;
            total = total.times(Interval::of(range));
        }
        Ok(self.unknown(Range { absent, ..total.range() }))
    }

    pub(super) fn quotient(&mut self, a: Slot, b: Slot, here: Here) -> Result<Value, Fault> {
        match (self.get(a, here), self.get(b, here)) {
            (Value::Absent, _) | (_, Value::Absent) => Ok(Value::Absent),
            (Value::Number(_), Value::Number(b)) if b.is_zero() => {
                Err(Fault::DivisionByZero(here.node))
            }
            (Value::Number(a), Value::Number(b)) => {
                a.checked_div(b).map(Value::Number).ok_or(Fault::Overflow(here.node))
            }
            (a, b) => {
                let (a, b) = (self.trace.range(a), self.trace.range(b));
                let quotient = Interval::of(a).over(Interval::of(b));
                Ok(self.unknown(Range { absent: a.absent || b.absent, ..quotient.range() }))
            }
        }
    }

    /// The least or the greatest of several; what does not exist does not take part.
    pub(super) fn extreme(
        &mut self,
        slots: &[Slot],
        greatest: bool,
        here: Here,
    ) -> Result<Value, Fault> {
        let pick = |a: Decimal, b: Decimal| if greatest { a.max(b) } else { a.min(b) };
        let mut best: Option<Decimal> = None;
        for slot in slots {
            match self.get(*slot, here) {
                Value::Number(number) => {
                    best = Some(best.map_or(number, |best| pick(best, number)));
                }
                Value::Absent => {}
                Value::Unknown(_) => {
                    let ranges = slots.iter().map(|slot| self.range_of(*slot, here));
                    let range = unknown::extreme(ranges, greatest);
                    return Ok(self.unknown(range));
                }
                _ => return Err(Fault::Kind(here.node)),
            }
        }
        Ok(best.map_or(Value::Absent, Value::Number))
    }

    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        a: Slot,
        b: Slot,
        here: Here,
    ) -> Result<Value, Fault> {
        use std::cmp::Ordering;
        let order = match (self.get(a, here), self.get(b, here)) {
            (Value::Absent, _) | (_, Value::Absent) => return Ok(Value::Absent),
            (Value::Number(a), Value::Number(b)) => a.cmp(&b),
            (Value::Date(a), Value::Date(b)) => a.cmp(&b),
            (Value::Choice(a), Value::Choice(b)) => a.cmp(&b),
            (Value::Bool(a), Value::Bool(b)) => a.cmp(&b),
            (a, b) if a.is_unknown() || b.is_unknown() => {
                let (a, b) = (self.trace.range(a), self.trace.range(b));
                let range = unknown::compare(comparison, a, b);
                return Ok(self.unknown(range));
            }
            _ => return Err(Fault::Kind(here.node)),
        };
        Ok(Value::Bool(match comparison {
            Comparison::Equal => order == Ordering::Equal,
            Comparison::Different => order != Ordering::Equal,
            Comparison::Less => order == Ordering::Less,
            Comparison::AtMost => order != Ordering::Greater,
            Comparison::More => order == Ordering::Greater,
            Comparison::AtLeast => order != Ordering::Less,
        }))
    }

    pub(super) fn among(&mut self, slot: Slot, choices: u64, here: Here) -> Result<Value, Fault> {
        match self.get(slot, here) {
            Value::Choice(choice) => Ok(Value::Bool(choice_bit(choice) & choices != 0)),
            Value::Absent => Ok(Value::Absent),
            value @ Value::Unknown(_) => {
                let range = self.trace.range(value);
                let Set::Choices(mask) = range.set else { return Err(Fault::Kind(here.node)) };
                let set = Set::Bools { no: mask & !choices != 0, yes: mask & choices != 0 };
                Ok(self.unknown(Range { set, absent: range.absent }))
            }
            _ => Err(Fault::Kind(here.node)),
        }
    }

    /// A no decides, whatever is still unknown; then what does not exist, which meets no condition.
    pub(super) fn all(&mut self, slots: &[Slot], here: Here) -> Value {
        let values = slots.iter().map(|slot| self.get(*slot, here));
        let range = unknown::all(values.map(|value| self.trace.range(value)));
        self.unknown(range)
    }

    pub(super) fn any(&mut self, slots: &[Slot], here: Here) -> Value {
        let values = slots.iter().map(|slot| self.get(*slot, here));
        let range = unknown::any(values.map(|value| self.trace.range(value)));
        self.unknown(range)
    }

    pub(super) fn not(&mut self, slot: Slot, here: Here) -> Value {
        match self.get(slot, here) {
            Value::Bool(yes) => Value::Bool(!yes),
            value @ Value::Unknown(_) => {
                let range = self.trace.range(value);
                let Set::Bools { no, yes } = range.set else { return value };
                self.unknown(Range { set: Set::Bools { no: yes, yes: no }, ..range })
            }
            other => other,
        }
    }

    pub(super) fn cases(&mut self, cases: &[(Option<Slot>, Slot)], here: Here) -> Value {
        let mut open: Option<Range> = None;
        for (when, value) in cases {
            let when =
                when.map_or(Range::only(Value::Bool(true)), |when| self.range_of(when, here));
            if !when.may_be_true() {
                continue;
            }
            if !when.may_fail() {
                let value = self.get(*value, here);
                return match open {
                    None => value,
                    Some(open) => {
                        let range = open.union(self.trace.range(value));
                        self.unknown(range)
                    }
                };
            }
            let range = self.range_of(*value, here);
            open = Some(open.map_or(range, |open| open.union(range)));
        }
        match open {
            None => Value::Absent,
            Some(open) => self.unknown(open.union(Range::only(Value::Absent))),
        }
    }

    pub(super) fn bounded(
        &mut self,
        value: Slot,
        low: Option<Slot>,
        high: Option<Slot>,
        here: Here,
    ) -> Result<Value, Fault> {
        let bound = |slot: Option<Slot>| slot.map_or(Value::Absent, |slot| self.get(slot, here));
        let (value, low, high) = (self.get(value, here), bound(low), bound(high));
        if [value, low, high].into_iter().any(Value::is_unknown) {
            let range = self.trace.range(value);
            let interval = Interval::of(range)
                .at_least(self.trace.range(low))
                .at_most(self.trace.range(high))
                .range();
            return Ok(self.unknown(Range { absent: range.absent, ..interval }));
        }
        match value {
            Value::Number(mut number) => {
                if let Some(low) = low.number() {
                    number = number.max(low);
                }
                if let Some(high) = high.number() {
                    number = number.min(high);
                }
                Ok(Value::Number(number))
            }
            Value::Absent => Ok(Value::Absent),
            _ => Err(Fault::Kind(here.node)),
        }
    }

    pub(super) fn rounded(
        &mut self,
        value: Slot,
        step: Decimal,
        mode: RoundMode,
        here: Here,
    ) -> Result<Value, Fault> {
        let fault = Fault::Overflow(here.node);
        match self.get(value, here) {
            Value::Number(number) => round(number, step, mode).map(Value::Number).ok_or(fault),
            Value::Absent => Ok(Value::Absent),
            value @ Value::Unknown(_) => {
                let range = self.trace.range(value);
                let (low, high) = range.bounds();
                let ends = Range::numbers(
                    low.and_then(|low| round(low, step, mode)),
                    high.and_then(|high| round(high, step, mode)),
                );
                Ok(self.unknown(Range { absent: range.absent, ..ends }))
            }
            _ => Err(Fault::Kind(here.node)),
        }
    }

    pub(super) fn withheld(
        &mut self,
        value: Slot,
        below: Slot,
        here: Here,
    ) -> Result<Value, Fault> {
        match (self.get(value, here), self.get(below, here)) {
            (Value::Number(number), Value::Number(below)) => {
                Ok(if number < below { Value::ZERO } else { Value::Number(number) })
            }
            (Value::Absent, _) => Ok(Value::Absent),
            (value, Value::Absent) => Ok(value),
            (a, b) if a.is_unknown() || b.is_unknown() => {
                let (value, below) = (self.trace.range(a), self.trace.range(b));
                let paid = unknown::compare(Comparison::AtLeast, value, below);
                let zero = Range::only(Value::ZERO);
                let kept = Interval::of(value).at_least(below).range();
                let range = match (paid.may_be_true(), paid.may_fail()) {
                    (true, false) => value,
                    (true, true) => Range { absent: value.absent, ..kept.union(zero) },
                    (false, _) => zero,
                };
                Ok(self.unknown(range))
            }
            _ => Err(Fault::Kind(here.node)),
        }
    }

    pub(super) fn granted(
        &mut self,
        uncovered: &[Slot],
        conditions: &[Slot],
        value: Slot,
        here: Here,
    ) -> Value {
        // A condition that fails decides even where the rest is not covered.
        let met = unknown::all(conditions.iter().map(|slot| self.range_of(*slot, here)));
        if !met.may_be_true() {
            return Value::ZERO;
        }
        let beyond = unknown::any(uncovered.iter().map(|slot| self.range_of(*slot, here)));
        if beyond.may_be_true() {
            return self.still_unknown(Range::numbers(Some(Decimal::ZERO), None));
        }
        let value = self.get(value, here);
        if !met.may_fail() {
            return value;
        }
        let range = self.trace.range(value).union(Range::only(Value::ZERO));
        self.unknown(range)
    }

    /// Completed years or months from a day to another.
    pub(super) fn elapsed(
        &mut self,
        years: bool,
        day: Date,
        since: Slot,
        here: Here,
    ) -> Result<Value, Fault> {
        let count = |since: Date| Decimal::from(elapsed(years, since, day));
        match self.get(since, here) {
            Value::Date(since) => Ok(Value::Number(count(since))),
            Value::Absent => Ok(Value::Absent),
            value @ Value::Unknown(_) => {
                let range = self.trace.range(value);
                let Set::Dates { low, high } = range.set else {
                    return Err(Fault::Kind(here.node));
                };
                // The later the day, the less time has passed.
                let numbers = Range::numbers(high.map(count), low.map(count));
                Ok(self.unknown(Range { absent: range.absent, ..numbers }))
            }
            _ => Err(Fault::Kind(here.node)),
        }
    }

    pub(super) fn later(
        &mut self,
        date: Slot,
        by: Slot,
        unit: Unit,
        here: Here,
    ) -> Result<Value, Fault> {
        match (self.get(date, here), self.get(by, here)) {
            (Value::Absent, _) | (_, Value::Absent) => Ok(Value::Absent),
            (Value::Date(date), Value::Number(by)) => {
                later(date, by, unit).map(Value::Date).ok_or(Fault::Overflow(here.node))
            }
            (date, by) if date.is_unknown() || by.is_unknown() => {
                let (date, by) = (self.trace.range(date), self.trace.range(by));
                let (Set::Dates { low, high }, Set::Numbers { low: least, high: most }) =
                    (date.set, by.set)
                else {
                    return Err(Fault::Kind(here.node));
                };
                let end = |date: Option<Date>, by: Option<Decimal>| {
                    date.zip(by).and_then(|(date, by)| later(date, by, unit))
                };
                let set = Set::Dates { low: end(low, least), high: end(high, most) };
                Ok(self.unknown(Range { set, absent: date.absent || by.absent }))
            }
            _ => Err(Fault::Kind(here.node)),
        }
    }

    pub(super) fn lookup(
        &mut self,
        table: usize,
        edition: usize,
        row: Slot,
        column: Option<Slot>,
        here: Here,
    ) -> Result<Value, Fault> {
        let fault = Fault::Kind(here.node);
        let table = self.program.tables.get(table).ok_or(fault)?;
        let row = self.get(row, here);
        let column = column.map(|column| self.get(column, here));
        if row == Value::Absent || column == Some(Value::Absent) {
            return Ok(Value::Absent);
        }
        if row.is_unknown() || column.is_some_and(Value::is_unknown) {
            let rows = candidates(&table.rows, self.trace.range(row));
            let columns = match (&table.columns, column) {
                (Some(key), Some(column)) => candidates(key, self.trace.range(column)).0,
                _ => vec![None],
            };
            let mut range: Option<Range> = None;
            for row in &rows.0 {
                for column in &columns {
                    let Some(row) = row else { continue };
                    let cell = cell(table, edition, *row, *column);
                    let one = Range::only(cell.map_or(Value::Absent, Value::Number));
                    range = Some(range.map_or(one, |range| range.union(one)));
                }
            }
            let mut range = range.unwrap_or(Range::ANY_NUMBER);
            if let (true, Set::Numbers { high, .. }) = (rows.1, &mut range.set) {
                *high = None;
            }
            return Ok(self.unknown(range));
        }
        let column = column.map(|column| key(column).ok_or(fault)).transpose()?;
        let row = key(row).ok_or(fault)?;
        // A key that the table does not have: what it gives does not exist there.
        Ok(cell(table, edition, row, column).map_or(Value::Absent, Value::Number))
    }

    pub(super) fn scaled(
        &mut self,
        scale: usize,
        edition: usize,
        value: Slot,
        here: Here,
    ) -> Result<Value, Fault> {
        let fault = Fault::Kind(here.node);
        let slices = self
            .program
            .scales
            .get(scale)
            .and_then(|scale| scale.editions.get(edition))
            .map(|edition| edition.slices.as_slice())
            .ok_or(fault)?;
        match self.get(value, here) {
            Value::Number(number) => {
                unknown::scale(slices, number).map(Value::Number).ok_or(Fault::Overflow(here.node))
            }
            Value::Absent => Ok(Value::Absent),
            value @ Value::Unknown(_) => {
                let range = self.trace.range(value);
                let image = unknown::scale_range(slices, range);
                Ok(self.unknown(image))
            }
            _ => Err(fault),
        }
    }

    pub(super) fn converted(
        &mut self,
        value: Slot,
        to_month: bool,
        here: Here,
    ) -> Result<Value, Fault> {
        let twelve = Decimal::from(12);
        let convert = |number: Decimal| {
            if to_month { number.checked_div(twelve) } else { number.checked_mul(twelve) }
        };
        match self.get(value, here) {
            Value::Number(number) => {
                convert(number).map(Value::Number).ok_or(Fault::Overflow(here.node))
            }
            Value::Absent => Ok(Value::Absent),
            value @ Value::Unknown(_) => {
                let range = self.trace.range(value);
                let (low, high) = range.bounds();
                let ends = Range::numbers(low.and_then(convert), high.and_then(convert));
                Ok(self.unknown(Range { absent: range.absent, ..ends }))
            }
            _ => Err(Fault::Kind(here.node)),
        }
    }
}

/// The number of a key: the choice, or the count.
fn key(value: Value) -> Option<u32> {
    match value {
        Value::Choice(choice) => Some(u32::from(choice)),
        Value::Number(number) => u32::try_from(number).ok(),
        _ => None,
    }
}

/// The keys an unknown one can be, and whether there may be more beyond.
fn candidates(key: &Key, range: Range) -> (Vec<Option<u32>>, bool) {
    match (key, range.set) {
        (Key::Choices(choices), Set::Choices(mask)) => {
            let possible = choices.iter().filter(|choice| mask & choice_bit(**choice) != 0);
            (possible.map(|choice| Some(u32::from(*choice))).collect(), false)
        }
        (Key::Counts { first, count }, Set::Numbers { low, high }) => {
            let whole = |bound: Option<Decimal>| bound.and_then(|bound| u32::try_from(bound).ok());
            let last = first + count.saturating_sub(1);
            let low = whole(low).unwrap_or(*first).max(*first);
            let high = whole(high);
            // A few more than the table has rows show how it goes on; further on, no bound.
            let end = high.map_or(last, |high| high.min(last + 16));
            let keys = (low.min(end)..=end).map(Some).collect();
            (keys, high.is_none_or(|high| high > end))
        }
        _ => (vec![None], true),
    }
}

/// The figure of a row and a column.
fn cell(table: &Table, edition: usize, row: u32, column: Option<u32>) -> Option<Decimal> {
    let edition = table.editions.get(edition)?;
    let column = match (&table.columns, column) {
        (Some(key), Some(column)) => place(key, column)?.0,
        _ => 0,
    };
    let (row, extra) = place(&table.rows, row)?;
    let base = edition.cells.get(row)?.get(column)?.0;
    if extra == 0 {
        return Some(base);
    }
    match &edition.beyond {
        None => Some(base),
        Some(beyond) => beyond.get(column)?.0.checked_mul(Decimal::from(extra))?.checked_add(base),
    }
}

/// The position of a key, and by how many units it lies beyond the last row.
fn place(key: &Key, wanted: u32) -> Option<(usize, u32)> {
    match key {
        Key::Choices(choices) => {
            let position = choices.iter().position(|choice| u32::from(*choice) == wanted)?;
            Some((position, 0))
        }
        Key::Counts { first, count } => {
            let position = wanted.checked_sub(*first)?;
            let last = count.checked_sub(1)?;
            let row = usize::try_from(position.min(last)).ok()?;
            Some((row, position.saturating_sub(last)))
        }
    }
}

/// A number rounded to a multiple of `step`.
pub(crate) fn round(number: Decimal, step: Decimal, mode: RoundMode) -> Option<Decimal> {
    let strategy = match mode {
        RoundMode::Nearest => RoundingStrategy::MidpointAwayFromZero,
        RoundMode::Down => RoundingStrategy::ToNegativeInfinity,
        RoundMode::Up => RoundingStrategy::ToPositiveInfinity,
    };
    // A power of ten needs no division, which might not be exact.
    if step.mantissa() == 1 {
        return Some(number.round_dp_with_strategy(step.scale(), strategy));
    }
    let multiples = number.checked_div(step)?.round_dp_with_strategy(0, strategy);
    multiples.checked_mul(step)
}

/// Completed years or months from `since` to `day`, negative when `since` is later.
pub(crate) fn elapsed(years: bool, since: Date, day: Date) -> i32 {
    let month = |date: Date| date.year() * 12 + i32::from(u8::from(date.month()));
    let mut months = month(day) - month(since);
    // Someone born on the 31st completes a month on the last day of a shorter one.
    let last = days_in_month(day.month(), day.year());
    if day.day() < since.day().min(last) {
        months -= 1;
    }
    if years { months.div_euclid(12) } else { months }
}

/// A day, some years, months or days later.
fn later(date: Date, by: Decimal, unit: Unit) -> Option<Date> {
    let count = i32::try_from(by.trunc()).ok()?;
    let months = match unit {
        Unit::Years => count.checked_mul(12)?,
        Unit::Months => count,
        _ => return date.checked_add(Duration::days(i64::from(count))),
    };
    let total = date.year().checked_mul(12)?.checked_add(i32::from(u8::from(date.month())) - 1)?;
    let total = total.checked_add(months)?;
    let year = total.div_euclid(12);
    let month = time::Month::try_from(u8::try_from(total.rem_euclid(12) + 1).ok()?).ok()?;
    Date::from_calendar_date(year, month, date.day().min(days_in_month(month, year))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    fn day(year: i32, month: u8, day: u8) -> Date {
        let month = time::Month::try_from(month).expect("a month");
        Date::from_calendar_date(year, month, day).expect("a day")
    }

    #[test]
    fn a_half_cent_goes_up_and_negative_numbers_mirror() {
        let cent = number("0.01");
        assert_eq!(round(number("8.575"), cent, RoundMode::Nearest), Some(number("8.58")));
        assert_eq!(round(number("-8.575"), cent, RoundMode::Nearest), Some(number("-8.58")));
        assert_eq!(round(number("8.571"), cent, RoundMode::Up), Some(number("8.58")));
        assert_eq!(round(number("8.579"), cent, RoundMode::Down), Some(number("8.57")));
    }

    #[test]
    fn hundreds_are_rounded_up() {
        let hundred = number("100");
        assert_eq!(round(number("4500.01"), hundred, RoundMode::Up), Some(number("4600")));
        assert_eq!(round(number("4500.00"), hundred, RoundMode::Up), Some(number("4500")));
    }

    #[test]
    fn ages_count_completed_years() {
        assert_eq!(elapsed(true, day(2001, 11, 2), day(2026, 11, 1)), 24);
        assert_eq!(elapsed(true, day(2001, 11, 1), day(2026, 11, 1)), 25);
        assert_eq!(elapsed(false, day(2026, 12, 15), day(2026, 11, 1)), -2);
        assert_eq!(elapsed(false, day(2026, 1, 31), day(2026, 2, 28)), 1);
    }

    #[test]
    fn a_month_after_the_31st_is_the_last_day() {
        let end = later(day(2026, 1, 31), Decimal::ONE, Unit::Months);
        assert_eq!(end, Some(day(2026, 2, 28)));
    }
}
