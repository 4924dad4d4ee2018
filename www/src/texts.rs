//! The words of the site. `locales/fr.txt` says them; a sentence that the code asks for and that the
//! file does not say does not compile. The words about a benefit come from its rules, never from
//! here.

use crate::speech::speech;
use auclair_engine::text::fill;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The words of the site, in the language of the page.
pub(crate) fn texts() -> &'static Texts {
    &speech().texts
}

impl Texts {
    /// Reads the words, a line each.
    pub(crate) fn read(lines: &'static str) -> Option<Self> {
        let lines: Box<[&'static str]> = lines.lines().collect();
        let lines: Box<Lines> = lines.try_into().ok()?;
        Some(Self(Box::leak(lines)))
    }

    /// The words in French.
    pub(crate) fn french() -> Option<Self> {
        Self::read(include_str!(concat!(env!("OUT_DIR"), "/fr.lines")))
    }
}

/// A sentence with what it speaks of put in.
#[inline(never)]
pub(crate) fn with(sentence: &str, parts: &[&str]) -> String {
    fill(sentence, parts)
}

/// A sentence about a number of things, one or several.
#[inline(never)]
pub(crate) fn counted(sentence: &str, count: usize) -> String {
    let (one, several) = sentence.split_once('|').unwrap_or((sentence, sentence));
    with(if count == 1 { one } else { several }, &[&count.to_string()])
}
