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
// Each lies in one line of what the processor keeps near.
#[repr(align(64))]
pub(super) struct Column {
    /// For which households it was made.
    pub(super) made: Lanes,
    /// Of those, for which it is without object.
    pub(super) absent: Lanes,
    /// For which it is not known.
    pub(super) unknown: Lanes,
    /// For which it is a yes; what is no condition is a yes for nobody.
    pub(super) truth: Lanes,
    /// What it is for all the others, as long as that is the same: nearly always.
    same: Option<Cell>,
    /// Which its cells are, when it is not.
    cells: Option<NonZeroU32>,
    /// The evaluation to which all this belongs.
    evaluation: u32,
}

/// What depends on no household belongs to every evaluation.
const ALWAYS: u32 = u32::MAX;

impl Column {
    pub(super) const fn empty(evaluation: u32) -> Self {
        let (made, absent, unknown, truth) = (0, 0, 0, 0);
        Self { made, absent, unknown, truth, same: None, cells: None, evaluation }
    }

    /// Whether this is a condition, or nothing yet.
    #[inline]
    pub(super) fn has_no_cells(&self) -> bool {
        self.same.is_none() && self.cells.is_none()
    }

    /// For which of these households it is known and not without object.
    #[inline]
    pub(super) fn present(&self, lanes: Lanes) -> Lanes {
        lanes & !self.absent & !self.unknown
    }
}

/// What a column is worth where it is known and there; elsewhere it means nothing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Worth<'a> {
    /// The same for all.
    Same(Cell),
    /// To each its own.
    Each(&'a Cells),
}

impl Worth<'_> {
    /// The cell of a household.
    #[inline]
    pub(super) fn at(self, lane: usize) -> Cell {
        match self {
            Self::Same(cell) => cell,
            Self::Each(cells) => at(cells, lane),
        }
    }
}

/// The values of a column, while they are made.
#[derive(Debug)]
pub(super) struct Making {
    /// What all those put so far are.
    same: Option<Cell>,
    /// Whether they are not all the same: each is then in its cell.
    apart: bool,
    cells: Box<Cells>,
}

impl Making {
    /// Puts the cell of a household.
    #[expect(clippy::inline_always, reason = "called for each household of each step")]
    #[inline(always)]
    pub(super) fn put(&mut self, lane: usize, cell: Cell) {
        if self.apart {
            put(&mut self.cells, lane, cell);
        } else if self.same != Some(cell) {
            self.put_another(lane, cell);
        }
    }

    #[cold]
    fn put_another(&mut self, lane: usize, cell: Cell) {
        match self.same {
            None => self.same = Some(cell),
            Some(_) => put(self.spread(), lane, cell),
        }
    }

    /// Puts the same cell for several households.
    #[inline]
    pub(super) fn put_all(&mut self, lanes: Lanes, cell: Cell) {
        if lanes == 0 || !self.apart && self.same == Some(cell) {
            return;
        }
        if !self.apart && self.same.is_none() {
            self.same = Some(cell);
            return;
        }
        each(lanes).for_each(|lane| self.put(lane, cell));
    }

    /// The cells of all, each apart from now on.
    #[inline]
    pub(super) fn spread(&mut self) -> &mut Cells {
        if !self.apart {
            self.apart = true;
            if let Some(same) = self.same {
                self.cells.payloads.fill(same.payload);
                self.cells.kinds.fill(same.kind);
            }
        }
        &mut self.cells
    }

    /// What was put so far.
    #[inline]
    pub(super) fn worth(&self) -> Worth<'_> {
        if self.apart {
            Worth::Each(&self.cells)
        } else {
            Worth::Same(self.same.unwrap_or(Cell::UNKNOWN))
        }
    }

    /// What was put for a household.
    #[inline]
    pub(super) fn at(&self, lane: usize) -> Cell {
        if self.apart { at(&self.cells, lane) } else { self.same.unwrap_or(Cell::UNKNOWN) }
    }
}

/// All columns, and the cells of those that need some.
#[derive(Debug)]
pub(super) struct Columns {
    places: Vec<Column>,
    /// The first are of nobody. What is being made is not there.
    cells: Vec<Option<Box<Cells>>>,
    /// Those that are of no use now.
    #[expect(
        clippy::vec_box,
        reason = "they come and go by their address, not by their 576 bytes"
    )]
    spare: Vec<Box<Cells>>,
    evaluation: u32,
}

