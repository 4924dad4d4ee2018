//! What is said of a right while answers are missing holds all that trying answers finds; while one
//! answer is missing, it is at most a tenth wider than that. [`several`](crate::several) has two or three.
//!
//! Once in some thousands of households, as many evaluations as the app makes are not enough for
//! « prime d'activité »: a wage moves it too gently there. Four times as many are.

use crate::draw::{Drawn, households};
use auclair_engine::{
    Answer, Detail, Fact, Household, Outcome, Plan, QuestionId, Range, RuleId, Scope, Set, Trace,
    Value, outcome, results_into,
};
use auclair_rules::{BUDGET, Jurisdiction, Simulation, Standing, jurisdiction};
use proptest::prelude::*;
use rust_decimal::Decimal;
use time::{Date, Duration};

/// How many amounts or days are tried at first for an answer, before looking around the best.
const TRIED: i64 = 24;

/// An answer that was taken away.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forgotten {
    pub(crate) question: QuestionId,
    pub(crate) scope: Scope,
    pub(crate) person: usize,
    pub(crate) range: Range,
}

pub(crate) fn france() -> &'static Jurisdiction {
    jurisdiction("france").expect("france")
}

/// The questions that a household of that month is asked, one of which the number picks.
pub(crate) fn forgettable(drawn: &Drawn) -> Vec<Forgotten> {
    let plan = france().plan(drawn.month, Detail::Results).expect("a plan");
    let mut silent = drawn.household.clone();
    let mut all = Vec::new();
    for (index, question) in (0u32..).zip(&france().program.questions) {
        let people = if question.scope == Scope::Person { silent.people().len() } else { 1 };
        for person in 0..people {
            let id = QuestionId(index);
            let one =
                Forgotten { question: id, scope: question.scope, person, range: question.range };
            // What stands for a missing answer is no range.
            if question.fallback.is_some() || plan.reads(id).is_empty() {
                continue;
            }
            let fact = silent.fact_mut(id, question.scope, person).expect("a fact");
            let told = std::mem::replace(fact, Fact::Always(Answer::DontKnow));
            if matters(&plan, &silent) {
                all.push(one);
            }
            *silent.fact_mut(id, question.scope, person).expect("a fact") = told;
        }
    }
    all
}

/// Whether what is not known could change a result.
fn matters(plan: &Plan, household: &Household) -> bool {
    let simulation = Simulation::results(france(), plan, household).expect("an evaluation");
    simulation.outcomes().any(|(_, _, outcome)| matches!(outcome, Outcome::Between(..)))
}

/// Everything that a right was found to be, by trying answers.
struct Found {
    low: Decimal,
    high: Decimal,
    uncovered: bool,
}

struct Tries<'a> {
    plan: &'a Plan,
    household: Household,
    droit: RuleId,
    forgotten: &'a [Forgotten],
    trace: Trace,
}

impl Tries<'_> {
    fn at(&mut self, answers: &[Value]) -> Option<Decimal> {
        for (one, answer) in self.forgotten.iter().zip(answers) {
            let fact = self.household.fact_mut(one.question, one.scope, one.person);
            *fact.expect("a fact") = Fact::Always(Answer::Given(*answer));
        }
        let program = &france().program;
        results_into(&mut self.trace, program, self.plan, &self.household).expect("values");
        match outcome(program, self.plan, &self.trace, self.droit) {
            Outcome::Amount(amount) => Some(amount),
            Outcome::Uncovered => None,
            Outcome::Between(..) => panic!("every answer was given"),
        }
    }

    /// The least and the most, from a grid of answers, then around the best of each.
    fn all(&mut self) -> Option<Found> {
        let grids: Vec<Vec<Value>> = self.forgotten.iter().map(|one| grid(one.range)).collect();
        let mut places = vec![0; grids.len()];
        let mut uncovered = false;
        let mut least: Option<(Decimal, Vec<Value>)> = None;
        let mut most: Option<(Decimal, Vec<Value>)> = None;
        loop {
            let answers: Vec<Value> =
                places.iter().zip(&grids).map(|(at, grid)| grid[*at]).collect();
            match self.at(&answers) {
                None => uncovered = true,
                Some(amount) => {
                    if least.as_ref().is_none_or(|(best, _)| amount < *best) {
                        least = Some((amount, answers.clone()));
                    }
                    if most.as_ref().is_none_or(|(best, _)| amount > *best) {
                        most = Some((amount, answers));
                    }
                }
            }
            let Some(place) = (0..places.len()).rev().find(|at| places[*at] + 1 < grids[*at].len())
            else {
                break;
            };
            places[place] += 1;
            places[place + 1..].fill(0);
        }
        let low = self.climb(least?, -Decimal::ONE);
        let high = self.climb(most?, Decimal::ONE);
        Some(Found { low, high, uncovered })
    }

    /// Walks from an answer to better ones, in ever smaller steps.
    fn climb(&mut self, (mut best, mut answers): (Decimal, Vec<Value>), way: Decimal) -> Decimal {
        for place in 0..answers.len() {
            let range = self.forgotten[place].range;
            let mut step = Decimal::from(1024);
            while step >= Decimal::new(1, 2) {
                let mut better = false;
                for sign in [step, -step] {
                    let Some(moved) = moved(answers[place], range, sign) else { continue };
                    let mut other = answers.clone();
                    other[place] = moved;
                    if let Some(amount) = self.at(&other)
                        && (amount - best) * way > Decimal::ZERO
                    {
                        (best, answers, better) = (amount, other, true);
                    }
                }
                if !better {
                    step /= Decimal::TWO;
                }
            }
        }
        best
    }
}

