//! Sentences too long to be understood at first reading.

use super::said::{Sentences, words};
use crate::diagnostic::{Code, Diagnostic};
use auclair_engine::text::Template;

/// How many words a sentence may have, where a language does not ask for fewer.
pub(crate) const LONGEST: usize = 25;

pub(super) fn check(sentences: &Sentences, most: usize, diagnostics: &mut Vec<Diagnostic>) {
    for (template, span) in sentences.blamed() {
        for count in lengths(template).into_iter().filter(|count| *count > most) {
            let message = format!("une phrase de {count} mots : {most} au plus");
            diagnostics.push(
                Diagnostic::error(Code::LongSentence, span, message)
                    .help("coupez-la en deux phrases"),
            );
        }
    }
}

/// How many words the longest sentence of a text has.
pub(super) fn longest(template: &Template) -> usize {
    lengths(template).into_iter().max().unwrap_or(0)
}

/// The words of each sentence of a text; a value counts as one.
fn lengths(template: &Template) -> Vec<usize> {
    let text = words(template, |_| "2 x".to_owned(), 'x');
    let sentences = text.split(['.', '?', '!', ';', ':']);
    let count =
        |sentence: &str| sentence.split_whitespace().filter(|word| has_letter(word)).count();
    sentences.map(count).collect()
}

fn has_letter(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}
