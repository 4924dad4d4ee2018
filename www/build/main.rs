//! Lays out the words of the site: a field for each, and the French ones, which the site carries.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

mod catalogue;
mod glossary;

use catalogue::Catalogue;
use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("locales");
    let page = folder.with_file_name("pages").join("glossaire.html");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={}", page.display());
    fs::write(out.join("glossary"), glossary::lines(&fs::read_to_string(page)?)?)?;
    let french = read(&folder.join("fr.txt"))?;
    for (language, partial) in [("en", false), ("facile", true)] {
        let path = folder.join(format!("{language}.txt"));
        french.told_by(&read(&path)?, partial).map_err(|why| format!("{language}.txt: {why}"))?;
    }
    let (carried, apart) = french.carried_and_apart();
    fs::write(out.join("fr.carried"), carried)?;
    fs::write(out.join("fr.apart"), apart)?;
    fs::write(out.join("texts.rs"), layout(&french)?)?;
    Ok(())
}

fn read(path: &std::path::Path) -> Result<Catalogue, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Catalogue::read(&text).map_err(|why| format!("{}: {why}", path.display()))?)
}

/// A type for each section, with a method for each sentence: the place of its line is all that the
/// program holds of it.
fn layout(french: &Catalogue) -> Result<String, std::fmt::Error> {
    let (mut types, mut doors, mut count) = (String::new(), String::new(), 0);
    for (section, names) in french.sections() {
        let name = capital(section);
        writeln!(
            doors,
            "    #[inline]\n    pub(crate) fn {section}(&self) -> {name} {{ {name}(self.0) }}"
        )?;
        writeln!(types, "#[derive(Clone, Copy)]\npub(crate) struct {name}(&'static Lines);")?;
        writeln!(types, "impl {name} {{")?;
        for name in names {
            writeln!(
                types,
                "    #[inline]\n    pub(crate) fn {name}(self) -> &'static str {{ self.0[{count}] }}"
            )?;
            count += 1;
        }
        writeln!(types, "}}")?;
    }
    Ok(format!(
        "pub(crate) const DIGEST: &str = \"{}\";\ntype Lines = [&'static str; {count}];\n{types}\
         pub(crate) struct Texts(&'static Lines);\nimpl Texts {{\n{doors}}}\n",
        french.digest(),
    ))
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
