//! What is gathered term by term, for each household: only one total as long as it is the same for
//! all of them.

use super::cell::Cell;
use super::columns::{Lanes, Making, Worth, at, each, put};
use super::number::Apart;

/// What was gathered so far.
#[derive(Debug)]
pub(super) struct Totals {
    /// For whom there is a total.
    pub(super) begun: Lanes,
    /// What it is for all of them, as long as that is the same.
    same: Option<Cell>,
    made: Making,
}

impl Totals {
    pub(super) fn new(made: Making) -> Self {
        Self { begun: 0, same: Some(Cell::UNKNOWN), made }
    }

    /// Takes a term for some of the households whose total still matters: `first` makes a total of
    /// it, `next` of a total and it. Gives the households for which it cannot be made.
    #[inline]
    pub(super) fn take(
        &mut self,
        apart: &mut Apart,
        (lanes, left): (Lanes, Lanes),
        term: Worth<'_>,
        first: impl Fn(&mut Apart, Cell) -> Option<Cell>,
        next: impl Fn(&mut Apart, Cell, Cell) -> Option<Cell>,
    ) -> Lanes {
        let (begin, go_on) = (lanes & !self.begun, lanes & self.begun);
        if let (Some(same), Worth::Same(term)) = (self.same, term) {
            let begun = if begin == 0 { None } else { Some(first(apart, term)) };
            let went_on = if go_on == 0 { None } else { Some(next(apart, same, term)) };
            let kept = if self.begun & left & !lanes == 0 { None } else { Some(Some(same)) };
            let mut all = [begun, went_on, kept].into_iter().flatten();
            let one = all.next().unwrap_or(Some(same));
            if one.is_some() && all.all(|other| other == one) {
                self.same = one;
                self.begun |= lanes;
                return 0;
            }
        }
        self.spread(left);
        let mut wrong = 0;
        for lane in each(begin) {
            match first(apart, term.at(lane)) {
                Some(total) => self.made.put(lane, total),
                None => wrong |= 1 << lane,
            }
        }
        if go_on != 0 {
            // Few totals stay the same once they are not.
            let totals = self.made.spread();
            let mut add = |lane: usize, term: Cell| match next(apart, at(totals, lane), term) {
                Some(total) => put(totals, lane, total),
                None => wrong |= 1 << lane,
            };
            match term {
                Worth::Same(term) => each(go_on).for_each(|lane| add(lane, term)),
                Worth::Each(terms) => each(go_on).for_each(|lane| add(lane, at(terms, lane))),
            }
        }
        self.begun |= lanes;
        wrong
    }

    /// Puts the same total in the place of each household.
    fn spread(&mut self, left: Lanes) {
        if let Some(same) = self.same.take() {
            self.made.put_all(self.begun & left, same);
        }
    }

    /// The total of all these households, if it is the same.
    pub(super) fn same(&self, lanes: Lanes) -> Option<Cell> {
        self.same.filter(|_| lanes & !self.begun == 0)
    }

    /// The column as it was before, when nothing was put in it: the total was the same.
    pub(super) fn dropped(self) -> Making {
        self.made
    }

    /// The totals, one by one, of those that matter.
    pub(super) fn made(mut self, left: Lanes) -> Making {
        self.spread(left);
        self.made
    }
}
