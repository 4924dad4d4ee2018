//! The law behind a result: articles, dated figures, roundings.

use super::follow::Follow;
use crate::dom::{all, details, el, heard, list, nothing, p, section, text};
use crate::texts::{texts, with};
use crate::words;
use auclair_engine::explain::LawEntry;
use yew::Html;

/// Where something stands in the law: the words of each text, and its address when known.
pub(super) fn references(references: &[(String, Option<String>)]) -> Html {
    if references.is_empty() {
        return nothing();
    }
    list("references", references.iter().map(one_reference).collect()).into()
}

/// One text; the page leaves the site only when the person follows the link.
fn one_reference((words, link): &(String, Option<String>)) -> Html {
    match link.as_ref().filter(|link| link.starts_with("https://")) {
        Some(link) => el("a")
            .attr("href", link)
            .attr("rel", "noopener noreferrer external")
            .say(words)
            .add(heard(texts().right().outside()))
            .into(),
        None => text(words),
    }
}

/// The texts that had a part in the result, opened on demand.
pub(crate) fn law(follow: &Follow<'_>, entries: &[LawEntry]) -> Html {
    // A refusal may come from conditions alone: each has its law beside it.
    if entries.is_empty() {
        return nothing();
    }
    let words = texts().right();
    let entries: Vec<Html> = entries.iter().map(|entry| text_of_law(follow, entry)).collect();
    let count = with(words.law_list(), &[&entries.len().to_string()]);
    section("", "law", words.law())
        .add(p("", words.law_lead()))
        .add(details("law", &count).add(list("", entries)))
        .into()
}

fn text_of_law(follow: &Follow<'_>, entry: &LawEntry) -> Html {
    let words = texts().right();
    let LawEntry { reference, rules, figures, roundings } = entry;
    let mut lines: Vec<Html> = figures
        .iter()
        .map(|figure| {
            let since = with(words.since(), &[&words::date(figure.from)]);
            follow
                .say(el("span"), &figure.label)
                .say(" : ")
                .add(el("strong").say(&figure.value))
                .say(&format!(", {since}"))
                .into()
        })
        .collect();
    lines.extend(roundings.iter().map(|rounding| {
        text(&with(words.rounded(), &[&rounding.how, &rounding.before, &rounding.after]))
    }));
    let rules = if rules.is_empty() {
        nothing()
    } else {
        p("rests", words.rules()).say(" ").say(&rules.join(" ; ")).into()
    };
    all(vec![
        el("p").class("text").add(one_reference(reference)).into(),
        if lines.is_empty() { nothing() } else { list("", lines).into() },
        rules,
    ])
}
