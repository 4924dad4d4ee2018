//! What is wrong in a document: where, what, and how to mend it.

/// Something wrong in a document, or that is not covered, said in French to whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path} : {message}")]
pub struct DocumentError {
    /// The place, as `individus.a.salaire_net.2025-10`; empty for the document as a whole.
    pub path: String,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl DocumentError {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }
}

/// The name among these that is closest to a misspelt one, when one is close.
pub(crate) fn closest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = wrong.chars().count() / 3 + 1;
    names
        .map(|name| (distance(wrong, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// How many letters must be added, removed or changed to go from a name to another.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut above = i + 1;
        let mut next = vec![above];
        for ((to, diagonal), up) in b.iter().zip(&row).zip(row.iter().skip(1)) {
            above = (diagonal + usize::from(from != *to)).min(up + 1).min(above + 1);
            next.push(above);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_has_a_suggestion_and_nonsense_has_none() {
        let names = ["salaire_net", "salaire_imposable", "rsa"];
        assert_eq!(closest("salaire_nette", names.into_iter()), Some("salaire_net"));
        assert_eq!(closest("rsaa", names.into_iter()), Some("rsa"));
        assert_eq!(closest("prestation_inconnue", names.into_iter()), None);
    }
}
