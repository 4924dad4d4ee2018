//! What a result can be when answers are unknown: the ranges are cut into smaller ones and
//! evaluated again, until the least and the greatest result are tight.
//!
//! The bounds are always true: they may be a little wide, never too narrow.

use crate::exact;
use crate::program::{Program, QuestionId, RuleId, Scope};
use crate::value::{Range, Set, choice_bit};
use crate::{
    Answer, Asked, Evaluated, Fact, Fault, Household, Month, Need, Outcome, Plan, Settled, Trace,
    may_be_uncovered, outcome, result_into,
};
use rust_decimal::Decimal;
use time::{Date, Duration};

/// Closer than this, nothing is left to narrow.
const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// As many evaluations as looking for what decides takes.
const SEARCH: usize = 3;

/// With fewer open answers than this, cutting them all finds out sooner than looking for what decides.
const FEW: usize = 4;

/// An answer that is not known, about a person when it is asked of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// The question.
    pub question: QuestionId,
    /// The person.
    pub person: usize,
    /// The month, where one month may differ from the next; otherwise the answer is the same at all.
    pub month: Option<Month>,
}

/// What a result can be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// At least this.
    pub low: Decimal,
    /// At most this; nothing when there is no bound.
    pub high: Option<Decimal>,
    /// Whether some answers lead to a situation that is not covered.
    pub maybe_uncovered: bool,
}

/// What was found for whole answers: the true bounds lie no nearer than these.
#[derive(Default)]
struct Found {
    least: Option<Decimal>,
    most: Option<Decimal>,
}

impl Found {
    fn follow(&mut self, amount: Decimal) {
        self.least = Some(self.least.map_or(amount, |least| least.min(amount)));
        self.most = Some(self.most.map_or(amount, |most| most.max(amount)));
    }

    /// How far the bounds of a cell lie from what was found, the greatest and the least.
    fn gaps(&self, cell: &Cell) -> [Decimal; 2] {
        // No bound at all is the furthest.
        let above = match (cell.high, self.most) {
            (Some(high), Some(most)) => exact::difference(high, most),
            _ => Decimal::MAX,
        };
        let below = self.least.map_or(Decimal::MAX, |least| exact::difference(least, cell.low));
        [above, below]
    }

    /// The cell whose bound lies furthest from what was found.
    fn worth_cutting(&self, cells: &[Cell]) -> Option<usize> {
        let open = cells.iter().enumerate().filter(|(_, cell)| !cell.whole);
        let gaps = open.map(|(at, cell)| (at, self.gaps(cell)));
        let furthest = gaps.map(|(at, [above, below])| (at, above.max(below)));
        let furthest = furthest.max_by_key(|(_, gap)| *gap);
        furthest.filter(|(_, gap)| *gap >= CENT).map(|(at, _)| at)
    }
}

/// Which whole answers of a cell are tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

/// A piece of what the open answers can be, and what the result can be there.
struct Cell {
    ranges: Vec<Range>,
    low: Decimal,
    high: Option<Decimal>,
    uncovered: bool,
    /// Some of it, or all, is not covered.
    beyond: bool,
    /// Cannot be cut any further, or need not.
    whole: bool,
}

/// The range of a right while it is looked for, cut by cut.
pub struct Sweep<'a> {
    program: &'a Program,
    plan: &'a Plan,
    household: Household,
    droit: RuleId,
    open: Vec<Open>,
    cells: Vec<Cell>,
    /// How many evaluations may be made.
    budget: usize,
    trace: Trace,
    /// What is known before the first evaluation.
    first: Settled,
    /// What the first evaluation, over all that the answers can be, found for sure.
    settled: Option<Settled>,
    /// What whole answers gave so far.
    found: Found,
    /// How many evaluations were made.
    spent: usize,
}

impl<'a> Sweep<'a> {
    /// Begins with all that the open answers can be.
    pub fn begin(
        program: &'a Program,
        plan: &'a Plan,
        household: &Household,
        droit: RuleId,
        open: Vec<Open>,
        budget: usize,
    ) -> Result<Self, Fault> {
        let range = |open: &Open| {
            program.questions.get(open.question.index()).map_or(Range::ANY_NUMBER, |q| q.range)
        };
        let ranges = open.iter().map(range).collect();
        let mut sweep = Self {
            program,
            plan,
            household: household.clone(),
            droit,
            first: Settled::new(open.iter().all(|open| open.month.is_none())),
            open,
            cells: Vec::new(),
            budget,
            trace: Trace::default(),
            settled: None,
            found: Found::default(),
            spent: 0,
        };
        let whole = sweep.cell(ranges, End::Low)?;
        sweep.cells.push(whole);
        Ok(sweep)
    }

