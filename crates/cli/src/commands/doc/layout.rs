//! What all pages share.

use super::site::{Page, Site};
use crate::law::Source;
use auclair_language::index::Named;
use maud::{DOCTYPE, Markup, html};

/// Puts a page together. `way` leads back to the top: each step's words and path.
pub(super) fn page(path: &str, title: &str, way: &[(&str, String)], body: &Markup) -> Page {
    let style = relative(path, "style.css");
    let html = html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'";
                title { (title) " – Au clair" }
                link rel="stylesheet" href=(style);
            }
            body {
                @if !way.is_empty() {
                    nav aria-label="Vous êtes ici" {
                        ol {
                            @for (words, target) in way {
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
pub(super) fn relative(from: &str, to: &str) -> String {
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
pub(super) fn sources(sources: &[Source]) -> Markup {
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
