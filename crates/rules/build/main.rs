//! Compiles the rule files of each jurisdiction; the result is embedded in the crate.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

mod zones;

use auclair_language::{Severity, compile, read_folder, read_translations, translate};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const JURISDICTIONS: [&str; 2] = ["france", "quebec"];

/// The languages beside French; a jurisdiction that has no file for one has no sentence in it.
const LANGUAGES: [&str; 1] = ["en"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../rules");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={}", root.display());
    for name in JURISDICTIONS {
        embed(&root.join(name), name, &out)?;
    }
    let list = fs::read_to_string(root.join("france/zones/zones.csv"))?;
    let (codes, communes) = zones::packed(&list)?;
    fs::write(out.join("postcodes"), codes)?;
    fs::write(out.join("communes"), communes)?;
    Ok(())
}

fn embed(folder: &Path, name: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    let files = read_folder(folder)?;
    let version = version(&files);
    let compilation = compile(files, &version);
    let mut errors = Vec::new();
    for diagnostic in &compilation.diagnostics {
        if diagnostic.severity == Severity::Error {
            let file = compilation.files.get(diagnostic.span.file as usize);
            let (line, column) =
                file.map_or((0, 0), |file| file.position(diagnostic.span.start as usize));
            let path = file.map_or("", |file| file.path.as_str());
            errors.push(format!("rules/{path}:{line}:{column}: {}", diagnostic.message));
        }
    }
    if !errors.is_empty() {
        // Who is writing rules needs the command to say what is wrong: it must still build. What
        // is released never holds rules with errors.
        if env::var("PROFILE")? == "release" {
            let list = errors.join("\n  ");
            return Err(format!("the rules have errors; see `auclair check`:\n  {list}").into());
        }
        for error in errors {
            println!("cargo::warning={error}");
        }
        fs::write(out.join(format!("{name}.program")), [])?;
        for language in ["fr"].iter().chain(&LANGUAGES) {
            fs::write(out.join(format!("{name}.{language}")), [])?;
        }
        return Ok(());
    }
    let program = &compilation.elaborated.program;
    let texts = &compilation.elaborated.texts;
    fs::write(out.join(format!("{name}.program")), program.pack())?;
    fs::write(out.join(format!("{name}.fr")), texts.pack())?;
    let translations: Vec<_> = read_translations(folder)?
        .into_iter()
        .map(|file| translate(&compilation.elaborated, file))
        .filter(|translation| translation.diagnostics.is_empty())
        .collect();
    for language in LANGUAGES {
        let found = translations.iter().find(|found| found.texts.language == language);
        let bytes = match found {
            Some(translation) => translation.texts.pack(),
            None => Vec::new(),
        };
        fs::write(out.join(format!("{name}.{language}")), bytes)?;
    }
    Ok(())
}

/// The release, and a digest of what the files say, so that two versions are never confused.
fn version(files: &[auclair_language::SourceFile]) -> String {
    let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in files.iter().flat_map(|file| file.path.bytes().chain(file.text.bytes())) {
        digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{}+{digest:016x}", env::var("CARGO_PKG_VERSION").unwrap_or_default())
}
