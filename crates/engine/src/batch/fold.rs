//! What is gathered over people or over months, for each household.

use super::Walk;
use super::cell::Cell;
use super::columns::{Column, Lanes, TOGETHER, each};
use super::number::{Apart, Number};
use super::totals::Totals;
use crate::Month;
use crate::plan::{Run, Slot};
use crate::program::Fold;
use std::cmp::Ordering;

impl Walk<'_> {
    /// Over the people who live there that month.
    pub(super) fn persons(
        &mut self,
        fold: Fold,
        members: Option<Slot>,
        value: Option<Slot>,
        month: Month,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let before = self.person;
        let mut gathered = self.gathering(fold, lanes, column);
        for person in 0..self.having.len() {
            let there = self.living_there(person, month) & lanes & !gathered.decided();
            if there == 0 {
                continue;
            }
            self.person = person;
            let (mut sure, mut perhaps) = (there, 0);
            if let Some(members) = members {
                let member = self.need(members, there);
                sure = member.truth & there;
                perhaps = member.unknown & there;
            }
            if sure | perhaps == 0 {
                continue;
            }
            gathered.open |= perhaps;
            match value {
                Some(value) => {
                    let value = self.need(value, sure | perhaps);
                    self.gather(&mut gathered, &value, sure, 1, column);
                }
                // When only members are asked about, each counts.
                None => self.gather_members(&mut gathered, sure, column),
            }
        }
        self.person = before;
        self.gathered(&mut gathered, lanes, column);
    }

    /// In which households a person lives at a month.
    fn living_there(&mut self, person: usize, month: Month) -> Lanes {
        let known = self.present.iter().position(|(known, _)| *known == month);
        let index = known.unwrap_or_else(|| {
            let all_to_see = month < self.settled_since;
            let places = self.having.iter().zip(&self.settled).enumerate();
            let present = places.map(|(person, (having, settled))| {
                let settled = if all_to_see { 0 } else { *settled };
                let lives_there = |lane: &usize| {
                    let people = self.households.get(*lane).map(|household| household.people());
                    people
                        .and_then(|people| people.get(person))
                        .is_some_and(|found| found.present(month))
                };
                each(having & !settled)
                    .filter(lives_there)
                    .fold(settled, |all, lane| all | 1 << lane)
            });
            let present = present.collect();
            self.present.push((month, present));
            self.present.len() - 1
        });
        let found = self.present.get(index).and_then(|(_, present)| present.get(person));
        found.copied().unwrap_or(0)
    }

    /// Over the months of a span, or any other list of values that all take part.
    pub(super) fn months(
        &mut self,
        fold: Fold,
        values: &[Slot],
        runs: &[Run],
        lanes: Lanes,
        column: &mut Column,
    ) {
        let mut gathered = self.gathering(fold, lanes, column);
        let mut left = values;
        for run in runs {
            let (months, rest) = left.split_at_checked(run.length).unwrap_or((left, &[]));
            left = rest;
            let Some((first, others)) = months.split_first() else { continue };
            let asked = lanes & !gathered.decided();
            if asked == 0 {
                break;
            }
            let whose = first.is_of_each_person().then_some(self.person);
            let apart = asked & self.changed.touch(run.same_if, whose);
            let value = self.need(*first, asked);
            self.gather(&mut gathered, &value, asked & !apart, run.length, column);
            if apart != 0 {
                self.gather(&mut gathered, &value, apart, 1, column);
                for slot in others {
                    let value = self.need(*slot, apart);
                    self.gather(&mut gathered, &value, apart, 1, column);
                }
            }
        }
        self.gathered(&mut gathered, lanes, column);
    }

    fn gathering(&mut self, fold: Fold, lanes: Lanes, column: &mut Column) -> Gathered {
        let test = matches!(fold, Fold::Any | Fold::All);
        Gathered {
            fold,
            totals: (!test).then(|| Totals::new(self.columns.open(column))),
            lanes,
            holds: if fold == Fold::All { lanes } else { 0 },
            open: 0,
            counts: [0; TOGETHER],
        }
    }

    /// Adds a value that comes several times.
    fn gather(
        &mut self,
        gathered: &mut Gathered,
        value: &Column,
        lanes: Lanes,
        times: usize,
        column: &mut Column,
    ) {
        gathered.open |= value.unknown & lanes;
        let there = value.present(lanes);
        let worth = self.columns.worth(value);
        let mut wrong = 0;
        match gathered.fold {
            Fold::Any => gathered.holds |= value.truth & there,
            // What does not exist meets no condition.
            Fold::All => gathered.holds &= !lanes | value.truth | value.unknown,
            Fold::Count if value.has_no_cells() => {
                each(value.truth & there).for_each(|lane| gathered.count(lane, times));
            }
            Fold::Count => {
                for lane in each(there) {
                    gathered.count(lane, times);
                    wrong |= Lanes::from(!worth.at(lane).is_number()) << lane;
                }
            }
            Fold::Sum | Fold::Mean | Fold::Least | Fold::Greatest => {
                // A month in which it does not exist counts in an average, as nothing.
                if gathered.fold == Fold::Mean {
                    each(lanes & !value.unknown).for_each(|lane| gathered.count(lane, times));
                }
                let (fold, left) = (gathered.fold, gathered.lanes & !gathered.open);
                if let Some(totals) = &mut gathered.totals
                    && there != 0
                {
                    wrong = totals.take(
                        self.apart,
                        (there, left),
                        worth,
                        |apart, cell| more(apart, fold, None, cell, times),
                        |apart, total, cell| more(apart, fold, Some(total), cell, times),
                    );
                }
            }
        }
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }

    fn gather_members(&mut self, gathered: &mut Gathered, lanes: Lanes, column: &mut Column) {
        match gathered.fold {
            Fold::Any => gathered.holds |= lanes,
            Fold::All => {}
            Fold::Count => each(lanes).for_each(|lane| gathered.count(lane, 1)),
            _ => self.fail(lanes, column),
        }
    }

    /// Puts what was gathered in its column.
    fn gathered(&mut self, gathered: &mut Gathered, lanes: Lanes, column: &mut Column) {
        let open = gathered.open & lanes & !gathered.decided();
        column.unknown |= open;
        let lanes = lanes & !column.unknown;
        let Some(totals) = gathered.totals.take() else {
            column.truth |= gathered.holds & lanes;
            return;
        };
        let begun = totals.begun;
        let counts = &gathered.counts;
        let count = |lane: usize| Number::whole(i64::from(counts.get(lane).copied().unwrap_or(0)));
        let mut wrong = 0;
        if gathered.fold == Fold::Mean
            && let Some(total) = totals.same(lanes)
            && let Some(months) = same(each(lanes).map(|lane| counts.get(lane)))
            && let Some(months) = months.filter(|months| **months != 0)
        {
            let months = Number::whole(i64::from(*months));
            let mut made = totals.dropped();
            match total.number().and_then(|total| self.apart.over(total, months)) {
                Some(mean) => made.put_all(lanes, mean.0),
                None => wrong = lanes,
            }
            self.columns.close(column, made);
            if wrong != 0 {
                self.fail(wrong, column);
            }
            return;
        }
        let mut made = totals.made(lanes);
        match gathered.fold {
            Fold::Any | Fold::All => {}
            Fold::Sum => made.put_all(lanes & !begun, Number::ZERO.0),
            Fold::Mean => {
                for lane in each(lanes) {
                    let begun = begun >> lane & 1 != 0;
                    let total = if begun { made.at(lane).number() } else { Some(Number::ZERO) };
                    if count(lane).is_zero() {
                        column.absent |= 1 << lane;
                        continue;
                    }
                    match total.and_then(|total| self.apart.over(total, count(lane))) {
                        Some(mean) => made.put(lane, mean.0),
                        None => wrong |= 1 << lane,
                    }
                }
            }
            Fold::Count => each(lanes).for_each(|lane| made.put(lane, count(lane).0)),
            Fold::Least | Fold::Greatest => column.absent |= lanes & !begun,
        }
        self.columns.close(column, made);
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }
}

