//! The whole calculation as a tree, each line opened on demand.

use super::follow::{Follow, below, is_leaf};
use crate::dom::{all, el, nothing, p, section, text};
use crate::explain::law::references;
use crate::state::Action;
use crate::texts::{texts, with};
use crate::words::{self, capital};
use auclair_engine::explain::Tree;
use yew::Html;
use yew::virtual_dom::ListenerKind;

/// The tree of a right.
pub(crate) fn whole_tree(follow: &Follow<'_>, tree: &Tree) -> Html {
    let words = texts().right();
    section("tree screen", "tree", words.tree())
        .add(p("", words.tree_lead()))
        .add(el("ul").add(branch(follow, tree, 1)))
        .into()
}

/// A line of the tree, at a place. What is below is only put on the page once it is opened.
fn branch(follow: &Follow<'_>, tree: &Tree, place: u32) -> Html {
    let shell = follow.shell;
    let id = follow.id(tree, place);
    if is_leaf(tree) {
        // It takes the focus from the number that leads to it.
        let line = el("li").class("leaf").maybe("id", id).maybe("tabindex", id.map(|_| "-1"));
        return line.add(title(tree)).into();
    }
    let open = shell.state.opened.contains(place);
    // The state alone opens the line: the browser would close it again after the page is shown.
    let toggle = shell.on(move |event| {
        event.prevent_default();
        Action::Branch(place)
    });
    let details = el("details")
        .flag("open", open)
        .add(el("summary").maybe("id", id).add(title(tree)).on(ListenerKind::onclick, toggle));
    let details = if open { details.each(inside(follow, tree, place)) } else { details };
    el("li").add(details).into()
}

/// What a line does, where it stands in the law and in the rules, and what it was worked out from.
fn inside(follow: &Follow<'_>, tree: &Tree, place: u32) -> Vec<Html> {
    let words = texts().right();
    let below = below(tree, place).map(|(place, below)| branch(follow, below, place));
    let sentence = tree.sentence.as_ref();
    let formula = tree.formula.as_ref();
    let rule = tree.place.as_ref();
    let say = |element, words: &str| follow.say_on(tree.key.as_deref(), element, words);
    vec![
        sentence.map_or_else(nothing, |sentence| say(el("p"), &capital(sentence)).into()),
        formula.map_or_else(nothing, |formula| {
            say(p("formula", words.formula()).say(" "), formula).into()
        }),
        references(&tree.references),
        rule.map_or_else(nothing, |(file, line)| {
            p("source", &with(words.place(), &[file, &line.to_string()])).into()
        }),
        el("ul").each(below.collect()).into(),
    ]
}

/// What the line is, about whom and when, and its value.
fn title(tree: &Tree) -> Html {
    let mut label = capital(&tree.label);
    if let Some(person) = &tree.person {
        label = format!("{label} ({person})");
    }
    if let Some(month) = tree.month {
        label = format!("{label}, {}", words::month(month));
    }
    label.push_str(" : ");
    all(vec![text(&label), el("strong").say(&tree.value).into()])
}
