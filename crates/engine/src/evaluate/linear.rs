//! What unknown numbers have in common: a sum keeps how many times it counts each of them, so that what
//! is given for a salary and what is taken for it again make one slope, not two ranges.
//!
//! Both hold the value: what the operations give from range to range, and all that the sum can be.

use super::unknown::{self, Interval};
use super::{Evaluation, Here, Trace};
use crate::exact;
use crate::value::{Range, RangeId, Set, Value};
use crate::{Fact, QuestionId};
use rust_decimal::Decimal;

/// More parts than this are taken as one unknown number.
const MOST: usize = 12;

/// Beyond this, the last of 28 digits are no longer far below [`HAIR`].
const FAR: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// More than the last digits of slopes can make.
const HAIR: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// Stands for a part that grew too large: it can be any number.
const LOST: RangeId = RangeId(u32::MAX);

impl Trace {
    /// Where the next sum begins.
    fn sum(&self) -> usize {
        self.parts.len()
    }

    /// What a value can add to a sum, as a value and from where to where; nothing if it is not counted.
    pub(super) fn addend(&mut self, value: Value, sure: bool) -> (Value, Interval) {
        let range = self.range(value);
        let addend = unknown::addend(range);
        let addend = if sure { addend } else { addend.union(Interval::ZERO) };
        let whole = sure && !range.absent;
        (if whole { value } else { self.of_range(addend.range()) }, addend)
    }

    /// Something of which only the range is known.
    fn of_range(&mut self, range: Range) -> Value {
        range.single().unwrap_or_else(|| self.keep(range))
    }

    /// What may also not exist.
    pub(super) fn perhaps(&mut self, range: Range) -> Value {
        self.of_range(Range { absent: true, ..range })
    }

    /// Adds a value, so many times, to the sum that begins there.
    fn add(&mut self, start: usize, value: Value, times: Option<Decimal>) {
        let product = |slope| times.and_then(|times| exact::times(slope, times));
        let id = match value {
            // A number counts the range of one alone, which comes last of those kept for all.
            Value::Number(number) => {
                return self.add_part(start, RangeId(self.first.wrapping_sub(1)), product(number));
            }
            Value::Unknown(id) if id.0 >= self.first => id,
            // What nobody answered has one range for all of whom it is asked.
            _ => match self.keep(self.range(value)) {
                Value::Unknown(id) => id,
                _ => LOST,
            },
        };
        let place = id.0.wrapping_sub(self.first) as usize;
        let (from, to) = self.sums.get(place).copied().unwrap_or_default();
        if from == to {
            return self.add_part(start, id, times);
        }
        for place in from..to {
            let (part, slope) = self.parts.get(place).copied().unwrap_or((LOST, Decimal::ONE));
            self.add_part(start, part, product(slope));
        }
    }

    fn add_part(&mut self, start: usize, part: RangeId, slope: Option<Decimal>) {
        let mut own = self.parts.iter_mut().skip(start);
        let (part, slope) = match (own.find(|(own, _)| *own == part), slope) {
            (Some((_, own)), Some(slope)) => match exact::plus(*own, slope) {
                Some(sum) => {
                    *own = sum;
                    return;
                }
                None => (LOST, Decimal::ONE),
            },
            (None, Some(slope)) => (part, slope),
            (_, None) => (LOST, Decimal::ONE),
        };
        self.parts.push((part, slope));
    }

    /// Keeps a range and the sum that begins there, which both hold the value.
    fn keep_sum(&mut self, start: usize, mut range: Range) -> Value {
        // A little more than all that the sum can be.
        let (mut least, mut most) = (Some(-HAIR), Some(HAIR));
        for (part, slope) in self.parts.get(start..).unwrap_or_default() {
            let add = |sum: Option<Decimal>, end: Option<Decimal>| {
                let more = exact::times(*slope, end?).filter(|more| more.abs() <= FAR)?;
                exact::plus(sum?, more)
            };
            let (mut low, mut high) = self.range(Value::Unknown(*part)).bounds();
            if slope.is_sign_negative() {
                std::mem::swap(&mut low, &mut high);
            }
            (least, most) = (add(least, low), add(most, high));
        }
        if let (false, Set::Numbers { low, high }) = (range.absent, &mut range.set) {
            *low = (*low).max(least);
            *high = high.or(most).zip(most.or(*high)).map(|(high, most)| high.min(most));
        }
        if range.absent || self.parts.len() - start > MOST || least.or(most).is_none() {
            self.parts.truncate(start);
        }
        let value = self.of_range(range);
        if let (Value::Unknown(_), Some(sum)) = (value, self.sums.last_mut()) {
            *sum = (start, self.parts.len());
        }
        value
    }

    /// The greater or the less of two values; what does not exist does not take part.
    pub(super) fn pick(&mut self, a: Value, b: Value, greatest: bool) -> Value {
        let (a_range, b_range) = (self.range(a), self.range(b));
        if a_range.set == Set::Empty {
            return b;
        }
        if b_range.set == Set::Empty {
            return a;
        }
        let range = unknown::extreme(a_range, b_range, greatest);
        if a_range.absent || b_range.absent {
            return self.of_range(range);
        }
        // By how much the first exceeds the second.
        let start = self.sum();
        let (more, less) = (Some(Decimal::ONE), Some(Decimal::NEGATIVE_ONE));
        self.add(start, a, more);
        self.add(start, b, less);
        let apart = Interval::of(a_range).minus(Interval::of(b_range)).range();
        let apart = self.keep_sum(start, apart);
        let (low, high) = self.range(apart).bounds();
        if low.is_some_and(|low| low >= Decimal::ZERO) {
            return if greatest { a } else { b };
        }
        if high.is_some_and(|high| high <= Decimal::ZERO) {
            return if greatest { b } else { a };
        }
        self.of_range(range)
    }
}

impl Evaluation<'_> {
    /// Puts what an answer can be in its place: one value for all months when that was said.
    #[cold]
    pub(super) fn put_within(
        &mut self,
        range: Range,
        fact: &Fact,
        question: QuestionId,
        here: Here,
    ) -> Option<usize> {
        let key = (question, here.person);
        let always = matches!(fact, Fact::Always(_));
        if let Some((_, value)) =
            self.trace.always.iter().find(|(known, _)| always && *known == key)
        {
            let value = *value;
            return self.put(value, here);
        }
        let place = self.put_range(range, here)?;
        self.trace.always.push((key, *self.at(place)));
        Some(place)
    }

    /// Puts what a sum can be in its place: these values, some taken away, so many times.
    #[cold]
    pub(super) fn put_sum(
        &mut self,
        added: &[(Value, bool)],
        times: Option<Decimal>,
        range: Range,
        here: Here,
    ) -> Option<usize> {
        let start = self.trace.sum();
        for (value, minus) in added {
            self.trace.add(start, *value, if *minus { times.map(|times| -times) } else { times });
        }
        let value = self.trace.keep_sum(start, range);
        self.put(value, here)
    }
}
