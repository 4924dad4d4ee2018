//! How long many households take, from JSON lines to JSON lines, beside OpenFisca-France.

use auclair_engine::Month;
use auclair_openfisca::Calculator;
use auclair_oracle::{Draw, Others, Received, document, draw};
use rustix::time::{ClockId, clock_gettime};
use serde::Deserialize;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The ten variables that both sides fill in.
const VARIABLES: [&str; 10] =
    ["rsa", "ppa", "aide_logement", "apl", "als", "alf", "af", "cf", "asf", "paje_base"];
/// How often a batch is timed; the median is told.
const TIMES: usize = 5;

/// What the other side says of itself: seconds of processor, and kilobytes.
#[derive(Deserialize)]
struct Theirs {
    batch: f64,
    one: f64,
    memory: u64,
}

/// Times both sides on the same documents and prints how they compare.
pub(crate) fn run(python: &Path, seed: u64, count: usize) -> Result<(), Box<dyn Error>> {
    let month = Month::new(2025, 10).ok_or("a month")?;
    let specs = draw(seed, count, month, Draw::Usual);
    let lines: Vec<String> = specs
        .iter()
        .map(|spec| document(spec, &VARIABLES, &Others::new(), &Received::new()).to_string())
        .collect();
    let bytes: usize = lines.iter().map(String::len).sum();
    println!(
        "{count} documents, {} octets en moyenne, dix variables chacun.",
        bytes / count.max(1)
    );
    let mut calculator = Calculator::new()?;
    answer(&mut calculator, &lines);
    println!("\nNous, sur un cœur :");
    for part in [count / 4, count / 2, count] {
        let lines = lines.get(..part).unwrap_or_default();
        let time = median(|| answer(&mut calculator, lines));
        println!("  {part:>6} foyers : {:>8.1} µs par foyer", micros(time, part));
    }
    for people in 1..=6 {
        let lines: Vec<String> = specs
            .iter()
            .zip(&lines)
            .filter(|(spec, _)| spec.adults.len() + spec.children.len() == people)
            .map(|(_, line)| line.clone())
            .collect();
        if !lines.is_empty() {
            let time = median(|| answer(&mut calculator, &lines));
            let each = micros(time, lines.len());
            println!("  {people} personnes : {each:>8.1} µs par foyer ({} foyers)", lines.len());
        }
    }
    let ours = micros(median(|| answer(&mut calculator, &lines)), count);
    let one = median(|| answer(&mut calculator, lines.get(..1).unwrap_or_default()));
    let memory = peak().map_or("?".to_owned(), |kilobytes| format!("{} Mo", kilobytes / 1024));
    println!("  mémoire de pointe : {memory}, documents compris");
    let file = std::env::temp_dir().join(format!("auclair-batch-{}.jsonl", std::process::id()));
    fs::write(&file, lines.join("\n"))?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("batch.py");
    let output = Command::new(python).arg(script).arg(&file).stderr(Stdio::inherit()).output();
    // A file in the way of nobody.
    let _ = fs::remove_file(&file);
    let theirs: Theirs = serde_json::from_slice(&output?.stdout)?;
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let each = theirs.batch * 1e6 / f64::from(count);
    println!("\nOpenFisca-France, vectorisé, sur un cœur :");
    println!(
        "  {count} foyers : {each:.1} µs par foyer ; mémoire de pointe : {} Mo",
        theirs.memory / 1024
    );
    println!("\nPar lot : {:.1} fois plus vite, par cœur.", each / ours);
    println!("Un foyer seul : {:.0} fois plus vite.", theirs.one / one.as_secs_f64());
    println!("Chargement des moteurs non compris ; temps de processeur : notre médiane, et le");
    println!("meilleur de ses lots pour OpenFisca.");
    Ok(())
}

fn answer(calculator: &mut Calculator, lines: &[String]) {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    // What is not covered is answered too, by an error.
    calculator.answer_each(&lines, |answer| {
        let _ = black_box(answer);
    });
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let begun = busy();
            work();
            busy().saturating_sub(begun)
        })
        .collect();
    times.sort_unstable();
    times.get(TIMES / 2).copied().unwrap_or_default()
}

/// How long a processor worked for this process: on both sides, what others make the machine do is
/// left out.
fn busy() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Thousandths of a thousandth of a second for each of several.
fn micros(time: Duration, count: usize) -> f64 {
    time.as_secs_f64() * 1e6 / f64::from(u32::try_from(count.max(1)).unwrap_or(u32::MAX))
}

/// The most memory that this process has taken, in kilobytes, where the system says it.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
