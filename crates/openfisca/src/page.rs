//! The page that lists the variables, `docs/calculate.md`: written from the table.

use crate::variable::{Entity, Per, Received, Sense, Variable};
use crate::variables::VARIABLES;
use std::fmt::Write;

/// The tables of the page: what is calculated, what is read, what changes nothing.
pub fn tables() -> String {
    let mut page = String::new();
    let rights = VARIABLES.iter().filter(|v| matches!(v.sense, Sense::Right { .. }));
    let _ = writeln!(page, "## Ce qui se calcule\n\n| Variable | Sens |\n|---|---|");
    for variable in rights {
        let _ = writeln!(page, "| `{}` | {} |", variable.name, note(variable));
    }
    for entity in Entity::ALL {
        let read: Vec<&Variable> = VARIABLES
            .iter()
            .filter(|variable| variable.entity == entity)
            .filter(|v| !matches!(v.sense, Sense::Right { .. } | Sense::Ignored))
            .collect();
        if read.is_empty() {
            continue;
        }
        let _ = writeln!(
            page,
            "\n## Ce qui se donne dans `{}`\n\n| Variable | Par | Sens |\n|---|---|---|",
            entity.plural()
        );
        for variable in read {
            let per = match variable.per {
                Per::Month => "mois",
                Per::Year => "année",
                Per::Ever => "toujours",
            };
            let _ = writeln!(page, "| `{}` | {per} | {} |", variable.name, note(variable));
        }
    }
    let ignored = VARIABLES.iter().filter(|variable| variable.sense == Sense::Ignored);
    let ignored: Vec<String> = ignored.map(|variable| format!("`{}`", variable.name)).collect();
    let _ = writeln!(
        page,
        "\n## Ce qui ne change rien\n\nCes variables sont acceptées ; aucune prestation calculée n'en dépend :\n{}.",
        ignored.join(", ")
    );
    page
}

fn note(variable: &Variable) -> String {
    match variable.sense {
        Sense::Right {
            received: Received::Answers(question) | Received::AmongChildren(question),
            ..
        } => {
            format!("{} ; donnée pour un mois passé : « {question} »", variable.note)
        }
        Sense::Right { received: Received::Instead(other), .. } => {
            format!("{} ; pour un mois passé, donner `{other}`", variable.note)
        }
        Sense::Nothing(why) => format!("Zéro ou faux seulement : {why}"),
        Sense::LastYears(last, before) => format!("{} → « {last} », « {before} »", variable.note),
        Sense::Amount(question) | Sense::YesNo(question) => {
            format!("{} → « {question} »", variable.note)
        }
        _ => variable.note.to_owned(),
    }
}
