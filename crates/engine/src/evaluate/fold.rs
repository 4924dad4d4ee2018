//! Values gathered over people or over months.

use super::unknown::{self, Interval};
use super::{Evaluation, Fault, Here, Trace};
use crate::exact;
use crate::plan::Slot;
use crate::program::{Fold, NodeId};
use crate::value::{Range, Value};
use rust_decimal::Decimal;

/// A result: known, or what it can be.
#[derive(Clone, Copy)]
enum Gathered {
    Known(Value),
    Open(Range),
}

impl Evaluation<'_> {
    /// Over the people who live there that month.
    pub(super) fn persons(
        &mut self,
        fold: Fold,
        members: Option<Slot>,
        value: Option<Slot>,
        here: Here,
    ) -> Result<Value, Fault> {
        let trace = &*self.trace;
        let one = Value::Number(Decimal::ONE);
        let people = self.household.people().iter().enumerate();
        let items = people.filter(|(_, person)| person.present(here.month)).map(|(person, _)| {
            let read = |slot: Slot| trace.value(slot, person);
            (members.map_or(Value::Bool(true), read), value.map_or(one, read))
        });
        let gathered = gather(trace, fold, items, here.node)?;
        Ok(self.keep(gathered))
    }

    /// Over the months of a span, or any other list of values that all take part.
    pub(super) fn months(
        &mut self,
        fold: Fold,
        values: &[Slot],
        here: Here,
    ) -> Result<Value, Fault> {
        let trace = &*self.trace;
        let items = values.iter().map(|slot| (Value::Bool(true), trace.value(*slot, here.person)));
        let gathered = gather(trace, fold, items, here.node)?;
        Ok(self.keep(gathered))
    }

    fn keep(&mut self, gathered: Gathered) -> Value {
        match gathered {
            Gathered::Known(value) => value,
            Gathered::Open(range) => self.unknown(range),
        }
    }
}

/// Gathers values, each with whether it takes part.
fn gather(
    trace: &Trace,
    fold: Fold,
    items: impl Iterator<Item = (Value, Value)> + Clone,
    node: NodeId,
) -> Result<Gathered, Fault> {
    let overflow = Fault::Overflow(node);
    let mut total = Decimal::ZERO;
    let mut count = 0u32;
    let mut best: Option<Decimal> = None;
    let mut open = false;
    match fold {
        Fold::Any | Fold::All => return Ok(Gathered::Open(test(trace, fold, items))),
        Fold::Sum | Fold::Mean | Fold::Count | Fold::Least | Fold::Greatest => {}
    }
    for (member, value) in items.clone() {
        match (member, value) {
            (Value::Unknown(_), _) | (Value::Bool(true), Value::Unknown(_)) => open = true,
            (Value::Bool(true), Value::Number(number)) => {
                total = exact::plus(total, number).ok_or(overflow)?;
                count += 1;
                let greatest = fold == Fold::Greatest;
                best = Some(best.map_or(number, |best| {
                    if greatest { best.max(number) } else { best.min(number) }
                }));
            }
            (Value::Bool(true), Value::Bool(true)) if fold == Fold::Count => count += 1,
            // A month in which it does not exist counts in an average, as nothing.
            (Value::Bool(true), Value::Absent) if fold == Fold::Mean => count += 1,
            (Value::Bool(true), Value::Absent) => {}
            (Value::Bool(true), Value::Bool(false)) if fold == Fold::Count => {}
            (Value::Bool(true), _) => return Err(Fault::Kind(node)),
            _ => {}
        }
    }
    if open {
        return Ok(Gathered::Open(ranges(trace, fold, items)));
    }
    Ok(Gathered::Known(match fold {
        Fold::Sum => Value::Number(total),
        Fold::Mean if count == 0 => Value::Absent,
        Fold::Mean => Value::Number(exact::over(total, Decimal::from(count)).ok_or(overflow)?),
        Fold::Count => Value::Number(Decimal::from(count)),
        Fold::Least | Fold::Greatest => best.map_or(Value::Absent, Value::Number),
        Fold::Any | Fold::All => return Err(Fault::Kind(node)),
    }))
}

/// Whether one, or every one, of those who take part meets the condition.
fn test(trace: &Trace, fold: Fold, items: impl Iterator<Item = (Value, Value)>) -> Range {
    let both = items.map(|(member, value)| {
        let member = trace.range(member);
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

/// The range of a total, a count, an average or an extreme, some of whose items are unknown.
fn ranges(trace: &Trace, fold: Fold, items: impl Iterator<Item = (Value, Value)>) -> Range {
    let possible = items
        .map(|(member, value)| (trace.range(member), value))
        .filter(|(member, _)| member.may_be_true())
        .map(|(member, value)| (!member.may_fail(), value, trace.range(value)));
    match fold {
        Fold::Count => count(possible),
        Fold::Sum => {
            let total = possible.fold(Interval::ZERO, |total, (sure, _, range)| {
                let addend = unknown::addend(range);
                total.plus(if sure { addend } else { addend.union(Interval::ZERO) })
            });
            total.range()
        }
        Fold::Mean => mean(possible),
        _ => {
            let each =
                possible.map(|(sure, _, range)| Range { absent: !sure || range.absent, ..range });
            unknown::extreme(each, fold == Fold::Greatest)
        }
    }
}

/// How many meet a condition, among those who surely or perhaps take part.
fn count(possible: impl Iterator<Item = (bool, Value, Range)>) -> Range {
    let (mut least, mut most) = (0u32, 0u32);
    for (sure, value, range) in possible {
        // When only members are counted, the value is the number one: it always holds.
        let holds = match value {
            Value::Number(_) => Range::only(Value::Bool(true)),
            _ => range,
        };
        least += u32::from(sure && !holds.may_fail());
        most += u32::from(holds.may_be_true());
    }
    Range::numbers(Some(Decimal::from(least)), Some(Decimal::from(most)))
}

/// The average of those who surely or perhaps take part.
fn mean(possible: impl Iterator<Item = (bool, Value, Range)>) -> Range {
    let mut total = Interval::ZERO;
    let mut envelope: Option<Interval> = None;
    let (mut least, mut most) = (0u32, 0u32);
    for (sure, _, range) in possible {
        let addend = unknown::addend(range);
        total = total.plus(addend);
        envelope = Some(envelope.map_or(addend, |envelope| envelope.union(addend)));
        least += u32::from(sure);
        most += 1;
    }
    let Some(envelope) = envelope else { return Range::only(Value::Absent) };
    // How many take part is not sure: the average still lies between the extremes.
    if least < most {
        return Range { absent: least == 0, ..envelope.range() };
    }
    total.over(Interval::point(Decimal::from(most))).range()
}
