//! `auclair langues`: the files of sentences that the site loads apart, one a language.

use crate::failure::Failure;
use auclair_rules::translations;
use std::path::PathBuf;
use std::process::ExitCode;

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let mut folder = PathBuf::from("target/langues");
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("sortie") => folder = PathBuf::from(args.value()?),
            other => return Err(other.unexpected().into()),
        }
    }
    std::fs::create_dir_all(&folder).map_err(|error| Failure::unwritable(&folder, &error))?;
    for found in translations() {
        let path = folder.join(format!("{}.{}.bin", found.jurisdiction, found.language));
        std::fs::write(&path, found.bytes).map_err(|error| Failure::unwritable(&path, &error))?;
        println!("{}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}
