//! What is asked of the browser: its clock, its address bar, the focus, files.

use crate::app::{App, AppProps};
use crate::state::State;
use gloo::file::{Blob, File, ObjectUrl};
use gloo::timers::callback::Timeout;
use js_sys::{Promise, Uint8Array};
use std::cell::Cell;
use time::{Date, Month};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ClipboardEvent, FocusEvent, HtmlAnchorElement, HtmlElement, HtmlInputElement,
    HtmlSelectElement, HtmlTextAreaElement, Node, RequestCache, RequestInit, Response, Storage,
    Window,
};
use yew::{Event, TargetCast};

fn window() -> Option<Window> {
    web_sys::window()
}

/// How long the page may not answer, in milliseconds: a finger is on it.
const WORK: f64 = 8.0;

thread_local! {
    /// When the browser could last do other things.
    static BREATHED: Cell<f64> = const { Cell::new(0.0) };
}

/// Lets the browser answer whatever finger waits, unless it could a moment ago.
pub(crate) async fn breathe() {
    let now = || window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
    if now() - BREATHED.get() < WORK {
        return;
    }
    wait(0).await;
    BREATHED.set(now());
}

/// Waits for so many milliseconds.
pub(crate) async fn wait(milliseconds: i32) {
    let turn = Promise::new(&mut |done, _| {
        if let Some(window) = window() {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds).ok();
        }
    });
    JsFuture::from(turn).await.ok();
}

/// Replaces what the page shows while it loads with the site.
pub(crate) fn mount(start: State) {
    let root = window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
    if let Some(root) = root {
        root.set_inner_html("");
        yew::Renderer::<App>::with_root_and_props(root, AppProps { start }).render();
    }
}

/// The day, by the clock of the device.
pub(crate) fn today() -> Date {
    let now = js_sys::Date::new_0();
    let date = (|| {
        let month = Month::try_from(u8::try_from(now.get_month() + 1).ok()?).ok()?;
        let (year, day) = (i32::try_from(now.get_full_year()).ok()?, now.get_date());
        Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()
    })();
    date.unwrap_or(Date::MIN)
}

/// What follows the `#` in the address.
pub(crate) fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// How an address begins that gives a household.
const LINKED: &str = "#/ouvrir/";

/// The household that an address gives after its `#`. It does not stay there, nor among the pages
/// that the browser remembers.
pub(crate) fn linked() -> Option<String> {
    let hash = hash();
    let document = js_sys::decode_uri_component(hash.strip_prefix(LINKED)?).ok()?;
    window()?.location().replace("#/resultats").ok()?;
    Some(document.into())
}

/// Begins again with the household of an address that was opened in a page that was there already, once
/// the person agreed to leave it.
pub(crate) fn open_linked() {
    if let Some(window) = window().filter(|_| hash().starts_with(LINKED)) {
        window.location().reload().ok();
    }
}

/// Goes to a page.
pub(crate) fn go(hash: &str) {
    if let Some(window) = window() {
        // Only the part after the `#` changes: nothing is fetched and nothing can fail.
        window.location().set_hash(hash).ok();
    }
}

/// Puts the title of the page on the tab.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

#[wasm_bindgen]
extern "C" {
    /// Scrolls to where a page that is come back to was left (`back.js`).
    #[wasm_bindgen(js_name = scrollBack)]
    pub(crate) fn scroll_back();
}

/// Scrolls to the top.
pub(crate) fn to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Moves the focus to an element; into it when it only holds others.
pub(crate) fn focus(id: &str) {
    let found = window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id));
    let Some(found) = found else { return };
    if let Ok(Some(folded)) = found.closest("details") {
        folded.set_attribute("open", "").ok();
    }
    let inside = if found.tag_name() == "FIELDSET" {
        found.query_selector("input, select, button").ok().flatten()
    } else {
        None
    };
    if let Ok(element) = inside.unwrap_or(found).dyn_into::<HtmlElement>() {
        element.focus().ok();
    }
}

/// The same, once the page shows what was just asked for.
pub(crate) fn focus_soon(id: String) {
    Timeout::new(0, move || focus(&id)).forget();
}

/// What was typed.
pub(crate) fn typed(event: &Event) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}

/// What is about to be pasted.
pub(crate) fn pasted(event: &Event) -> Option<String> {
    event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text").ok()
}

