//! Elements of the page, built by calls.
//!
//! Yew's `html!` lays out some three hundred bytes of code for each element; a call takes about
//! sixty. The site has three hundred elements, and someone loads it over a poor connection: pages
//! are plain functions that call these, and Yew compares and shows what they return.

use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::{Listener, ListenerKind, VList, VNode, VTag, VText};

/// An element under construction.
pub(crate) struct El(Box<VTag>);

/// A new element.
#[inline(never)]
pub(crate) fn el(tag: &'static str) -> El {
    El(Box::new(VTag::new(tag)))
}

/// A text on its own.
#[inline(never)]
pub(crate) fn text(words: &str) -> Html {
    VText::new(words.to_owned()).into()
}

/// Several pieces one after the other.
#[inline(never)]
pub(crate) fn all(pieces: Vec<Html>) -> Html {
    VList::with_children(pieces, None).into()
}

/// Nothing, in the place of a piece that may come.
pub(crate) fn nothing() -> Html {
    VNode::default()
}

impl El {
    /// Sets an attribute.
    #[inline(never)]
    pub(crate) fn attr(mut self, name: &'static str, value: &str) -> Self {
        self.0.add_attribute(name, value.to_owned());
        self
    }

    /// Sets an attribute, if there is a value for it.
    #[inline(never)]
    pub(crate) fn maybe(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets an attribute that has no value, if it holds.
    #[inline(never)]
    pub(crate) fn flag(self, name: &'static str, holds: bool) -> Self {
        self.maybe(name, holds.then_some(""))
    }

    pub(crate) fn class(self, name: &str) -> Self {
        self.attr("class", name)
    }

    pub(crate) fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// Says which element this is from one state to the next.
    #[inline(never)]
    pub(crate) fn key(mut self, key: &str) -> Self {
        self.0.key = Some(key.to_owned().into());
        self
    }

    /// Adds words.
    #[inline(never)]
    pub(crate) fn say(self, words: &str) -> Self {
        self.push(text(words))
    }

    /// Adds a piece.
    pub(crate) fn add(self, piece: impl Into<Html>) -> Self {
        self.push(piece.into())
    }

    /// Adds pieces.
    #[inline(never)]
    pub(crate) fn each(self, pieces: Vec<Html>) -> Self {
        self.push(all(pieces))
    }

    #[inline(never)]
    fn push(mut self, piece: Html) -> Self {
        self.0.add_child(piece);
        self
    }

    /// Sets what a field holds.
    #[inline(never)]
    pub(crate) fn value(mut self, value: String) -> Self {
        self.0.set_value(Some(AttrValue::from(value)));
        self
    }

    /// Sets whether a box is ticked.
    #[inline(never)]
    pub(crate) fn checked(mut self, checked: bool) -> Self {
        self.0.set_checked(checked);
        self
    }

    /// Sets whether a line of a list is the one chosen.
    #[inline(never)]
    pub(crate) fn selected(mut self, selected: bool) -> Self {
        self.0.add_property("selected", selected);
        self
    }

    /// Does something at an event.
    #[inline(never)]
    pub(crate) fn on(mut self, kind: ListenerKind, act: Callback<Event>) -> Self {
        self.0.add_listener(Rc::new(On { kind, act }));
        self
    }
}

impl From<El> for Html {
    #[inline(never)]
    fn from(element: El) -> Self {
        (*element.0).into()
    }
}

/// What is done at an event.
struct On {
    kind: ListenerKind,
    act: Callback<Event>,
}

impl Listener for On {
    fn kind(&self) -> ListenerKind {
        self.kind.clone()
    }

    fn handle(&self, event: Event) {
        self.act.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

/// A paragraph.
#[inline(never)]
pub(crate) fn p(class: &str, words: &str) -> El {
    let paragraph = el("p");
    let paragraph = if class.is_empty() { paragraph } else { paragraph.class(class) };
    paragraph.say(words)
}

/// Words inside a sentence.
#[inline(never)]
pub(crate) fn span(class: &str, words: &str) -> El {
    el("span").class(class).say(words)
}

/// Words for who hears the page.
pub(crate) fn heard(words: &str) -> El {
    span("visually-hidden", words)
}

/// A part of the page under its heading.
#[inline(never)]
pub(crate) fn section(class: &str, id: &str, title: &str) -> El {
    let section = el("section").class(class).attr("aria-labelledby", id);
    section.add(el("h2").id(id).say(title))
}

/// Something opened on demand.
#[inline(never)]
pub(crate) fn details(class: &str, summary: &str) -> El {
    el("details").class(class).add(el("summary").say(summary))
}

/// A link.
#[inline(never)]
pub(crate) fn link(class: &str, href: &str, words: &str) -> El {
    el("a").class(class).attr("href", href).say(words)
}

/// A button that does something.
#[inline(never)]
pub(crate) fn button(class: &str, words: &str, act: Callback<Event>) -> El {
    let button = el("button").attr("type", "button").class(class).say(words);
    button.on(ListenerKind::onclick, act)
}

/// A list.
#[inline(never)]
pub(crate) fn list(class: &str, items: Vec<Html>) -> El {
    let items = items.into_iter().map(|item| el("li").add(item).into()).collect();
    el("ul").class(class).each(items)
}

/// Terms and what is said of each.
#[inline(never)]
pub(crate) fn terms(class: &str, rows: Vec<(String, String)>) -> El {
    let rows = rows
        .into_iter()
        .map(|(term, words)| el("div").add(el("dt").say(&term)).add(el("dd").say(&words)).into())
        .collect();
    el("dl").class(class).each(rows)
}
