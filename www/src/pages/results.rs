//! What the household has a right to.

use crate::components::{
    answers, apart, bar, caveats, changing, drawn, keep, month_choice, page, report, steps,
};
use crate::dom::{all, details, el, link, list, nothing, p, section};
use crate::evaluation::{Right, Standing};
use crate::explain::Follow;
use crate::journey::theme_of;
use crate::pages::start::left_out;
use crate::reminders;
use crate::route::Route;
use crate::shell::Shell;
use crate::state::{Action, Cell, Field};
use crate::texts::{counted, texts, with};
use crate::words::{self, amount, capital};
use auclair_engine::{Asked, Need};
use yew::Html;
use yew::virtual_dom::ListenerKind;

/// How many rights a first screen may show.
const TOP: usize = 3;

/// A part of the page.
type Section = fn(&Shell) -> Html;

/// What stands below the rights.
const BELOW: [Section; 6] = [open_points, left_out_situations, about, answers, keep, report];

/// In how many parts the page is drawn after the rights of a first screen: all rights, then what stands below.
pub(crate) const PARTS: usize = 1 + BELOW.len();

/// The results: each right, the total, what is missing, what is left out.
pub(crate) fn results(shell: &Shell) -> Html {
    let words = texts().results();
    let month = words::month(shell.state.month);
    let other_rules = if shell.state.other_rules {
        p("notice", texts().file().other_rules()).into()
    } else {
        nothing()
    };
    let rights = [Place::First, Place::Then, Place::Last].into_iter().flat_map(|place| {
        shell.seen.rights().iter().filter(move |right| Place::of(right) == place)
    });
    // What is not drawn yet has its place from the first: nothing that is shown moves, nor is it drawn again.
    let shown = if shell.state.drawn == 0 { TOP } else { usize::MAX };
    let rights = rights
        .enumerate()
        .map(|(rank, right)| if rank < shown { card(shell, right) } else { nothing() })
        .collect();
    let sections = (1..).zip(&BELOW);
    let sections = sections
        .map(|(rank, section)| if rank < shell.state.drawn { section(shell) } else { nothing() })
        .collect();
    page("page results", &with(words.title(), &[&month]), steps(shell))
        .add(other_rules)
        .add(total(shell))
        .add(list("rights", rights))
        .each(sections)
        .maybe("aria-busy", (shell.state.drawn < PARTS).then_some("true"))
        .key("results")
        .into()
}

/// What is not sure yet, and what would make it so.
fn open_points(shell: &Shell) -> Html {
    let needs = shell.seen.needs.iter().chain(&shell.seen.unsure);
    all(vec![changing(shell), missing(shell, needs)])
}

/// The situations that the rules do not cover.
fn left_out_situations(shell: &Shell) -> Html {
    let situations = left_out(&shell.state);
    if situations.is_empty() {
        return nothing();
    }
    let words = texts().results();
    section("left-out", "left-out", words.left_out())
        .add(p("", words.left_out_lead()))
        .add(list("", situations))
        .into()
}

/// What the results rest on, and the way to those of another month.
fn about(shell: &Shell) -> Html {
    let words = texts().results();
    let month = words::month(shell.state.month);
    let version = with(words.version(), &[&month, &shell.state.jurisdiction.program.version]);
    let choice = month_choice(&shell.state, words.other_month(), None);
    all(vec![p("", &version).into(), el("section").class("other-month screen").add(choice).into()])
}

/// Where a right stands on the page: what is due or may be comes first, what is refused last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Then,
    Last,
}

impl Place {
    fn of(right: &Right) -> Self {
        match right.standing {
            Standing::Amount(amount) if amount.is_zero() => Self::Last,
            Standing::Amount(_) | Standing::Between { .. } => Self::First,
            Standing::Uncovered => Self::Then,
        }
    }
}

/// What is certain, by month; other periods are not added to it.
pub(super) fn total(shell: &Shell) -> Html {
    let words = texts().results();
    let (total, known, all) = bar::sum(&shell.state, shell.seen.rights());
    let estimate = p("estimate", words.estimate());
    if all == 0 {
        return estimate.into();
    }
    // A certain zero beside what is still open would read as a total of nothing.
    let sum = if known < all && total.is_zero() {
        p("", words.total_none())
    } else {
        el("p")
            .add(el("span").say(bar::sum_words(known, all)))
            .say(" ")
            .add(el("strong").say(&amount(total, shell.currency())))
    };
    el("div").class("total").add(sum).add(estimate).into()
}

/// A right, its amount or its refusal, and the way to its page.
fn card(shell: &Shell, right: &Right) -> Html {
    let words = texts().results();
    let explanation = shell.seen.explain(right.rule);
    let name = bar::name(&shell.state, right);
    let doubts = &explanation.caveats;
    let place = Place::of(right);
    let note = if place == Place::Then {
        p("", words.uncovered()).into()
    } else if doubts.is_empty() {
        nothing()
    } else {
        details("why", &counted(words.caveats(), doubts.len()))
            .add(caveats(&Follow::nothing(shell), doubts))
            .into()
    };
    let class = match place {
        Place::First => "card right",
        Place::Then => "card right uncovered",
        Place::Last => "card right refused",
    };
    let href = shell.href(Route::Right(right.dispositif.index()));
    el("article")
        .class(class)
        .add(el("h2").say(&name))
        .add(p("result", &bar::result(&shell.state, right)))
        .add(p("", &explanation.sentence))
        .add(apart(shell, right))
        .add(drawn(shell, right))
        .add(note)
        .add(
            link("button second", &href, words.explain())
                .attr("aria-label", &with(words.explain_of(), &[&name])),
        )
        .into()
}

/// The answers that can still change a result, those that decide first, with the way to each.
pub(super) fn missing<'a>(shell: &Shell, needs: impl Iterator<Item = &'a Need>) -> Html {
    let words = texts().results();
    let mut places: Vec<reminders::Place> = Vec::new();
    for need in needs {
        let place = place_of(shell, need.asked);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if places.is_empty() {
        return nothing();
    }
    let places = places.iter().map(|(href, label)| {
        let review = shell.press(Action::Review);
        link("", href, label).on(ListenerKind::onclick, review).into()
    });
    section("missing", "missing", words.missing())
        .add(p("", words.missing_lead()))
        .add(list("", places.collect()))
        .into()
}

/// Where a missing answer is given, and its words.
fn place_of(shell: &Shell, asked: Asked) -> reminders::Place {
    match asked {
        Asked::Birth(person) => {
            let label =
                format!("{} : {}", capital(&shell.name(person)), texts().household().birth_short());
            (shell.href_to(Route::Household, &Field::Birth(person).id()), label)
        }
        Asked::Question(question, person) => {
            let cell = Cell { question, person };
            let route = theme_of(&shell.state, cell).map_or(Route::Household, Route::Theme);
            (shell.href_to(route, &cell.id()), reminders::label(&shell.state, &shell.seen, cell))
        }
    }
}