/// Whether a box was ticked.
pub(crate) fn is_checked(event: &Event) -> bool {
    event.target_unchecked_into::<HtmlInputElement>().checked()
}

/// The line that was chosen in a list.
pub(crate) fn selected(event: &Event) -> usize {
    let list = event.target_unchecked_into::<HtmlSelectElement>();
    usize::try_from(list.selected_index()).unwrap_or_default()
}

/// The file that was chosen. The same one can be chosen again, once it is mended.
pub(crate) fn chosen_file(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target_unchecked_into();
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    file.map(File::from)
}

/// Whether the focus that leaves an element stays among those beside it.
pub(crate) fn stays_inside(event: &Event) -> bool {
    let group = event.target_dyn_into::<HtmlElement>().and_then(|field| {
        // A field, its label, the group of fields.
        field.parent_element()?.parent_element()
    });
    let next = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
    let next = next.and_then(|next| next.dyn_into::<Node>().ok());
    group.is_some_and(|group| next.is_some() && group.contains(next.as_ref()))
}

/// Under what names answers are kept on this device, when the person asked for it: the household,
/// and what was typed and could not be read.
const KEPT: [&str; 2] = ["au-clair", "au-clair-saisie"];

fn storage() -> Option<Storage> {
    // A browser may refuse even to say whether it has one.
    window()?.local_storage().ok().flatten()
}

/// What was kept on this device.
pub(crate) fn kept() -> Option<[String; 2]> {
    let storage = storage()?;
    let read = |name: &str| storage.get_item(name).ok().flatten();
    let [household, typed] = KEPT;
    Some([read(household)?, read(typed).unwrap_or_default()])
}

/// Keeps this on the device; whether the browser did.
pub(crate) fn keep(texts: [&str; 2]) -> bool {
    let Some(storage) = storage() else { return false };
    KEPT.iter().zip(texts).all(|(name, text)| storage.set_item(name, text).is_ok())
}

/// Keeps nothing any more.
pub(crate) fn forget() {
    if let Some(storage) = storage() {
        for name in KEPT {
            storage.remove_item(name).ok();
        }
    }
}

/// Copies a text; where the browser does not let a page do so, the field that shows it is selected.
pub(crate) fn copy(text: &str, field: &str) {
    let Some(window) = window() else { return };
    let found = window.document().and_then(|page| page.get_element_by_id(field));
    if let Some(field) = found.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) {
        field.select();
    }
    if window.is_secure_context() {
        // What was selected can still be copied by hand.
        drop(window.navigator().clipboard().write_text(text));
    }
}

/// Prints the page.
pub(crate) fn print() {
    if let Some(window) = window() {
        window.print().ok();
    }
}

/// The same, once the page shows what was just asked for.
pub(crate) fn print_soon() {
    Timeout::new(300, print).forget();
}

/// Whether the screen is wide enough for a table of people.
pub(crate) fn is_wide() -> bool {
    let query = window().and_then(|window| window.match_media("(min-width: 60em)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// The language of the page, for who hears it.
pub(crate) fn set_language(language: &str) {
    let root =
        window().and_then(|window| window.document()).and_then(|page| page.document_element());
    if let Some(root) = root {
        root.set_attribute("lang", language).ok();
    }
}

/// Fetches a file that stands beside the site: the only thing that the program asks for, the
/// sentences of its language or of another.
///
/// It is on its way at once: whoever asks for several files does not wait for one to ask for the next.
pub(crate) fn fetch(name: &str) -> impl Future<Output = Option<Vec<u8>>> + use<> {
    let options = RequestInit::new();
    // Its name stays the same from one version to the next.
    options.set_cache(RequestCache::NoCache);
    let asked = window().map(|window| window.fetch_with_str_and_init(name, &options));
    bytes(asked.map(JsFuture::from))
}

async fn bytes(asked: Option<JsFuture>) -> Option<Vec<u8>> {
    let response: Response = asked?.await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// Hands a text to the person as a file to keep; it never leaves the device.
pub(crate) fn download(name: &str, text: &str) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let blob = Blob::new_with_options(text, Some("application/json"));
    let url = ObjectUrl::from(blob);
    let link =
        document.create_element("a").ok().and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser needs the address until it has read the file.
    Timeout::new(10_000, move || drop(url)).forget();
}
