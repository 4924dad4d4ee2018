//! The words that the page of words explains, so that a right can say which of them it uses.

/// A line for each word: its forms, between bars, as the page says them (`<dt data-formes="…|…">`).
/// The first is the word, and its identifier on the page.
pub(crate) fn lines(page: &str) -> Result<String, String> {
    let forms = |tag: &str| {
        let (_, rest) = tag.split_once("data-formes=\"")?;
        rest.split_once('"').map(|(forms, _)| format!("{forms}\n"))
    };
    let tags = page.split("<dt ").skip(1);
    tags.map(|tag| {
        forms(tag).ok_or_else(|| format!("glossaire.html: no data-formes in « <dt {tag:.40} »"))
    })
    .collect()
}
