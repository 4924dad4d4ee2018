//! The whole: the state, the page of the address, the head and foot of every page.

use crate::ahead;
use crate::answering::{answer, answered, catch_up, is_waiting, use_catching_up};
use crate::browser::{self, wait};
use crate::components::{ask_again, awaited, bar, foot, head, languages, say_sentences};
use crate::dom::{all, el, nothing};
use crate::evaluation::View;
use crate::pace::{Pace, spawn};
use crate::pages;
use crate::plans;
use crate::route::Route;
use crate::shell::{Reading, Shell};
use crate::speech::{french, speech};
use crate::state::{Action, Keeping, Said, State};
use crate::texts::texts;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Long enough for a screen to show what was answered, and for a quick hand to type on.
const BREATH: i32 = 50;

/// What is heard of the results waits until the person pauses.
const PAUSE: u32 = 1_500;

/// What the app begins with.
#[derive(Properties, PartialEq)]
pub(crate) struct AppProps {
    pub(crate) start: State,
}

/// The only component: pages are plain functions.
#[component]
pub(crate) fn App(props: &AppProps) -> Html {
    let state = use_reducer(|| props.start.clone());
    // Nothing is calculated before there is a household.
    let seen = use_memo(state.begun.then(|| Said::of(&state)), |said| {
        said.as_ref().and_then(|said| ahead::seen(&state, said))
    });
    ahead::show(&state, (*seen).clone());
    let hash = use_hash();
    let wide = use_width();
    let reading: Reading = use_mut_ref(|| None);
    let kept = state.keeping == Keeping::Yes;
    use_leave_warning(&state, state.begun && !kept);
    use_keeping(&state);
    use_catching_up();
    use_sentences(&state);
    use_rules(&state);

    let asked = Route::read(&hash, &state.jurisdiction.program);
    // Without a household, or for a month without rules, there is nothing to ask or to show.
    let route = if state.begun && seen.is_some() { asked } else { Route::Start };
    let asking = matches!(route, Route::Household | Route::Theme(_));
    use_drawing(&state, route);
    let lines = use_lines(&state, (*seen).clone().filter(|_| asking));
    let heard = use_heard(lines.as_ref().map(bar::sentence).unwrap_or_default());
    let reader = reading.clone();
    let shell = (*seen).clone().map(|seen| Shell {
        state: state.clone(),
        seen,
        route,
        wide: *wide,
        heard,
        reading,
    });
    let title = pages::title(shell.as_ref(), route);
    use_page(route, title.clone(), (*hash).clone());
    use_what_was_lost(&state, route);

    let (page, foot_bar) = match &shell {
        None if state.begun || state.jurisdiction.is_too_early(state.month) => {
            (pages::no_rules(&state), nothing())
        }
        None => (pages::start(&state, &reader, asked != Route::Start), nothing()),
        Some(shell) => {
            let page = match route {
                Route::Start => pages::start(&state, &reader, false),
                Route::Household => pages::household(shell),
                Route::Theme(theme) => pages::theme(shell, theme),
                Route::Results => pages::results(shell),
                Route::Right(_) | Route::Note | Route::Letter { .. } if awaits(route) => {
                    pages::unwritten(&title)
                }
                Route::Right(right) => pages::right(shell, right),
                Route::Note => pages::note(shell),
                Route::Letter { right, appeal } => pages::letter(shell, right, appeal),
            };
            (page, if asking { bar::bar(shell, lines) } else { nothing() })
        }
    };
    let notice = if awaits(route) { awaited(&state) } else { nothing() };
    let main = el("main").id("contenu").attr("tabindex", "-1").add(notice).add(page);
    all(vec![head(languages(&state)), main.into(), foot_bar, foot(&state)])
}

/// The rules are laid out while the first page is read, so that the first question comes at once.
#[hook]
fn use_rules(state: &UseReducerHandle<State>) {
    let state = state.clone();
    use_effect_with((state.begun, state.revision()), move |(begun, _)| {
        let laid_out = plans::prepare(state.jurisdiction, state.month, Pace::InPieces);
        let lay_out = move || spawn(Box::pin(laid_out));
        let soon = (!begun).then(|| Timeout::new(PAUSE, lay_out));
        move || drop(soon)
    });
}

/// Whether a page waits for sentences that have not come yet: an explanation would be nothing without
/// them, and all that goes on paper is whole. Letters are in French.
fn awaits(route: Route) -> bool {
    let spoken = if let Route::Letter { .. } = route { french() } else { speech() };
    route.explains() && !spoken.explains()
}

/// The sentences that explain results come once a household is begun: who only reads the first page does
/// not pay for them, and nobody needs them before the first question is answered.
#[hook]
fn use_sentences(state: &UseReducerHandle<State>) {
    let state = state.clone();
    use_effect_with(state.begun, move |begun| {
        if *begun && !french().explains() {
            say_sentences(&state);
        }
    });
}

/// Results are drawn in parts the first time: no finger waits for all of them.
#[hook]
fn use_drawing(state: &UseReducerHandle<State>, route: Route) {
    let more = route == Route::Results && state.drawn < pages::PARTS;
    let dispatcher = state.dispatcher();
    use_effect_with((state.drawn, more), move |(_, more)| {
        if *more {
            answer(&dispatcher, Action::Draw);
        }
    });
}

