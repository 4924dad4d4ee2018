//! The languages that the site does not carry: files beside it, fetched when someone asks for one.

#[path = "../../../../www/build/catalogue.rs"]
mod catalogue;

use crate::failure::Failure;
use crate::process;
use crate::project::Project;
use catalogue::Catalogue;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The languages, and whether what one does not say is said in French.
const LANGUAGES: [(&str, bool); 2] = [("en", false), ("facile", true)];

/// The letters, which come with the sentences in French.
const LETTERS: &str = "www/locales/lettres.france.txt";

/// Writes into the site the sentences of the rules and the words of the site in each language.
pub(crate) fn write(project: &Project) -> Result<(), Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", "auclair-cli", "--", "langues", "--sortie"]);
    cargo.arg(project.dist()).current_dir(project.root());
    process::run(&mut cargo, "Les phrases des autres langues n'ont pas pu être écrites.")?;
    let (letters, file) = (project.path(LETTERS), project.dist().join("lettres.fr.txt"));
    fs::copy(&letters, &file).map_err(|error| Failure::file("copier", &letters, &error))?;
    let french = read(&project.path("www/locales/fr.txt"))?;
    for (language, partial) in LANGUAGES {
        let path = project.path(&format!("www/locales/{language}.txt"));
        let words = french.told_by(&read(&path)?, partial).map_err(|why| wrong(&path, &why))?;
        let file = project.dist().join(format!("mots.{language}.txt"));
        // It says for which words it stands: the site reads no other.
        let text = format!("{}\n{}", french.digest(), words.lines());
        fs::write(&file, text).map_err(|error| Failure::file("écrire", &file, &error))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Catalogue, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::file("lire", path, &error))?;
    Catalogue::read(&text).map_err(|why| wrong(path, &why))
}

fn wrong(path: &Path, why: &str) -> Failure {
    Failure::new(format!("« {} » ne va pas : {why}.", path.display()))
}