/// An answer a little further; nothing when that leaves what can be answered.
pub(crate) fn moved(answer: Value, range: Range, step: Decimal) -> Option<Value> {
    match (answer, range.set) {
        (Value::Number(number), Set::Numbers { low, high }) => {
            let moved = (number + step).round_dp(2);
            let inside =
                low.is_none_or(|low| moved >= low) && high.is_none_or(|high| moved <= high);
            inside.then_some(Value::Number(moved))
        }
        _ => None,
    }
}

/// The answers that are tried first.
pub(crate) fn grid(range: Range) -> Vec<Value> {
    match range.set {
        Set::Bools { .. } => vec![Value::Bool(false), Value::Bool(true)],
        Set::Choices(mask) => {
            (0..64).filter(|bit| mask & (1 << bit) != 0).map(Value::Choice).collect()
        }
        Set::Numbers { low, high } => {
            let low = low.expect("questions are bounded");
            let high = high.expect("questions are bounded");
            // Most of what the law tells apart lies among small amounts: steps grow by half.
            let mut tried = vec![low, high];
            let mut next = Decimal::from(8);
            while next < high && tried.len() < 2 * usize::try_from(TRIED).expect("a count") {
                tried.push(low + next);
                next = (next * Decimal::new(15, 1)).round_dp(2);
            }
            tried.into_iter().map(|number| Value::Number(number.min(high))).collect()
        }
        Set::Dates { low, high } => {
            let year = |year| Date::from_ordinal_date(year, 1).expect("a day");
            let (low, high) = (low.unwrap_or(year(1905)), high.unwrap_or(year(2099)));
            let days = (high - low).whole_days();
            let wide = (0..=TRIED).map(|at| low + Duration::days(days * at / TRIED));
            // What the law tells apart lies in the years around now.
            let near = (0..=4 * TRIED).map(|at| year(2020) + Duration::days(28 * at));
            let near = near.filter(|day| (low..=high).contains(day));
            wide.chain(near).map(Value::Date).collect()
        }
        Set::Empty => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_range_is_as_tight_as_trying_all_answers(
        drawn in households(france(), false),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..3),
    ) {
        let all = forgettable(&drawn);
        prop_assume!(!all.is_empty());
        let mut forgotten: Vec<Forgotten> = Vec::new();
        for pick in picks {
            let one = *pick.get(&all);
            let known = |other: &Forgotten| other.question == one.question && other.person == one.person;
            if !forgotten.iter().any(known) {
                forgotten.push(one);
            }
        }
        let plan = france().plan(drawn.month, Detail::Results).expect("a plan");
        let mut vague = drawn.household.clone();
        for one in &forgotten {
            let fact = vague.fact_mut(one.question, one.scope, one.person).expect("a fact");
            *fact = Fact::Always(Answer::DontKnow);
        }
        let simulation = Simulation::results(france(), &plan, &vague).expect("an evaluation");
        for right in simulation.rights(BUDGET) {
            let mut tries = Tries {
                plan: &plan,
                household: drawn.household.clone(),
                droit: right.rule,
                forgotten: &forgotten,
                trace: Trace::default(),
            };
            let found = tries.all();
            let names: Vec<&str> = forgotten.iter().map(|one| france().program.questions[one.question.index()].name.as_str()).collect();
            let told = format!("{names:?} {} {:?}", france().program.rules[right.rule.index()].name, right.standing);
            match (&right.standing, found) {
                (Standing::Uncovered, None) => {}
                (Standing::Amount(amount), Some(found)) => {
                    prop_assert!(!found.uncovered && found.low == *amount && found.high == *amount, "{told}");
                }
                (Standing::Between { low, high: Some(high), maybe_uncovered }, Some(found)) => {
                    prop_assert!(*maybe_uncovered || !found.uncovered, "{told}");
                    prop_assert!(*low <= found.low && found.high <= *high, "{told}: {} to {}", found.low, found.high);
                    let tried = (found.high - found.low) * Decimal::new(11, 1);
                    if forgotten.len() > 1 || *high - *low <= tried.max(Decimal::new(1, 2)) {
                        continue;
                    }
                    let again = simulation.rights(4 * BUDGET);
                    let again = again.iter().find(|other| other.rule == right.rule).map(|other| &other.standing);
                    let Some(Standing::Between { low, high: Some(high), .. }) = again else { panic!("{again:?}") };
                    prop_assert!(*high - *low <= tried, "{told}: {} to {}", found.low, found.high);
                }
                (standing, found) => {
                    prop_assert!(false, "{told} {standing:?} {:?}", found.map(|found| (found.low, found.high)));
                }
            }
        }
    }
}
