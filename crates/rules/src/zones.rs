//! The zone of housing benefit of each postcode of metropolitan France.
//!
//! Arrêté of 17 March 1978 as amended, not the A/B/C zoning. Where the table comes from, what was
//! corrected and what is doubtful: `rules/france/zones/SOURCES.md`.

use std::sync::OnceLock;

/// The date of the list of communes, and of the zoning.
pub const DATE: &str = "zonage de 2011 modifié en 2020, communes au 1er janvier 2026";

/// The list as `build/zones.rs` writes it.
#[derive(Clone, Copy)]
struct List {
    /// For each postcode with several zones, a line: the zone of most communes, then each other
    /// commune after its zone.
    communes: &'static str,
    /// A byte for each postcode, in order: its step from the one before, then two bits for its zone,
    /// zero when it has several.
    codes: &'static [u8],
}

/// A step this far leads to no code.
const FAR: u8 = 63;

/// In the browser, where it is asked for once the site runs, the list is not there at first.
static KNOWN: OnceLock<List> = OnceLock::new();

#[cfg(not(target_arch = "wasm32"))]
const CARRIED: List = List {
    communes: include_str!(concat!(env!("OUT_DIR"), "/communes")),
    codes: include_bytes!(concat!(env!("OUT_DIR"), "/postcodes")),
};

fn list() -> Option<&'static List> {
    #[cfg(not(target_arch = "wasm32"))]
    KNOWN.set(CARRIED).ok();
    KNOWN.get()
}

/// Whether the list is there.
pub fn are_known() -> bool {
    list().is_some()
}

/// Learns the list from a file that [`file`] made, unless it is another list.
pub fn learn(file: Vec<u8>) {
    if let Some(list) = read(file.leak()) {
        KNOWN.set(list).ok();
    }
}

/// The list as a file: what it is, then the communes and the codes, each after an end of line.
#[cfg(not(target_arch = "wasm32"))]
pub fn file() -> Vec<u8> {
    let communes = CARRIED.communes.trim_end();
    let length = communes.len().to_string();
    [DATE.as_bytes(), length.as_bytes(), communes.as_bytes(), CARRIED.codes].join(&b'\n')
}

fn read(file: &'static [u8]) -> Option<List> {
    let rest = file.strip_prefix(DATE.as_bytes())?.strip_prefix(b"\n")?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (length, rest) = rest.split_at_checked(end)?;
    let length = str::from_utf8(length).ok()?.parse().ok()?;
    let (communes, codes) = rest.get(1..)?.split_at_checked(length)?;
    Some(List { communes: str::from_utf8(communes).ok()?, codes: codes.strip_prefix(b"\n")? })
}

/// What a postcode says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Postcode {
    /// All its communes are in this zone (1, 2 or 3).
    Zone(u8),
    /// Its communes are in different zones.
    Communes {
        /// The zone and the name of those that are not where most are.
        named: Vec<(u8, &'static str)>,
        /// The zone of all others.
        others: u8,
    },
    /// It lies overseas.
    Overseas,
    /// No commune has it.
    Unknown,
}

/// What a postcode says: nothing as long as the list is not there.
pub fn postcode(code: &str) -> Postcode {
    let code = code.trim();
    if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Postcode::Unknown;
    }
    // 980 is Monaco, which is no part of France.
    if ["97", "98"].iter().any(|first| code.starts_with(first)) && !code.starts_with("980") {
        return Postcode::Overseas;
    }
    let (Ok(wanted), Some(list)) = (code.parse::<u32>(), list()) else { return Postcode::Unknown };
    let (mut reached, mut lines) = (0, list.communes.lines());
    for byte in list.codes {
        let (step, zone) = (byte >> 2, byte & 3);
        reached += u32::from(step);
        if step == FAR {
            continue;
        }
        let communes = if zone == 0 { lines.next() } else { None };
        if reached == wanted {
            return match communes {
                Some(line) => communes_of(line).unwrap_or(Postcode::Unknown),
                None => Postcode::Zone(zone),
            };
        }
    }
    Postcode::Unknown
}