    /// Cuts one cell more; tells whether another may be worth it.
    pub fn advance(&mut self) -> Result<bool, Fault> {
        if self.spent >= self.budget {
            return Ok(false);
        }
        let Some(index) = self.found.worth_cutting(&self.cells) else { return Ok(false) };
        let cell = self.cells.swap_remove(index);
        let sides = self.sides(&cell.ranges)?;
        let halves = cut(&cell.ranges, &sides);
        if halves.is_empty() {
            self.cells.push(Cell { whole: true, ..cell });
            return Ok(true);
        }
        let last = halves.len() - 1;
        for (place, ranges) in halves.into_iter().enumerate() {
            // What is least and most often lies at the ends.
            let half = self.cell(ranges, if place == last { End::High } else { End::Low })?;
            self.cells.push(half);
        }
        Ok(true)
    }

    /// What the result can be, as far as was found.
    pub fn spread(&self) -> Spread {
        let covered = self.cells.iter().filter(|cell| !cell.uncovered);
        let low = covered.clone().map(|cell| cell.low).min().unwrap_or_default();
        let high =
            covered.map(|cell| cell.high).try_fold(Decimal::ZERO, |max, high| Some(max.max(high?)));
        let maybe_uncovered = self.cells.iter().any(|cell| cell.beyond);
        Spread { low, high, maybe_uncovered }
    }

    /// A cell; whole answers at one of its ends are tried where they may go beyond what was found.
    #[inline(never)]
    fn cell(&mut self, ranges: Vec<Range>, end: End) -> Result<Cell, Fault> {
        let (low, high, uncovered) = match self.outcome(&ranges)? {
            Outcome::Amount(amount) => {
                self.found.follow(amount);
                let high = Some(amount);
                return Ok(Cell {
                    ranges,
                    low: amount,
                    high,
                    uncovered: false,
                    beyond: false,
                    whole: true,
                });
            }
            Outcome::Between(low, high) => (low, high, false),
            Outcome::Uncovered => (Decimal::ZERO, Some(Decimal::ZERO), true),
        };
        let beyond =
            uncovered || may_be_uncovered(self.program, self.plan, &self.trace, self.droit);
        let cell = Cell { ranges, low, high, uncovered, beyond, whole: uncovered };
        if !uncovered && self.found.gaps(&cell).iter().any(|gap| *gap >= CENT) {
            let point: Vec<Range> = cell.ranges.iter().map(|range| at_end(range, end)).collect();
            if let Outcome::Amount(amount) = self.outcome(&point)? {
                self.found.follow(amount);
            }
        }
        Ok(cell)
    }

    /// The open answers that can still change the result within a cell, those that decide first.
    fn sides(&mut self, ranges: &[Range]) -> Result<Vec<usize>, Fault> {
        if self.open.len() < FEW {
            return Ok((0..self.open.len()).collect());
        }
        self.outcome(ranges)?;
        self.spent += SEARCH;
        let Self { program, plan, trace, household, .. } = self;
        let evaluated = Evaluated { program, plan, trace, household };
        let mut sides = Vec::new();
        for Need { asked, months } in evaluated.open(self.droit) {
            let Asked::Question(question, person) = asked else { continue };
            let same = |open: &Open| {
                open.question == question
                    && open.person == person.unwrap_or(0)
                    && open.month.is_none_or(|month| months.contains(&month))
            };
            sides.extend((0..).zip(&self.open).filter(|(_, open)| same(open)).map(|(at, _)| at));
        }
        Ok(sides)
    }

    fn outcome(&mut self, ranges: &[Range]) -> Result<Outcome, Fault> {
        self.spent += 1;
        for (open, range) in self.open.iter().zip(ranges) {
            let scope = self.program.questions.get(open.question.index()).map(|q| q.scope);
            let scope = scope.unwrap_or(Scope::Household);
            let answer = range.single().map_or(Answer::Within(*range), Answer::Given);
            let Some(fact) = self.household.fact_mut(open.question, scope, open.person) else {
                continue;
            };
            match open.month {
                Some(month) => fact.set(month, answer),
                None => *fact = Fact::Always(answer),
            }
        }
        let Self { trace, program, plan, household, droit, first, settled, .. } = self;
        let known = settled.as_ref().unwrap_or(first);
        result_into(trace, program, plan, household, *droit, known)?;
        settled.get_or_insert_with(|| trace.settled());
        Ok(outcome(self.program, self.plan, &self.trace, self.droit))
    }
}

