//! The language that is spoken: the words of the site and the sentences of the rules.
//!
//! The site carries French. Another language is a few files, fetched when it is asked for and kept
//! until the page is closed.

use crate::texts::{DIGEST, Texts};
use auclair_engine::text::{self, Words};
use auclair_rules::{JURISDICTIONS, Jurisdiction, jurisdiction};
use std::cell::Cell;

/// A language, once it was loaded.
pub(crate) struct Speech {
    /// The language, as `en`.
    pub(crate) language: &'static str,
    /// The words of the site.
    pub(crate) texts: Texts,
    /// The sentences of the rules, in the order of [`JURISDICTIONS`]; none for French.
    sentences: Vec<text::Texts>,
}

/// The languages, as they call themselves, and as `lang` calls them.
pub(crate) const LANGUAGES: [(&str, &str, &str); 3] =
    [("fr", "Français", "fr"), ("en", "English", "en"), ("facile", "Français facile", "fr")];

thread_local! {
    static SPOKEN: Cell<Option<&'static Speech>> = const { Cell::new(None) };
    /// The language asked for last: one that arrives after another was asked for is not spoken.
    static ASKED: Cell<&'static str> = const { Cell::new("") };
}

/// The language that is spoken: French until another is asked for.
pub(crate) fn speech() -> &'static Speech {
    SPOKEN.get().unwrap_or_else(|| {
        let french = french();
        SPOKEN.set(Some(french));
        french
    })
}

/// French, which the site carries.
pub(crate) fn french() -> &'static Speech {
    thread_local! {
        static FRENCH: &'static Speech = Speech::french();
    }
    FRENCH.with(|french| *french)
}

/// The sentences of the rules.
pub(crate) fn sentences(of: &'static Jurisdiction) -> &'static text::Texts {
    let place = JURISDICTIONS.iter().position(|id| *id == of.id);
    place.and_then(|place| speech().sentences.get(place)).unwrap_or(&of.texts)
}

/// How numbers and dates are written.
pub(crate) fn writing() -> &'static Words {
    Words::of(speech().language)
}

impl Speech {
    fn french() -> &'static Self {
        // A test holds the file to its own list of names; without words there would be no site.
        let texts = Texts::french().unwrap_or_else(|| std::process::abort());
        Box::leak(Box::new(Self { language: "fr", texts, sentences: Vec::new() }))
    }

    /// A language read from its files: the words of the site, then the sentences of each
    /// jurisdiction. Nothing when they speak for another version.
    pub(crate) fn read(language: &'static str, files: &[Vec<u8>]) -> Option<&'static Self> {
        let (words, rules) = files.split_first()?;
        let words: &'static str = String::from_utf8(words.clone()).ok()?.leak();
        let texts = Texts::read(words.strip_prefix(DIGEST)?.trim_start_matches('\n'))?;
        let read = |(id, bytes): (&&str, &Vec<u8>)| jurisdiction(id)?.texts_from(bytes);
        let sentences = JURISDICTIONS.iter().zip(rules).map(read).collect::<Option<Vec<_>>>()?;
        (sentences.len() == JURISDICTIONS.len())
            .then(|| &*Box::leak(Box::new(Self { language, texts, sentences })))
    }

    /// The language, as the web calls it: a plainer French is French.
    pub(crate) fn tag(&self) -> &'static str {
        let found = LANGUAGES.iter().find(|(language, ..)| *language == self.language);
        found.map_or("fr", |(.., tag)| tag)
    }

    /// Speaks this language from now on.
    pub(crate) fn speak(&'static self) {
        SPOKEN.set(Some(self));
    }
}

/// A language is asked for.
pub(crate) fn ask(language: &'static str) {
    ASKED.set(language);
}

/// Whether it still is the one asked for.
pub(crate) fn is_asked(language: &str) -> bool {
    ASKED.get() == language
}

/// The files of a language, beside the site.
pub(crate) fn files(language: &str) -> Vec<String> {
    let rules = JURISDICTIONS.iter().map(|id| format!("{id}.{language}.bin"));
    std::iter::once(format!("mots.{language}.txt")).chain(rules).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_is_whole_and_carried() {
        assert_eq!(speech().language, "fr");
        assert_eq!(speech().texts.site.name, "Au clair");
    }

    #[test]
    fn the_words_of_another_site_are_refused() {
        let files = |words: &str| vec![words.as_bytes().to_vec(), Vec::new(), Vec::new()];
        assert!(Speech::read("en", &files("0123456789abcdef\nAu clair")).is_none());
        assert!(Speech::read("en", &files(&format!("{DIGEST}\nAu clair"))).is_none());
        assert!(Speech::read("en", &[]).is_none());
    }
}
