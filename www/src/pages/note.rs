//! A note to print and hand over: the situation, each right or refusal with its reasoning, the law.

use super::letter::cited;
use super::results::total;
use crate::browser;
use crate::components::{answers, bar, caveats, page};
use crate::dom::{button, el, link, list, nothing, p, text};
use crate::evaluation::Right;
use crate::explain::{Follow, conditions, step_line};
use crate::route::Route;
use crate::shell::Shell;
use crate::speech::speech;
use crate::texts::{texts, with};
use crate::words;
use yew::prelude::*;

/// The whole of what was found, unfolded.
pub(crate) fn note(shell: &Shell) -> Html {
    let words = texts().paper();
    let program = &shell.state.jurisdiction.program;
    let month = words::month(shell.state.month);
    let version = with(texts().results().version(), &[&month, &program.version]);
    let day = with(words.day(), &[&words::date(browser::today())]);
    let print = button("", texts().file().print(), Callback::from(|_| browser::print()));
    let above = el("p")
        .class("screen")
        .add(link("back", &shell.href(Route::Results), texts().right().back()))
        .say(" ")
        .add(print);
    let rights = shell.seen.rights().iter().map(|right| one(shell, right)).collect();
    page("page note", &with(texts().results().title(), &[&month]), above.into())
        .add(p("source", &version).say(" ").say(&day))
        .add(total(shell))
        .add(answers(shell))
        .each(rights)
        .into()
}

fn one(shell: &Shell, right: &Right) -> Html {
    let words = texts().right();
    let explanation = shell.seen.explain(right.rule);
    let steps: Vec<Html> = explanation
        .steps
        .iter()
        .map(|step| {
            let mut line = step_line(step, shell.currency(), speech());
            if let Some(formula) = &step.formula {
                line.push_str(" = ");
                line.push_str(formula);
            }
            text(&line)
        })
        .collect();
    let law = cited(&explanation.law);
    let nowhere = Follow::nothing(shell);
    el("section")
        .class("noted")
        .add(el("h2").say(&bar::name(&shell.state, right)))
        .add(p("result", &bar::result(&shell.state, right)))
        .add(p("", &explanation.sentence))
        .add(list("", steps))
        .add(conditions(&nowhere, &explanation.conditions))
        .add(caveats(&nowhere, &explanation.caveats))
        .add(if law.is_empty() {
            nothing()
        } else {
            p("source", words.law()).say("\u{a0}: ").say(&law).into()
        })
        .into()
}
