//! `cargo xtask test`: every check, one after the other; one that fails hides no other.

mod selection;
mod step;

pub(crate) use step::list;

use crate::failure::Failure;
use crate::progress::{Elapsed, Progress};
use crate::project::Project;
use crate::tools::{self, Tool};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use step::Step;

/// How a step ended.
#[derive(Debug)]
enum Ending {
    Passed,
    Failed,
    /// It could not even begin.
    Blocked(String),
}

pub(crate) fn run(project: &Project, args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let since = Instant::now();
    let steps = selection::read(args)?;
    let missing = tools::install_missing(project, &needed(&steps))?;
    let mut progress = Progress::of(steps.len());
    let mut results: Vec<(Step, Ending, Duration)> = Vec::new();
    for step in steps {
        progress.begin(step.title());
        let begun = Instant::now();
        let ending = match obstacle(step, &missing, &results) {
            Some(obstacle) => {
                println!("– {obstacle}");
                Ending::Blocked(obstacle)
            }
            None => match step.run(project) {
                Ok(()) => Ending::Passed,
                Err(failure) => {
                    eprintln!("\n{failure}");
                    Ending::Failed
                }
            },
        };
        results.push((step, ending, begun.elapsed()));
    }
    Ok(sum_up(&results, since.elapsed()))
}

/// The tools that these steps use, each once.
fn needed(steps: &[Step]) -> Vec<Tool> {
    let mut needed = Vec::new();
    for tool in steps.iter().flat_map(|step| step.tools()) {
        if !needed.contains(tool) {
            needed.push(*tool);
        }
    }
    needed
}

/// Why a step cannot begin.
fn obstacle(
    step: Step,
    missing: &[(Tool, Failure)],
    results: &[(Step, Ending, Duration)],
) -> Option<String> {
    if missing.iter().any(|(tool, _)| step.tools().contains(tool)) {
        return Some("un outil manque, voir plus haut".to_owned());
    }
    let (before, ..) = results.iter().find(|(before, ending, _)| {
        step.after() == Some(*before) && !matches!(ending, Ending::Passed)
    })?;
    Some(format!("l'étape « {} » a échoué", before.name()))
}

fn sum_up(results: &[(Step, Ending, Duration)], elapsed: Duration) -> ExitCode {
    println!("\nRésumé");
    let mut failed = 0;
    for (step, ending, elapsed) in results {
        let (mark, note) = match ending {
            Ending::Passed => ('✓', String::new()),
            Ending::Failed => ('✗', "  en échec".to_owned()),
            Ending::Blocked(obstacle) => ('–', format!("  pas fait : {obstacle}")),
        };
        failed += usize::from(!matches!(ending, Ending::Passed));
        println!("  {mark} {:<12}{:>12}{note}", step.name(), Elapsed(*elapsed));
    }
    let elapsed = Elapsed(elapsed);
    if failed == 0 {
        println!("\n✓ Tout va bien. Étapes réussies : {}, en {elapsed}.", results.len());
        return ExitCode::SUCCESS;
    }
    let again: Vec<&str> = results
        .iter()
        .filter(|(_, ending, _)| !matches!(ending, Ending::Passed))
        .map(|(step, ..)| step.name())
        .collect();
    println!("\n✗ Étapes qui n'ont pas réussi : {failed} sur {}, en {elapsed}.", results.len());
    println!("  Pour ne refaire qu'elles : cargo xtask test --only {}", again.join(","));
    ExitCode::FAILURE
}
