//! What the site does not carry of each language: a file beside it, fetched when someone begins in French,
//! or asks for another. One file, so that it is one journey on a slow network.

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

/// Whose rules have sentences, in the order in which the site reads them.
const JURISDICTIONS: [&str; 2] = ["france", "quebec"];

/// Writes into the site the sentences of the rules and the words of the site in each language, and the
/// zones of postcodes.
pub(crate) fn write(project: &Project) -> Result<(), Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", "auclair-cli", "--", "langues", "--sortie"]);
    cargo.arg(project.dist()).current_dir(project.root());
    process::run(&mut cargo, "Les phrases des autres langues n'ont pas pu être écrites.")?;
    let french = read(&project.path("www/locales/fr.txt"))?;
    // The words say for which names they stand: the site reads no others.
    let told = |words: &str| format!("{}{words}", french.digest()).into_bytes();
    let (_, apart) = french.carried_and_apart();
    join(project, "fr", [told(&apart), bytes(&project.path(LETTERS))?])?;
    for (language, partial) in LANGUAGES {
        let path = project.path(&format!("www/locales/{language}.txt"));
        let words = french.told_by(&read(&path)?, partial).map_err(|why| wrong(&path, &why))?;
        join(project, language, [told(&words.lines())])?;
    }
    Ok(())
}

/// Makes one file of the sentences of a language and of the words of the site that come with them: before
/// each part, how many bytes it has.
fn join(
    project: &Project,
    language: &str,
    words: impl IntoIterator<Item = Vec<u8>>,
) -> Result<(), Failure> {
    let mut parts = Vec::new();
    for id in JURISDICTIONS {
        let path = project.dist().join(format!("{id}.{language}.bin"));
        parts.push(bytes(&path)?);
        fs::remove_file(&path).map_err(|error| Failure::file("effacer", &path, &error))?;
    }
    parts.extend(words);
    let path = project.dist().join(format!("phrases.{language}.bin"));
    let mut whole = Vec::new();
    for part in parts {
        let size = u32::try_from(part.len());
        let size = size.map_err(|_| wrong(&path, "une partie est trop longue"))?;
        whole.extend(size.to_le_bytes());
        whole.extend(part);
    }
    fs::write(&path, whole).map_err(|error| Failure::file("écrire", &path, &error))
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::file("lire", path, &error))
}

fn read(path: &Path) -> Result<Catalogue, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::file("lire", path, &error))?;
    Catalogue::read(&text).map_err(|why| wrong(path, &why))
}

fn wrong(path: &Path, why: &str) -> Failure {
    Failure::new(format!("« {} » ne va pas : {why}.", path.display()))
}