/// What `32Dagneux,2Thil` says.
fn communes_of(line: &'static str) -> Option<Postcode> {
    let (others, _) = commune(line)?;
    let named = line.get(1..)?.split(',').filter_map(commune).collect();
    Some(Postcode::Communes { named, others })
}

/// The zone and the name of `2Dagneux`.
fn commune(entry: &'static str) -> Option<(u8, &'static str)> {
    let zone = entry.chars().next()?.to_digit(10)?;
    Some((u8::try_from(zone).ok()?, entry.get(1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn well_known_cities() {
        assert_eq!(postcode("75011"), Postcode::Zone(1));
        assert_eq!(postcode("13001"), Postcode::Zone(2));
        assert_eq!(postcode(" 69003 "), Postcode::Zone(2));
        assert_eq!(postcode("23000"), Postcode::Zone(3));
        assert_eq!(postcode("97400"), Postcode::Overseas);
    }

    #[test]
    fn the_file_is_the_list_and_another_is_refused() {
        let read = |bytes: Vec<u8>| read(bytes.leak());
        let list = read(file()).expect("a list");
        assert_eq!(list.communes, CARRIED.communes.trim_end());
        assert_eq!(list.codes, CARRIED.codes);
        let other = [b"zonage de 1978".as_slice(), &file()[DATE.len()..]].concat();
        assert!(read(other).is_none());
        let length = DATE.len() + 1 + list.communes.len();
        for whole in [0, 3, DATE.len(), DATE.len() + 1, length] {
            assert!(read(file()[..whole].to_vec()).is_none(), "{whole}");
        }
    }

    #[test]
    fn a_slip_is_never_a_zone() {
        for code in ["", "7501", "750111", "7501a", "00000", "98000", "99999"] {
            assert_eq!(postcode(code), Postcode::Unknown, "{code}");
        }
    }

    #[test]
    fn an_ambiguous_postcode_names_the_communes_that_are_not_where_most_are() {
        let found = postcode("17138");
        let Postcode::Communes { named, others } = found else { panic!("{found:?}") };
        assert_eq!((named, others), (vec![(2, "Puilboreau")], 3));
    }

    /// The short table says the same as the list it was made from, for all possible codes.
    #[test]
    fn the_table_is_the_list() {
        let list = include_str!("../../../rules/france/zones/zones.csv");
        let mut expected: BTreeMap<&str, Vec<(u8, Option<&str>)>> = BTreeMap::new();
        for line in list.lines().skip(1) {
            let columns: Vec<&str> = line.split(';').collect();
            let zone = columns[1].parse().expect("a zone");
            expected.entry(columns[0]).or_default().push((zone, columns.get(2).copied()));
        }
        let overseas = 97..=98;
        for number in 0..100_000 {
            let code = format!("{number:05}");
            match (postcode(&code), expected.get(code.as_str()).map(Vec::as_slice)) {
                (Postcode::Overseas, None) => assert!(overseas.contains(&(number / 1_000))),
                (Postcode::Unknown, None) => {
                    assert!(!overseas.contains(&(number / 1_000)) || number / 100 == 980);
                }
                (Postcode::Zone(zone), Some([(expected, None)])) => assert_eq!(zone, *expected),
                (Postcode::Communes { named, others }, Some(communes)) => {
                    assert!(named.len() * 2 <= communes.len(), "{code}: {named:?}");
                    for (zone, name) in communes {
                        let name = name.expect("a name");
                        let named = named.iter().find(|(_, other)| *other == name);
                        assert_eq!(named.map_or(others, |(zone, _)| *zone), *zone, "{name}");
                    }
                    assert!(named.iter().all(|(_, name)| {
                        communes.iter().any(|(_, other)| *other == Some(*name))
                    }));
                }
                (found, expected) => panic!("{code}: {found:?}, {expected:?}"),
            }
        }
    }
}
