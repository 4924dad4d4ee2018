//! Answers, days, and figures looked up in tables, for each household.

use super::Walk;
use super::cell::{Cell, Kind};
use super::columns::{Column, Lanes, Making, Worth, each};
use super::number::{Apart, Number};
use crate::evaluate::{cell_at, later};
use crate::plan::Slot;
use crate::program::{QuestionId, Table, Unit};
use crate::{Answer, Kind as Declared, Month, Value};
use std::cmp::Ordering;
use time::{Date, util::days_in_month};

impl Walk<'_> {
    pub(super) fn question(
        &mut self,
        question: QuestionId,
        asked_if: Option<Slot>,
        fallback: Option<Slot>,
        month: Month,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let mut left = lanes;
        if let Some(slot) = asked_if {
            let asked = self.need(slot, lanes);
            let open = asked.unknown & lanes;
            column.unknown |= open;
            left = asked.truth & lanes;
            column.absent |= lanes & !left & !open;
        }
        let Some(found) = self.program.questions.get(question.index()) else {
            return self.fail(left, column);
        };
        let condition = found.kind == Declared::Bool;
        let mut cells = (!condition).then(|| self.columns.open(column));
        let households = self.households;
        let answered = self.given.to(question, found.scope, self.person);
        let mut given = left & answered.lanes;
        let (mut missing, mut wrong) = (left & !given, 0);
        match &mut cells {
            None => {
                column.truth |= given & answered.truth;
                given &= !answered.conditions;
            }
            Some(cells) => {
                let valued = given & answered.valued;
                match answered.values.as_ref().map(Making::worth) {
                    Some(Worth::Same(cell)) => cells.put_all(valued, cell),
                    Some(worth @ Worth::Each(_)) => {
                        each(valued).for_each(|lane| cells.put(lane, worth.at(lane)));
                    }
                    None => {}
                }
                given &= !valued;
            }
        }
        if missing != 0
            && let Some(nothing) = self.rest.answer(found)
        {
            match (&mut cells, self.apart.cell(&nothing)) {
                (None, nothing) => column.truth |= if nothing.is_true() { missing } else { 0 },
                (Some(cells), nothing) => cells.put_all(missing, nothing),
            }
            missing = 0;
        }
        // Those that changed with time, or are not quite known.
        for lane in each(given) {
            let Some(household) = households.get(lane) else { continue };
            let cell = match household.fact(question, found.scope, self.person).answer_at(month) {
                Answer::Given(value) => self.apart.cell(value),
                Answer::Within(range) => {
                    range.single().map_or(Cell::UNKNOWN, |value| self.apart.cell(&value))
                }
                Answer::Missing | Answer::DontKnow => {
                    missing |= 1 << lane;
                    continue;
                }
            };
            if cell.is_absent() || cell.is_unknown() {
                column.absent |= Lanes::from(cell.is_absent()) << lane;
                column.unknown |= Lanes::from(cell.is_unknown()) << lane;
                continue;
            }
            match &mut cells {
                None if cell.kind == Kind::BOOL => {
                    column.truth |= Lanes::from(cell.is_true()) << lane;
                }
                Some(cells) if cell.kind != Kind::BOOL => cells.put(lane, cell),
                _ => wrong |= 1 << lane,
            }
        }
        if let Some(cells) = cells {
            self.columns.close(column, cells);
        }
        if wrong != 0 {
            self.fail(wrong, column);
        }
        if missing != 0 {
            match fallback {
                None => column.unknown |= missing,
                Some(slot) => {
                    let stands = self.need(slot, missing);
                    self.columns.copy(&stands, column, missing);
                }
            }
        }
    }

    pub(super) fn role(&mut self, lanes: Lanes, column: &mut Column) {
        let person = self.person;
        self.of_person(person, lanes, column, |person| person.role.value());
    }

    pub(super) fn birth(&mut self, lanes: Lanes, column: &mut Column) {
        let person = self.person;
        // The range of an unknown birth is not looked at.
        let unknown = Value::Unknown(crate::value::RangeId(0));
        self.of_person(person, lanes, column, |person| person.birth.map_or(unknown, Value::Date));
    }

    fn of_person(
        &mut self,
        person: usize,
        lanes: Lanes,
        column: &mut Column,
        value: impl Fn(&crate::Person) -> Value,
    ) {
        let mut cells = self.columns.open(column);
        let households = self.households;
        for lane in each(lanes) {
            let found = households.get(lane).and_then(|household| household.people().get(person));
            let cell = found.map_or(Cell::ABSENT, |person| self.apart.cell(&value(person)));
            cells.put(lane, cell);
            column.absent |= Lanes::from(cell.is_absent()) << lane;
            column.unknown |= Lanes::from(cell.is_unknown()) << lane;
        }
        self.columns.close(column, cells);
    }

    pub(super) fn elapsed(
        &mut self,
        years: bool,
        day: Date,
        since: Slot,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let since = self.need(since, lanes);
        let day = Day::new(day);
        self.map(&since, lanes, column, |_, since| {
            let count = elapsed(years, since.payload, day);
            (since.kind == Kind::DATE).then_some(Number::whole(count).0)
        });
    }

    pub(super) fn later(
        &mut self,
        date: Slot,
        by: Slot,
        unit: Unit,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let (date, by) = (self.need(date, lanes), self.need(by, lanes));
        self.map_both((&date, &by), lanes, column, |apart, date, by| {
            later(date.date()?, apart.decimal(by.number()?), unit).map(Cell::day)
        });
    }

    pub(super) fn lookup(
        &mut self,
        table: usize,
        edition: usize,
        row: Slot,
        other: Option<Slot>,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let Some(table) = self.program.tables.get(table) else {
            return self.fail(lanes, column);
        };
        let row = self.need(row, lanes);
        let other = other.map(|other| self.need(other, lanes));
        let both = other.unwrap_or(row);
        let absent = lanes & (row.absent | both.absent);
        let unknown = lanes & (row.unknown | both.unknown) & !absent;
        column.absent |= absent;
        column.unknown |= unknown;
        let there = lanes & !absent & !unknown;
        let mut figures = self.columns.open(column);
        let mut wrong = 0;
        let rows = self.columns.worth(&row);
        let others = other.map(|other| self.columns.worth(&other));
        // Few households follow one that looked elsewhere.
        let mut last = None;
        let mut look_up = |lanes: Lanes, row: Cell, other: Option<Cell>| {
            let figure = match last {
                Some((keys, figure)) if keys == (row, other) => figure,
                _ => {
                    let figure = figure(self.apart, table, edition, row, other);
                    last = Some(((row, other), figure));
                    figure
                }
            };
            match figure {
                Some(Cell::ABSENT) => column.absent |= lanes,
                Some(figure) => figures.put_all(lanes, figure),
                None => wrong |= lanes,
            }
        };
        match (rows, others) {
            _ if there == 0 => {}
            (Worth::Same(row), None) => look_up(there, row, None),
            (Worth::Same(row), Some(Worth::Same(other))) => look_up(there, row, Some(other)),
            _ => {
                for lane in each(there) {
                    look_up(1 << lane, rows.at(lane), others.map(|others| others.at(lane)));
                }
            }
        }
        self.columns.close(column, figures);
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }

    pub(super) fn scaled(
        &mut self,
        table: usize,
        edition: usize,
        value: Slot,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let scales = &self.program.scales;
        let Some(found) = scales.get(table).and_then(|scale| scale.editions.get(edition)) else {
            return self.fail(lanes, column);
        };
        let value = self.need(value, lanes);
        let slices = found.slices.iter();
        let slices: Vec<(Number, Number)> = slices
            .map(|(from, rate)| (self.apart.number(from.0), self.apart.number(rate.0)))
            .collect();
        self.map(&value, lanes, column, |apart, cell| {
            scale(apart, &slices, cell.number()?).map(|scaled| scaled.0)
        });
    }
}

