//! What French does when words meet: elision.

const VOWELS: &str = "aeiouàâäéèêëîïôöùûüœæAEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ";

/// Adds words to a sentence: « de » before a vowel becomes « d' », « que » becomes « qu' »…
pub fn join(sentence: &mut String, words: &str) {
    if begins_with_vowel(words) {
        for (full, elided) in [("de ", "d'"), ("que ", "qu'"), ("le ", "l'"), ("la ", "l'")] {
            let stem = sentence.strip_suffix(full);
            let whole_word = stem.is_some_and(|stem| {
                stem.chars().next_back().is_none_or(|before| !is_letter(before))
            });
            if let (Some(stem), true) = (stem, whole_word) {
                sentence.truncate(stem.len());
                sentence.push_str(elided);
                break;
            }
        }
    }
    sentence.push_str(words);
}

/// A noun without the article that counts it: « un enfant » is « enfant ».
pub(crate) fn bare(noun: &str) -> &str {
    ["un ", "une "].iter().find_map(|article| noun.strip_prefix(article)).unwrap_or(noun)
}

/// A sentence as it goes on after a colon; a word all in capitals stays as it is.
pub fn uncapitalized(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if is_letter(second) && small(second) == second => {
            [small(first), second].into_iter().chain(letters).collect()
        }
        _ => sentence.to_owned(),
    }
}

/// The small form of a letter. Only the letters of French and their like: the capitals of all the
/// world's scripts weigh 4 kB in the page.
pub fn small(letter: char) -> char {
    match letter {
        'Œ' => 'œ',
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Œ' | 'œ')
}

/// Whether words begin with a vowel that elides the word before; « h » is left alone, since only
/// a dictionary tells the mute from the aspirate.
pub fn begins_with_vowel(words: &str) -> bool {
    let mut letters = words.chars();
    let (first, second) = (letters.next(), letters.next());
    match first {
        // « le yaourt », « d'Yvetot ».
        Some('y' | 'Y') => second.is_none_or(|second| !VOWELS.contains(second)),
        Some(first) => {
            VOWELS.contains(first) && !words.starts_with("oui") && !words.starts_with("onz")
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{bare, join, uncapitalized};

    fn joined(sentence: &str, words: &str) -> String {
        let mut sentence = sentence.to_owned();
        join(&mut sentence, words);
        sentence
    }

    #[test]
    fn a_sentence_goes_on_after_a_colon() {
        assert_eq!(uncapitalized("Ordre de grandeur."), "ordre de grandeur.");
        assert_eq!(uncapitalized("CAF seulement."), "CAF seulement.");
        assert_eq!(uncapitalized(""), "");
    }

    #[test]
    fn de_elides_before_a_vowel_only() {
        assert_eq!(joined("à partir de ", "un enfant"), "à partir d'un enfant");
        assert_eq!(joined("à partir de ", "2 enfants"), "à partir de 2 enfants");
        assert_eq!(joined("les revenus de ", "Ali"), "les revenus d'Ali");
        assert_eq!(joined("aide ", "Ali"), "aide Ali");
        assert_eq!(joined("le dossier de ", "Yvon"), "le dossier d'Yvon");
        assert_eq!(joined("le dossier de ", "Yasmine"), "le dossier de Yasmine");
    }

    #[test]
    fn a_counted_noun_can_be_written_with_its_article() {
        assert_eq!(
            (bare("un enfant"), bare("une aide"), bare("enfant")),
            ("enfant", "aide", "enfant")
        );
    }
}
