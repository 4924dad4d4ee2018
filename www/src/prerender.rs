//! The first page as HTML, for the time before the program is there: run outside of a browser, the
//! program prints it, and the build puts it into `index.html`.

use crate::components::{foot, head, languages_to_come};
use crate::dom::{all, el};
use crate::pages;
use crate::state::State;
use yew::Html;
use yew::virtual_dom::{VNode, VTag};

/// Elements that hold nothing and have no end tag.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// What the page shows before the program comes, with the place left for how far it is.
pub(crate) fn first_page(state: &State) -> String {
    let main = el("main").id("contenu").attr("tabindex", "-1").add(pages::waiting(state));
    let page = all(vec![head(languages_to_come()), main.into(), foot(state)]);
    let mut html = String::new();
    write(&page, &mut html);
    html
}

fn write(node: &Html, html: &mut String) {
    match node {
        VNode::VTag(tag) => write_tag(tag, html),
        VNode::VText(text) => escaped(&text.text, html),
        VNode::VList(list) => list.iter().for_each(|node| write(node, html)),
        // Pages are made of nothing else (`dom`).
        _ => {}
    }
}

fn write_tag(tag: &VTag, html: &mut String) {
    html.push('<');
    html.push_str(tag.tag());
    for (name, value) in tag.attributes.iter() {
        // The heading gets its name from the program: by it one knows that the program is there.
        if (name, value) == ("id", pages::HEADING) {
            continue;
        }
        html.push(' ');
        html.push_str(name);
        html.push_str("=\"");
        escaped(value, html);
        html.push('"');
    }
    html.push('>');
    if VOID.contains(&tag.tag()) {
        return;
    }
    if let Some(children) = tag.children() {
        write(children, html);
    }
    html.push_str("</");
    html.push_str(tag.tag());
    html.push('>');
}

fn escaped(words: &str, html: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            letter => html.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{link, p};
    use crate::texts::texts;

    #[test]
    fn words_stay_words() {
        let mut html = String::new();
        write(&p("a\"b", "1 < 2 & 3").add(link("", "#/", "x")).into(), &mut html);
        assert_eq!(
            html,
            r##"<p class="a&quot;b">1 &lt; 2 &amp; 3<a class="" href="#/">x</a></p>"##
        );
    }

    #[test]
    fn the_first_page_says_what_the_site_is_and_leaves_one_place_for_the_loading() {
        let state = State::new("france", time::Date::MIN).expect("a state");
        let html = first_page(&state);
        let lead = texts().start().lead();
        assert!(html.contains(lead) && html.contains("aides/france/rsa.html"), "{html}");
        assert_eq!(html.matches(r#"<div class="card settings" id="chargement"></div>"#).count(), 1);
    }
}
