//! Where values are kept: a column for each slot and each person, with a place for each household.

use super::cell::{Cell, Kind};
use std::num::NonZeroU32;

/// Households, one bit each.
pub(super) type Lanes = u64;

/// How many households are evaluated together, at most.
pub const TOGETHER: usize = 64;

/// A cell for each household; what is alike lies together, and takes half the memory.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    payloads: [i64; TOGETHER],
    kinds: [Kind; TOGETHER],
}

impl Cells {
    const fn all(cell: Cell) -> Self {
        Self { payloads: [cell.payload; TOGETHER], kinds: [cell.kind; TOGETHER] }
    }
}

/// The values of a slot, for the households for which they were made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// For which households it was made.
    pub(super) made: Lanes,
    /// Of those, for which it is without object.
    pub(super) absent: Lanes,
    /// For which it is not known.
    pub(super) unknown: Lanes,
    /// For which it is a yes; what is no condition is a yes for nobody.
    pub(super) truth: Lanes,
    /// Which its cells are, unless it is a condition.
    cells: Option<NonZeroU32>,
    /// The evaluation to which all this belongs.
    evaluation: u32,
}

/// What depends on no household belongs to every evaluation.
const ALWAYS: u32 = u32::MAX;

impl Column {
    pub(super) const fn empty(evaluation: u32) -> Self {
        let (made, absent, unknown, truth) = (0, 0, 0, 0);
        Self { made, absent, unknown, truth, cells: None, evaluation }
    }

    /// Whether this is a condition, or nothing yet.
    #[inline]
    pub(super) fn has_no_cells(&self) -> bool {
        self.cells.is_none()
    }

    /// For which of these households it is known and not without object.
    #[inline]
    pub(super) fn present(&self, lanes: Lanes) -> Lanes {
        lanes & !self.absent & !self.unknown
    }
}

/// All columns, and the cells of those that are no conditions.
#[derive(Debug)]
pub(super) struct Columns {
    places: Vec<Column>,
    /// The first are of nobody; then come those that depend on no household. What is being made is
    /// not there.
    cells: Vec<Option<Box<Cells>>>,
    /// How many depend on no household, and how many are taken.
    kept: usize,
    taken: usize,
    evaluation: u32,
}

impl Columns {
    pub(super) fn new(count: usize) -> Self {
        let places = vec![Column::empty(0); count];
        Self { places, cells: vec![None], kept: 1, taken: 1, evaluation: 0 }
    }

    /// Keeps what depends on no household.
    pub(super) fn constant(&mut self, place: usize, cell: Cell) {
        let all = Lanes::MAX;
        let is = |kind: Kind| if cell.kind == kind { all } else { 0 };
        let mut column = Column {
            made: all,
            absent: is(Kind::ABSENT),
            unknown: is(Kind::UNKNOWN),
            truth: if cell.is_true() { all } else { 0 },
            ..Column::empty(ALWAYS)
        };
        if cell.kind != Kind::BOOL {
            column.cells = u32::try_from(self.cells.len()).ok().and_then(NonZeroU32::new);
            self.cells.push(Some(Box::new(Cells::all(cell))));
            self.kept = self.cells.len();
        }
        if let Some(there) = self.places.get_mut(place) {
            *there = column;
        }
    }

    /// Forgets the last households, and makes ready for so many columns.
    pub(super) fn begin(&mut self, count: usize) {
        if self.places.len() < count {
            self.places.resize(count, Column::empty(0));
        }
        self.taken = self.kept;
        self.evaluation += 1;
        if self.evaluation == ALWAYS {
            let others = self.places.iter_mut().filter(|column| column.evaluation != ALWAYS);
            others.for_each(|column| column.evaluation = 0);
            self.evaluation = 1;
        }
    }

    /// A column, as far as it was made in this evaluation.
    #[inline]
    pub(super) fn get(&self, place: usize) -> Column {
        match self.places.get(place) {
            Some(column) if column.evaluation >= self.evaluation => *column,
            _ => Column::empty(self.evaluation),
        }
    }

    #[inline]
    pub(super) fn put(&mut self, place: usize, column: Column) {
        if let Some(there) = self.places.get_mut(place) {
            *there = column;
        }
    }

    /// The value of a household.
    pub(super) fn cell(&self, column: &Column, lane: usize) -> Cell {
        if column.has_no_cells() {
            return Cell::truth(column.truth >> lane & 1 != 0);
        }
        at(self.cells(column), lane)
    }

    /// The cells of a column; they mean something only where it is known and there.
    #[inline]
    pub(super) fn cells(&self, column: &Column) -> &Cells {
        static NONE: Cells = Cells::all(Cell::UNKNOWN);
        let cells = column.cells.and_then(|cells| self.cells.get(cells.get() as usize));
        cells.and_then(Option::as_deref).unwrap_or(&NONE)
    }

    /// Takes the cells of a column, to make them.
    pub(super) fn open(&mut self, column: &mut Column) -> Box<Cells> {
        let place = column.cells.map_or(self.taken, |cells| cells.get() as usize);
        if column.cells.is_none() {
            self.taken += 1;
            if self.cells.len() < self.taken {
                self.cells.resize_with(self.taken, || None);
            }
            column.cells = u32::try_from(place).ok().and_then(NonZeroU32::new);
        }
        let cells = self.cells.get_mut(place).and_then(Option::take);
        cells.unwrap_or_else(|| Box::new(Cells::all(Cell::UNKNOWN)))
    }

    /// Puts back the cells of a column.
    pub(super) fn close(&mut self, column: &Column, cells: Box<Cells>) {
        let place = column.cells.and_then(|place| self.cells.get_mut(place.get() as usize));
        if let Some(place) = place {
            *place = Some(cells);
        }
    }

    /// Copies the values of these households from one column to another.
    pub(super) fn copy(&mut self, from: &Column, to: &mut Column, lanes: Lanes) {
        to.absent |= from.absent & lanes;
        to.unknown |= from.unknown & lanes;
        to.truth |= from.truth & lanes;
        if !from.has_no_cells() {
            let mut made = self.open(to);
            let cells = self.cells(from);
            for lane in each(from.present(lanes)) {
                put(&mut made, lane, at(cells, lane));
            }
            self.close(to, made);
        }
    }
}

/// The cell of a household.
#[inline]
pub(super) fn at(cells: &Cells, lane: usize) -> Cell {
    let lane = lane % TOGETHER;
    match (cells.payloads.get(lane), cells.kinds.get(lane)) {
        (Some(payload), Some(kind)) => Cell { payload: *payload, kind: *kind },
        _ => Cell::UNKNOWN,
    }
}

/// Puts the cell of a household.
#[inline]
pub(super) fn put(cells: &mut Cells, lane: usize, cell: Cell) {
    let lane = lane % TOGETHER;
    if let (Some(payload), Some(kind)) = (cells.payloads.get_mut(lane), cells.kinds.get_mut(lane)) {
        (*payload, *kind) = (cell.payload, cell.kind);
    }
}

/// The households of these bits, by their place.
#[inline]
pub(super) fn each(lanes: Lanes) -> impl Iterator<Item = usize> {
    let mut left = lanes;
    std::iter::from_fn(move || {
        if left == 0 {
            return None;
        }
        let lane = left.trailing_zeros() as usize;
        left &= left - 1;
        Some(lane)
    })
}
