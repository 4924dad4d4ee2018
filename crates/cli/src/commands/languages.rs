//! `auclair langues`: what the site loads apart: the sentences, a file a language, and the zones of
//! postcodes.

use crate::failure::Failure;
use auclair_rules::{translations, zones};
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
    let sentences = translations();
    let sentences = sentences.map(|found| {
        (format!("{}.{}.bin", found.jurisdiction, found.language), found.bytes.to_vec())
    });
    for (name, bytes) in sentences.chain([("codes-postaux.bin".to_owned(), zones::file())]) {
        let path = folder.join(name);
        std::fs::write(&path, bytes).map_err(|error| Failure::unwritable(&path, &error))?;
        println!("{}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}
