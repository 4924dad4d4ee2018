//! What changed with time, for each household, as `plan/changes.rs` says it of one.

use super::Walk;
use super::cell::{Cell, Kind};
use super::columns::{Lanes, each};
use super::read::{Day, elapsed};
use crate::plan::{Bits, Look, SameIf, moves, varies};
use crate::program::Scope;
use rust_decimal::Decimal;

/// For which households each thing changed: for a person, or for anyone.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// The things that changed for anyone in some household.
    some: Bits,
    each: Vec<Things>,
    all: Things,
    /// Until it is known, everything may have changed.
    known: bool,
}

/// The households for which each thing changed, by the place of its bit.
#[derive(Clone, Debug, Default)]
struct Things(Vec<Lanes>);

impl Things {
    fn clear(&mut self) {
        self.0.clear();
        self.0.resize(Bits::BITS as usize, 0);
    }

    fn mark(&mut self, bits: Bits, lanes: Lanes) {
        for thing in things(bits) {
            if let Some(there) = self.0.get_mut(thing) {
                *there |= lanes;
            }
        }
    }

    #[inline]
    fn any(&self, bits: Bits) -> Lanes {
        things(bits).fold(0, |lanes, thing| lanes | self.0.get(thing).copied().unwrap_or(0))
    }

    /// The things that changed for some household.
    fn some(&self) -> Bits {
        let places = (0u32..).zip(&self.0).filter(|(_, lanes)| **lanes != 0);
        places.fold(0, |bits, (place, _)| bits | 1 << place)
    }

    fn join(&mut self, other: &Self, lanes: Lanes) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs & lanes;
        }
    }
}

/// The places of bits.
#[inline]
fn things(bits: Bits) -> impl Iterator<Item = usize> {
    let mut left = bits;
    std::iter::from_fn(move || {
        if left == 0 {
            return None;
        }
        let place = left.trailing_zeros() as usize;
        left &= left - 1;
        Some(place)
    })
}

impl Changed {
    /// For which households some of these things changed, for a person; for anyone when there is
    /// none.
    #[inline]
    pub(super) fn touch(&self, same_if: SameIf, person: Option<usize>) -> Lanes {
        if same_if.own | same_if.all == 0 {
            return 0;
        }
        if !self.known {
            return Lanes::MAX;
        }
        // Few things changed for someone.
        let (own, all) = (same_if.own & self.some, same_if.all & self.some);
        if own | all == 0 {
            return 0;
        }
        let own = match person {
            Some(person) => self.each.get(person).map_or(Lanes::MAX, |each| each.any(own)),
            None => self.all.any(own),
        };
        own | self.all.any(all)
    }

    fn begin(&mut self, people: usize) {
        self.known = false;
        self.each.resize_with(people, Things::default);
        self.each.iter_mut().for_each(Things::clear);
        self.all.clear();
    }
}

impl Walk<'_> {
    /// Sees what changed in the households with time. The days that this looks at are made first,
    /// as if everything had.
    pub(super) fn look_for_changes(&mut self) {
        let plan = self.plan;
        let mut changed = std::mem::take(self.changed);
        changed.begin(self.having.len());
        for look in plan.alike.looks() {
            if look.is_of_each_person() {
                for (person, things) in changed.each.iter_mut().enumerate() {
                    self.person = person;
                    let lanes = self.having.get(person).copied().unwrap_or(0);
                    self.look(look, person, lanes, things);
                }
            } else {
                self.look(look, 0, self.all, &mut changed.all);
            }
        }
        let shared = changed.all.clone();
        for (things, having) in changed.each.iter_mut().zip(&self.having) {
            changed.all.join(things, *having);
            things.join(&shared, *having);
        }
        changed.some = changed.all.some();
        changed.known = true;
        *self.changed = changed;
    }

    /// The households where someone came lately, or may leave.
    fn unsettled(&self) -> Lanes {
        let people = self.having.iter().zip(&self.settled);
        people.fold(0, |lanes, (having, settled)| lanes | having & !settled)
    }

    /// Looks at one thing, or at what several make of the same days.
    fn look(&mut self, look: &Look, person: usize, lanes: Lanes, things: &mut Things) {
        let households = self.households;
        let which = |lanes: Lanes, changed: &dyn Fn(&crate::Household) -> bool| {
            each(lanes).fold(0, |all, lane| {
                all | Lanes::from(households.get(lane).is_some_and(|household| changed(household)))
                    << lane
            })
        };
        match look {
            Look::Answer { question, scope, from, to, bit } => {
                let person = if *scope == Scope::Person { person } else { 0 };
                let changing = self.given.to(*question, *scope, person).changing & lanes;
                let changed = which(changing, &|household| {
                    varies(household.fact(*question, *scope, person), *from, *to)
                });
                things.mark(*bit, changed);
            }
            Look::Presence { from, to, bit } => {
                let settled = *from >= self.settled_since;
                let lanes = if settled { lanes & self.unsettled() } else { lanes };
                let changed = which(lanes, &|household| moves(household, *from, *to));
                things.mark(*bit, changed);
            }
            Look::Side { day, from, to, bits } => {
                let column = self.need(*day, lanes);
                let (from, to) = (Cell::day(*from).payload, Cell::day(*to).payload);
                let mut changed = column.unknown & lanes;
                let worth = self.columns.worth(&column);
                for lane in each(column.present(lanes)) {
                    let cell = worth.at(lane);
                    let crossed = (from..=to).contains(&cell.payload);
                    changed |= Lanes::from(crossed || cell.kind != Kind::DATE) << lane;
                }
                things.mark(*bits, changed);
            }
            Look::Time { since, years, from, to, any, thresholds } => {
                let column = self.need(*since, lanes);
                let (from, to) = (Day::new(*from), Day::new(*to));
                let mut open = column.unknown & lanes;
                let worth = self.columns.worth(&column);
                for lane in each(column.present(lanes)) {
                    let since = worth.at(lane);
                    if since.kind != Kind::DATE {
                        open |= 1 << lane;
                        continue;
                    }
                    let counts = [from, to].map(|to| elapsed(*years, since.payload, to));
                    let [then, now] = counts;
                    if then == now {
                        continue;
                    }
                    let sides = |threshold: &Decimal| {
                        counts.map(|count| Decimal::from(count).cmp(threshold))
                    };
                    let passed = thresholds.iter().filter(|(threshold, _)| {
                        let [then, now] = sides(threshold);
                        then != now
                    });
                    things.mark(passed.fold(*any, |bits, (_, bit)| bits | bit), 1 << lane);
                }
                // Since a day that is not known, each count is unknown in its own way.
                let every = thresholds.iter().fold(*any, |bits, (_, bit)| bits | bit);
                things.mark(every, open);
            }
        }
    }
}
