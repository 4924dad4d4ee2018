//! A letter to the body that pays, filled in from the trace. It is in French, whatever the language
//! of the page: it is to be read there. What stands in brackets is for the person to write, here or
//! by hand; nothing of it is kept.

use crate::browser;
use crate::components::{bar, page};
use crate::dom::{button, el, link, nothing, p, section};
use crate::explain::step_line;
use crate::route::Route;
use crate::shell::Shell;
use crate::speech::{french, sentences};
use crate::texts::{texts, with};
use crate::words;
use auclair_engine::Outcome;
use auclair_engine::explain::LawEntry;
use auclair_engine::text::{self, Words};
use auclair_rules::ways::CONTEST;
use yew::prelude::*;

/// The request for explanations and the appeal of a place, when it has some: the law that they name
/// is that of the place. Then, a line each, what stands for an amount and for its law where none is found.
fn letters(shell: &Shell) -> Option<[&'static str; 3]> {
    let mut letters = has_letters(shell).then(|| french().letters.split(BETWEEN))?;
    Some([letters.next()?, letters.next()?, letters.next()?])
}

/// What stands between them, in their file.
const BETWEEN: &str = "\n* * *\n";

/// Whether there are letters to write where the household lives.
pub(crate) fn has_letters(shell: &Shell) -> bool {
    shell.state.jurisdiction.id == "france"
}

/// The ways to the letters about a right.
pub(crate) fn to_letters(shell: &Shell, right: usize) -> Html {
    if !has_letters(shell) {
        return nothing();
    }
    let words = texts().letters();
    let to = |appeal, words| link("", &shell.href(Route::Letter { right, appeal }), words);
    el("p")
        .class("actions screen")
        .add(to(false, words.explain()))
        .add(to(true, words.appeal()))
        .into()
}

/// A letter about a right: a request for explanations, or an appeal.
pub(crate) fn letter(shell: &Shell, place: usize, appeal: bool) -> Html {
    let words = texts().paper();
    let jurisdiction = shell.state.jurisdiction;
    let program = &jurisdiction.program;
    let found = shell.seen.rights().iter().find(|right| right.dispositif.index() == place);
    let (Some(right), Some(dispositif), Some([explain, contest, blanks])) =
        (found, program.dispositifs.get(place), letters(shell))
    else {
        return p("notice", texts().site().broken()).into();
    };
    let explanation = shell.seen.explain_in_french(right.rule);
    // Where no right is found, or none that is certain, the calculation is no argument.
    let found = match explanation.outcome {
        Outcome::Amount(amount) if !amount.is_zero() => Some(amount),
        _ => None,
    };
    let (finding, law) = blanks.split_once('\n').unwrap_or_default();
    let (mut finding, mut law) = (finding.to_owned(), law.trim_end().to_owned());
    if let Some(amount) = found {
        let period = words::period(&french().texts, dispositif.period);
        let amount = Words::of(french().language).cents(amount, &program.currency);
        finding = format!("{amount} {period}.\n");
        for step in &explanation.steps {
            add(&mut finding, "\n", &step_line(step, &program.currency, french()));
        }
        law = cited(&explanation.law);
    }
    let (mut whom, mut grounds) = (String::new(), String::new());
    for way in dispositif.procedures.iter().filter(|procedure| procedure.way == CONTEST) {
        add(&mut whom, " ", &sentences(jurisdiction).plain(way.text));
        for id in &way.references {
            add(&mut grounds, " ; ", &french().sentences(jurisdiction).reference(program, *id).0);
        }
    }
    let filled = with(
        if appeal { contest } else { explain },
        &[
            &jurisdiction.texts.plain(dispositif.title),
            &text::month(shell.state.month),
            &finding,
            &law,
            &grounds,
            &program.version,
        ],
    );
    let written = el("div")
        .class("letter card")
        .attr("lang", "fr")
        .attr("contenteditable", "true")
        .attr("role", "textbox")
        .attr("aria-multiline", "true")
        .attr("aria-label", words.label())
        .say(&filled);
    let back =
        link("back screen", &shell.href(Route::Right(place)), &bar::name(&shell.state, right));
    let print = button("screen", texts().file().print(), Callback::from(|_| browser::print()));
    let heading = texts().letters();
    let heading = if appeal { heading.appeal() } else { heading.explain() };
    page("page paper", heading, back.into())
        .key(&filled)
        .add(p("lead screen", words.lead()))
        .add(if found.is_none() { p("notice screen", words.alone()).into() } else { nothing() })
        .add(written)
        .add(print)
        .add(
            section("screen", "whom", words.whom()).add(p("", &whom)).add(p("", words.whom_help())),
        )
        .into()
}

/// The texts of a result on one line, those of one code together: their name is long.
pub(super) fn cited(entries: &[LawEntry]) -> String {
    const ARTICLE: &str = ", article ";
    let mut cited = String::new();
    let mut code = "";
    for LawEntry { reference: (words, _), .. } in entries {
        match words.split_once(ARTICLE) {
            Some((same, article)) if same == code => add(&mut cited, ", ", article),
            found => {
                code = found.map_or("", |(code, _)| code);
                add(&mut cited, " ; ", words);
            }
        }
    }
    cited
}

/// Adds something to a list of words.
fn add(list: &mut String, between: &str, words: &str) {
    if !list.is_empty() {
        list.push_str(between);
    }
    list.push_str(words);
}
