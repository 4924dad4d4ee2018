//! The words of the site, a file a language: read and checked where the site is built, and packed as
//! lines in the order of the French ones. `cargo xtask` packs the languages that are loaded apart.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The first section of the words that come with the sentences that explain results: all others, before
/// it, are carried in French.
const APART: &str = "ways";

/// The sentences of a language, each under its section and its name.
#[derive(Debug)]
pub(crate) struct Catalogue {
    entries: Vec<(String, String, String)>,
}

impl Catalogue {
    /// Reads a file of `[section]`, `name = words` and `# remarks`.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut section = String::new();
        let mut entries: Vec<(String, String, String)> = Vec::new();
        for (line, number) in text.lines().map(str::trim).zip(1..) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                name.clone_into(&mut section);
                continue;
            }
            let (name, words) = line
                .split_once(" = ")
                .ok_or_else(|| format!("line {number}: neither a section nor « name = words »"))?;
            if entries.iter().any(|(other, said, _)| *other == section && said == name) {
                return Err(format!("line {number}: « {section}.{name} » is said twice"));
            }
            entries.push((section.clone(), name.to_owned(), firm(words)));
        }
        Ok(Self { entries })
    }

    /// The sections and the names in each, in order.
    #[allow(dead_code, reason = "only the build of the site lays out the names")]
    pub(crate) fn sections(&self) -> Vec<(&str, Vec<&str>)> {
        let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
        for (section, name, _) in &self.entries {
            match sections.last_mut() {
                Some((last, names)) if *last == section => names.push(name),
                _ => sections.push((section, vec![name])),
            }
        }
        sections
    }

    /// Tells this list of names from another: a file is never read by a site that says other things.
    pub(crate) fn digest(&self) -> String {
        // One build makes both sides: they hash alike.
        let mut hasher = DefaultHasher::new();
        for (section, name, _) in &self.entries {
            (section, name).hash(&mut hasher);
        }
        format!("{:016x}", hasher.finish())
    }

    /// The words, a line each, in the order of this catalogue.
    #[allow(
        dead_code,
        reason = "only other languages come whole, and the build does not pack them"
    )]
    pub(crate) fn lines(&self) -> String {
        lines(&self.entries)
    }

    /// The words that the site carries in French, and those that come once it runs.
    pub(crate) fn carried_and_apart(&self) -> (String, String) {
        let apart = self.entries.iter().position(|(section, ..)| section == APART);
        let (carried, apart) = self.entries.split_at(apart.unwrap_or(self.entries.len()));
        (lines(carried), lines(apart))
    }

    /// The same names in another language, in this order. What a plainer French does not say
    /// otherwise is said as in French; another language misses nothing.
    pub(crate) fn told_by(&self, other: &Self, partial: bool) -> Result<Self, String> {
        let mut entries = Vec::new();
        for (section, name, french) in &self.entries {
            let found =
                other.entries.iter().find(|(theirs, said, _)| theirs == section && said == name);
            let words = match found {
                Some((_, _, words)) => words,
                None if partial => french,
                None => return Err(format!("« {section}.{name} » is missing: {french}")),
            };
            if values(words) != values(french) {
                return Err(format!("« {section}.{name} » does not speak of what French does"));
            }
            entries.push((section.clone(), name.clone(), words.clone()));
        }
        let known = |section: &str, name: &str| {
            self.entries.iter().any(|(theirs, said, _)| theirs == section && said == name)
        };
        match other.entries.iter().find(|(section, name, _)| !known(section, name)) {
            Some((section, name, _)) => Err(format!("« {section}.{name} » is no sentence here")),
            None => Ok(Self { entries }),
        }
    }
}

fn lines(entries: &[(String, String, String)]) -> String {
    let words = entries.iter().map(|(_, _, words)| words.as_str());
    words.collect::<Vec<_>>().join("\n")
}

/// What a sentence speaks of: the highest place of its values.
fn values(words: &str) -> Option<char> {
    let places = words.match_indices('{').filter_map(|(at, _)| words.get(at + 1..)?.chars().next());
    places.max()
}

/// Spaces that do not break, where French wants them.
fn firm(words: &str) -> String {
    let mut firm = words.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
    for mark in [':', '?', '!', ';'] {
        firm = firm.replace(&format!(" {mark}"), &format!("\u{a0}{mark}"));
    }
    firm
}
