//! What was said to be received of a right already, beside what the rules find.

use crate::dom::{link, nothing, p};
use crate::evaluation::{Right, Verdict};
use crate::pages::has_letters;
use crate::route::Route;
use crate::shell::Shell;
use crate::texts::{texts, with};
use crate::words::{self, amount};
use yew::Html;

/// Whether what is drawn already is confirmed; otherwise by how much it differs, and what to do.
pub(crate) fn drawn(shell: &Shell, right: &Right) -> Html {
    let Some(told) = shell.seen.received(right) else { return nothing() };
    let words = texts().received();
    let label = shell.seen.words(shell.state.cell(told.question, 0)).label;
    let money = |number| amount(number, shell.currency());
    let said = with(words.said(), &[&label, &words::month(told.month), &money(told.amount)]);
    let line = p("drawn", &said).say(" ");
    let (found, gap) = match told.verdict {
        Verdict::Confirmed => return line.say(words.same()).into(),
        Verdict::Open => return line.say(words.open()).into(),
        Verdict::Whole => return line.say(words.whole()).into(),
        Verdict::Uncovered => return line.say(words.uncovered()).into(),
        Verdict::Other(found, gap) => (found, gap),
    };
    let sentence = if gap.is_sign_negative() { words.less() } else { words.more() };
    let against = words::month(told.against);
    let line = line.say(&with(sentence, &[&against, &money(found), &money(gap.abs())]));
    if !has_letters(shell) {
        return line.into();
    }
    let letter = Route::Letter { right: right.dispositif.index(), appeal: false };
    line.say(" ").add(link("", &shell.href(letter), texts().letters().explain())).into()
}
