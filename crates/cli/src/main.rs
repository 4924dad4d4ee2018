//! The `auclair` command: what a person who writes rules, or reads a result, types.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

mod commands;
mod failure;
mod fault;
mod folders;
mod json;
mod law;
mod lsp;
mod render;
mod typed;

use failure::Failure;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Thousands of households lie in memory at once: it asks for large pages, in which the processor
/// finds them sooner.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const HELP: &str = "\
Au clair : les règles des aides sociales, vérifiées, testées, expliquées.

  auclair check [DOSSIER…]     vérifie les fichiers de règles
  auclair test [DOSSIER…]      vérifie, puis passe les tests qu'ils contiennent
  auclair fmt [DOSSIER…]       met les fichiers de règles en forme (--check : dit seulement lesquels)
  auclair diff MOIS MOIS       dit ce que la loi a changé entre deux mois (--format json)
  auclair doc [DOSSIER…]       écrit une page par règle (--sortie DOSSIER, sinon target/regles)
  auclair pages                écrit les pages du site qui se passent de programme (--sortie DOSSIER)
  auclair traduire LANGUE      écrit les phrases qui manquent dans une langue, à remplir ([DOSSIER…])
  auclair explain FOYER        calcule les droits d'un foyer (JSON) et les explique
  auclair langues              écrit les phrases de chaque langue pour le site (--sortie DOSSIER)
  auclair calculate [FICHIER]  calcule des foyers au format d'OpenFisca, un document JSON par ligne
  auclair lsp                  répond à un éditeur de textes (protocole LSP, sur l'entrée standard)
  auclair schema JURIDICTION   donne le schéma JSON des foyers d'une juridiction

Sans DOSSIER, les commandes lisent chaque juridiction du dossier « rules ».
« explain - » lit le foyer sur l'entrée standard, comme « calculate » sans FICHIER ;
« calculate --jurisdiction france » est la seule juridiction de ce format (docs/calculate.md).
« check » et « test » prennent --date AAAA-MM-JJ : les chiffres qui devaient être revus avant ce jour
sont signalés ; « check --release » en fait des erreurs. « check --format json » parle aux outils.
« check --sauts » cherche où un euro de plus coûte au foyer : cela prend un moment.
« explain » prend --droit NOM pour n'expliquer qu'un droit, --mois AAAA-MM pour changer de mois,
--langue en pour l'anglais, --langue facile pour un français plus simple.

Sortie : 0 si tout va bien, 1 si des règles, des tests ou des documents sont en défaut, 2 si la commande est mal dite.";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(failure) => match failure.message() {
            Some(message) => {
                eprintln!("{message}");
                ExitCode::from(2)
            }
            None => ExitCode::SUCCESS,
        },
    }
}

fn run() -> Result<ExitCode, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        None | Some(Short('h') | Long("help" | "aide")) => {
            println!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        Some(Value(command)) => command.to_string_lossy().into_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.as_str() {
        "calculate" => commands::calculate::run(args),
        "check" => commands::check::run(args),
        "diff" => commands::diff::run(args),
        "doc" => commands::doc::run(args),
        "fmt" => commands::fmt::run(args),
        "test" => commands::test::run(args),
        "traduire" => commands::translate::run(args),
        "explain" => commands::explain::run(args),
        "langues" => commands::languages::run(args),
        "lsp" => commands::lsp::run(args),
        "pages" => commands::pages::run(args),
        "schema" => commands::schema::run(args),
        other => Err(Failure::new(format!(
            "« {other} » n'est pas une commande. « auclair --aide » les donne toutes."
        ))),
    }
}
