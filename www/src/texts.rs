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

/// The words in French that the site carries.
pub(crate) const CARRIED: &str = include_str!(concat!(env!("OUT_DIR"), "/fr.carried"));

/// Those that come with the sentences that explain results.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) const APART: &str = include_str!(concat!(env!("OUT_DIR"), "/fr.apart"));
#[cfg(target_arch = "wasm32")]
pub(crate) const APART: &str = "";

/// Stands for words that have not come, like for sentences.
const AWAITED: &str = "…";

impl Texts {
    /// Reads the words, a line each: what is carried of them, then what came.
    pub(crate) fn read(carried: &'static str, came: &'static str) -> Self {
        let mut lines = carried.lines().chain(came.lines());
        Self(Box::leak(Box::new(std::array::from_fn(|_| lines.next().unwrap_or(AWAITED)))))
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
