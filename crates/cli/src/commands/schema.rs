//! `auclair schema`: the JSON Schema of household documents.

use crate::failure::Failure;
use auclair_rules::household::schema;
use auclair_rules::{JURISDICTIONS, jurisdiction};
use std::process::ExitCode;

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let id = match args.next()? {
        Some(lexopt::Arg::Value(id)) => id.to_string_lossy().into_owned(),
        Some(other) => return Err(other.unexpected().into()),
        None => {
            return Err(Failure::new(format!(
                "Dites de quelle juridiction : {}.",
                JURISDICTIONS.join(", ")
            )));
        }
    };
    let found = jurisdiction(&id).ok_or_else(|| {
        Failure::new(format!("« {id} » n'est pas une juridiction : {}.", JURISDICTIONS.join(", ")))
    })?;
    let text = serde_json::to_string_pretty(&schema(found))
        .map_err(|error| Failure::new(format!("Le schéma ne peut pas être écrit : {error}.")))?;
    println!("{text}");
    Ok(ExitCode::SUCCESS)
}
