//! Lays out the words of the site: a field for each, and the French ones, which the site carries.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

mod catalogue;

use catalogue::Catalogue;
use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("locales");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=build");
    let french = read(&folder.join("fr.txt"))?;
    for (language, partial) in [("en", false), ("facile", true)] {
        let path = folder.join(format!("{language}.txt"));
        french.told_by(&read(&path)?, partial).map_err(|why| format!("{language}.txt: {why}"))?;
    }
    fs::write(out.join("fr.lines"), french.lines())?;
    fs::write(out.join("texts.rs"), layout(&french)?)?;
    Ok(())
}

fn read(path: &std::path::Path) -> Result<Catalogue, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Catalogue::read(&text).map_err(|why| format!("{}: {why}", path.display()))?)
}

/// A structure for each section, with a field for each sentence.
fn layout(french: &Catalogue) -> Result<String, std::fmt::Error> {
    let (mut structures, mut fields, mut filled) = (String::new(), String::new(), String::new());
    let mut count = 0;
    for (section, names) in french.sections() {
        let structure = capital(section);
        writeln!(structures, "pub(crate) struct {structure} {{")?;
        writeln!(fields, "    pub(crate) {section}: {structure},")?;
        write!(filled, "        {section}: {structure} {{")?;
        for name in names {
            writeln!(structures, "    pub(crate) {name}: &'static str,")?;
            write!(filled, " {name}: w{count},")?;
            count += 1;
        }
        writeln!(structures, "}}")?;
        writeln!(filled, " }},")?;
    }
    let words: Vec<String> = (0..count).map(|place| format!("w{place}")).collect();
    Ok(format!(
        "pub(crate) const DIGEST: &str = \"{}\";\nconst COUNT: usize = {count};\n{structures}\
         pub(crate) struct Texts {{\n{fields}}}\n\
         fn laid_out([{}]: [&'static str; COUNT]) -> Texts {{\n    Texts {{\n{filled}    }}\n}}\n",
        french.digest(),
        words.join(", "),
    ))
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
