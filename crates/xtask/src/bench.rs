//! `cargo xtask bench`: how long rules take to compile, and one household to be evaluated, natively
//! and in wasm, beside another engine.

use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;
use crate::project::Project;
use crate::site;
use crate::tools::{self, Tool};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The time within which the browser must have evaluated a household, in nanoseconds.
const BUDGET: f64 = 200_000.0;
const TOOLS: [Tool; 4] = [Tool::WasmTarget, Tool::RustSources, Tool::WasmBindgen, Tool::Lighteners];
const NOT_COMPILED: &str = "La mesure ne se compile pas : la raison est écrite plus haut.";

/// How long from an answer to the page that follows from it, in the browser.
fn repainted(project: &Project) -> Result<ExitCode, Failure> {
    tools::set_up(project, &[Tool::ChromiumShell, Tool::BrowserPackages])?;
    site::built(project)?;
    let mut node = Command::new("node");
    node.arg(project.path("tests/browser/repaint.mjs")).current_dir(project.root());
    node.envs(tools::chromium_shell().map(|path| ("CHROMIUM", path)));
    process::run(&mut node, "La mesure dans le navigateur s'est arrêtée : voyez plus haut.")?;
    Ok(ExitCode::SUCCESS)
}

/// The median and the ninety-fifth centile, in nanoseconds, without and with what explanations show.
type Times = [f64; 4];

pub(crate) fn run(project: &Project, mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut with_openfisca, mut batch, mut screen) = (false, false, false);
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("openfisca") => with_openfisca = true,
            lexopt::Arg::Long("lot") => batch = true,
            lexopt::Arg::Long("ecran") => screen = true,
            other => return Err(other.unexpected().into()),
        }
    }
    if batch {
        return many(project);
    }
    if screen {
        return repainted(project);
    }
    tools::set_up(project, &TOOLS)?;
    let households = households(project)?;
    let mut progress = Progress::of(if with_openfisca { 4 } else { 3 });
    progress.begin("Mesure du langage, sur des règles générées (profil « native »)");
    language(project)?;
    progress.begin("Mesure native (profil « native »)");
    let native = native(project, &households)?;
    progress.begin("Mesure en wasm, dans Node (profil du site)");
    let wasm = wasm(project, &households)?;
    let openfisca = if with_openfisca {
        progress.begin("Mesure d'OpenFisca-France");
        openfisca(project, &households)?
    } else {
        BTreeMap::new()
    };
    println!();
    for (title, first) in [("Tous les droits d'un foyer", 0), ("Avec de quoi les expliquer", 2)] {
        println!("{title:<28} {:>22} {:>22}", "natif (95 %)", "wasm (95 %)");
        for household in &households {
            let name = name(household);
            let shown = |times: &BTreeMap<String, Times>| {
                let time = |index: usize| Some(micros(*times.get(&name)?.get(index)?));
                match (time(first), time(first + 1)) {
                    (Some(median), Some(centile)) => format!("{median} ({centile})"),
                    _ => "–".to_owned(),
                }
            };
            println!("  {name:<26} {:>22} {:>22}", shown(&native), shown(&wasm));
        }
        println!();
    }
    for (name, [time, ..]) in &openfisca {
        println!(
            "  OpenFisca-France, {name} : {} (un foyer à la fois, comme son API)",
            micros(*time)
        );
    }
    println!("Médianes ; le plan d'un mois est fait une fois, avant.");
    let slowest = wasm.values().map(|[median, ..]| *median).fold(0.0, f64::max);
    if slowest > BUDGET {
        println!("✗ Le foyer le plus lent prend plus de {} en wasm.", micros(BUDGET));
        return Ok(ExitCode::FAILURE);
    }
    println!("✓ Chaque foyer prend moins de {} en wasm.", micros(BUDGET));
    Ok(ExitCode::SUCCESS)
}

/// Whether compiling takes a time in proportion to the rules; prints it.
fn language(project: &Project) -> Result<(), Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(["bench", "--profile", "native", "--package", "auclair-language"]);
    cargo.args(["--bench", "compile"]).current_dir(project.root());
    process::run(&mut cargo, "Le temps de compilation ne croît plus en proportion des règles.")
}