/// The least or the greatest of a range, alone; the range itself when it has no such end.
fn at_end(range: &Range, end: End) -> Range {
    let first = end == End::Low;
    let set = match range.set {
        Set::Bools { no: true, yes: true } => Set::Bools { no: first, yes: !first },
        Set::Choices(mask) if mask != 0 => {
            let place = if first { mask.trailing_zeros() } else { mask.ilog2() };
            Set::Choices(1 << place)
        }
        Set::Numbers { low: Some(low), high: Some(high) } => {
            let bound = Some(if first { low } else { high });
            Set::Numbers { low: bound, high: bound }
        }
        Set::Dates { low, high } => match if first { low.or(high) } else { high.or(low) } {
            Some(day) => Set::Dates { low: Some(day), high: Some(day) },
            None => range.set,
        },
        set => set,
    };
    Range { set, absent: false }
}

/// The halves of a cell, cut along the first side that decides, else along the widest; nothing when
/// it is a point, or no side matters.
fn cut(ranges: &[Range], sides: &[usize]) -> Vec<Vec<Range>> {
    let mut widest: Option<(usize, Decimal)> = None;
    for index in sides {
        let Some(weight) = ranges.get(*index).and_then(weight) else { continue };
        if widest.is_none_or(|(_, most)| weight > most) {
            widest = Some((*index, weight));
        }
    }
    let Some((index, _)) = widest else { return Vec::new() };
    let Some(range) = ranges.get(index) else { return Vec::new() };
    halves(range)
        .into_iter()
        .map(|half| {
            let mut ranges = ranges.to_vec();
            if let Some(place) = ranges.get_mut(index) {
                *place = half;
            }
            ranges
        })
        .collect()
}

/// How much a side is worth cutting: choices before numbers, then the widest; nothing when it
/// cannot be cut.
fn weight(range: &Range) -> Option<Decimal> {
    match range.set {
        Set::Bools { no: true, yes: true } | Set::Dates { low: None, high: None } => {
            Some(Decimal::MAX)
        }
        Set::Choices(mask) if mask.count_ones() > 1 => Some(Decimal::MAX),
        Set::Numbers { low: Some(low), high: Some(high) } => {
            let width = exact::difference(high, low);
            (width >= CENT).then_some(width)
        }
        Set::Dates { low: Some(low), high: Some(high) } => {
            let days = (high - low).whole_days();
            (days > 0).then(|| Decimal::from(days))
        }
        _ => None,
    }
}

/// Where to cut between two numbers: half way in digits when one is far greater than the other, since
/// what the law tells apart lies among small amounts; otherwise half way.
fn middle(low: Decimal, high: Decimal) -> Decimal {
    let mut middle = high;
    let mut reach = low.max(Decimal::TEN);
    while low >= Decimal::ZERO
        && middle > exact::times(reach, Decimal::ONE_HUNDRED).unwrap_or(middle)
    {
        middle /= Decimal::TEN;
        reach = exact::times(reach, Decimal::TEN).unwrap_or(middle);
    }
    let middle = if middle == high { exact::total([low, high]) / Decimal::TWO } else { middle };
    middle.round_dp(2)
}

fn halves(range: &Range) -> Vec<Range> {
    let of = |set: Set| Range { set, absent: range.absent };
    match range.set {
        Set::Bools { .. } => {
            vec![of(Set::Bools { no: true, yes: false }), of(Set::Bools { no: false, yes: true })]
        }
        Set::Choices(mask) => (0..64u16)
            .filter(|choice| mask & choice_bit(*choice) != 0)
            .map(|choice| of(Set::Choices(choice_bit(choice))))
            .collect(),
        Set::Numbers { low: Some(low), high: Some(high) } => {
            // People answer to the cent: nothing lies between one cent and the next.
            let middle = middle(low, high).clamp(low, exact::difference(high, CENT).max(low));
            let next = exact::total([middle, CENT]);
            vec![
                of(Set::Numbers { low: Some(low), high: Some(middle) }),
                of(Set::Numbers { low: Some(next.min(high)), high: Some(high) }),
            ]
        }
        Set::Dates { low: Some(low), high: Some(high) } => {
            let middle = low + Duration::days((high - low).whole_days() / 2);
            let next: Date = middle + Duration::days(1);
            vec![
                of(Set::Dates { low: Some(low), high: Some(middle) }),
                of(Set::Dates { low: Some(next), high: Some(high) }),
            ]
        }
        // The days that people live in, and those before and after.
        Set::Dates { low: None, high: None } => {
            let (Ok(first), Ok(last)) =
                (Date::from_ordinal_date(1900, 1), Date::from_ordinal_date(2101, 1))
            else {
                return Vec::new();
            };
            vec![
                of(Set::Dates { low: None, high: first.previous_day() }),
                of(Set::Dates { low: Some(first), high: last.previous_day() }),
                of(Set::Dates { low: Some(last), high: None }),
            ]
        }
        _ => Vec::new(),
    }
}
