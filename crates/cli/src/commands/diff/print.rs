//! What `diff` prints: for a reader, and for tools.

use super::changes::{Change, How};
use auclair_engine::{Month, text};
use auclair_language::Compilation;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn text(
    out: &mut impl Write,
    folder: &str,
    compilation: &Compilation,
    changes: &[Change],
    (from, to): (Month, Month),
) -> io::Result<()> {
    let (from, to) = (text::month(from), text::month(to));
    if changes.is_empty() {
        return writeln!(out, "{folder} : rien n'a changé entre {from} et {to}.");
    }
    writeln!(out, "{folder} : ce que la loi a changé entre {from} et {to}")?;
    let mut heading = None;
    for change in changes {
        if heading != Some(change.dispositif) {
            heading = Some(change.dispositif);
            writeln!(out, "\n{}", owner(compilation, change))?;
        }
        self::change(out, change)?;
    }
    writeln!(out)
}

/// The title of the dispositif that something belongs to.
fn owner(compilation: &Compilation, change: &Change) -> String {
    let elaborated = &compilation.elaborated;
    match change.dispositif.and_then(|id| elaborated.program.dispositifs.get(id.index())) {
        Some(dispositif) => elaborated.texts.plain(dispositif.title),
        None => "Commun à plusieurs aides".to_owned(),
    }
}

fn change(out: &mut impl Write, change: &Change) -> io::Result<()> {
    let label =
        if change.label.is_empty() { String::new() } else { format!(" — {}", change.label) };
    writeln!(out, "\n  {} « {} »{label}", change.what, change.name)?;
    writeln!(out, "    depuis le {}", text::date(change.from))?;
    match &change.how {
        How::Value(None, now, _) => writeln!(out, "    nouveau : {now}")?,
        How::Value(Some(before), now, rise) => {
            let rise = rise.map(|rise| format!(" ({})", signed(rise))).unwrap_or_default();
            writeln!(out, "    {before} → {now}{rise}")?;
        }
        How::Lines(lines) => {
            for (name, before, now) in lines {
                match (before, now) {
                    (Some(before), Some(now)) => writeln!(out, "    {name} : {before} → {now}")?,
                    (Some(before), None) => writeln!(out, "    {name} : n'existe plus ({before})")?,
                    (None, now) => {
                        writeln!(out, "    {name} : {} (nouveau)", now.as_deref().unwrap_or(""))?;
                    }
                }
            }
        }
        How::Formula(before, now) => {
            for line in before.iter().flat_map(|before| before.lines()) {
                writeln!(out, "    − {line}")?;
            }
            for line in now.lines() {
                writeln!(out, "    + {line}")?;
            }
        }
    }
    for (words, link) in &change.sources {
        writeln!(out, "    loi : {words}")?;
        if let Some(link) = link {
            writeln!(out, "          {link}")?;
        }
    }
    writeln!(out, "    fichier : {}:{}", change.place.0, change.place.1)?;
    if !change.rules.is_empty() {
        writeln!(out, "    lu par : {}", change.rules.join(", "))?;
    }
    for (droit, month) in &change.reach {
        writeln!(out, "    compte pour « {droit} » dès {}", text::month(*month))?;
    }
    Ok(())
}

/// « +0,8 % »
fn signed(rise: Decimal) -> String {
    let sign = if rise > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{} %", text::number(rise, Some(1)))
}

pub(super) fn iso(month: Month) -> String {
    format!("{:04}-{:02}", month.year(), month.number())
}

pub(super) fn json(folder: &str, compilation: &Compilation, changes: &[Change]) -> Value {
    let changes: Vec<Value> = changes.iter().map(|change| one(compilation, change)).collect();
    json!({ "dossier": folder, "changements": changes })
}

fn one(compilation: &Compilation, change: &Change) -> Value {
    let how = match &change.how {
        How::Value(before, now, rise) => json!({
            "avant": before,
            "apres": now,
            "hausse_en_pour_cent": rise.map(|rise| rise.normalize().to_string()),
        }),
        How::Lines(lines) => json!({
            "lignes": lines.iter().map(|(name, before, now)| {
                json!({ "ligne": name, "avant": before, "apres": now })
            }).collect::<Vec<_>>(),
        }),
        How::Formula(before, now) => json!({ "avant": before, "apres": now }),
    };
    let program = &compilation.elaborated.program;
    let owner = change.dispositif.and_then(|id| program.dispositifs.get(id.index()));
    let effect = change.from;
    json!({
        "dispositif": owner.map(|owner| &owner.name),
        "sorte": change.what,
        "nom": change.name,
        "libelle": change.label,
        "effet": format!(
            "{:04}-{:02}-{:02}", effect.year(), u8::from(effect.month()), effect.day()
        ),
        "changement": how,
        "loi": change.sources.iter().map(|(words, link)| {
            json!({ "texte": words, "lien": link })
        }).collect::<Vec<_>>(),
        "lieu": { "fichier": change.place.0, "ligne": change.place.1 },
        "lu_par": change.rules,
        "droits": change.reach.iter().map(|(droit, month)| {
            json!({ "droit": droit, "des": iso(*month) })
        }).collect::<Vec<_>>(),
    })
}
