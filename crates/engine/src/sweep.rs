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
    };
    let ranges = open
        .iter()
        .map(|open| {
            program.questions.get(open.question.index()).map_or(Range::ANY_NUMBER, |q| q.range)
        })
        .collect();
    let mut cells = vec![sweep.cell(ranges)?];
    let mut spent = 1;
    while spent < budget {
        // The cells that hold the extremes are the ones worth cutting.
        let Some(index) = worth_cutting(&cells) else { break };
        let cell = cells.swap_remove(index);
        let halves = cut(&cell.ranges);
        if halves.is_empty() {
            cells.push(Cell { whole: true, ..cell });
            continue;
        }
        for ranges in halves {
            cells.push(sweep.cell(ranges)?);
            spent += 1;
        }
    }
    let covered = cells.iter().filter(|cell| !cell.uncovered);
    let low = covered.clone().map(|cell| cell.low).min().unwrap_or_default();
    let high =
        covered.map(|cell| cell.high).try_fold(Decimal::ZERO, |max, high| Some(max.max(high?)));
    Ok(Spread { low, high, maybe_uncovered: cells.iter().any(|cell| cell.uncovered) })
}

/// A piece of what the open answers can be, and what the result can be there.
struct Cell {
    ranges: Vec<Range>,
    low: Decimal,
    high: Option<Decimal>,
    uncovered: bool,
    /// Cannot be cut any further.
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
}

impl Sweep<'_> {
    fn cell(&mut self, ranges: Vec<Range>) -> Result<Cell, Fault> {
        for (open, range) in self.open.iter().zip(&ranges) {
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
        let (low, high, uncovered) = match outcome(self.program, self.plan, &self.trace, self.droit)
        {
            Outcome::Amount(amount) => (amount, Some(amount), false),
            Outcome::Between(low, high) => (low, high, false),
            Outcome::Uncovered => (Decimal::ZERO, Some(Decimal::ZERO), true),
        };
        Ok(Cell { ranges, low, high, uncovered, whole: false })
    }
}

/// The cell with the least or the greatest result, whichever is wider, that can still be cut.
fn worth_cutting(cells: &[Cell]) -> Option<usize> {
    let width = |cell: &Cell| cell.high.map(|high| exact::difference(high, cell.low));
    let cents = Decimal::new(1, 2);
    let candidates = cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.whole && !cell.uncovered)
        .filter(|(_, cell)| width(cell).is_none_or(|width| width >= cents));
    let lowest = candidates.clone().min_by_key(|(_, cell)| cell.low);
    // No bound at all is the widest.
    let highest = candidates.max_by_key(|(_, cell)| cell.high.unwrap_or(Decimal::MAX));
    let least = cells.iter().filter(|cell| !cell.uncovered).map(|cell| cell.low).min();
    // The lowest cell matters only while it still holds the least result.
    let lowest = lowest.filter(|(_, cell)| Some(cell.low) == least);
    match (lowest, highest) {
        (Some((a, low)), Some((b, high))) => {
            let wide = |cell: &Cell| width(cell).unwrap_or(Decimal::MAX);
            Some(if wide(low) > wide(high) { a } else { b })
        }
        (lowest, highest) => lowest.or(highest).map(|(index, _)| index),
    }
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
        Set::Bools { no: true, yes: true } => Some(Decimal::MAX),
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
            // To the cent, so that the ends are amounts a person could answer.
            let middle = (exact::total([low, high]) / Decimal::TWO).round_dp(2);
            let next = middle + Decimal::new(1, 2);
            let first = of(Set::Numbers { low: Some(low), high: Some(middle) });
            if next > high {
                return vec![first, of(Set::Numbers { low: Some(high), high: Some(high) })];
            }
            // The point itself, then what lies beyond it.
            vec![first, of(Set::Numbers { low: Some(middle), high: Some(high) })]
        }
        Set::Dates { low: Some(low), high: Some(high) } => {
            let middle = low + Duration::days((high - low).whole_days() / 2);
            let next: Date = middle + Duration::days(1);
            vec![
                of(Set::Dates { low: Some(low), high: Some(middle) }),
                of(Set::Dates { low: Some(next), high: Some(high) }),
            ]
        }
        _ => Vec::new(),
    }
}
