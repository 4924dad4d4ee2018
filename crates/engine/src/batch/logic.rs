//! Comparisons, conditions and the choice of a value: a bit for each household.

use super::Walk;
use super::cell::Kind;
use super::columns::{Column, Lanes, at, each, put};
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
        let (a, b) = (self.columns.cells(&a), self.columns.cells(&b));
        for lane in each(if conditions { 0 } else { compared }) {
            let (a, b) = (at(a, lane), at(b, lane));
            let order = if a.kind == b.kind && a.kind != Kind::APART {
                a.payload.cmp(&b.payload)
            } else if let (Some(a), Some(b)) = (a.number(), b.number()) {
                self.apart.compare(a, b)
            } else {
                wrong |= 1 << lane;
                continue;
            };
            less |= Lanes::from(order == Ordering::Less) << lane;
            equal |= Lanes::from(order == Ordering::Equal) << lane;
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
        let cells = self.columns.cells(&choice);
        for lane in each(choice.present(lanes)) {
            let cell = at(cells, lane);
            match u16::try_from(cell.payload) {
                Ok(choice) if cell.kind == Kind::CHOICE => {
                    column.truth |= Lanes::from(choice_bit(choice) & choices != 0) << lane;
                }
                _ => wrong |= 1 << lane,
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
        if refused != 0 {
            let mut cells = self.columns.open(column);
            each(refused).for_each(|lane| put(&mut cells, lane, Number::ZERO.0));
            self.columns.close(column, cells);
        }
    }
}
