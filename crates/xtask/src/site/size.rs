//! What a first visit costs to someone on a poor connection.

use super::load;
use crate::failure::Failure;
use crate::project::Project;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// What a first visit may load at most, until someone begins, in bytes of brotli.
const FIRST: usize = 200_000;

/// The same with what comes once a household is begun, sentences that explain results and postcodes: what
/// someone pays who goes as far as the results.
const WHOLE: usize = 221_000;

#[derive(Debug)]
struct Weight {
    file: String,
    raw: usize,
    brotli: usize,
}

pub(crate) fn run(project: &Project) -> Result<ExitCode, Failure> {
    super::built(project)?;
    let dist = project.dist();
    let files = load::files(&dist)?;
    let text = |file: &str| fs::read_to_string(dist.join(file)).ok();
    let weights = weigh(&dist, load::first_load(&files, text))?;
    let (first, total) = table("première visite", &weights, 0, FIRST);
    let sentences = weigh(&dist, load::sentences(&files))?;
    let (then, whole) = table("une fois commencé", &sentences, total, WHOLE);
    let kept = weigh(&dist, load::kept(&files, text))?;
    let kept: usize = kept.iter().map(|weight| weight.brotli).sum();
    println!("{first}\n{then}\nEnsuite, pour la prochaine visite : {}.\n", number(kept));
    let mut exit = ExitCode::SUCCESS;
    for (total, limit) in [(total, FIRST), (whole, WHOLE)] {
        if let Some(left) = limit.checked_sub(total) {
            println!("✓ Il reste {} octets sur {}.", number(left), number(limit));
        } else {
            println!(
                "✗ {} octets de plus que les {} permis.",
                number(total - limit),
                number(limit)
            );
            exit = ExitCode::FAILURE;
        }
    }
    Ok(exit)
}

fn weigh(dist: &Path, files: BTreeSet<String>) -> Result<Vec<Weight>, Failure> {
    let mut weights = Vec::new();
    for file in files {
        let path = dist.join(&file);
        let bytes = fs::read(&path).map_err(|error| Failure::file("lire", &path, &error))?;
        let brotli = compressed(&bytes).map_err(|error| Failure::file("peser", &path, &error))?;
        weights.push(Weight { file, raw: bytes.len(), brotli });
    }
    weights.sort_by_key(|weight| std::cmp::Reverse(weight.brotli));
    Ok(weights)
}

/// The size of these bytes as a web server that cares sends them.
fn compressed(bytes: &[u8]) -> std::io::Result<usize> {
    const BUFFER: usize = 1 << 16;
    const QUALITY: u32 = 11;
    const WINDOW: u32 = 22;
    let mut writer = brotli::CompressorWriter::new(Vec::new(), BUFFER, QUALITY, WINDOW);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner().len())
}

/// The table of what is loaded after these many bytes, and what it all comes to.
fn table(title: &str, weights: &[Weight], before: usize, limit: usize) -> (String, usize) {
    let total = before + weights.iter().map(|weight| weight.brotli).sum::<usize>();
    let mut lines = vec![(title.to_owned(), "octets".to_owned(), "brotli".to_owned())];
    lines.extend(weights.iter().map(|w| (w.file.clone(), number(w.raw), number(w.brotli))));
    lines.push(("en tout".to_owned(), String::new(), number(total)));
    lines.push(("permis".to_owned(), String::new(), number(limit)));
    let width = lines.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or_default();
    let lines = lines.into_iter().map(|(name, raw, brotli)| {
        let line = format!("{name:<width$}  {raw:>11}  {brotli:>9}");
        format!("{}\n", line.trim_end())
    });
    (lines.collect(), total)
}

/// A number with a space between thousands.
fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut spaced = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            spaced.push(' ');
        }
        spaced.push(digit);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_adds_up() {
        let weight = |file: &str, raw, brotli| Weight { file: file.to_owned(), raw, brotli };
        let weights = [weight("a.wasm", 400_000, 150_000), weight("é.js", 900, 99)];
        let (lines, total) = table("première visite", &weights, 1_000, 200_000);
        assert_eq!(total, 151_099);
        assert_eq!(
            lines,
            "\
première visite       octets     brotli
a.wasm               400 000    150 000
é.js                     900         99
en tout                         151 099
permis                          200 000
"
        );
    }

    #[test]
    fn what_repeats_itself_is_light() {
        let size = compressed("a".repeat(100_000).as_bytes()).expect("compressed");
        assert!((1..100).contains(&size), "{size}");
    }
}
