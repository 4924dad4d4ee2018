//! Comparisons, conditions and the choice of a value; where something is unknown, what can be.

use super::unknown;
use super::{Evaluation, Fault, Here};
use crate::plan::Slot;
use crate::program::Comparison;
use crate::value::{Range, Set, Value, choice_bit};
use rust_decimal::Decimal;
use std::cmp::Ordering;

impl Evaluation<'_> {
    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        a: Slot,
        b: Slot,
        here: Here,
    ) -> Result<Value, Fault> {
        let order = match (self.get(a, here.person)?, self.get(b, here.person)?) {
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
        match self.get(slot, here.person)? {
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
    pub(super) fn all(&mut self, slots: &[Slot], here: Here) -> Result<Value, Fault> {
        self.conditions(slots, here, false)
    }

    /// A yes decides; those that do not exist do not take part.
    pub(super) fn any(&mut self, slots: &[Slot], here: Here) -> Result<Value, Fault> {
        self.conditions(slots, here, true)
    }

    /// All of several conditions, or any of them, as soon as one has `decided`.
    fn conditions(
        &mut self,
        slots: &[Slot],
        here: Here,
        decided: bool,
    ) -> Result<Value, Fault> {
        let (mut absent, mut present, mut open) = (false, false, false);
        for slot in slots {
            match self.get(*slot, here.person)? {
                Value::Bool(value) if value == decided => return Ok(Value::Bool(decided)),
                Value::Bool(_) => present = true,
                Value::Absent => absent = true,
                Value::Unknown(_) => open = true,
                _ => return Err(Fault::Kind(here.node)),
            }
        }
        if !open {
            // What does not exist spoils « all »; « any » leaves it out, unless nothing else is there.
            let nothing = absent && !(decided && present);
            return Ok(if nothing { Value::Absent } else { Value::Bool(!decided) });
        }
        let trace = &*self.trace;
        let ranges = slots.iter().map(|slot| trace.range(trace.value(*slot, here.person)));
        let range = if decided { unknown::any(ranges) } else { unknown::all(ranges) };
        Ok(self.unknown(range))
    }

    pub(super) fn not(&mut self, slot: Slot, here: Here) -> Result<Value, Fault> {
        Ok(match self.get(slot, here.person)? {
            Value::Bool(yes) => Value::Bool(!yes),
            value @ Value::Unknown(_) => {
                let range = self.trace.range(value);
                let Set::Bools { no, yes } = range.set else { return Ok(value) };
                self.unknown(Range { set: Set::Bools { no: yes, yes: no }, ..range })
            }
            other => other,
        })
    }

    pub(super) fn cases(
        &mut self,
        cases: &[(Option<Slot>, Slot)],
        here: Here,
    ) -> Result<Value, Fault> {
        let mut open: Option<Range> = None;
        for (when, value) in cases {
            let when = match when {
                Some(when) => self.get(*when, here.person)?,
                None => Value::Bool(true),
            };
            let when = match when {
                Value::Bool(true) => {
                    let value = self.get(*value, here.person)?;
                    return Ok(match open {
                        None => value,
                        Some(open) => {
                            let range = open.union(self.trace.range(value));
                            self.unknown(range)
                        }
                    });
                }
                Value::Unknown(_) => self.trace.range(when),
                _ => continue,
            };
            if when.may_be_true() {
                let range = self.range(*value, here.person)?;
                open = Some(open.map_or(range, |open| open.union(range)));
            }
        }
        Ok(match open {
            None => Value::Absent,
            Some(open) => self.unknown(open.union(Range::only(Value::Absent))),
        })
    }

    pub(super) fn granted(
        &mut self,
        uncovered: &[Slot],
        conditions: &[Slot],
        value: Slot,
        here: Here,
    ) -> Result<Value, Fault> {
        // What is not covered comes first: another law decides there, even whom it refuses.
        let beyond = self.any(uncovered, here)?;
        let met = match beyond {
            Value::Bool(true) => Value::Absent,
            _ => self.all(conditions, here)?,
        };
        let (beyond, met) = (self.trace.range(beyond), self.trace.range(met));
        if beyond.may_be_true() {
            let mut range = Range::numbers(Some(Decimal::ZERO), None);
            if beyond.may_fail() && met.may_be_true() {
                range = range.union(self.range(value, here.person)?);
            }
            return Ok(self.still_unknown(range));
        }
        if !met.may_be_true() {
            return Ok(Value::ZERO);
        }
        let value = self.get(value, here.person)?;
        if !met.may_fail() {
            return Ok(value);
        }
        let range = self.trace.range(value).union(Range::only(Value::ZERO));
        Ok(self.unknown(range))
    }
}
