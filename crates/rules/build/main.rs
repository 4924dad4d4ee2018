//! Compiles the rule files of each jurisdiction; the result is embedded in the crate.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

mod zones;

use auclair_language::{Compilation, Severity, compile, read_folder, read_translations};
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

const JURISDICTIONS: [&str; 2] = ["france", "quebec"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../rules");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={}", root.display());
    let mut translations = String::new();
    for name in JURISDICTIONS {
        for language in embed(&root.join(name), name, &out)? {
            let file = format!("concat!(env!(\"OUT_DIR\"), \"/{name}.{language}\")");
            writeln!(translations, "    (\"{name}\", \"{language}\", include_bytes!({file})),")?;
        }
    }
    fs::write(out.join("translations.rs"), format!("&[\n{translations}]"))?;
    let list = fs::read_to_string(root.join("france/zones/zones.csv"))?;
    let (codes, communes) = zones::packed(&list)?;
    fs::write(out.join("postcodes"), codes)?;
    fs::write(out.join("communes"), communes)?;
    Ok(())
}

/// Writes the program of a jurisdiction and its sentences in French, and a file for each language that
/// is loaded apart; gives these languages.
fn embed(folder: &Path, name: &str, out: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let files = read_folder(folder)?;
    let version = version(&files);
    let mut compilation = compile(files, &version);
    let broken = compilation.has_errors();
    compilation.translate(read_translations(folder)?);
    let errors = errors(&compilation);
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
    }
    if broken {
        fs::write(out.join(format!("{name}.program")), [])?;
        fs::write(out.join(name), [])?;
        return Ok(Vec::new());
    }
    let program = compilation.elaborated.program;
    let texts = &compilation.elaborated.texts;
    // There, the sentences that explain come once the program runs, with the law.
    let (first, then) = texts.split(&program);
    let translated = compilation.translations.iter().map(|translation| &translation.texts);
    let apart: Vec<_> = std::iter::once(&then)
        .chain(translated)
        .map(|texts| texts.clone().with_law_of(&program))
        .collect();
    // In the browser nobody looks for a rule by its name: 3 kB that need not travel.
    let browser = env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32";
    let program = if browser { program.without_inner_names().without_law() } else { program };
    fs::write(out.join(format!("{name}.program")), program.pack())?;
    fs::write(out.join(name), if browser { &first } else { texts }.pack())?;
    let mut languages = Vec::new();
    for apart in &apart {
        // It is loaded apart, perhaps later: it says which rules it speaks for.
        let mut bytes = format!("{version}\n").into_bytes();
        bytes.extend(apart.pack());
        fs::write(out.join(format!("{name}.{}", apart.language)), bytes)?;
        languages.push(apart.language.clone());
    }
    Ok(languages)
}

/// Each error with its place.
fn errors(compilation: &Compilation) -> Vec<String> {
    let found = compilation.diagnostics.iter();
    let errors = found.filter(|diagnostic| diagnostic.severity == Severity::Error);
    let told = errors.map(|diagnostic| {
        let file = compilation.files.get(diagnostic.span.file as usize);
        let (line, column) =
            file.map_or((0, 0), |file| file.position(diagnostic.span.start as usize));
        let path = file.map_or("", |file| file.path.as_str());
        format!("rules/{path}:{line}:{column}: {}", diagnostic.message)
    });
    told.collect()
}

/// The release, and a digest of what the files say, so that two versions are never confused.
fn version(files: &[auclair_language::SourceFile]) -> String {
    let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in files.iter().flat_map(|file| file.path.bytes().chain(file.text.bytes())) {
        digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{}+{digest:016x}", env::var("CARGO_PKG_VERSION").unwrap_or_default())
}