/// Many households at once, from JSON lines to JSON lines, beside OpenFisca-France.
fn many(project: &Project) -> Result<ExitCode, Failure> {
    let python = tools::openfisca()?;
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--profile", "native", "--package", "auclair-oracle", "--"]);
    cargo.args(["--bench", "--households", "5000", "--python"]).arg(python);
    process::run(
        cargo.current_dir(project.root()),
        "La mesure a échoué : la raison est plus haut.",
    )?;
    Ok(ExitCode::SUCCESS)
}

fn households(project: &Project) -> Result<Vec<PathBuf>, Failure> {
    let folder = project.path("tests/cases");
    let entries = fs::read_dir(&folder).map_err(|error| Failure::file("lire", &folder, &error))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    Ok(files)
}

fn name(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn native(project: &Project, households: &[PathBuf]) -> Result<BTreeMap<String, Times>, Failure> {
    let mut cargo = cargo(project);
    cargo.args(["--profile", "native", "--bin", "auclair-bench"]);
    process::run(&mut cargo, NOT_COMPILED)?;
    let program = target(project)?.join("native/auclair-bench");
    times(Command::new(program).args(households))
}

fn wasm(project: &Project, households: &[PathBuf]) -> Result<BTreeMap<String, Times>, Failure> {
    let mut cargo = cargo(project);
    cargo.args(["--release", "--lib", "--target", "wasm32-unknown-unknown"]);
    process::run(site::rebuilt(&mut cargo, project), NOT_COMPILED)?;
    let target = target(project)?;
    let out = target.join("bench");
    let failed = "Le wasm de la mesure n'a pas pu être préparé.";
    let mut bindgen = Command::new("wasm-bindgen");
    tools::on_path(project, &mut bindgen)?;
    bindgen.args(["--target", "nodejs", "--out-dir"]).arg(&out);
    bindgen.arg(target.join("wasm32-unknown-unknown/release/auclair_bench.wasm"));
    process::run(&mut bindgen, failed)?;
    let bound = out.join("auclair_bench_bg.wasm");
    let mut wasm_opt = Command::new("wasm-opt");
    tools::on_path(project, &mut wasm_opt)?;
    process::run(wasm_opt.arg("-Oz").arg(&bound).arg("-o").arg(&bound), failed)?;
    let mut node = Command::new("node");
    node.arg(project.path("crates/bench/measure.mjs")).arg(out.join("auclair_bench.js"));
    times(node.args(households))
}

fn cargo(project: &Project) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--package", "auclair-bench"]).current_dir(project.root());
    cargo
}

/// Where cargo puts what it compiles.
fn target(project: &Project) -> Result<PathBuf, Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(project.root());
    process::said(&mut cargo)
        .and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok())
        .and_then(|metadata| Some(PathBuf::from(metadata.get("target_directory")?.as_str()?)))
        .ok_or_else(|| Failure::new("Cargo ne dit pas où il range ce qu'il compile."))
}

/// OpenFisca-France is AGPL: it is installed apart and run, nothing of it is copied.
fn openfisca(
    project: &Project,
    households: &[PathBuf],
) -> Result<BTreeMap<String, Times>, Failure> {
    let python = tools::openfisca()?;
    let names: Vec<String> = households.iter().map(|household| name(household)).collect();
    times(Command::new(python).arg(project.path("crates/bench/openfisca.py")).args(names))
}

/// Runs a program that prints a line per household: its file, and its times.
fn times(command: &mut Command) -> Result<BTreeMap<String, Times>, Failure> {
    let failed = || Failure::new("La mesure a échoué : la raison est écrite plus haut.");
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|error| process::not_started(command, &error))?;
    if !output.status.success() {
        return Err(failed());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| read(line).ok_or_else(failed)).collect()
}

fn read(line: &str) -> Option<(String, Times)> {
    let mut fields = line.split('\t');
    let name = name(Path::new(fields.next()?));
    let mut next = || fields.next().map_or(Some(f64::NAN), |field| field.parse().ok());
    Some((name, [next()?, next()?, next()?, next()?]))
}

/// Nanoseconds, said in thousandths of a second.
fn micros(nanoseconds: f64) -> String {
    format!("{:.3} ms", nanoseconds / 1_000_000.0).replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_times_is_read() {
        let (name, times) = read("tests/cases/lyon.json\t1500\t2000\t3000\t4000").expect("a line");
        assert_eq!(name, "lyon");
        assert_eq!(times.map(micros), ["0,002 ms", "0,002 ms", "0,003 ms", "0,004 ms"]);
        assert!(read("lyon\tx").is_none());
    }
}
