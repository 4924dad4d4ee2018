//! Diagnostics as JSON, for editors and other tools.

use crate::failure::Failure;
use auclair_language::{Compilation, Severity, SourceFile, Span};
use serde_json::{Value, json};

/// What follows `--format`: whether it is JSON.
pub(crate) fn wanted(args: &mut lexopt::Parser) -> Result<bool, Failure> {
    match args.value()?.to_string_lossy().as_ref() {
        "json" => Ok(true),
        "texte" => Ok(false),
        other => Err(Failure::new(format!("« {other} » n'est pas un format : texte, json."))),
    }
}

/// Each diagnostic with its place: lines and columns from 1, columns in characters.
pub(crate) fn diagnostics(compilation: &Compilation) -> impl Iterator<Item = Value> + '_ {
    let files = &compilation.files;
    compilation.diagnostics.iter().map(move |diagnostic| {
        json!({
            "code": diagnostic.code.name(),
            "gravite": match diagnostic.severity {
                Severity::Error => "erreur",
                Severity::Warning => "avertissement",
            },
            "message": diagnostic.message,
            "ici": diagnostic.label,
            "aide": diagnostic.help,
            "lieu": place(files, diagnostic.span),
            "autres": diagnostic.others.iter().map(|(span, label)| {
                json!({ "ici": label, "lieu": place(files, *span) })
            }).collect::<Vec<_>>(),
        })
    })
}

fn place(files: &[SourceFile], span: Span) -> Value {
    let Some(file) = files.get(span.file as usize) else { return Value::Null };
    let at = |offset: u32| {
        let (line, column) = file.position(offset as usize);
        json!({ "ligne": line, "colonne": column })
    };
    json!({ "fichier": file.path, "debut": at(span.start), "fin": at(span.end) })
}
