//! Initials that nothing spells out. Whoever reads « MSA » for the first time must find the words
//! it stands for in the same fiche, or in the title of a benefit, which is read before all.

use super::said::{Said, Sentences, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(sentences: &Sentences, diagnostics: &mut Vec<Diagnostic>) {
    let said = &sentences.said;
    let titles = sentences.program.dispositifs.iter().filter_map(|d| said.get(d.title.index()));
    let known: BTreeSet<String> = titles
        .flat_map(|title| {
            let words = in_words(title);
            let spelt = acronyms(&words).into_iter().filter(|found| found.spelt);
            spelt.map(|found| found.letters.to_owned()).collect::<Vec<_>>()
        })
        .collect();
    // The sentences of each fiche, in the order in which they are written.
    let mut fiches: BTreeMap<usize, Vec<&Said>> = BTreeMap::new();
    for text in said {
        fiches.entry(text.fiche).or_default().push(text);
    }
    for mut texts in fiches.into_values() {
        texts.sort_by_key(|text| text.place);
        let mut fiche = Fiche { met: known.clone(), named: BTreeMap::new(), unspelt: Vec::new() };
        for (index, text) in texts.into_iter().enumerate() {
            fiche.read(&in_words(text), text.blamed, index == 0);
        }
        let unspelt = fiche.named.into_iter().chain(fiche.unspelt);
        for (letters, span) in unspelt.filter_map(|(letters, span)| Some((letters, span?))) {
            let message = format!("rien ne dit ce que signifie « {letters} »");
            diagnostics.push(Diagnostic::warning(Code::Acronym, span, message).help(format!(
                "à son premier emploi, écrivez les mots puis le sigle : « … ({letters}) »"
            )));
        }
    }
}

/// What was met so far in a fiche.
struct Fiche {
    met: BTreeSet<String>,
    /// In its label, which what follows may spell.
    named: BTreeMap<String, Option<Span>>,
    unspelt: Vec<(String, Option<Span>)>,
}

impl Fiche {
    fn read(&mut self, words: &str, span: Option<Span>, label: bool) {
        for found in acronyms(words) {
            let letters = found.letters.to_owned();
            if found.spelt {
                self.named.remove(&letters);
                self.met.insert(letters);
            } else if label && !self.met.contains(&letters) {
                self.named.insert(letters, span);
            } else if !self.named.contains_key(&letters) && self.met.insert(letters.clone()) {
                self.unspelt.push((letters, span));
            }
        }
    }
}

/// The words of a sentence; what it shows is no acronym.
fn in_words(said: &Said) -> String {
    words(said.template, str::to_owned, '…')
}

struct Acronym<'a> {
    letters: &'a str,
    /// Whether the words that it stands for are beside it.
    spelt: bool,
}

/// The acronyms of a sentence: « allocations familiales (CAF) » and « CAF (caisse … » spell theirs.
fn acronyms(words: &str) -> Vec<Acronym<'_>> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let from = rest.get(start..).unwrap_or_default();
        let length = from.find(|c: char| !c.is_alphanumeric()).unwrap_or(from.len());
        let (word, after) = from.split_at(length);
        let before = rest.get(..start).unwrap_or_default();
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        if capitals >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) {
            let closed = before.ends_with('(') && after.starts_with(')');
            let opened = after
                .strip_prefix(" (")
                .is_some_and(|inside| inside.chars().next().is_some_and(char::is_lowercase));
            found.push(Acronym { letters: word, spelt: closed || opened });
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::acronyms;

    #[test]
    fn initials_are_told_from_words_and_from_their_spelling() {
        let found = |words| {
            let found = acronyms(words).into_iter();
            found.map(|found| (found.letters.to_owned(), found.spelt)).collect::<Vec<_>>()
        };
        assert_eq!(
            found("La caisse d'allocations familiales (CAF), ou la MSA de M. Éric, à 28 %."),
            [("CAF".to_owned(), true), ("MSA".to_owned(), false)]
        );
        assert_eq!(
            found("un logement HLM (habitation à loyer modéré)"),
            [("HLM".to_owned(), true)]
        );
    }
}
