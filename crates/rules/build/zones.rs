//! The zones as the site carries them: `src/zones.rs` reads them.

use std::collections::BTreeMap;
use std::error::Error;

/// More than any step in a byte: this far, and no code there.
const FAR: u32 = 63;

/// From lines such as `01000;3` and, for a code whose communes are in several zones,
/// `01120;2;Dagneux;01142`:
///
/// - a byte for each code, in order: by how much it exceeds the one before, times four, plus its
///   zone, zero when it has several. Most codes are ten more than the one before, in the same zone:
///   nothing compresses better;
/// - for each code with several zones, in order, a line: the zone of most of its communes, then
///   the others, each after its zone: `32Dagneux,2Thil`. Two names in three need not travel.
pub(crate) fn packed(csv: &str) -> Result<(Vec<u8>, String), Box<dyn Error>> {
    let (mut codes, mut lines) = (Vec::new(), Vec::new());
    let mut several: BTreeMap<u32, Vec<(u8, &str)>> = BTreeMap::new();
    let mut last = None;
    for line in csv.lines().skip(1) {
        let mut columns = line.split(';');
        let mut next = || columns.next().ok_or_else(|| format!("« {line} » is cut short"));
        let (code, zone): (u32, u8) = (next()?.parse()?, next()?.parse()?);
        let commune = next().ok();
        if let Some(commune) = commune {
            several.entry(code).or_default().push((zone, commune));
        }
        if last == Some(code) {
            continue;
        }
        let mut step = code - last.unwrap_or(0);
        while step >= FAR {
            codes.push(byte(FAR, 0)?);
            step -= FAR;
        }
        codes.push(byte(step, if commune.is_some() { 0 } else { zone })?);
        last = Some(code);
    }
    for communes in several.values() {
        let many = |zone: u8| communes.iter().filter(|(other, _)| *other == zone).count();
        let most = (1..=3).max_by_key(|zone| many(*zone)).unwrap_or(3);
        let rest = communes.iter().filter(|(zone, _)| *zone != most);
        let rest: Vec<String> = rest.map(|(zone, name)| format!("{zone}{name}")).collect();
        lines.push(format!("{most}{}", rest.join(",")));
    }
    Ok((codes, lines.join("\n")))
}

fn byte(step: u32, zone: u8) -> Result<u8, Box<dyn Error>> {
    Ok(u8::try_from(step)? << 2 | zone)
}
