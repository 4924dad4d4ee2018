//! What French does when words meet: elision.

/// Adds words to a sentence: « de » before a vowel becomes « d' », « que » becomes « qu' »…
pub fn join(sentence: &mut String, words: &str) {
    if begins_with_vowel(words) {
        for (full, elided) in [("de ", "d'"), ("que ", "qu'"), ("le ", "l'"), ("la ", "l'")] {
            let stem = sentence.strip_suffix(full);
            let whole_word = stem.is_some_and(|stem| {
                stem.chars().next_back().is_none_or(|before| !before.is_alphabetic())
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

/// Whether words begin with a vowel that elides the word before; « h » is left alone, since only
/// a dictionary tells the mute from the aspirate.
fn begins_with_vowel(words: &str) -> bool {
    words.chars().next().is_some_and(|first| {
        "aeiouyàâäéèêëîïôöùûüœæAEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ".contains(first)
            && !words.starts_with("oui")
            && !words.starts_with("onz")
    })
}

#[cfg(test)]
mod tests {
    use super::join;

    fn joined(sentence: &str, words: &str) -> String {
        let mut sentence = sentence.to_owned();
        join(&mut sentence, words);
        sentence
    }

    #[test]
    fn de_elides_before_a_vowel_only() {
        assert_eq!(joined("à partir de ", "un enfant"), "à partir d'un enfant");
        assert_eq!(joined("à partir de ", "2 enfants"), "à partir de 2 enfants");
        assert_eq!(joined("les revenus de ", "Ali"), "les revenus d'Ali");
        assert_eq!(joined("aide ", "Ali"), "aide Ali");
    }
}
