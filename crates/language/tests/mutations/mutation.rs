//! What a distracted or mistaken hand does to a rule file: one change each, chosen in a way that
//! neither chance nor a change elsewhere in the file moves.

use std::fmt;

/// How many broken copies of each file are tried.
const EACH: usize = 20;

/// What kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A line goes.
    Cut,
    /// Two letters of a word change places.
    Misspelt,
    /// A unit becomes another.
    Unit,
    /// A day comes a year later.
    Date,
    /// A case or an exception goes, with what it says.
    Case,
    /// The last digit of a figure changes.
    Figure,
    /// A term of a formula goes.
    Term,
}

impl Kind {
    const ALL: [Self; 7] =
        [Self::Cut, Self::Misspelt, Self::Unit, Self::Date, Self::Case, Self::Figure, Self::Term];

    /// What it is called in the list of survivors.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cut => "coupe",
            Self::Misspelt => "faute",
            Self::Unit => "unité",
            Self::Date => "date",
            Self::Case => "cas",
            Self::Figure => "chiffre",
            Self::Term => "terme",
        }
    }
}

/// One broken copy of a file.
#[derive(Clone, Debug)]
pub(crate) struct Mutation {
    pub(crate) kind: Kind,
    /// The fiche in which it stands, by its first line.
    pub(crate) fiche: String,
    /// The line as it was, without its margin.
    pub(crate) line: String,
    /// The line as it is now; nothing when it is gone.
    pub(crate) becomes: Option<String>,
    /// The whole file as it is now.
    pub(crate) text: String,
}

impl fmt::Display for Mutation {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} : {}", self.kind.name(), self.line)?;
        match &self.becomes {
            Some(becomes) => write!(f, " → {becomes}"),
            None => Ok(()),
        }
    }
}

/// The broken copies of a file: as many of each kind as there can be.
pub(crate) fn mutations(text: &str) -> Vec<Mutation> {
    let mut by_kind: Vec<Vec<Mutation>> = Kind::ALL.iter().map(|kind| all(text, *kind)).collect();
    for candidates in &mut by_kind {
        candidates.sort_by_key(|mutation| {
            std::cmp::Reverse(digest(&format!("{}\n{mutation}", mutation.fiche)))
        });
    }
    let mut chosen = Vec::new();
    while chosen.len() < EACH && by_kind.iter().any(|candidates| !candidates.is_empty()) {
        chosen.extend(by_kind.iter_mut().filter_map(Vec::pop));
    }
    chosen.truncate(EACH);
    chosen
}

/// Spreads the choice over the file, the same on every machine.
fn digest(text: &str) -> u64 {
    let mix = |digest: u64, byte: u8| (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, mix)
}

fn all(text: &str, kind: Kind) -> Vec<Mutation> {
    let lines: Vec<&str> = text.lines().collect();
    let mut fiche = "";
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        if trimmed.is_empty() || trimmed.starts_with(['#', '>']) {
            continue;
        }
        if trimmed.len() == line.len() {
            fiche = line;
        }
        // A case goes with the lines below that belong to it.
        let deeper = |other: &&&str| {
            !other.trim().is_empty() && margin(other) > margin(line) && kind == Kind::Case
        };
        let below = lines.iter().skip(index + 1).take_while(deeper).count();
        for becomes in changed(trimmed, kind) {
            let indent = line.get(..margin(line)).unwrap_or_default();
            let mut copy: Vec<String> = Vec::new();
            for (other, line) in lines.iter().enumerate() {
                match &becomes {
                    Some(becomes) if other == index => copy.push(format!("{indent}{becomes}")),
                    None if (index..=index + below).contains(&other) => {}
                    _ => copy.push((*line).to_owned()),
                }
            }
            found.push(Mutation {
                kind,
                fiche: fiche.to_owned(),
                line: trimmed.to_owned(),
                becomes,
                text: copy.join("\n") + "\n",
            });
        }
    }
    found
}

