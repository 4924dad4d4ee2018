//! Draws households, asks both sides, prints how they compare. `cargo xtask oracle` runs it with
//! the Python that it installed.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

mod bench;

use auclair_engine::Month;
use auclair_oracle::report::{self, EURO};
use auclair_oracle::{
    Case, Draw, Made, OpenFisca, Others, Ours, Received, Recording, Side, Spec, calculated,
    compare, document, draw,
};
use mimalloc::MiMalloc;
use serde_json::json;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// As in the `auclair` command, of which `--bench` times the work.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What the rules were compared at first, and what a recording holds.
const MONTHS: [&str; 4] = ["2024-11", "2025-10", "2026-02", "2026-10"];
/// How many kinds of disagreement are told.
const KINDS: usize = 12;

struct Options {
    python: PathBuf,
    version: String,
    seed: u64,
    households: usize,
    months: Vec<Month>,
    record: Option<PathBuf>,
    list: Option<PathBuf>,
    bench: bool,
    which: Draw,
}

fn main() -> ExitCode {
    match options().and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("✗ {error}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        python: PathBuf::from("python3"),
        version: String::new(),
        seed: 1,
        households: 2000,
        months: Vec::new(),
        record: None,
        list: None,
        bench: false,
        which: Draw::Usual,
    };
    let mut args = lexopt::Parser::from_env();
    while let Some(arg) = args.next()? {
        use lexopt::prelude::{Long, ValueExt};
        match arg {
            Long("python") => options.python = args.value()?.into(),
            Long("version") => options.version = args.value()?.string()?,
            Long("seed") => options.seed = args.value()?.parse()?,
            Long("households") => options.households = args.value()?.parse()?,
            Long("period") => {
                let text = args.value()?.string()?;
                let month = text.parse().map_err(|_| format!("« {text} » n'est pas un mois"))?;
                options.months.push(month);
            }
            Long("record") => options.record = Some(args.value()?.into()),
            Long("bench") => options.bench = true,
            Long("edges") => options.which = Draw::Edges,
            Long("list") => options.list = Some(args.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if options.months.is_empty() {
        let months = MONTHS.map(str::parse);
        options.months = months.into_iter().collect::<Result<_, _>>()?;
    }
    Ok(options)
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    if options.bench {
        return bench::run(&options.python, options.seed, options.households);
    }
    let mut ours = Ours::new()?;
    println!("OpenFisca se prépare (une dizaine de secondes)…");
    let mut theirs = OpenFisca::start(&options.python)?;
    let mut all = Vec::new();
    let mut recorded = Vec::new();
    for (index, month) in (0u64..).zip(&options.months) {
        let seed = options.seed.wrapping_mul(1000) + index;
        let specs = draw(seed, options.households, *month, options.which);
        let cases = ask(&mut theirs, *month, specs)?;
        recorded.extend(cases.iter().cloned());
        let compared: Vec<(Case, Vec<Side>)> = cases
            .into_iter()
            .map(|case| {
                let sides = compare(&mut ours, &case);
                (case, sides)
            })
            .collect();
        for (title, alone) in [("", true), (", avec des prestations données des deux côtés", false)]
        {
            let sides = compared
                .iter()
                .filter(|(case, _)| case.others.is_empty() == alone)
                .flat_map(|(_, sides)| sides);
            println!("\n{}", report::table(&format!("{month}{title}"), &report::tally(sides)));
        }
        all.extend(compared);
    }
    println!("{}", report::deviations(&all));
    disagreements(&mut ours, &mut theirs, &all)?;
    if let Some(file) = &options.list {
        list(file, &all)?;
    }
    if let Some(file) = &options.record {
        let made = Made { openfisca_france: options.version.clone(), seed: options.seed };
        let recording = Recording { made, cases: recorded };
        recording.write(BufWriter::new(File::create(file)?))?;
        println!("Enregistré : {} foyers.", recording.cases.len());
    }
    Ok(())
}

/// What OpenFisca finds for households, among these what both sides will be given.
fn ask(theirs: &mut OpenFisca, month: Month, specs: Vec<Spec>) -> std::io::Result<Vec<Case>> {
    let documents: Vec<_> =
        specs.iter().map(|spec| document(spec, &[], &Others::new(), &Received::new())).collect();
    let outputs: Vec<&str> = auclair_oracle::BENEFITS.to_vec();
    let found = theirs.ask(month, &outputs, &documents)?;
    let cases = specs.into_iter().zip(found);
    Ok(cases
        .map(|(spec, found)| Case {
            spec,
            others: found.others,
            received: found.received,
            theirs: found.outputs,
        })
        .collect())
}

/// Writes each disagreement, those that the law explains too, to be sorted by other means.
fn list(file: &Path, all: &[(Case, Vec<Side>)]) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(File::create(file)?);
    for (case, sides) in all {
        for side in sides.iter().filter(|side| side.ours.is_ok() && !side.within(EURO)) {
            let ours = side.ours.as_ref().ok();
            let line = json!({
                "benefit": side.benefit,
                "ours": ours,
                "theirs": side.theirs,
                "deviations": side.deviations,
                "read": side.read,
                "case": case,
            });
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// For each kind of disagreement, the smallest household that shows it.
fn disagreements(
    ours: &mut Ours,
    theirs: &mut OpenFisca,
    all: &[(Case, Vec<Side>)],
) -> Result<(), Box<dyn Error>> {
    let mut kinds: BTreeMap<_, Vec<(&Case, &Side)>> = BTreeMap::new();
    for benefit in calculated() {
        for (case, sides) in all {
            let found = sides.iter().find(|side| side.benefit == benefit);
            let Some(side) = found.filter(|side| side.counts() && !side.within(EURO)) else {
                continue;
            };
            let kind = (benefit, auclair_oracle::traits(case, side));
            kinds.entry(kind).or_default().push((case, side));
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, cases)| std::cmp::Reverse(cases.len()));
    for ((benefit, traits), mut cases) in kinds.into_iter().take(KINDS) {
        cases.sort_by_key(|(case, _)| serde_json::to_string(&case.spec).map_or(0, |t| t.len()));
        let Some((case, side)) = cases.first() else { continue };
        println!("── {benefit} : {} foyers ({})", cases.len(), traits.join(", "));
        println!("{}", serde_json::to_string(&case)?);
        println!("nous {:?}, OpenFisca {}", side.ours, side.theirs);
        println!("{}", ours.explain(case, benefit).unwrap_or_default());
        let names = auclair_oracle::intermediate(benefit);
        let asked = document(&case.spec, &[], &case.others, &case.received);
        let found = theirs.ask(case.spec.month(), names, &[asked])?;
        for (name, value) in found.into_iter().flat_map(|found| found.outputs) {
            println!("  OpenFisca {name} = {value}");
        }
        println!();
    }
    Ok(())
}
