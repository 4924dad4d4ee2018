//! Comparisons, conditions and the choice of a value: a bit for each household.

use super::Walk;
use super::cell::{Cell, Kind};
use super::columns::{Column, Lanes, Worth, at, each};
use super::number::Number;
use crate::plan::Slot;
use crate::program::Comparison;
use crate::value::choice_bit;
use std::cmp::Ordering;

impl Walk<'_> {
    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        a: Slot,
        b: Slot,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let (a, b) = (self.need(a, lanes), self.need(b, lanes));
        let absent = lanes & (a.absent | b.absent);
        column.absent |= absent;
        let open = lanes & (a.unknown | b.unknown) & !absent;
        column.unknown |= open;
        let mut wrong = 0;
        let (mut less, mut equal) = (0, 0);
        let compared = lanes & !absent & !open;
        let conditions = a.has_no_cells() && b.has_no_cells();
        if conditions {
            less = !a.truth & b.truth;
            equal = !(a.truth ^ b.truth);
        }
        let order = |a: Cell, b: Cell| {
            if a.kind == b.kind && a.kind != Kind::APART {
                return Some(a.payload.cmp(&b.payload));
            }
            let (a, b) = a.number().zip(b.number())?;
            Some(self.apart.compare(a, b))
        };
        let mut see = |lane: usize, a: Cell, b: Cell| match order(a, b) {
            Some(order) => {
                less |= Lanes::from(order == Ordering::Less) << lane;
                equal |= Lanes::from(order == Ordering::Equal) << lane;
            }
            None => wrong |= 1 << lane,
        };
        match (self.columns.worth(&a), self.columns.worth(&b)) {
            _ if conditions => {}
            (Worth::Same(a), Worth::Same(b)) => match order(a, b) {
                Some(Ordering::Less) => less = compared,
                Some(Ordering::Equal) => equal = compared,
                Some(Ordering::Greater) => {}
                None => wrong = compared,
            },
            (Worth::Each(a), Worth::Same(b)) => {
                each(compared).for_each(|lane| see(lane, at(a, lane), b));
            }
            (a, b) => each(compared).for_each(|lane| see(lane, a.at(lane), b.at(lane))),
        }
        if wrong != 0 {
            self.fail(wrong, column);
        }
        let holds = match comparison {
            Comparison::Equal => equal,
            Comparison::Different => !equal,
            Comparison::Less => less,
            Comparison::AtMost => less | equal,
            Comparison::More => !(less | equal),
            Comparison::AtLeast => !less,
        };
        column.truth |= holds & compared & !wrong;
    }

    pub(super) fn among(&mut self, slot: Slot, choices: u64, lanes: Lanes, column: &mut Column) {
        let choice = self.need(slot, lanes);
        column.absent |= choice.absent & lanes;
        column.unknown |= choice.unknown & lanes;
        let mut wrong = 0;
        let there = choice.present(lanes);
        let is_among = |cell: Cell| {
            let choice = u16::try_from(cell.payload).ok().filter(|_| cell.kind == Kind::CHOICE)?;
            Some(choice_bit(choice) & choices != 0)
        };
        match self.columns.worth(&choice) {
            Worth::Same(cell) => match is_among(cell) {
                Some(yes) => column.truth |= if yes { there } else { 0 },
                None => wrong = there,
            },
            Worth::Each(cells) => {
                for lane in each(there) {
                    match is_among(at(cells, lane)) {
                        Some(yes) => column.truth |= Lanes::from(yes) << lane,
                        None => wrong |= 1 << lane,
                    }
                }
            }
        }
        if wrong != 0 {
            self.fail(wrong, column);
        }
    }

    /// All of several conditions, or any of them, as soon as one has `decided`.
    pub(super) fn conditions(
        &mut self,
        slots: &[Slot],
        decided: bool,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let mut left = lanes;
        let (mut absent, mut present, mut open) = (0, 0, 0);
        for slot in slots {
            let condition = self.need(*slot, left);
            let known = condition.present(left);
            let decides = known & if decided { condition.truth } else { !condition.truth };
            absent |= condition.absent & left;
            open |= condition.unknown & left;
            present |= known;
            left &= !decides;
            if left == 0 {
                break;
            }
        }
        // What does not exist spoils « all »; « any » leaves it out, unless nothing else is there.
        let nothing = if decided { absent & !present } else { absent };
        let open = open & left;
        column.unknown |= open;
        left &= !open;
        column.absent |= left & nothing;
        column.truth |= if decided { lanes & !left & !open } else { left & !nothing };
    }

    pub(super) fn not(&mut self, slot: Slot, lanes: Lanes, column: &mut Column) {
        let condition = self.need(slot, lanes);
        column.absent |= condition.absent & lanes;
        column.truth |= condition.present(lanes) & !condition.truth;
        let open = condition.unknown & lanes;
        column.unknown |= open;
    }

    pub(super) fn cases(
        &mut self,
        cases: &[(Option<Slot>, Slot)],
        lanes: Lanes,
        column: &mut Column,
    ) {
        let mut left = lanes;
        for (when, value) in cases {
            let mut taken = left;
            if let Some(when) = when {
                let when = self.need(*when, left);
                let open = when.unknown & left;
                column.unknown |= open;
                left &= !open;
                taken = when.truth & left;
            }
            if taken != 0 {
                let value = self.need(*value, taken);
                self.columns.copy(&value, column, taken);
                left &= !taken;
            }
            if left == 0 {
                return;
            }
        }
        column.absent |= left;
    }

    pub(super) fn granted(
        &mut self,
        uncovered: &[Slot],
        conditions: &[Slot],
        value: Slot,
        lanes: Lanes,
        column: &mut Column,
    ) {
        let mut beyond = Column::empty(0);
        self.conditions(uncovered, true, lanes, &mut beyond);
        // Not covered, or perhaps not: nothing is known.
        let open = (beyond.truth | beyond.unknown) & lanes;
        column.unknown |= open;
        let left = lanes & !open;
        let mut met = Column::empty(0);
        self.conditions(conditions, false, left, &mut met);
        column.unknown |= met.unknown & left;
        let granted = met.truth & left;
        if granted != 0 {
            let value = self.need(value, granted);
            self.columns.copy(&value, column, granted);
        }
        let refused = left & !granted & !met.unknown;
        self.columns.put_all(column, refused, Number::ZERO.0);
    }
}
