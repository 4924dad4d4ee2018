//! What a result can be when answers are unknown: the ranges are cut into smaller ones and
//! evaluated again, until the least and the greatest result are tight.
//!
//! The bounds are always true: they may be a little wide, never too narrow.

use crate::exact;
use crate::program::{Program, QuestionId, RuleId, Scope};
use crate::value::{Range, Set, choice_bit};
use crate::{Answer, Fact, Fault, Household, Outcome, Plan, Settled, Trace, outcome, result_into};
use rust_decimal::Decimal;
use time::{Date, Duration};

/// An answer that is not known, about a person when it is asked of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// The question.
    pub question: QuestionId,
    /// The person.
    pub person: usize,
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

/// The range of a right over the open answers, with at most `budget` evaluations.
pub fn spread(
    program: &Program,
    plan: &Plan,
    household: &Household,
    droit: RuleId,
    open: &[Open],
    budget: usize,
) -> Result<Spread, Fault> {
    let mut sweep = Sweep {
        program,
        plan,
        household: household.clone(),
        droit,
        open,
        trace: Trace::default(),
        settled: None,
        spent: 0,
    };
    let ranges = open
        .iter()
        .map(|open| {
            program.questions.get(open.question.index()).map_or(Range::ANY_NUMBER, |q| q.range)
        })
        .collect();
    let mut cells = vec![sweep.cell(ranges, End::Low)?];
    let mut found = Found::default();
    found.follow(&cells);
    while sweep.spent < budget {
        let Some(index) = worth_cutting(&cells, &found) else { break };
        let cell = cells.swap_remove(index);
        let halves = cut(&cell.ranges);
        if halves.is_empty() {
            cells.push(Cell { whole: true, ..cell });
            continue;
        }
        let last = halves.len() - 1;
        let before = cells.len();
        for (place, ranges) in halves.into_iter().enumerate() {
            // What is least and most often lies at the ends.
            cells.push(sweep.cell(ranges, if place == last { End::High } else { End::Low })?);
        }
        found.follow(cells.get(before..).unwrap_or_default());
    }
    let covered = cells.iter().filter(|cell| !cell.uncovered);
    let low = covered.clone().map(|cell| cell.low).min().unwrap_or_default();
    let high =
        covered.map(|cell| cell.high).try_fold(Decimal::ZERO, |max, high| Some(max.max(high?)));
    let maybe_uncovered = found.uncovered || cells.iter().any(|cell| cell.uncovered);
    Ok(Spread { low, high, maybe_uncovered })
}

/// What was found for whole answers: the true bounds lie no nearer than these.
#[derive(Default)]
struct Found {
    least: Option<Decimal>,
    most: Option<Decimal>,
    uncovered: bool,
}

impl Found {
    fn follow(&mut self, cells: &[Cell]) {
        for cell in cells {
            match cell.tried {
                Tried::Amount(amount) => {
                    self.least = Some(self.least.map_or(amount, |least| least.min(amount)));
                    self.most = Some(self.most.map_or(amount, |most| most.max(amount)));
                }
                Tried::Uncovered => self.uncovered = true,
                Tried::Nothing => {}
            }
        }
    }
}

/// What whole answers within a cell gave.
#[derive(Clone, Copy)]
enum Tried {
    Amount(Decimal),
    Uncovered,
    /// Something else is unknown.
    Nothing,
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
    tried: Tried,
    /// Cannot be cut any further, or need not.
    whole: bool,
}

struct Sweep<'a> {
    program: &'a Program,
    plan: &'a Plan,
    household: Household,
    droit: RuleId,
    open: &'a [Open],
    trace: Trace,
    /// What the first evaluation, over all that the answers can be, found for sure.
    settled: Option<Settled>,
    /// How many evaluations were made.
    spent: usize,
}

impl Sweep<'_> {
    /// A cell, and what whole answers at one of its ends give.
    fn cell(&mut self, ranges: Vec<Range>, end: End) -> Result<Cell, Fault> {
        let (low, high, uncovered) = match self.outcome(&ranges)? {
            Outcome::Amount(amount) => {
                let tried = Tried::Amount(amount);
                let high = Some(amount);
                return Ok(Cell {
                    ranges,
                    low: amount,
                    high,
                    uncovered: false,
                    tried,
                    whole: true,
                });
            }
            Outcome::Between(low, high) => (low, high, false),
            Outcome::Uncovered => (Decimal::ZERO, Some(Decimal::ZERO), true),
        };
        let tried = if uncovered {
            Tried::Uncovered
        } else {
            let point: Vec<Range> = ranges.iter().map(|range| at_end(range, end)).collect();
            match self.outcome(&point)? {
                Outcome::Amount(amount) => Tried::Amount(amount),
                Outcome::Uncovered => Tried::Uncovered,
                Outcome::Between(..) => Tried::Nothing,
            }
        };
        Ok(Cell { ranges, low, high, uncovered, tried, whole: uncovered })
    }

    fn outcome(&mut self, ranges: &[Range]) -> Result<Outcome, Fault> {
        self.spent += 1;
        for (open, range) in self.open.iter().zip(ranges) {
            let scope = self.program.questions.get(open.question.index()).map(|q| q.scope);
            let scope = scope.unwrap_or(Scope::Household);
            let answer = range.single().map_or(Answer::Within(*range), Answer::Given);
            if let Some(fact) = self.household.fact_mut(open.question, scope, open.person) {
                *fact = Fact::Always(answer);
            }
        }
        let Self { trace, program, plan, household, droit, settled, .. } = self;
        let first = Settled::default();
        let known = settled.as_ref().unwrap_or(&first);
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

/// The cell whose bound lies furthest from what was found, the greatest or the least.
fn worth_cutting(cells: &[Cell], found: &Found) -> Option<usize> {
    let cents = Decimal::new(1, 2);
    let open = || cells.iter().enumerate().filter(|(_, cell)| !cell.whole);
    // No bound at all is the furthest.
    let above = |cell: &Cell| match (cell.high, found.most) {
        (Some(high), Some(most)) => exact::difference(high, most),
        _ => Decimal::MAX,
    };
    let below =
        |cell: &Cell| found.least.map_or(Decimal::MAX, |least| exact::difference(least, cell.low));
    let highest = open().max_by_key(|(_, cell)| above(cell)).map(|(at, cell)| (at, above(cell)));
    let lowest = open().max_by_key(|(_, cell)| below(cell)).map(|(at, cell)| (at, below(cell)));
    let furthest = highest.into_iter().chain(lowest).max_by_key(|(_, gap)| *gap);
    furthest.filter(|(_, gap)| *gap >= cents).map(|(at, _)| at)
}

/// The halves of a cell, cut along its widest side; nothing when it is a point.
fn cut(ranges: &[Range]) -> Vec<Vec<Range>> {
    let widest = ranges
        .iter()
        .enumerate()
        .filter_map(|(index, range)| Some((index, weight(range)?)))
        .max_by_key(|(_, weight)| *weight);
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
            (width >= Decimal::new(1, 2)).then_some(width)
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
            let cent = Decimal::new(1, 2);
            let middle = middle(low, high).clamp(low, exact::difference(high, cent).max(low));
            let next = exact::total([middle, cent]);
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