fn margin(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// What a line becomes, in each way that it can be changed; nothing when it goes.
fn changed(line: &str, kind: Kind) -> Vec<Option<String>> {
    // Texts and references are no formulas.
    let end = line.find(['«', '[']).unwrap_or(line.len());
    let (code, rest) = line.split_at(end);
    let with = |code: String| Some(format!("{code}{rest}"));
    match kind {
        Kind::Cut => vec![None],
        Kind::Case => {
            let case = line.starts_with("sauf si ")
                || (line.starts_with("vaut ")
                    && (line.contains(" si ") || line.contains(" sinon")));
            if case { vec![None] } else { Vec::new() }
        }
        Kind::Misspelt => words(code)
            .filter_map(|(start, word)| {
                let letters: Vec<char> = word.chars().collect();
                let middle = letters.len() / 2;
                let swapped = letters.get(middle - 1) != letters.get(middle);
                let mut letters = letters;
                letters.swap(middle - 1, middle);
                let word: String = letters.iter().collect();
                swapped.then(|| with(put(code, start, word.len(), &word)))
            })
            .collect(),
        Kind::Unit => UNITS
            .iter()
            .filter_map(|(unit, other)| {
                let start = code.find(unit)?;
                let after = code.get(start + unit.len()..)?;
                let whole = !after.starts_with(|c: char| c.is_alphabetic() || c == '/');
                whole.then(|| with(put(code, start, unit.len(), other)))
            })
            .collect(),
        Kind::Date => dates(code)
            .map(|(start, year)| with(put(code, start, 4, &(year + 1).to_string())))
            .collect(),
        Kind::Figure => figures(code)
            .map(|(last, digit)| with(put(code, last, 1, &((digit + 1) % 10).to_string())))
            .collect(),
        Kind::Term => TERMS
            .iter()
            .filter_map(|sign| {
                let start = code.find(sign)?;
                let after = code.get(start + sign.len()..)?;
                let ends = TERMS.iter().chain(&STOPS).filter_map(|stop| after.find(stop));
                let length = ends.min().unwrap_or(after.trim_end().len());
                // What is between parentheses goes whole or not at all.
                let gone = after.get(..length)?;
                let open = gone.matches('(').count() == gone.matches(')').count();
                open.then(|| with(put(code, start, sign.len() + length, "")))
            })
            .collect(),
    }
}

const UNITS: &[(&str, &str)] = &[
    ("€/mois", "€/an"),
    ("€/an", "€/mois"),
    ("$/an", "$/mois"),
    (" %", " €"),
    (" ans", " mois"),
    (" mois", " ans"),
];
const TERMS: [&str; 6] = [" + ", " − ", " × ", " ÷ ", " et ", " ou "];
const STOPS: [&str; 6] = [" si ", " sinon", " ≥ ", " ≤ ", " < ", " au mois "];

fn put(code: &str, start: usize, length: usize, with: &str) -> String {
    let (before, after) = (code.get(..start), code.get(start + length..));
    format!("{}{with}{}", before.unwrap_or_default(), after.unwrap_or_default())
}

fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = code.char_indices().filter(|(start, c)| {
        let before = code.get(..*start).and_then(|before| before.chars().next_back());
        c.is_alphabetic() && !before.is_some_and(char::is_alphanumeric)
    });
    starts.filter_map(|(start, _)| {
        let after = code.get(start..)?;
        let length = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
        let word = after.get(..length)?;
        (word.chars().count() >= 4).then_some((start, word))
    })
}

/// Where the year of each day or month begins.
fn dates(code: &str) -> impl Iterator<Item = (usize, u16)> {
    code.match_indices('/').filter_map(|(slash, _)| {
        let year = code.get(slash + 1..slash + 5)?;
        let before = code.get(..slash)?.chars().next_back()?;
        let year = year.parse().ok()?;
        before.is_ascii_digit().then_some((slash + 1, year))
    })
}

/// The last digit of each figure that is no date.
fn figures(code: &str) -> impl Iterator<Item = (usize, u8)> {
    let letters: Vec<(usize, char)> = code.char_indices().collect();
    let at = move |index: usize| letters.get(index).copied();
    (0..code.chars().count()).filter_map(move |index| {
        let (place, digit) = at(index)?;
        let value = u8::try_from(digit.to_digit(10)?).ok()?;
        let next = at(index + 1).map(|(_, next)| next);
        let last = next.is_none_or(|next| !next.is_ascii_digit() && !",/-".contains(next));
        // The digits before it, as far as a name or a date.
        let mut start = index;
        while let Some((_, before)) = start.checked_sub(1).and_then(&at)
            && (before.is_ascii_digit() || before == ',')
        {
            start -= 1;
        }
        let before = start.checked_sub(1).and_then(&at).map(|(_, before)| before);
        let alone =
            before.is_none_or(|before| !before.is_alphanumeric() && !"/-−".contains(before));
        (last && alone).then_some((place, value))
    })
}
