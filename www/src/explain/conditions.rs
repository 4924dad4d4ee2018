//! The conditions of a right: met, failed or unknown, in words and by how much.

use super::follow::Follow;
use crate::dom::{details, el, nothing, p, span};
use crate::explain::law::references;
use crate::texts::{texts, with};
use crate::words::{self, capital};
use auclair_engine::explain::{Check, Status};
use yew::Html;

/// A list of conditions.
pub(crate) fn conditions(follow: &Follow<'_>, checks: &[Check]) -> Html {
    let lines = checks.iter().map(|check| one_condition(follow, check));
    el("ul").class("conditions").each(lines.collect()).into()
}

/// One condition, and those it is made of.
fn one_condition(follow: &Follow<'_>, check: &Check) -> Html {
    let words = texts().right();
    let (class, mark, word) = match check.status {
        Status::Met => ("met", "✓", words.met()),
        Status::Failed => ("failed", "✗", words.failed()),
        Status::Unknown => ("unknown", "?", words.unknown()),
    };
    let label = match (&check.person, check.label.is_empty()) {
        (Some(person), true) => capital(person),
        (Some(person), false) => format!("{} : {}", capital(person), check.label),
        (None, _) => capital(&check.label),
    };
    let mut line = el("p").add(span("mark", mark).attr("aria-hidden", "true"));
    line = if check.uncovered {
        // « Non : cette situation n'est pas couverte » would deny it.
        line.say(if check.status == Status::Unknown { words.may_apply() } else { words.applies() })
    } else {
        line.add(span("status", word))
    };
    line = line.say(" ").add(follow.say(el("strong"), &label));
    if let Some(distance) = &check.distance {
        line = line.add(follow.say(span("distance", " ("), distance).say(")"));
    }
    let from = check
        .from
        .map_or_else(nothing, |from| p("from", &with(words.from(), &[&words::month(from)])).into());
    let sentence = check.sentence.as_ref().filter(|_| check.status != Status::Met);
    let sentence = sentence.map_or_else(nothing, |sentence| follow.say(el("p"), sentence).into());
    let any = check.any && check.below.len() > 1;
    let law = if check.references.is_empty() {
        nothing()
    } else {
        details("", words.law()).add(references(&check.references)).into()
    };
    el("li")
        .class(class)
        .add(line)
        .add(from)
        .add(sentence)
        .add(if any { p("", words.any()).into() } else { nothing() })
        .add(if check.below.is_empty() { nothing() } else { conditions(follow, &check.below) })
        .add(law)
        .into()
}
