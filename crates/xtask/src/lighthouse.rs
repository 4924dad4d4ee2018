//! The site as Lighthouse sees it on a bad phone. Its scores depend on the machine: no test asks for
//! them.

use crate::failure::Failure;
use crate::project::Project;
use crate::tools::{self, Tool};
use crate::{process, site};
use std::process::{Command, ExitCode};

pub(crate) fn run(project: &Project) -> Result<ExitCode, Failure> {
    tools::set_up(project, &[Tool::ChromiumShell, Tool::LighthousePackages])?;
    site::built(project)?;
    let mut node = Command::new("node");
    node.arg("tests/lighthouse/measure.mjs").current_dir(project.root());
    node.envs(tools::chromium_shell().map(|path| ("CHROMIUM", path)));
    process::run(
        &mut node,
        "Le site n'a pas toutes les notes voulues, ou n'a pas pu être mesuré.",
    )?;
    Ok(ExitCode::SUCCESS)
}
