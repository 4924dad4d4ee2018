//! Comparisons, conditions and the choice of a value; where something is unknown, what can be.

use super::unknown;
use super::{Evaluation, Fault, Here};
use crate::plan::Slot;
use crate::program::Comparison;
use crate::value::{Range, Set, Value, choice_bit};
use rust_decimal::Decimal;

impl Evaluation<'_> {
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

    pub(super) fn granted(
        &mut self,
        uncovered: &[Slot],
        conditions: &[Slot],
        value: Slot,
        here: Here,
    ) -> Value {
        // What is not covered comes first: another law decides there, even whom it refuses.
        let beyond = unknown::any(uncovered.iter().map(|slot| self.range_of(*slot, here)));
        let met = unknown::all(conditions.iter().map(|slot| self.range_of(*slot, here)));
        if beyond.may_be_true() {
            let mut range = Range::numbers(Some(Decimal::ZERO), None);
            if beyond.may_fail() && met.may_be_true() {
                range = range.union(self.range_of(value, here));
            }
            return self.still_unknown(range);
        }
        if !met.may_be_true() {
            return Value::ZERO;
        }
        let value = self.get(value, here);
        if !met.may_fail() {
            return value;
        }
        let range = self.trace.range(value).union(Range::only(Value::ZERO));
        self.unknown(range)
    }
}
