//! While two or three answers are missing at once, what is said of a right holds all that trying them
//! together finds, is never without bounds, and is nearly always at most a tenth wider.
//!
//! Tried together: each choice, yes and no, some fifty amounts from nothing to the most that can be
//! answered, some hundred days; all combinations, or a thousand of them drawn when there are more, then from
//! the best each answer alone, then amounts a little more or less, to the cent. What this finds is real: a
//! range that is said may be right, and still wider than what was found.
//!
//! With the evaluations that the app makes, four ranges in a thousand are wider (10 of 2,525, over 600 households):
//! « prime d'activité » and family allowances, where two amounts and a choice each take cuts; twice as many
//! evaluations change one of them. The households are the same each time, so that it is known how many.

use crate::draw::{Drawn, households};
use crate::narrow::{Forgotten, forgettable, france, grid, moved};
use auclair_engine::{
    Answer, Detail, Fact, Household, Outcome, Plan, RuleId, Trace, Value, outcome, results_into,
};
use auclair_rules::{BUDGET, Simulation, Standing};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;

/// How many households.
const HOUSEHOLDS: usize = 100;
/// How many combinations are tried at most, before each answer alone.
const COMBINATIONS: usize = 1000;
/// At least so many ranges are tight for one that is wider.
const TIGHT: usize = 200;

/// An amount, and the answers that give it.
type Best = (Decimal, Vec<Value>);

/// What was found of a right.
#[derive(Clone, Default)]
struct Found {
    /// The least and the most.
    ends: Option<[Best; 2]>,
    uncovered: bool,
}

struct Tries<'a> {
    plan: &'a Plan,
    household: Household,
    forgotten: &'a [Forgotten],
    rights: Vec<RuleId>,
    found: Vec<Found>,
    trace: Trace,
}

impl Tries<'_> {
    /// Tries answers, for all rights at once.
    fn at(&mut self, answers: &[Value]) {
        for (one, answer) in self.forgotten.iter().zip(answers) {
            let fact = self.household.fact_mut(one.question, one.scope, one.person);
            *fact.expect("a fact") = Fact::Always(Answer::Given(*answer));
        }
        let program = &france().program;
        results_into(&mut self.trace, program, self.plan, &self.household).expect("values");
        for (rule, found) in self.rights.iter().zip(&mut self.found) {
            match outcome(program, self.plan, &self.trace, *rule) {
                Outcome::Amount(amount) => {
                    let here = || (amount, answers.to_vec());
                    let [least, most] = found.ends.get_or_insert_with(|| [here(), here()]);
                    if amount < least.0 {
                        *least = here();
                    }
                    if amount > most.0 {
                        *most = here();
                    }
                }
                Outcome::Uncovered => found.uncovered = true,
                Outcome::Between(..) => panic!("every answer was given"),
            }
        }
    }

    fn all(&mut self, below: &mut impl FnMut(usize) -> usize) {
        let grids: Vec<Vec<Value>> = self.forgotten.iter().map(|one| grid(one.range)).collect();
        let count = grids.iter().map(Vec::len).product::<usize>();
        for index in 0..count.min(COMBINATIONS) {
            let mut rest = index;
            let answers: Vec<Value> = grids
                .iter()
                .map(|grid| {
                    let place =
                        if count > COMBINATIONS { below(grid.len()) } else { rest % grid.len() };
                    rest /= grid.len();
                    grid[place]
                })
                .collect();
            self.at(&answers);
        }
        for right in 0..self.rights.len() {
            for end in [0, 1, 0, 1] {
                for (place, grid) in grids.iter().enumerate() {
                    self.climb(right, end, place, grid);
                }
            }
        }
    }

    /// Walks from the best answers of a right along one of them.
    fn climb(&mut self, right: usize, end: usize, place: usize, grid: &[Value]) {
        let best = |tries: &Self| tries.found[right].ends.as_ref().map(|ends| ends[end].clone());
        let Some((_, mut answers)) = best(self) else { return };
        for answer in grid {
            answers[place] = *answer;
            self.at(&answers);
        }
        let mut step = Decimal::from(1024);
        while step >= Decimal::new(1, 2) {
            let Some((amount, answers)) = best(self) else { return };
            for sign in [step, -step] {
                let mut other = answers.clone();
                if let Some(moved) = moved(other[place], self.forgotten[place].range, sign) {
                    other[place] = moved;
                    self.at(&other);
                }
            }
            if best(self).is_some_and(|(now, _)| now == amount) {
                step /= Decimal::TWO;
            }
        }
    }
}

