//! What is gathered over people or over months; where something is unknown, the range of the result.

use super::unknown::{self, Interval};
use super::{Evaluation, Fault, Here, Trace};
use crate::exact;
use crate::plan::{Run, Slot};
use crate::program::Fold;
use crate::value::{Range, Value};
use rust_decimal::Decimal;

impl Evaluation<'_> {
    /// Over the people who live there that month.
    #[inline(never)]
    pub(super) fn persons(
        &mut self,
        fold: Fold,
        members: Option<Slot>,
        value: Option<Slot>,
        here: Here,
    ) -> Option<usize> {
        let household = self.household;
        let mut gathered = Gathered::new(fold);
        let mut open = false;
        for (person, who) in household.people().iter().enumerate() {
            if !who.present(here.month) {
                continue;
            }
            let mut sure = true;
            if let Some(members) = members {
                match self.get(members, person).map(|place| self.at(place))? {
                    Value::Bool(true) => {}
                    Value::Unknown(_) => sure = false,
                    _ => continue,
                }
            }
            let value = match value {
                Some(value) => *self.get(value, person).map(|place| self.at(place))?,
                // When only members are asked about, each counts.
                None => Value::Number(Decimal::ONE),
            };
            if !sure || value.is_unknown() {
                open = true;
            } else if let Err(fault) = gathered.add(&value, 1, here) {
                return self.fail(fault);
            } else if gathered.decided() {
                break;
            }
        }
        if !open || gathered.decided() {
            return self.put_gathered(&gathered, here);
        }
        self.open_persons(fold, members, value, here)
    }

    #[cold]
    fn open_persons(
        &mut self,
        fold: Fold,
        members: Option<Slot>,
        value: Option<Slot>,
        here: Here,
    ) -> Option<usize> {
        let mut items = Vec::new();
        for (person, who) in self.household.people().iter().enumerate() {
            if who.present(here.month) {
                let member = match members {
                    Some(members) => self.range(members, person)?,
                    None => Range::only(Value::Bool(true)),
                };
                let value = match value {
                    Some(value) if member.may_be_true() => {
                        *self.get(value, person).map(|place| self.at(place))?
                    }
                    _ => Value::Number(Decimal::ONE),
                };
                items.push((member, value));
            }
        }
        self.put_open(fold, &items, here)
    }

    /// Over the months of a span, or any other list of values that all take part.
    #[inline(never)]
    pub(super) fn months(
        &mut self,
        fold: Fold,
        values: &[Slot],
        runs: &[Run],
        here: Here,
    ) -> Option<usize> {
        let mut gathered = Gathered::new(fold);
        let mut open = false;
        let mut left = values;
        for run in runs {
            let (months, rest) = left.split_at_checked(run.length).unwrap_or((left, &[]));
            left = rest;
            let Some((first, others)) = months.split_first() else { continue };
            let whose = first.is_of_each_person().then_some(here.person);
            let same = !self.trace.changes.touch(run.same_if, whose);
            let times = if same { run.length } else { 1 };
            let value = *self.get(*first, here.person).map(|place| self.at(place))?;
            open |= value.is_unknown();
            if let Err(fault) = gathered.add(&value, times, here) {
                return self.fail(fault);
            }
            for slot in others.iter().filter(|_| !same) {
                let value = *self.get(*slot, here.person).map(|place| self.at(place))?;
                open |= value.is_unknown();
                if let Err(fault) = gathered.add(&value, 1, here) {
                    return self.fail(fault);
                }
            }
            if gathered.decided() {
                break;
            }
        }
        if !open || gathered.decided() {
            return self.put_gathered(&gathered, here);
        }
        self.open_months(fold, values, here)
    }

    #[cold]
    fn open_months(&mut self, fold: Fold, values: &[Slot], here: Here) -> Option<usize> {
        let mut items = Vec::with_capacity(values.len());
        for slot in values {
            let value = *self.get(*slot, here.person).map(|place| self.at(place))?;
            items.push((Range::only(Value::Bool(true)), value));
        }
        self.put_open(fold, &items, here)
    }

    #[inline(never)]
    fn put_open(&mut self, fold: Fold, items: &[(Range, Value)], here: Here) -> Option<usize> {
        if matches!(fold, Fold::Any | Fold::All) {
            let range = test(self.trace, fold, items.iter().copied());
            return self.put_range(range, here);
        }
        let mut total = Interval::ZERO;
        let mut added = Vec::with_capacity(items.len());
        let (mut least, mut most) = (0u32, 0u32);
        let mut taking_part = 0u32;
        let mut best = Value::Absent;
        let mut envelope = Range::only(Value::Absent);
        for (member, value) in items.iter().filter(|(member, _)| member.may_be_true()) {
            let sure = !member.may_fail();
            let range = self.trace.range(*value);
            match fold {
                Fold::Sum | Fold::Mean => {
                    // An average counts those who do not exist as nothing, and no one else.
                    let (value, addend) = self.trace.addend(*value, sure || fold == Fold::Mean);
                    total = total.plus(addend);
                    envelope = envelope.union(addend.range());
                    added.push((value, false));
                }
                Fold::Count => {
                    // When only members are counted, the value is the number one: it always holds.
                    let one = matches!(value, Value::Number(_));
                    least += u32::from(sure && (one || !range.may_fail()));
                    most += u32::from(one || range.may_be_true());
                }
                _ => {
                    let own = if sure { *value } else { self.trace.perhaps(range) };
                    best = self.trace.pick(best, own, fold == Fold::Greatest);
                }
            }
            taking_part += u32::from(sure);
        }
        let count = u32::try_from(added.len()).unwrap_or(u32::MAX);
        let mut times = Some(Decimal::ONE);
        match fold {
            Fold::Sum => {}
            Fold::Count => {
                let range = Range::numbers(Some(Decimal::from(least)), Some(Decimal::from(most)));
                return self.put_range(range, here);
            }
            Fold::Mean if taking_part == count && count > 0 => {
                let count = Decimal::from(count);
                times = exact::over(Decimal::ONE, count);
                total = total.over(Interval::point(count));
            }
            // Of how many it is the average is not sure: it lies between the extremes.
            Fold::Mean => {
                return self.put_range(Range { absent: taking_part == 0, ..envelope }, here);
            }
            _ => return self.put(best, here),
        }
        self.put_sum(&added, times, total.range(), here)
    }

    fn put_gathered(&mut self, gathered: &Gathered, here: Here) -> Option<usize> {
        match gathered.value(here) {
            Ok(value) => self.put(value, here),
            Err(fault) => self.fail(fault),
        }
    }
}

