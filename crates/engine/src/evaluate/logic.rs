//! Comparisons, conditions and the choice of a value; where something is unknown, what can be.

use super::unknown;
use super::{Evaluation, Fault, Here};
use crate::plan::Slot;
use crate::program::Comparison;
use crate::value::{Range, Set, Value, choice_bit};
use rust_decimal::Decimal;
use std::cmp::Ordering;

impl Evaluation<'_> {
    #[inline(never)]
    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        a: Slot,
        b: Slot,
        here: Here,
    ) -> Option<usize> {
        let a = self.get(a, here.person)?;
        let b = self.get(b, here.person)?;
        let order = match (self.at(a), self.at(b)) {
            (Value::Absent, _) | (_, Value::Absent) => return self.put(Value::Absent, here),
            (Value::Number(a), Value::Number(b)) => a.cmp(b),
            (Value::Date(a), Value::Date(b)) => a.cmp(b),
            (Value::Choice(a), Value::Choice(b)) => a.cmp(b),
            (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
            (one, other) if one.is_unknown() || other.is_unknown() => {
                let range = unknown::compare(comparison, self.range_at(a), self.range_at(b));
                return self.put_range(range, here);
            }
            _ => return self.fail(Fault::Kind(here.node)),
        };
        let holds = match comparison {
            Comparison::Equal => order == Ordering::Equal,
            Comparison::Different => order != Ordering::Equal,
            Comparison::Less => order == Ordering::Less,
            Comparison::AtMost => order != Ordering::Greater,
            Comparison::More => order == Ordering::Greater,
            Comparison::AtLeast => order != Ordering::Less,
        };
        self.put(Value::Bool(holds), here)
    }

    #[inline(never)]
    pub(super) fn among(&mut self, slot: Slot, choices: u64, here: Here) -> Option<usize> {
        let value = self.get(slot, here.person)?;
        match self.at(value) {
            Value::Choice(choice) => {
                let holds = choice_bit(*choice) & choices != 0;
                self.put(Value::Bool(holds), here)
            }
            Value::Absent => self.put(Value::Absent, here),
            Value::Unknown(_) => {
                let range = self.range_at(value);
                let Set::Choices(mask) = range.set else {
                    return self.fail(Fault::Kind(here.node));
                };
                let set = Set::Bools { no: mask & !choices != 0, yes: mask & choices != 0 };
                self.put_range(Range { set, absent: range.absent }, here)
            }
            _ => self.fail(Fault::Kind(here.node)),
        }
    }

    /// All of several conditions, or any of them, as soon as one has `decided`.
    ///
    /// Of « all », a no decides, whatever is still unknown; then what does not exist, which meets
    /// no condition. Of « any », a yes decides; those that do not exist do not take part.
    #[inline(never)]
    pub(super) fn conditions(
        &mut self,
        slots: &[Slot],
        here: Here,
        decided: bool,
    ) -> Option<Value> {
        let (mut absent, mut present, mut open) = (false, false, false);
        for slot in slots {
            match self.get(*slot, here.person).map(|place| self.at(place))? {
                Value::Bool(value) if *value == decided => return Some(Value::Bool(decided)),
                Value::Bool(_) => present = true,
                Value::Absent => absent = true,
                Value::Unknown(_) => open = true,
                _ => {
                    self.fail(Fault::Kind(here.node));
                    return None;
                }
            }
        }
        if open {
            return Some(self.open_conditions(slots, here, decided));
        }
        // What does not exist spoils « all »; « any » leaves it out, unless nothing else is there.
        let nothing = absent && !(decided && present);
        Some(if nothing { Value::Absent } else { Value::Bool(!decided) })
    }

    #[cold]
    fn open_conditions(&mut self, slots: &[Slot], here: Here, decided: bool) -> Value {
        let trace = &*self.trace;
        let ranges = slots.iter().map(|slot| trace.range(trace.value(*slot, here.person)));
        let range = if decided { unknown::any(ranges) } else { unknown::all(ranges) };
        range.single().unwrap_or_else(|| self.trace.keep(range))
    }

    #[inline(never)]
    pub(super) fn not(&mut self, slot: Slot, here: Here) -> Option<usize> {
        let value = self.get(slot, here.person)?;
        match *self.at(value) {
            Value::Bool(yes) => self.put(Value::Bool(!yes), here),
            Value::Unknown(_) => {
                let range = self.range_at(value);
                let Set::Bools { no, yes } = range.set else { return self.copy(value, here) };
                self.put_range(Range { set: Set::Bools { no: yes, yes: no }, ..range }, here)
            }
            _ => self.copy(value, here),
        }
    }

    #[inline(never)]
    pub(super) fn cases(&mut self, cases: &[(Option<Slot>, Slot)], here: Here) -> Option<usize> {
        let mut open: Option<Range> = None;
        for (when, value) in cases {
            let mut sure = true;
            if let Some(when) = when {
                let when = self.get(*when, here.person)?;
                match self.at(when) {
                    Value::Bool(true) => {}
                    Value::Unknown(_) if self.range_at(when).may_be_true() => sure = false,
                    _ => continue,
                }
            }
            let value = self.get(*value, here.person)?;
            if sure && open.is_none() {
                return self.copy(value, here);
            }
            let range = self.range_at(value);
            let range = open.map_or(range, |open| open.union(range));
            if sure {
                return self.put_range(range, here);
            }
            open = Some(range);
        }
        match open {
            None => self.put(Value::Absent, here),
            Some(open) => self.put_range(open.union(Range::only(Value::Absent)), here),
        }
    }

    #[inline(never)]
    pub(super) fn granted(
        &mut self,
        uncovered: &[Slot],
        conditions: &[Slot],
        value: Slot,
        here: Here,
    ) -> Option<usize> {
        // What is not covered comes first: another law decides there, even whom it refuses.
        let beyond = self.conditions(uncovered, here, true)?;
        let met = match beyond {
            Value::Bool(true) => Value::Absent,
            _ => self.conditions(conditions, here, false)?,
        };
        let (beyond, met) = (self.trace.range(beyond), self.trace.range(met));
        if beyond.may_be_true() {
            let mut range = Range::numbers(Some(Decimal::ZERO), None);
            if beyond.may_fail() && met.may_be_true() {
                range = range.union(self.range(value, here.person)?);
            }
            let open = self.trace.keep(range);
            return self.put(open, here);
        }
        if !met.may_be_true() {
            return self.put(Value::ZERO, here);
        }
        let value = self.get(value, here.person)?;
        if !met.may_fail() {
            return self.copy(value, here);
        }
        let range = self.range_at(value).union(Range::only(Value::ZERO));
        self.put_range(range, here)
    }
}
