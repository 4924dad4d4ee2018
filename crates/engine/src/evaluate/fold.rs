//! Values gathered over people or over months.

use super::unknown::{self, Interval};
use super::{Evaluation, Fault, Here, Trace};
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
                total = total.checked_add(number).ok_or(overflow)?;
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
        Fold::Mean => Value::Number(total.checked_div(Decimal::from(count)).ok_or(overflow)?),
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

/// The range of a total, a count or an extreme, some of whose items are unknown.
fn ranges(trace: &Trace, fold: Fold, items: impl Iterator<Item = (Value, Value)>) -> Range {
    let mut total = Interval::ZERO;
    let mut least_count = 0u32;
    let mut most_count = 0u32;
    let mut extreme: Option<Range> = None;
    for (member, value) in items {
        let member = trace.range(member);
        if !member.may_be_true() {
            continue;
        }
        let sure = !member.may_fail();
        let range = trace.range(value);
        if fold == Fold::Count {
            let holds = match value {
                Value::Number(_) => Range::only(Value::Bool(true)),
                _ => range,
            };
            least_count += u32::from(sure && !holds.may_fail());
            most_count += u32::from(holds.may_be_true());
            continue;
        }
        let addend = unknown::addend(range);
        total = total.plus(if sure { addend } else { addend.union(Interval::ZERO) });
        least_count += u32::from(sure && !range.absent);
        most_count += 1;
        let one = Range { absent: !sure || range.absent, ..range };
        extreme = Some(extreme.map_or(one, |so_far| {
            unknown::extreme([so_far, one].into_iter(), fold == Fold::Greatest)
        }));
    }
    match fold {
        Fold::Count => {
            Range::numbers(Some(Decimal::from(least_count)), Some(Decimal::from(most_count)))
        }
        Fold::Sum => total.range(),
        // Over months every item takes part, so that both counts agree.
        Fold::Mean if most_count > 0 => {
            total.over(Interval::point(Decimal::from(most_count))).range()
        }
        _ => extreme.unwrap_or(Range::only(Value::Absent)),
    }
}
