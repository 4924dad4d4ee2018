//! `cargo xtask`: what a person types in this repository.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

mod bench;
mod checks;
mod failure;
mod licences;
mod lighthouse;
mod oracle;
mod process;
mod progress;
mod project;
mod site;
mod tools;

use failure::Failure;
use lexopt::prelude::{Long, Short, Value};
use project::Project;
use std::process::{Command, ExitCode};

const HELP: &str = "\
Au clair : construire, servir et vérifier le dépôt.

  cargo xtask serve [--port 8080]   installe ce qui manque, construit le site, le sert sur cette machine
  cargo xtask test                  installe ce qui manque, passe toutes les vérifications
  cargo xtask build                 installe ce qui manque, construit le site dans « dist »
  cargo xtask setup                 installe seulement ce qui manque pour construire
  cargo xtask size                  pèse ce que charge une première visite (but : 200 ko de brotli)
  cargo xtask licences              donne chaque dépendance et sa licence, refuse les incompatibles
  cargo xtask mutations             casse chaque fichier de règles de vingt façons, et dit ce que personne ne remarque
  cargo xtask lighthouse            note le site construit comme sur un mauvais téléphone (médiane de cinq passages)
  cargo xtask bench                 mesure la compilation de 10 000 règles et le calcul d'un foyer, natif et dans le navigateur
  cargo xtask oracle                compare nos montants à ceux d'OpenFisca-France, foyer par foyer

« serve » prend --no-build pour servir « dist » tel qu'il est.
« test » prend --only ÉTAPE et --sauf ÉTAPE, à répéter ou à séparer par des virgules.
« oracle » prend --seed GRAINE, --households NOMBRE, --period AAAA-MM (à répéter), --edges pour tirer
des revenus bas et des situations rares, --list FICHIER pour garder chaque désaccord, et --record[=FICHIER]
pour garder la comparaison, que les tests refont sans OpenFisca.
« bench » prend --openfisca pour mesurer aussi OpenFisca-France, installé à part, --lot pour mesurer
5 000 foyers d'un coup des deux côtés, et --ecran pour mesurer, dans le navigateur, le temps d'une réponse à l'écran.

Les outils sont gardés hors du dépôt, dans ~/.cache/auclair, ou dans le dossier que dit AUCLAIR_TOOLS.
Sortie : 0 si tout va bien, 1 si une vérification ou une installation a échoué, 2 si la commande est mal dite.";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            failure.exit_code()
        }
    }
}

fn run() -> Result<ExitCode, Failure> {
    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        None | Some(Short('h') | Long("help" | "aide")) => {
            println!("{HELP}\n\nÉtapes de « test », dans l'ordre :\n{}", checks::list());
            return Ok(ExitCode::SUCCESS);
        }
        Some(Value(command)) => command.to_string_lossy().into_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    let project = Project::find()?;
    match command.as_str() {
        "setup" => {
            nothing_more(args)?;
            tools::set_up(&project, &tools::FOR_THE_SITE)?;
            Ok(ExitCode::SUCCESS)
        }
        "build" => {
            nothing_more(args)?;
            tools::set_up(&project, &tools::FOR_THE_SITE)?;
            site::build(&project)?;
            Ok(ExitCode::SUCCESS)
        }
        "serve" => site::serve(&project, args),
        "size" => {
            nothing_more(args)?;
            site::size(&project)
        }
        "test" => checks::run(&project, args),
        "licences" => {
            nothing_more(args)?;
            licences::run(&project)
        }
        "mutations" => {
            nothing_more(args)?;
            mutations(&project)
        }
        "bench" => bench::run(&project, args),
        "lighthouse" => {
            nothing_more(args)?;
            lighthouse::run(&project)
        }
        "oracle" => oracle::run(&project, args),
        other => Err(Failure::usage(format!("« {other} » n'est pas une commande."))),
    }
}

/// Some thousand compilations: with the optimised profile, and apart from the other tests.
fn mutations(project: &Project) -> Result<ExitCode, Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(["test", "--profile", "native", "--package", "auclair-language"]);
    cargo.args(["--test", "mutations", "--", "--include-ignored", "--nocapture"]);
    let failed =
        "Des copies cassées passent inaperçues, ou la liste n'est plus juste : voyez plus haut.";
    process::run(cargo.current_dir(project.root()), failed)?;
    Ok(ExitCode::SUCCESS)
}

fn nothing_more(mut args: lexopt::Parser) -> Result<(), Failure> {
    match args.next()? {
        None => Ok(()),
        Some(other) => Err(other.unexpected().into()),
    }
}
