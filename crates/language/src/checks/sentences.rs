//! Sentences too long to be understood at first reading.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};
use auclair_engine::text::Segment;

/// How many words a sentence may have.
const WORDS: usize = 25;

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    for (template, span) in checked.texts.templates.iter().zip(&checked.text_spans) {
        // A value counts as one word.
        let mut text = String::new();
        for segment in &template.0 {
            match segment {
                Segment::Literal(words) => text.push_str(words),
                Segment::Counted { .. } => text.push_str("2 x"),
                Segment::Value(_) | Segment::Gap | Segment::Person => text.push('x'),
            }
        }
        for sentence in text.split(['.', '?', '!', ';', ':']) {
            let count = sentence.split_whitespace().filter(|word| has_letter(word)).count();
            if count > WORDS {
                let message = format!("une phrase de {count} mots : {WORDS} au plus");
                diagnostics.push(
                    Diagnostic::error(Code::LongSentence, *span, message)
                        .help("coupez-la en deux phrases"),
                );
            }
        }
    }
}

fn has_letter(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}
