//! What all pages share.

use super::site::{Page, Site};
use crate::law::Source;
use auclair_language::index::Named;
use maud::{DOCTYPE, Markup, html};

/// Puts a page together. `top` is the folder of all of them inside of the site, if they stand in
/// one; `way` leads back to its top: each step's words and path.
pub(super) fn page(
    top: &str,
    path: &str,
    title: &str,
    way: &[(&str, String)],
    body: &Markup,
) -> Page {
    let style = relative(path, &format!("{top}style.css"));
    let home = (!top.is_empty()).then(|| ("Au clair", "index.html".to_owned()));
    let html = html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";
                title { (title) " – Au clair" }
                // Without one, browsers ask the top of the server for it.
                link rel="icon" href="data:,";
                link rel="stylesheet" href=(style);
            }
            body {
                @if home.is_some() || !way.is_empty() {
                    nav aria-label="Vous êtes ici" {
                        ol {
                            @for (words, target) in home.iter().chain(way) {
                                li { a href=(relative(path, target)) { (words) } }
                            }
                        }
                    }
                }
                main { (body) }
                footer {
                    p { "Écrit par « auclair doc » depuis les fichiers de règles. Ce n'est pas un texte officiel." }
                }
            }
        }
    };
    Page { path: path.to_owned(), html: html.into_string() }
}

/// The address of one page seen from another.
pub(crate) fn relative(from: &str, to: &str) -> String {
    format!("{}{to}", "../".repeat(from.matches('/').count()))
}

/// A link to what has a page, by its label.
pub(super) fn link(site: &Site, from: &str, named: Named) -> Markup {
    let label = site.label(named);
    html! {
        @match site.path(named) {
            Some(path) => { a href=(relative(from, path)) { (label) } }
            None => { (label) }
        }
    }
}

/// Texts of law, each with its address when it has one.
pub(crate) fn sources(sources: &[Source]) -> Markup {
    html! {
        ul {
            @for (words, link) in sources {
                li {
                    @match link {
                        Some(link) => { a href=(link) rel="noreferrer" { (words) } }
                        None => { (words) }
                    }
                }
            }
        }
    }
}