/// What did not come is asked for again on each page, and once the network is back.
#[hook]
fn use_what_was_lost(state: &UseReducerHandle<State>, route: Route) {
    let state = state.clone();
    use_effect_with(route, move |_| {
        ask_again(&state);
        let listener = web_sys::window()
            .map(|window| EventListener::new(&window, "online", move |_| ask_again(&state)));
        move || drop(listener)
    });
}

/// The results so far, while questions are asked: looked for once the answer is on the screen, and
/// not between two letters that are typed. Those of another time are not shown again.
#[hook]
fn use_lines(state: &UseReducerHandle<State>, seen: Option<Rc<View>>) -> Option<bar::Lines> {
    let lines = use_state_eq(|| None);
    let setter = lines.setter();
    let state = state.clone();
    use_effect_with((state.revision(), seen.is_some()), move |_| {
        match seen {
            Some(seen) => spawn(Box::pin(async move {
                let pace = Pace::Until(answered());
                wait(BREATH).await;
                pace.breathe().await;
                seen.prepare_so_far(pace).await;
                // The page that follows a new answer looks for its own.
                if ahead::shows(&seen) && !is_waiting() {
                    setter.set(Some(bar::lines(&state, &seen)));
                }
            })),
            None => setter.set(None),
        }
    });
    (*lines).clone()
}

/// What follows the `#` in the address, once the page that it leads to is made.
#[hook]
fn use_hash() -> UseStateHandle<String> {
    let hash = use_state_eq(browser::hash);
    let setter = hash.setter();
    let follow = Callback::from(move |()| {
        browser::open_linked();
        let setter = setter.clone();
        spawn(Box::pin(async move {
            let hash = browser::hash();
            ahead::prepare_page(&hash).await;
            // Another may have been asked for meanwhile.
            if browser::hash() == hash {
                setter.set(hash);
            }
        }));
    });
    use_listener("hashchange", follow);
    hash
}

/// Whether the screen has room for a table of people.
#[hook]
fn use_width() -> UseStateHandle<bool> {
    let wide = use_state_eq(browser::is_wide);
    let setter = wide.setter();
    use_listener("resize", Callback::from(move |()| setter.set(browser::is_wide())));
    wide
}

/// Does something at each event of the window.
#[hook]
fn use_listener(event: &'static str, act: Callback<()>) {
    use_effect_with((), move |()| {
        let listener = web_sys::window()
            .map(|window| EventListener::new(&window, event, move |_| act.emit(())));
        move || drop(listener)
    });
}

/// On a new page, the title of the tab changes and the heading takes the focus, or the field that
/// the address points to; the first page leaves the focus where the browser put it.
#[hook]
fn use_page(route: Route, title: String, hash: String) {
    let shown = use_mut_ref(|| (route, hash.clone()));
    use_effect_with((route, title, hash), move |(route, title, hash)| {
        browser::set_language(speech().tag());
        browser::set_title(&format!("{title} – {}", texts().site().name()));
        let now = (*route, hash.clone());
        let before = shown.replace(now.clone());
        if before == now {
            return;
        }
        let field = Route::target(hash);
        // Within a page one goes to a place and comes back: the browser knows where one was.
        if before.0 != *route {
            browser::to_top();
            browser::focus(pages::HEADING);
        }
        field.into_iter().for_each(browser::focus);
        browser::scroll_back();
    });
}

/// The results as a sentence, once they have not changed for a while.
#[hook]
fn use_heard(sentence: String) -> String {
    let heard = use_state_eq(String::new);
    let setter = heard.setter();
    use_effect_with(sentence, move |sentence| {
        let sentence = sentence.clone();
        let wait = Timeout::new(PAUSE, move || {
            catch_up();
            setter.set(sentence);
        });
        move || drop(wait)
    });
    (*heard).clone()
}

/// What is said is kept on the device at each change, once the person asked for it.
#[hook]
fn use_keeping(state: &UseReducerHandle<State>) {
    let state = state.clone();
    use_effect_with(state.revision(), move |_| {
        if state.keeping != Keeping::Yes {
            return;
        }
        let [household, typed] = state.to_keep();
        if !browser::keep([&household, &typed]) {
            browser::forget();
            state.dispatch(Action::Keep(Keeping::Refused));
        }
    });
}

/// The browser asks before it leaves a page whose answers were not saved.
#[hook]
fn use_leave_warning(state: &UseReducerHandle<State>, may_lose: bool) {
    let state = state.clone();
    use_effect_with(may_lose, move |may_lose| {
        let listener = web_sys::window().filter(|_| *may_lose).map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, move |event| {
                // The state of now, with what was answered a moment ago.
                if !state.unsaved && !is_waiting() {
                    return;
                }
                event.prevent_default();
                // Some browsers wait for this older sign.
                js_sys::Reflect::set(event.unchecked_ref(), &"returnValue".into(), &true.into())
                    .ok();
            })
        });
        move || drop(listener)
    });
}