/// With no more decimals than this, a product is what as many additions give, to the last digit.
const EXACT: u32 = 10;

fn is_short(number: Number) -> bool {
    number.scale().is_some_and(|scale| scale <= EXACT)
}

/// What all these are, if it is the same.
fn same<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// A total with one more value, which comes several times; nothing when it grows too large.
#[inline]
fn more(
    apart: &mut Apart,
    fold: Fold,
    total: Option<Cell>,
    value: Cell,
    times: usize,
) -> Option<Cell> {
    let number = value.number()?;
    let so_far = match total {
        Some(total) => total.number()?,
        None => Number::ZERO,
    };
    let total = match fold {
        Fold::Greatest | Fold::Least => {
            let wanted = if fold == Fold::Greatest { Ordering::Greater } else { Ordering::Less };
            let better = total.is_none() || apart.compare(number, so_far) == wanted;
            if better { number } else { so_far }
        }
        _ if times == 1 => apart.plus(so_far, number)?,
        _ if is_short(number) && is_short(so_far) => {
            let product = apart.times(number, Number::whole(i64::try_from(times).ok()?))?;
            apart.plus(so_far, product)?
        }
        _ => (0..times).try_fold(so_far, |total, _| apart.plus(total, number))?,
    };
    Some(total.0)
}

/// Known values gathered so far; unknown ones are passed over.
struct Gathered {
    fold: Fold,
    /// The totals, unless it is a test.
    totals: Option<Totals>,
    /// For whom it is gathered.
    lanes: Lanes,
    /// For a test: for whom it holds so far.
    holds: Lanes,
    /// For whom something is not known.
    open: Lanes,
    counts: [u32; TOGETHER],
}

impl Gathered {
    #[inline]
    fn count(&mut self, lane: usize, times: usize) {
        if let Some(count) = self.counts.get_mut(lane) {
            *count += u32::try_from(times).unwrap_or(0);
        }
    }

    /// For whom what is left cannot change the result.
    #[inline]
    fn decided(&self) -> Lanes {
        match self.fold {
            Fold::Any => self.holds,
            Fold::All => !self.holds,
            _ => 0,
        }
    }
}
