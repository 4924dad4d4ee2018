//! The zones as the site carries them: `src/zones.rs` reads them.

use std::error::Error;

/// More than any step in a byte: this far, and no code there.
const FAR: u32 = 63;

/// From lines such as `01000;3` and, for a code whose communes are in several zones,
/// `01120;2;Dagneux;01142`:
///
/// - a byte for each code, in order: by how much it exceeds the one before, times four, plus its
///   zone, zero when it has several. Most codes are ten more than the one before, in the same zone:
///   nothing compresses better;
/// - for each code with several zones, in order, a line: `2Dagneux,3Thil`.
pub(crate) fn packed(csv: &str) -> Result<(Vec<u8>, String), Box<dyn Error>> {
    let (mut codes, mut communes) = (Vec::new(), String::new());
    let mut last = None;
    for line in csv.lines().skip(1) {
        let mut columns = line.split(';');
        let mut next = || columns.next().ok_or_else(|| format!("« {line} » is cut short"));
        let (code, zone): (u32, u8) = (next()?.parse()?, next()?.parse()?);
        let commune = next().ok();
        let known = last == Some(code);
        if !known {
            let mut step = code - last.unwrap_or(0);
            while step >= FAR {
                codes.push(byte(FAR, 0)?);
                step -= FAR;
            }
            codes.push(byte(step, if commune.is_some() { 0 } else { zone })?);
            last = Some(code);
        }
        if let Some(commune) = commune {
            let before = match (known, communes.is_empty()) {
                (true, _) => ",",
                (false, false) => "\n",
                (false, true) => "",
            };
            communes.extend([before, &zone.to_string(), commune]);
        }
    }
    Ok((codes, communes))
}

fn byte(step: u32, zone: u8) -> Result<u8, Box<dyn Error>> {
    Ok(u8::try_from(step)? << 2 | zone)
}
