//! How long generated rules take to compile, check, lay out and evaluate: in proportion to how
//! many there are.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a measure prints")]

#[path = "../tests/large/generated.rs"]
mod generated;

use auclair_engine::{Detail, Household, Month, Plan, Role, evaluate};
use auclair_language::compile;
use std::time::{Duration, Instant};

const SIZES: [usize; 4] = [1_250, 2_500, 5_000, 10_000];
/// The best of these, so that the pace of the machine matters less.
const TIMES: usize = 3;
/// A rule of the largest may take this many times as long as one of the smallest.
const SLOWER: u32 = 4;

fn main() {
    println!(
        "{:>8} {:>14} {:>12} {:>12} {:>16}",
        "règles", "compiler", "plan", "calcul", "par règle"
    );
    let each: Vec<Duration> = SIZES.into_iter().map(measure).collect();
    let (smallest, largest) = (each.first().expect("a size"), each.last().expect("a size"));
    assert!(
        *largest < *smallest * SLOWER,
        "le temps ne croît plus en proportion des règles : {smallest:?}, puis {largest:?} par règle"
    );
    println!("✓ Le temps croît en proportion des règles.");
}

/// Prints the times of one size; returns what compiling takes for each rule.
fn measure(rules: usize) -> Duration {
    let files = generated::rules(rules);
    let (compiling, compilation) = best(|| compile(files.clone(), ""));
    assert_eq!(compilation.diagnostics, []);
    let program = &compilation.elaborated.program;
    let month = Month::new(2026, 5).expect("a month");
    let (planning, plan) =
        best(|| Plan::of_all(program, month, Detail::Sentences).expect("a plan"));
    let mut household = Household::new(program);
    household.add("Léa", Role::Demandeur, None);
    let (evaluating, _) = best(|| evaluate(program, &plan, &household).expect("a trace"));
    let each = compiling / u32::try_from(rules).expect("a size");
    println!(
        "{rules:>8} {:>14} {:>12} {:>12} {:>16}",
        shown(compiling),
        shown(planning),
        shown(evaluating),
        format!("{} µs", each.as_micros())
    );
    each
}

fn best<T>(mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut timed = || {
        let begun = Instant::now();
        let made = work();
        (begun.elapsed(), made)
    };
    let mut best = timed();
    for _ in 1..TIMES {
        let next = timed();
        best = if next.0 < best.0 { next } else { best };
    }
    best
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0).replace('.', ",")
}
