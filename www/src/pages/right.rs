//! A right explained: one sentence, the steps, the conditions, the law; then how to claim it.

use crate::components::{bar, caveats, drawn, page};
use crate::dom::{el, link, nothing, p, section};
use crate::explain::{Follow, claim, conditions, contest, glossary, law, step_list, whole_tree};
use crate::pages::results::missing;
use crate::pages::to_letters;
use crate::route::Route;
use crate::shell::Shell;
use crate::texts::{texts, with};
use crate::words;
use yew::Html;

/// The four folds of a right, by the place of its dispositif in the rules.
pub(crate) fn right(shell: &Shell, place: usize) -> Html {
    let words = texts().right();
    let program = &shell.state.jurisdiction.program;
    let found = shell.seen.rights().iter().find(|right| right.dispositif.index() == place);
    let (Some(right), Some(dispositif)) = (found, program.dispositifs.get(place)) else {
        return p("notice", texts().site().broken()).into();
    };
    let result = bar::result(&shell.state, right);
    let mut tree = shell.seen.tree(right.rule);
    if shell.seen.narrowed(right.rule).is_some() {
        result.clone_into(&mut tree.value);
    }
    let follow = Follow::new(shell, &tree);
    let explanation = shell.seen.explain_marked(right.rule);
    let back = el("p").class("screen").add(link("back", &shell.href(Route::Results), words.back()));
    let version =
        with(texts().results().version(), &[&words::month(shell.state.month), &program.version]);
    let short = el("section")
        .class("short card")
        .attr("aria-label", words.short())
        .add(p("result", &result))
        .add(follow.say(el("p").class("lead"), &explanation.sentence))
        .add(drawn(shell, right))
        .add(p("source", &version));
    let calculation = section("", "steps", words.steps()).add(if explanation.steps.is_empty() {
        p("", words.no_steps()).into()
    } else {
        step_list(&follow, &explanation.steps, Some(&result))
    });
    let doubts = if explanation.caveats.is_empty() {
        nothing()
    } else {
        section("", "caveats", words.caveats()).add(caveats(&follow, &explanation.caveats)).into()
    };
    page("page right-page", &bar::name(&shell.state, right), back.into())
        .add(short)
        .add(missing(shell, shell.seen.missing(right.rule).iter()))
        .add(calculation)
        .add(
            section("", "conditions", words.conditions())
                .add(conditions(&follow, &explanation.conditions)),
        )
        .add(doubts)
        .add(claim(shell, dispositif))
        .add(contest(shell, dispositif))
        .add(to_letters(shell, place))
        .add(law(&follow, &explanation.law))
        .add(glossary(&explanation))
        .add(whole_tree(&follow, &tree))
        .into()
}
