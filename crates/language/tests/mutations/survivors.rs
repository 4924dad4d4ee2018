//! The list of what nobody notices, as a page: one file a section, one mutation a line.

use crate::mutation::Mutation;
use std::fmt::{self, Write};
use std::fs;
use std::path::Path;

const TITLE: &str = "\
# Ce que personne ne remarque

Vingt copies cassées de chaque fichier de règles : coupe, faute, unité, date, cas, chiffre, terme. Chacune doit donner
une erreur ou un test qui échoue. Celles-ci n'en donnent pas ; chacune a sa raison. `cargo xtask mutations` vérifie
cette liste, et la récrit avec `AUCLAIR_RECRIRE=1`.
";

/// A mutation that nobody notices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Survivor {
    pub(crate) file: String,
    pub(crate) fiche: String,
    pub(crate) mutation: String,
    pub(crate) reason: String,
}

impl Survivor {
    pub(crate) fn new(file: &str, mutation: &Mutation, reason: &str) -> Self {
        Self {
            file: file.to_owned(),
            fiche: short(&mutation.fiche),
            mutation: folded(&mutation.to_string()),
            reason: reason.to_owned(),
        }
    }

    pub(crate) fn same(&self, other: &Self) -> bool {
        (&self.file, &self.fiche, &self.mutation) == (&other.file, &other.fiche, &other.mutation)
    }

    pub(crate) fn jurisdiction(&self) -> &str {
        self.file.split('/').next().unwrap_or_default()
    }
}

impl fmt::Display for Survivor {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}, {}, {}", self.file, self.fiche, self.mutation)
    }
}

/// The opening and the name of a fiche, without what follows.
fn short(fiche: &str) -> String {
    folded(fiche.split(['«', '[', ':']).next().unwrap_or(fiche))
}

/// On one line, without what separates the columns of the page or the columns of a table.
fn folded(words: &str) -> String {
    words.replace('|', "¦").split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn read(path: &Path) -> Vec<Survivor> {
    let page = fs::read_to_string(path).unwrap_or_default();
    let mut file = String::new();
    let mut found = Vec::new();
    for line in page.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            name.clone_into(&mut file);
        }
        let Some(row) = line.strip_prefix("| `") else { continue };
        let mut columns = row.split(" | ").map(|column| column.trim_matches(['`', '|', ' ']));
        let (fiche, mutation, reason) = (columns.next(), columns.next(), columns.next());
        found.push(Survivor {
            file: file.clone(),
            fiche: fiche.unwrap_or_default().to_owned(),
            mutation: mutation.unwrap_or_default().to_owned(),
            reason: reason.unwrap_or_default().to_owned(),
        });
    }
    found
}

pub(crate) fn write(path: &Path, survivors: &[Survivor]) {
    let mut page = TITLE.to_owned();
    let mut file = "";
    for survivor in survivors {
        if survivor.file != file {
            file = &survivor.file;
            let _ = write!(page, "\n## {file}\n\n| fiche | mutation | raison |\n|---|---|---|\n");
        }
        let Survivor { fiche, mutation, reason, .. } = survivor;
        let _ = writeln!(page, "| `{fiche}` | `{mutation}` | {reason} |");
    }
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, page).expect("the list can be written");
}
