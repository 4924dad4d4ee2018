//! Every dependency with its licence; one that the EUPL-1.2 cannot live with is refused.

mod npm;
mod policy;
mod rust;

use crate::failure::Failure;
use crate::project::Project;
use policy::Use;
use std::process::ExitCode;

/// A dependency.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Dependency {
    usage: Use,
    name: String,
    version: String,
    /// From where: crates.io or npm.
    registry: &'static str,
    licence: Option<String>,
}

pub(crate) fn run(project: &Project) -> Result<ExitCode, Failure> {
    let mut dependencies = rust::dependencies(project)?;
    dependencies.extend(npm::dependencies(project)?);
    dependencies.sort();
    dependencies.dedup();
    let mut refused = Vec::new();
    for usage in [Use::Shipped, Use::Tool] {
        let of_this_use = dependencies.iter().filter(|dependency| dependency.usage == usage);
        println!("{}", usage.title());
        for dependency in of_this_use {
            let licence = dependency.licence.as_deref();
            let verdict = policy::verdict(licence, usage);
            let mark = if verdict.is_ok() { ' ' } else { '✗' };
            println!(
                "{mark} {:<34} {:<12} {:<9} {}",
                dependency.name,
                dependency.version,
                dependency.registry,
                licence.unwrap_or("aucune licence dite"),
            );
            if let Err(reason) = verdict {
                refused.push((dependency, reason));
            }
        }
        println!();
    }
    println!("Licences acceptées, et pourquoi");
    let said = dependencies.iter().filter_map(|dependency| dependency.licence.as_deref());
    for (licence, reason) in policy::reasons(said) {
        println!("  {licence:<17} {reason}");
    }
    println!();
    if refused.is_empty() {
        println!("✓ {} dépendances, toutes compatibles avec l'EUPL-1.2.", dependencies.len());
        return Ok(ExitCode::SUCCESS);
    }
    for (dependency, reason) in &refused {
        println!("✗ {} {} : {reason}", dependency.name, dependency.version);
    }
    println!(
        "  Que faire : remplacer la dépendance ; ou, si sa licence convient, l'ajouter avec sa raison \
         dans crates/xtask/src/licences/policy.rs."
    );
    Ok(ExitCode::FAILURE)
}
