//! « de enfant », « d'{n} enfants »: words that meet a vowel without losing theirs, or that lost it
//! before something whose first letter is not known yet.

use super::Sentences;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use auclair_engine::text::{Segment, begins_with_vowel};

/// The words that lose their vowel, and what they become.
const ELIDED: &[(&str, &str)] = &[
    ("de", "d'"),
    ("le", "l'"),
    ("la", "l'"),
    ("que", "qu'"),
    ("je", "j'"),
    ("ne", "n'"),
    ("se", "s'"),
    ("me", "m'"),
    ("te", "t'"),
    ("jusque", "jusqu'"),
    ("lorsque", "lorsqu'"),
    ("puisque", "puisqu'"),
];

pub(super) fn check(sentences: &Sentences, diagnostics: &mut Vec<Diagnostic>) {
    for (template, span) in sentences.blamed() {
        let mut segments = template.0.iter().peekable();
        while let Some(segment) = segments.next() {
            let Segment::Literal(words) = segment else { continue };
            in_words(words, span, diagnostics);
            if segments.peek().is_some() {
                before_value(words, span, diagnostics);
            }
        }
    }
}

fn in_words(words: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let words: Vec<&str> = words.split([' ', '\u{a0}', '(', ')']).collect();
    for pair in words.windows(2) {
        let [first, second] = pair else { continue };
        let lower = first.to_lowercase();
        let elided = ELIDED.iter().find(|(full, _)| *full == lower).map(|(_, elided)| *elided);
        // Only before « il » and « ils ».
        let elided = elided.or_else(|| {
            (lower == "si" && matches!(second.trim_end_matches(','), "il" | "ils")).then_some("s'")
        });
        // « de A à Z »: a letter alone is called by its name.
        let alone = second.chars().count() == 1 && *second != "y";
        if let Some(elided) = elided.filter(|_| begins_with_vowel(second) && !alone) {
            diagnostics.push(
                Diagnostic::error(
                    Code::Elision,
                    span,
                    format!("« {first} {second} » sans élision"),
                )
                .help(format!("écrivez « {elided}{second} »")),
            );
        }
    }
}

fn before_value(words: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let last = words.split(' ').next_back().unwrap_or_default().replace('’', "'").to_lowercase();
    if let Some((full, elided)) = ELIDED.iter().find(|(_, elided)| *elided == last) {
        let message = format!("« {elided} » devant une valeur dont la première lettre changera");
        diagnostics.push(
            Diagnostic::error(Code::Elision, span, message)
                .help(format!("écrivez « {full} {{…}} » : l'élision se fait d'elle-même")),
        );
    }
}
