//! Times the evaluation of each household document named, natively.
//!
//! One line per household: its file, then the median and the ninety-fifth centile, in nanoseconds,
//! without what the explanations show, then with it.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

use auclair_bench::Prepared;
use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Long enough that the pace of the machine no longer changes.
const WARM_UP: Duration = Duration::from_millis(200);
/// As in `measure.mjs`.
const TIMES: usize = 3000;

fn main() -> ExitCode {
    for file in std::env::args().skip(1) {
        match measure(&file) {
            Ok(line) => println!("{line}"),
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn measure(file: &str) -> Result<String, Box<dyn Error>> {
    let prepared = Prepared::new(&std::fs::read_to_string(file)?)?;
    let results = time(|| prepared.results())?;
    let sentences = time(|| prepared.sentences())?;
    Ok(format!("{file}\t{results}\t{sentences}"))
}

/// The median and the ninety-fifth centile.
fn time(evaluate: impl Fn() -> Result<usize, String>) -> Result<String, String> {
    let begun = Instant::now();
    while begun.elapsed() < WARM_UP {
        evaluate()?;
    }
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begun = Instant::now();
        evaluate()?;
        times.push(begun.elapsed().as_nanos());
    }
    times.sort_unstable();
    let at = |index: usize| times.get(index).copied().unwrap_or_default();
    Ok(format!("{}\t{}", at(TIMES / 2), at(TIMES * 95 / 100)))
}
