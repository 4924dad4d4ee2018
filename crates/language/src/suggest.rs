//! The closest known name to a misspelt one.

/// The known name that most looks like `word`, if one does.
pub(crate) fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(word);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&folded, &fold(name)), name))
        .filter(|(distance, name)| *distance <= allowed(name))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// A short name may differ by one letter, a long one by a few.
fn allowed(name: &str) -> usize {
    (name.chars().count() / 5).clamp(1, 4)
}

/// Without accents or capitals, which are often forgotten.
fn fold(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_letter_or_an_accent_amiss_is_found() {
        let known = ["montant forfaitaire", "montant de base", "âge"];
        assert_eq!(closest("montant forfetaire", known), Some("montant forfaitaire"));
        assert_eq!(closest("age", known), Some("âge"));
        assert_eq!(closest("tout autre chose", known), None);
    }
}