/// What a table gives at known keys: a number, or that it does not exist; nothing for keys of
/// another kind.
fn figure(
    apart: &mut Apart,
    table: &Table,
    edition: usize,
    row: Cell,
    other: Option<Cell>,
) -> Option<Cell> {
    let other = match other {
        Some(other) => Some(apart.value(other)?),
        None => None,
    };
    let figure = cell_at(table, edition, apart.value(row)?, other)?;
    matches!(figure, Value::Number(_) | Value::Absent).then(|| apart.cell(&figure))
}

/// A scale applied to a number, as `evaluate` does.
fn scale(apart: &mut Apart, slices: &[(Number, Number)], number: Number) -> Option<Number> {
    let mut total = Number::ZERO;
    for (index, (from, rate)) in slices.iter().enumerate() {
        if apart.compare(number, *from) != Ordering::Greater {
            break;
        }
        let next = slices.get(index + 1).map(|(next, _)| *next);
        let end = next.filter(|next| apart.compare(number, *next) == Ordering::Greater);
        let slice = apart.minus(end.unwrap_or(number), *from)?;
        let part = apart.times(slice, *rate)?;
        total = apart.plus(part, total)?;
    }
    Some(total)
}

/// A day up to which time is counted.
#[derive(Clone, Copy)]
pub(super) struct Day {
    months: i64,
    number: i64,
    /// The last day of its month.
    last: i64,
}

impl Day {
    pub(super) fn new(date: Date) -> Self {
        let (months, number) = parts(Cell::day(date).payload);
        Self { months, number, last: i64::from(days_in_month(date.month(), date.year())) }
    }
}

/// The month and the day of a cell that is a day.
fn parts(payload: i64) -> (i64, i64) {
    ((payload >> 9) * 12 + (payload >> 5 & 15), payload & 31)
}

/// Completed years or months since a day, as `evaluate` counts them.
#[inline]
pub(super) fn elapsed(years: bool, since: i64, to: Day) -> i64 {
    let (months, day) = parts(since);
    // Someone born on the 31st completes a month on the last day of a shorter one.
    let short = to.number < day.min(to.last);
    let months = to.months - months - i64::from(short);
    if years { months.div_euclid(12) } else { months }
}