impl Columns {
    pub(super) fn new(count: usize) -> Self {
        let places = vec![Column::empty(0); count];
        Self { places, cells: vec![None], spare: Vec::new(), evaluation: 0 }
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
            column.same = Some(cell);
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
        self.spare.extend(self.cells.drain(1..).flatten());
        self.evaluation += 1;
        if self.evaluation == ALWAYS {
            let others = self.places.iter_mut().filter(|column| column.evaluation != ALWAYS);
            others.for_each(|column| column.evaluation = 0);
            self.evaluation = 1;
        }
    }

    /// Of these households, those for which a column was not made yet.
    #[inline]
    pub(super) fn missing(&self, place: usize, lanes: Lanes) -> Lanes {
        match self.places.get(place) {
            Some(column) if column.evaluation >= self.evaluation => lanes & !column.made,
            _ => lanes,
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

    /// A column that was made in this evaluation for some households, or is asked for none.
    #[inline]
    pub(super) fn made(&self, place: usize) -> Column {
        self.places.get(place).copied().unwrap_or(Column::empty(0))
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
        self.worth(column).at(lane)
    }

    /// What a column is worth, where it is known and there.
    #[inline]
    pub(super) fn worth(&self, column: &Column) -> Worth<'_> {
        let cells = column.cells.and_then(|cells| self.cells.get(cells.get() as usize));
        match cells.and_then(Option::as_deref) {
            Some(cells) => Worth::Each(cells),
            None => Worth::Same(column.same.unwrap_or(Cell::UNKNOWN)),
        }
    }

    /// Room for values that are of no column yet.
    pub(super) fn lend(&mut self) -> Making {
        self.open(&Column::empty(0))
    }

    /// Takes it back.
    pub(super) fn take_back(&mut self, made: Making) {
        self.spare.push(made.cells);
    }

    /// Takes the values of a column, to make more of them.
    #[inline]
    pub(super) fn open(&mut self, column: &Column) -> Making {
        let place = column.cells.and_then(|place| self.cells.get_mut(place.get() as usize));
        let cells = place.and_then(Option::take);
        let apart = cells.is_some();
        let cells = cells.or_else(|| self.spare.pop());
        let cells = cells.unwrap_or_else(|| Box::new(Cells::all(Cell::UNKNOWN)));
        Making { same: column.same, apart, cells }
    }

    /// Puts the values of a column back.
    #[inline]
    pub(super) fn close(&mut self, column: &mut Column, made: Making) {
        if !made.apart {
            column.same = made.same;
            self.spare.push(made.cells);
            return;
        }
        column.same = None;
        let place = column.cells.and_then(|place| self.cells.get_mut(place.get() as usize));
        if let Some(place) = place {
            *place = Some(made.cells);
        } else {
            column.cells = u32::try_from(self.cells.len()).ok().and_then(NonZeroU32::new);
            self.cells.push(Some(made.cells));
        }
    }

    /// Copies the values of these households from one column to another.
    #[inline]
    pub(super) fn copy(&mut self, from: &Column, to: &mut Column, lanes: Lanes) {
        to.absent |= from.absent & lanes;
        to.unknown |= from.unknown & lanes;
        to.truth |= from.truth & lanes;
        let there = from.present(lanes);
        if there == 0 || from.has_no_cells() {
            return;
        }
        if let Some(same) = from.same
            && to.cells.is_none()
            && to.same.is_none_or(|other| other == same)
        {
            to.same = Some(same);
            return;
        }
        let mut made = self.open(to);
        match self.worth(from) {
            Worth::Same(cell) => made.put_all(there, cell),
            Worth::Each(cells) => each(there).for_each(|lane| made.put(lane, at(cells, lane))),
        }
        self.close(to, made);
    }

    /// Makes the same value for several households.
    #[inline]
    pub(super) fn put_all(&mut self, column: &mut Column, lanes: Lanes, cell: Cell) {
        if lanes == 0 {
            return;
        }
        if column.cells.is_none() && column.same.is_none_or(|other| other == cell) {
            column.same = Some(cell);
            return;
        }
        let mut made = self.open(column);
        made.put_all(lanes, cell);
        self.close(column, made);
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