/// How many ranges are tight, and which are wider than a tenth.
#[derive(Default)]
struct Tally {
    tight: usize,
    wide: Vec<String>,
}

impl Tally {
    fn judge(&mut self, standing: &Standing, found: &Found, told: &str) {
        let ends = found.ends.as_ref().map(|[least, most]| (least.0, most.0));
        let told = format!("{told}: {standing:?}, found {ends:?}");
        match (standing, ends) {
            (Standing::Amount(amount), Some((least, most))) => {
                assert!(!found.uncovered && least == *amount && most == *amount, "{told}");
            }
            (Standing::Between { low, high: Some(high), maybe_uncovered }, Some((least, most))) => {
                assert!(*maybe_uncovered || !found.uncovered, "{told}");
                assert!(*low <= least && most <= *high, "{told}");
                let tenth_more = (most - least) * Decimal::new(11, 1);
                if *high - *low <= tenth_more.max(Decimal::new(1, 2)) {
                    self.tight += 1;
                } else {
                    self.wide.push(told);
                }
            }
            // Answers were found that are not covered, none that is.
            (
                Standing::Uncovered
                | Standing::Between { high: Some(_), maybe_uncovered: true, .. },
                None,
            ) => {}
            _ => panic!("{told}"),
        }
    }
}

#[test]
fn a_range_is_as_tight_as_trying_several_answers_together() {
    let mut runner = TestRunner::deterministic();
    let strategy = (households(france(), false), prop::collection::vec(any::<u32>(), 5000));
    let mut tally = Tally::default();
    for index in 0..HOUSEHOLDS {
        let tree = strategy.new_tree(&mut runner).expect("a household");
        let (Drawn { household, month }, numbers) = tree.current();
        let mut numbers = numbers.into_iter().cycle();
        let mut below = |end: usize| {
            usize::try_from(numbers.next().expect("a number")).expect("an index") % end
        };
        let drawn = Drawn { household, month };
        let mut all = forgettable(&drawn);
        let mut forgotten = Vec::new();
        while forgotten.len() < 2 + index % 2 && !all.is_empty() {
            forgotten.push(all.swap_remove(below(all.len())));
        }
        let plan = france().plan(drawn.month, Detail::Results).expect("a plan");
        let mut vague = drawn.household.clone();
        for one in &forgotten {
            let fact = vague.fact_mut(one.question, one.scope, one.person).expect("a fact");
            *fact = Fact::Always(Answer::DontKnow);
        }
        let simulation = Simulation::results(france(), &plan, &vague).expect("an evaluation");
        let rights = simulation.rights(BUDGET);
        let mut tries = Tries {
            plan: &plan,
            household: drawn.household,
            forgotten: &forgotten,
            rights: rights.iter().map(|right| right.rule).collect(),
            found: vec![Found::default(); rights.len()],
            trace: Trace::default(),
        };
        tries.all(&mut below);
        let program = &france().program;
        let names = forgotten.iter().map(|one| &*program.questions[one.question.index()].name);
        let names: Vec<&str> = names.collect();
        for (right, found) in rights.iter().zip(&tries.found) {
            let name = &program.rules[right.rule.index()].name;
            tally.judge(&right.standing, found, &format!("{index} {names:?} {name}"));
        }
    }
    let Tally { tight, wide } = tally;
    assert!(tight > HOUSEHOLDS, "{tight} ranges are too few to judge");
    assert!(wide.len() * TIGHT <= tight, "{tight} tight, and {}:\n{}", wide.len(), wide.join("\n"));
}
