//! Figures looked up in tables and scales; where a key is unknown, the range of the figures.

use super::unknown;
use super::{Evaluation, Fault, Here};
use crate::exact;
use crate::plan::Slot;
use crate::program::{Key, Table};
use crate::value::{Range, Set, Value, choice_bit};
use rust_decimal::Decimal;

impl Evaluation<'_> {
    #[inline(never)]
    pub(super) fn lookup(
        &mut self,
        table: usize,
        edition: usize,
        row: Slot,
        column: Option<Slot>,
        here: Here,
    ) -> Option<usize> {
        let Some(table) = self.program.tables.get(table) else {
            return self.fail(Fault::Kind(here.node));
        };
        let row = self.get(row, here.person).map(|place| *self.at(place))?;
        let column = match column {
            Some(column) => Some(self.get(column, here.person).map(|place| *self.at(place))?),
            None => None,
        };
        if row == Value::Absent || column == Some(Value::Absent) {
            return self.put(Value::Absent, here);
        }
        if row.is_unknown() || column.is_some_and(Value::is_unknown) {
            let rows = candidates(&table.rows, self.trace.range(row));
            let columns = match (&table.columns, column) {
                (Some(key), Some(column)) => Some(candidates(key, self.trace.range(column))),
                _ => None,
            };
            return self.put_range(figures(table, edition, &rows, columns.as_ref()), here);
        }
        match cell_at(table, edition, row, column) {
            Some(value) => self.put(value, here),
            None => self.fail(Fault::Kind(here.node)),
        }
    }

    #[inline(never)]
    pub(super) fn scaled(
        &mut self,
        scale: usize,
        edition: usize,
        value: Slot,
        here: Here,
    ) -> Option<usize> {
        let scale = self.program.scales.get(scale);
        let Some(found) = scale.and_then(|scale| scale.editions.get(edition)) else {
            return self.fail(Fault::Kind(here.node));
        };
        let value = self.get(value, here.person)?;
        match *self.at(value) {
            Value::Number(number) => self.put_number(unknown::scale(&found.slices, number), here),
            Value::Absent => self.put(Value::Absent, here),
            Value::Unknown(_) => {
                let range = unknown::scale_range(&found.slices, self.range_at(value));
                self.put_range(range, here)
            }
            _ => self.fail(Fault::Kind(here.node)),
        }
    }
}

/// What a table gives at known keys; nothing for keys of another kind.
pub(crate) fn cell_at(
    table: &Table,
    edition: usize,
    row: Value,
    column: Option<Value>,
) -> Option<Value> {
    if row == Value::Absent || column == Some(Value::Absent) {
        return Some(Value::Absent);
    }
    // A key that the table does not have: what it gives does not exist there.
    let column = match column.map(|column| key(column).ok_or(())).transpose() {
        Ok(Some(None)) => return Some(Value::Absent),
        Ok(column) => column.flatten(),
        Err(()) => return None,
    };
    let found = key(row)?.and_then(|row| cell(table, edition, row, column));
    Some(found.map_or(Value::Absent, Value::Number))
}

/// The number of a key, the choice or the count, if a table can have it; nothing for another kind.
fn key(value: Value) -> Option<Option<u32>> {
    match value {
        Value::Choice(choice) => Some(Some(u32::from(choice))),
        Value::Number(number) => Some(u32::try_from(number).ok()),
        _ => None,
    }
}

/// What the figures at these keys can be.
fn figures(
    table: &Table,
    edition: usize,
    rows: &Candidates,
    columns: Option<&Candidates>,
) -> Range {
    let columns_of = |found: &Candidates| found.keys.iter().copied().map(Some).collect();
    let places: Vec<Option<u32>> = columns.map_or_else(|| vec![None], columns_of);
    let mut range = Range::only(Value::Absent);
    range.absent = rows.outside || columns.is_some_and(|columns| columns.outside);
    for row in &rows.keys {
        for column in &places {
            let cell = cell(table, edition, *row, *column);
            range = range.union(Range::only(cell.map_or(Value::Absent, Value::Number)));
        }
    }
    let growth = table.editions.get(edition).and_then(|edition| edition.beyond.as_ref());
    if let (true, Some(growth), Set::Numbers { low, high }) = (rows.beyond, growth, &mut range.set)
    {
        *high = None;
        if growth.iter().any(|cell| cell.0.is_sign_negative()) {
            *low = None;
        }
    }
    range
}

/// The keys an unknown one can be.
struct Candidates {
    keys: Vec<u32>,
    /// Whether it may be a key that the table does not have.
    outside: bool,
    /// Whether there may be more keys beyond these.
    beyond: bool,
}

fn candidates(key: &Key, range: Range) -> Candidates {
    match (key, range.set) {
        (Key::Choices(choices), Set::Choices(mask)) => {
            let known = choices.iter().fold(0, |bits, choice| bits | choice_bit(*choice));
            let possible = choices.iter().filter(|choice| mask & choice_bit(**choice) != 0);
            let keys = possible.map(|choice| u32::from(*choice)).collect();
            Candidates { keys, outside: range.absent || mask & !known != 0, beyond: false }
        }
        (Key::Counts { first, count }, Set::Numbers { low, high }) => {
            let whole = |bound: Option<Decimal>| bound.and_then(|bound| u32::try_from(bound).ok());
            let last = first.saturating_add(count.saturating_sub(1).min(MOST_ROWS));
            let low = whole(low);
            let high = whole(high);
            let start = low.unwrap_or(*first).max(*first);
            // A few more than the table has rows show how it goes on; further on, no bound.
            let reach = start.max(last).saturating_add(16);
            let end = high.map_or(last.max(start), |high| high.min(reach));
            Candidates {
                keys: (start..=end).collect(),
                outside: range.absent || low.is_none_or(|low| low < *first),
                beyond: high.is_none_or(|high| high > end),
            }
        }
        _ => Candidates { keys: Vec::new(), outside: true, beyond: true },
    }
}

/// Rows beyond which a table is no table of the law.
const MOST_ROWS: u32 = 1000;

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
        Some(beyond) => {
            let more = exact::times(beyond.get(column)?.0, Decimal::from(extra))?;
            exact::plus(more, base)
        }
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