/// With no more decimals than this, a product is what as many additions give, to the last digit.
const EXACT: u32 = 10;

/// Known values gathered so far; unknown ones are passed over.
struct Gathered {
    fold: Fold,
    total: Decimal,
    count: usize,
    best: Option<Decimal>,
    /// For a test: whether it holds so far.
    holds: bool,
}

impl Gathered {
    fn new(fold: Fold) -> Self {
        Self { fold, total: Decimal::ZERO, count: 0, best: None, holds: fold == Fold::All }
    }

    /// Adds a value that comes several times.
    fn add(&mut self, value: &Value, times: usize, here: Here) -> Result<(), Fault> {
        match (self.fold, *value) {
            (Fold::Any | Fold::All, Value::Unknown(_)) => {}
            // When only members are asked about, the value is the number one: it always holds.
            (Fold::Any, value) => self.holds |= value.is_true() || value.number().is_some(),
            (Fold::All, value) => self.holds &= value.is_true() || value.number().is_some(),
            (Fold::Sum | Fold::Mean, Value::Number(number)) => {
                let total = self.plus(number, times).ok_or(Fault::Overflow(here.node))?;
                self.total = total;
                self.count += times;
            }
            (Fold::Least | Fold::Greatest, Value::Number(number)) => {
                let greatest = self.fold == Fold::Greatest;
                self.best = Some(self.best.map_or(number, |best| {
                    if greatest { best.max(number) } else { best.min(number) }
                }));
            }
            // A month in which it does not exist counts in an average, as nothing.
            (Fold::Count, Value::Number(_) | Value::Bool(true)) | (Fold::Mean, Value::Absent) => {
                self.count += times;
            }
            (Fold::Count, Value::Bool(false)) | (_, Value::Absent | Value::Unknown(_)) => {}
            _ => return Err(Fault::Kind(here.node)),
        }
        Ok(())
    }

    fn plus(&self, number: Decimal, times: usize) -> Option<Decimal> {
        if times == 1 {
            return exact::plus(self.total, number);
        }
        if number.scale().max(self.total.scale()) <= EXACT {
            return exact::plus(self.total, exact::times(number, Decimal::from(times))?);
        }
        (0..times).try_fold(self.total, |total, _| exact::plus(total, number))
    }

    /// Whether what is left cannot change the result.
    fn decided(&self) -> bool {
        match self.fold {
            Fold::Any => self.holds,
            Fold::All => !self.holds,
            _ => false,
        }
    }

    fn value(&self, here: Here) -> Result<Value, Fault> {
        Ok(match self.fold {
            Fold::Any | Fold::All => Value::Bool(self.holds),
            Fold::Sum => Value::Number(self.total),
            Fold::Mean if self.count == 0 => Value::Absent,
            Fold::Mean => {
                let mean = exact::over(self.total, Decimal::from(self.count));
                Value::Number(mean.ok_or(Fault::Overflow(here.node))?)
            }
            Fold::Count => Value::Number(Decimal::from(self.count)),
            Fold::Least | Fold::Greatest => self.best.map_or(Value::Absent, Value::Number),
        })
    }
}

/// Whether one, or every one, of those who take part meets the condition.
fn test(trace: &Trace, fold: Fold, items: impl Iterator<Item = (Range, Value)>) -> Range {
    let both = items.map(|(member, value)| {
        // When only members are asked about, the value is the number one: it always holds.
        let value = match value {
            Value::Number(_) => Range::only(Value::Bool(true)),
            value => trace.range(value),
        };
        (member, value)
    });
    if fold == Fold::Any {
        unknown::certain(unknown::any(
            both.map(|(member, value)| unknown::all([member, value].into_iter())),
        ))
    } else {
        unknown::certain(unknown::all(both.map(|(member, value)| {
            let outside = unknown::not(unknown::certain(member));
            unknown::any([outside, value].into_iter())
        })))
    }
}
