//! The steps of an amount, which add up to the cent.

use super::follow::Follow;
use crate::dom::{El, details, el, nothing, p, span};
use crate::explain::law::references;
use crate::speech::Speech;
use crate::texts::{Texts, texts};
use crate::words::{capital, lower};
use auclair_engine::explain::{Step, StepKind};
use auclair_engine::text;
use yew::Html;

/// A list of steps, and what they add up to in words.
pub(crate) fn step_list(follow: &Follow<'_>, steps: &[Step], total: Option<&str>) -> Html {
    let mut lines: Vec<Html> = steps.iter().map(|step| one_step(follow, step)).collect();
    if let Some(total) = total {
        let total = el("span").class("number").add(follow.whole(total));
        let sum = line(span("label", texts().right().result()), total);
        lines.push(el("li").class("sum").add(sum).into());
    }
    el("ol").class("calculation").each(lines).into()
}

fn line(label: El, number: El) -> El {
    el("div").class("line").add(label).add(number)
}

/// What a step does, in a few words.
fn verb(kind: StepKind, texts: &Texts) -> &'static str {
    let words = texts.right();
    match kind {
        StepKind::Start => words.start(),
        StepKind::Plus => words.plus(),
        StepKind::Minus => words.minus(),
        StepKind::Bound => words.bound(),
        StepKind::Rounding => words.rounding(),
        StepKind::Withheld => words.withheld(),
    }
}

/// A step on a line of text: what is done, to what, by how much.
pub(crate) fn step_line(step: &Step, currency: &str, speech: &Speech) -> String {
    let mut line = verb(step.kind, &speech.texts).to_owned();
    for piece in ["\u{a0}: ", &lower(&step.label)] {
        if !step.label.is_empty() {
            line.push_str(piece);
        }
    }
    for piece in [", ", &text::number(step.amount, Some(2)), "\u{a0}", currency] {
        line.push_str(piece);
    }
    line
}

/// One step: what is done, to what, by how much; then how it was found.
fn one_step(follow: &Follow<'_>, step: &Step) -> Html {
    let words = texts().right();
    let Step { kind, label, shown, sentence, formula, references: law, below, .. } = step;
    let verb = verb(*kind, texts());
    // The colon spares the grammar of "on ajoute des charges", whatever the rule calls its amount.
    let name = el("span").class("label").add(span("verb", verb));
    let name = match label.as_str() {
        "" => name,
        label => name.say("\u{a0}: ").add(follow.say(el("strong"), &lower(label))),
    };
    let sentence =
        sentence.as_ref().map_or_else(nothing, |words| follow.say(el("p"), &capital(words)).into());
    let detail = if formula.is_some() || !law.is_empty() || !below.is_empty() {
        let formula = formula.as_ref().map_or_else(nothing, |formula| {
            follow.say(p("formula", words.formula()).say(" "), formula).into()
        });
        let below = if below.is_empty() { nothing() } else { step_list(follow, below, None) };
        details("", words.detail()).add(formula).add(below).add(references(law)).into()
    } else {
        nothing()
    };
    el("li")
        .add(line(name, follow.say(el("span").class("number"), shown)))
        .add(sentence)
        .add(detail)
        .into()
}
