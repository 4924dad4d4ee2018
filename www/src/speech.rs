//! The language that is spoken: the words of the site and the sentences of the rules.
//!
//! The site carries French, but for the sentences that explain results, which come once a household is
//! begun. Another language is a file, fetched when it is asked for and kept until the page is closed.

use crate::texts::{APART, CARRIED, DIGEST, Texts};
use auclair_engine::text::{self, Words};
use auclair_rules::{JURISDICTIONS, Jurisdiction, jurisdiction};
use std::cell::Cell;

/// A language, once it was loaded.
pub(crate) struct Speech {
    /// The language, as `en`.
    pub(crate) language: &'static str,
    /// The words of the site.
    pub(crate) texts: Texts,
    /// The sentences of the rules, in the order of [`JURISDICTIONS`]; none while the site only has
    /// those in French that it carries.
    sentences: Vec<text::Texts>,
    /// The letters to write: in French, whatever the language of the page. They come with its
    /// sentences.
    pub(crate) letters: &'static str,
}

/// The letters, where nothing comes apart.
#[cfg(not(target_arch = "wasm32"))]
const LETTERS: &str = include_str!("../locales/lettres.france.txt");
#[cfg(target_arch = "wasm32")]
const LETTERS: &str = "";

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

thread_local! {
    static FRENCH: Cell<&'static Speech> = Cell::new(Speech::french());
}

/// French, as much of it as is there.
pub(crate) fn french() -> &'static Speech {
    FRENCH.get()
}

/// The sentences of the rules.
pub(crate) fn sentences(of: &'static Jurisdiction) -> &'static text::Texts {
    speech().sentences(of)
}

/// How numbers and dates are written.
pub(crate) fn writing() -> &'static Words {
    Words::of(speech().language)
}

impl Speech {
    fn french() -> &'static Self {
        Box::leak(Box::new(Self {
            language: "fr",
            texts: Texts::read(CARRIED, APART),
            sentences: Vec::new(),
            letters: LETTERS,
        }))
    }

    /// A language read from its [`file`]: the sentences of each jurisdiction, then the words of the
    /// site that it does not carry and, in French, the letters. Nothing when they speak for another version.
    pub(crate) fn read(language: &'static str, file: &[u8]) -> Option<&'static Self> {
        let mut left = file;
        // Before each part, how many bytes it has.
        let mut part = || {
            let (size, then) = left.split_first_chunk()?;
            let (part, then) = then.split_at_checked(u32::from_le_bytes(*size) as usize)?;
            left = then;
            Some(part)
        };
        let read = |id: &&str| jurisdiction(id)?.texts_from(part()?);
        let sentences = JURISDICTIONS.iter().map(read).collect::<Option<Vec<_>>>()?;
        let mut text = || Some(&*String::from_utf8(part()?.to_vec()).ok()?.leak());
        let came = text()?.strip_prefix(DIGEST)?;
        let (carried, letters) =
            if language == french().language { (CARRIED, text()?) } else { ("", LETTERS) };
        Some(Box::leak(Box::new(Self {
            language,
            texts: Texts::read(carried, came),
            sentences,
            letters,
        })))
    }

    /// The sentences of the rules.
    pub(crate) fn sentences(&'static self, of: &'static Jurisdiction) -> &'static text::Texts {
        let place = JURISDICTIONS.iter().position(|id| *id == of.id);
        place.and_then(|place| self.sentences.get(place)).unwrap_or(&of.texts)
    }

    /// Whether the sentences that explain results are there. Outside of a browser nothing comes
    /// apart.
    pub(crate) fn explains(&self) -> bool {
        !cfg!(target_arch = "wasm32") || !self.sentences.is_empty()
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

    /// What came of French stands for what was carried of it.
    pub(crate) fn learn(&'static self) {
        FRENCH.set(self);
        if speech().language == self.language {
            self.speak();
        }
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

/// The file of a language, beside the site.
pub(crate) fn file(language: &str) -> String {
    format!("phrases.{language}.bin")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_is_whole_and_carried() {
        assert_eq!(speech().language, "fr");
        assert_eq!(speech().texts.site().name(), "Au clair");
    }

    /// A file made of these parts.
    fn joined(parts: &[Vec<u8>]) -> Vec<u8> {
        let size = |part: &Vec<u8>| u32::try_from(part.len()).expect("a size").to_le_bytes();
        parts.iter().flat_map(|part| [&size(part)[..], part].concat()).collect()
    }

    #[test]
    fn the_words_of_another_site_are_refused() {
        let rules = |id: &&str| {
            let found = jurisdiction(id).expect("rules");
            [found.program.version.as_bytes(), b"\n", &found.texts.pack()].concat()
        };
        let parts = |words: &str| {
            let rules = JURISDICTIONS.iter().map(rules);
            rules.chain([words.as_bytes().to_vec()]).collect::<Vec<_>>()
        };
        let read = |parts: &[Vec<u8>]| Speech::read("en", &joined(parts));
        assert!(read(&parts("0123456789abcdef\nAu clair")).is_none());
        let whole = parts(&format!("{DIGEST}{CARRIED}\n{APART}"));
        assert_eq!(read(&whole).expect("words").texts.site().name(), "Au clair");
        assert!(read(&whole[1..]).is_none());
        let file = joined(&whole);
        for cut in [0, 3, 4, 100, file.len() - 1] {
            assert!(Speech::read("en", &file[..cut]).is_none(), "{cut}");
        }
    }

    #[test]
    fn french_goes_on_with_what_came_of_it() {
        let rules = |id: &&str| {
            let found = jurisdiction(id).expect("rules");
            let (_, then) = found.texts.split(&found.program);
            [found.program.version.as_bytes(), b"\n", &then.pack()].concat()
        };
        let last = [format!("{DIGEST}{APART}").into_bytes(), LETTERS.as_bytes().to_vec()];
        let came: Vec<_> = JURISDICTIONS.iter().map(rules).chain(last).collect();
        let whole = Speech::read("fr", &joined(&came)).expect("French");
        whole.learn();
        let france = jurisdiction("france").expect("rules");
        assert_eq!(sentences(france).templates, france.texts.templates);
        assert!(std::ptr::eq(french(), speech()));
        assert_eq!(french().letters, LETTERS);
        assert_eq!(Some(french().texts.paper().whom_help()), APART.lines().last());
    }
}
