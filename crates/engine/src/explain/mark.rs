//! Where a value that a sentence shows comes from: a mark around it, for who follows it.

use super::{At, Explainer};
use crate::program::TextId;

/// Before the key of a value, between both, and after the value: characters of no text.
const MARKS: [char; 3] = ['\u{E000}', '\u{E001}', '\u{E002}'];

impl Explainer<'_> {
    /// A value as it is shown, under the key of what it is; as it is, when marks are not wanted.
    pub(super) fn mark(&self, at: At, shown: String) -> String {
        let [before, between, after] = MARKS;
        match self.key(at).filter(|_| self.marks) {
            Some(key) => format!("{before}{key}{between}{shown}{after}"),
            None => shown,
        }
    }

    /// What something is called, without marks.
    pub(super) fn name_of(&self, label: TextId, at: At) -> String {
        Self { marks: false, ..*self }.sentence(label, at, None)
    }

    /// What tells a value from all others of an evaluation: the same for a rule and for its formula.
    pub(super) fn key(&self, at: At) -> Option<String> {
        let slot = self.plan.slot(at.node, at.month)?;
        let person = if slot.is_of_each_person() { at.person? + 1 } else { 0 };
        Some(format!("v{}-{person}", slot.index()))
    }
}

/// A text without marks.
pub fn unmarked(text: &str) -> String {
    pieces(text).into_iter().map(|(_, words)| words).collect()
}

/// A text in pieces, each with the key of the value that it is, if it is one.
pub fn pieces(text: &str) -> Vec<(Option<&str>, &str)> {
    let [before, between, after] = MARKS;
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, marked)) = rest.split_once(before) {
        let (key, shown) = marked.split_once(between).unwrap_or(("", marked));
        let (shown, then) = shown.split_once(after).unwrap_or((shown, ""));
        pieces.extend([(None, words), (Some(key), shown)]);
        rest = then;
    }
    pieces.push((None, rest));
    pieces.retain(|(_, words)| !words.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_apart_at_its_marks() {
        let text = "On retire \u{E000}v1-0\u{E001}78,20 €\u{E002} de \u{E000}v2-1\u{E001}651,69 €\u{E002}.";
        let expected = [
            (None, "On retire "),
            (Some("v1-0"), "78,20 €"),
            (None, " de "),
            (Some("v2-1"), "651,69 €"),
            (None, "."),
        ];
        assert_eq!(pieces(text), expected);
        assert_eq!(unmarked(text), "On retire 78,20 € de 651,69 €.");
        assert_eq!(unmarked("Rien."), "Rien.");
        assert_eq!(unmarked("\u{E000}v1"), "v1");
    }
}
