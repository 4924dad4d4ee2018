//! Where a number that a sentence shows comes from: a mark around it, for who follows it.

use super::{At, Explainer};
use crate::plan::Slot;
use crate::program::{Op, TextId};

/// Before the key of a value, between both, and after the value: characters of no text.
const MARKS: [char; 3] = ['\u{E000}', '\u{E001}', '\u{E002}'];

/// What may stand around a number in a sentence.
const AROUND: &[char] = &[' ', '\u{a0}', '.', ',', ';', ':', '(', ')', '«', '»', '…'];

/// What is noted while a tree is made.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// What was marked since this was last looked at.
    pub(super) shown: Vec<At>,
    /// The values that have a line.
    pub(super) lines: Vec<(Slot, usize)>,
}

impl Explainer<'_> {
    /// A value as it is shown, under the key of what it is; as it is, when marks are not wanted.
    pub(super) fn mark(&self, at: At, shown: String) -> String {
        let [before, between, after] = MARKS;
        match self.key(at).filter(|_| self.marks) {
            Some(key) => {
                if let Some(notes) = self.notes {
                    notes.borrow_mut().shown.push(at);
                }
                format!("{before}{key}{between}{shown}{after}")
            }
            None => shown,
        }
    }

    /// The same for one side of a comparison or of a formula: a number that the rule itself holds
    /// comes from the rule.
    pub(super) fn mark_of(&self, whole: At, at: At, shown: String) -> String {
        let own = matches!(self.program.node(at.node).map(|node| &node.op), Some(Op::Constant(_)));
        self.mark(if own { whole } else { at }, shown)
    }

    /// Words that a rule says as they are: their numbers come from the rule.
    pub(super) fn mark_numbers(&self, at: At, words: &str) -> String {
        if !self.marks {
            return words.to_owned();
        }
        let mut marked = String::new();
        for (word, number) in numbers(words) {
            match word.split_once(number).filter(|_| !number.is_empty()) {
                Some((before, after)) => {
                    marked.push_str(before);
                    marked.push_str(&self.mark(at, number.to_owned()));
                    marked.push_str(after);
                }
                None => marked.push_str(word),
            }
        }
        marked
    }

    /// The same without marks.
    pub(super) fn unmarked(&self) -> Self {
        Self { marks: false, ..*self }
    }

    /// What something is called, without marks.
    pub(super) fn name_of(&self, label: TextId, at: At) -> String {
        self.unmarked().sentence(label, at, None)
    }

    /// What tells a value from all others of an evaluation: the same for a rule and for its formula.
    pub(super) fn key(&self, at: At) -> Option<String> {
        let (slot, person) = self.place(at)?;
        Some(format!("v{}-{person}", slot.index()))
    }

    /// Where a value is kept, and the number of the person it is of, if it is of one.
    pub(super) fn place(&self, at: At) -> Option<(Slot, usize)> {
        let slot = self.plan.slot(at.node, at.month)?;
        Some((slot, if slot.is_of_each_person() { at.person? + 1 } else { 0 }))
    }
}

/// A text word by word, each with the number that it is, if it has a digit: « R842-2 » is one word, and
/// « 3 214 » too.
fn numbers(text: &str) -> Vec<(&str, &str)> {
    let digit = |c: char| c.is_ascii_digit();
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut words =
            rest.match_indices(' ').filter_map(|(place, _)| rest.split_at_checked(place + 1));
        let ends = |(word, then): &(&str, &str)| {
            !(word.trim_end().ends_with(digit) && then.starts_with(digit))
        };
        let (word, then) = words.find(ends).unwrap_or((rest, ""));
        found.push((word, if word.contains(digit) { word.trim_matches(AROUND) } else { "" }));
        rest = then;
    }
    found
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
    fn numbers_are_found_with_their_word() {
        let text = "L'article R842-2 (de 2025) veut 9,2 % de 3 214 heures.";
        let words: Vec<_> = numbers(text).into_iter().map(|(word, _)| word).collect();
        assert_eq!(words.concat(), text);
        let mut found: Vec<_> = numbers(text).into_iter().map(|(_, number)| number).collect();
        found.retain(|number| !number.is_empty());
        assert_eq!(found, ["R842-2", "2025", "9,2", "3 214"]);
    }

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
