//! What a first visit costs to someone on a poor connection.

use super::load;
use crate::failure::Failure;
use crate::project::Project;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// What a first visit should load at most, in bytes of brotli.
const AIM: usize = 200_000;

/// What it may not exceed as long as the aim is not met: it only ever goes down.
const LIMIT: usize = 207_000;

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
    let (table, total) = table(&weights);
    print!("{table}");
    let kept = weigh(&dist, load::kept(&files, text))?;
    let kept: usize = kept.iter().map(|weight| weight.brotli).sum();
    println!(
        "\nEnsuite, une fois le programme en marche, pour la prochaine visite : {}.",
        number(kept)
    );
    if total > LIMIT {
        println!("\n✗ {} octets de plus que ce qui est permis.", number(total - LIMIT));
        return Ok(ExitCode::FAILURE);
    }
    match total.checked_sub(AIM) {
        None | Some(0) => println!("\n✓ Il reste {} octets.", number(AIM - total)),
        Some(over) => println!("\n! Permis, mais {} octets au-dessus du but.", number(over)),
    }
    Ok(ExitCode::SUCCESS)
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

fn table(weights: &[Weight]) -> (String, usize) {
    let total = |of: fn(&Weight) -> usize| weights.iter().map(of).sum::<usize>();
    let (raw, brotli) = (total(|weight| weight.raw), total(|weight| weight.brotli));
    let mut lines = vec![("première visite".to_owned(), "octets".to_owned(), "brotli".to_owned())];
    lines.extend(weights.iter().map(|w| (w.file.clone(), number(w.raw), number(w.brotli))));
    lines.push(("total".to_owned(), number(raw), number(brotli)));
    lines.push(("but".to_owned(), String::new(), number(AIM)));
    lines.push(("permis".to_owned(), String::new(), number(LIMIT)));
    let width = lines.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or_default();
    let lines = lines.into_iter().map(|(name, raw, brotli)| {
        let line = format!("{name:<width$}  {raw:>11}  {brotli:>9}");
        format!("{}\n", line.trim_end())
    });
    (lines.collect(), brotli)
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
        let (table, total) = table(&[weight("a.wasm", 400_000, 150_000), weight("é.js", 900, 99)]);
        assert_eq!(total, 150_099);
        assert_eq!(
            table,
            format!(
                "\
première visite       octets     brotli
a.wasm               400 000    150 000
é.js                     900         99
total                400 900    150 099
but                             200 000
permis                          {}
",
                number(LIMIT)
            )
        );
    }

    #[test]
    fn what_repeats_itself_is_light() {
        let size = compressed("a".repeat(100_000).as_bytes()).expect("compressed");
        assert!((1..100).contains(&size), "{size}");
    }
}
