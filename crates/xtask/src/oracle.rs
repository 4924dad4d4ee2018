//! `cargo xtask oracle`: our amounts beside those of OpenFisca-France, on households drawn at random.
//!
//! OpenFisca-France is AGPL: it is installed apart and run, nothing of it is copied. What compares
//! is `crates/oracle`.

use crate::failure::Failure;
use crate::project::Project;
use crate::{process, tools};
use std::process::{Command, ExitCode};

/// The recording that a test makes again.
const RECORDED: &str = "crates/oracle/tests/recorded.jsonl";

pub(crate) fn run(project: &Project, mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", "auclair-oracle", "--"]).current_dir(project.root());
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long(name @ ("seed" | "households" | "period" | "list")) => {
                cargo.arg(format!("--{name}"));
                cargo.arg(args.value()?);
            }
            lexopt::Arg::Long("edges") => {
                cargo.arg("--edges");
            }
            lexopt::Arg::Long("record") => {
                let file = args.optional_value().unwrap_or_else(|| RECORDED.into());
                cargo.arg("--record").arg(file);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let python = tools::openfisca()?;
    cargo.arg("--python").arg(python).args(["--version", tools::OPENFISCA]);
    process::run(&mut cargo, "La comparaison a échoué : la raison est plus haut.")?;
    Ok(ExitCode::SUCCESS)
}
