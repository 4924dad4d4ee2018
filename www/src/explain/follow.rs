//! A number in a sentence leads to where it comes from: a line of the whole calculation.

use crate::dom::{El, link, text};
use crate::shell::Shell;
use crate::state::Action;
use crate::texts::texts;
use auclair_engine::explain::{Tree, pieces};
use yew::Html;
use yew::virtual_dom::ListenerKind;

/// The lines of the whole calculation of a right.
pub(crate) struct Follow<'a> {
    pub(super) shell: &'a Shell,
    /// The key of each value, the places of its line and of those above it, and whether it tells more.
    lines: Vec<(&'a str, Vec<u32>, bool)>,
}

impl<'a> Follow<'a> {
    /// The lines of a calculation, each where it is first shown.
    pub(crate) fn new(shell: &'a Shell, tree: &'a Tree) -> Self {
        let mut follow = Self::nothing(shell);
        follow.add(tree, 1, &[]);
        follow
    }

    /// Where no number leads anywhere.
    pub(crate) fn nothing(shell: &'a Shell) -> Self {
        Self { shell, lines: Vec::new() }
    }

    fn add(&mut self, tree: &'a Tree, place: u32, above: &[u32]) {
        let path = [above, &[place]].concat();
        for (place, below) in below(tree, place) {
            self.add(below, place, &path);
        }
        if let Some(key) = tree.key.as_deref() {
            self.lines.push((key, path, !is_leaf(tree)));
        }
    }

    fn line(&self, key: &str) -> Option<&[u32]> {
        let found = self.lines.iter().filter(|(other, ..)| *other == key);
        // Of what is shown several times, only one line tells all.
        let best = found.min_by_key(|(_, path, tells)| (!tells, path.len()));
        best.map(|(_, path, _)| path.as_slice())
    }

    /// The identifier of a line of the calculation, if numbers lead to it.
    pub(crate) fn id(&self, tree: &'a Tree, place: u32) -> Option<&'a str> {
        let key = tree.key.as_deref()?;
        (self.line(key)?.last() == Some(&place)).then_some(key)
    }

    /// The result of the whole calculation, which leads to its first line.
    pub(super) fn whole(&self, words: &str) -> Html {
        self.piece(self.lines.last().map(|(key, ..)| *key), words)
    }

    /// Adds words to an element, each number under its link.
    pub(crate) fn say(&self, element: El, words: &str) -> El {
        self.say_on(None, element, words)
    }

    /// The same on a line of the calculation, whose own numbers lead nowhere else.
    pub(super) fn say_on(&self, line: Option<&str>, element: El, words: &str) -> El {
        let pieces = pieces(words).into_iter();
        let pieces = pieces.map(|(key, words)| self.piece(key.filter(|_| key != line), words));
        element.each(pieces.collect())
    }

    fn piece(&self, key: Option<&str>, words: &str) -> Html {
        let Some((key, path)) = key.and_then(|key| Some((key, self.line(key)?))) else {
            return text(words);
        };
        let href = self.shell.href_to(self.shell.route, key);
        let reveal = self.shell.press(Action::Reveal(path.to_vec()));
        link("value", &href, words)
            .attr("title", texts().right().follow())
            .on(ListenerKind::onclick, reveal)
            .into()
    }
}

/// Whether a line has nothing to unfold.
pub(crate) fn is_leaf(tree: &Tree) -> bool {
    tree.below.is_empty()
        && tree.formula.is_none()
        && tree.sentence.is_none()
        && tree.references.is_empty()
}

/// What is below a line, each at a place: places only need to differ from one line to another.
pub(crate) fn below(tree: &Tree, place: u32) -> impl Iterator<Item = (u32, &Tree)> {
    let places = (1u32..).map(move |index| place.wrapping_mul(0x0100_0193) ^ index);
    places.zip(&tree.below)
}
