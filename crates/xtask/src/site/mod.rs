//! The site: built, weighed, served.

mod boot;
mod html;
mod languages;
mod library;
mod lighten;
mod load;
mod order;
mod pack;
mod pages;
mod paths;
mod serve;
mod size;
mod worker;

pub(crate) use library::rebuilt;
pub(crate) use serve::run as serve;
pub(crate) use size::run as size;

use crate::failure::Failure;
use crate::process;
use crate::progress::Elapsed;
use crate::project::Project;
use crate::tools;
use std::process::Command;
use std::time::Instant;

/// Builds the site into `dist/`. The tools must be there.
pub(crate) fn build(project: &Project) -> Result<(), Failure> {
    let since = Instant::now();
    println!("\nSite : construction dans « dist »…");
    let mut fetch = Command::new("cargo");
    // Without its target, what the library itself needs in the browser is left out.
    fetch.args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"]);
    fetch.current_dir(project.root());
    process::run(
        rebuilt(&mut fetch, project),
        "Les dépendances du site n'ont pas pu être téléchargées.",
    )?;
    let mut trunk = Command::new("trunk");
    trunk
        .args(["build", "--release", "--offline"])
        // Trunk reads it as a yes or a no, and refuses the usual value.
        .env_remove("NO_COLOR")
        .current_dir(project.root());
    tools::on_path(project, &mut trunk)?;
    process::run(
        rebuilt(&mut trunk, project),
        "Le site n'a pas pu être construit : la raison est écrite plus haut.",
    )?;
    lighten::lighten(project)?;
    pages::write(project)?;
    languages::write(project)?;
    boot::write(project)?;
    worker::write(project)?;
    println!("Site : construit en {}.", Elapsed(since.elapsed()));
    Ok(())
}

/// Makes sure that there is a site to look at.
pub(crate) fn built(project: &Project) -> Result<(), Failure> {
    if project.dist().join(load::PAGE).is_file() {
        return Ok(());
    }
    Err(Failure::new("Le site n'est pas construit.").todo("« cargo xtask build »."))
}

/// Builds the site, and looks for what it must not hold.
pub(crate) fn build_and_check(project: &Project) -> Result<(), Failure> {
    build(project)?;
    paths::check(project, &project.dist())
}
