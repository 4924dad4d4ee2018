//! What stands around every page of the site that needs no program.

use crate::commands::doc::layout::relative;
use crate::commands::doc::site::Page;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// What the pages share.
pub(super) struct Frame {
    /// The sheet, from the top of the site.
    pub(super) style: String,
    /// The pages written by hand, as the foot lists them: path and title.
    pub(super) by_hand: Vec<(String, String)>,
}

/// The list of benefits.
pub(super) const BENEFITS: &str = "aides/index.html";
/// The site itself.
pub(super) const HOME: &str = "index.html";

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; \
                      base-uri 'none'; form-action 'none'";

/// The moon of the site's name.
const MOON: PreEscaped<&str> = PreEscaped(
    r#"<svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path class="moon" d="M15.5 2.5a10 10 0 1 0 6 14.2A8.4 8.4 0 0 1 15.5 2.5z"/></svg>"#,
);

impl Frame {
    /// Puts a page together; `way` leads back to the start.
    pub(super) fn page(
        &self,
        path: &str,
        title: &str,
        description: &str,
        way: &[(&str, &str)],
        body: &Markup,
    ) -> Page {
        let to = |target: &str| relative(path, target);
        let html = html! {
            (DOCTYPE)
            html lang="fr" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="referrer" content="no-referrer";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    @if !description.is_empty() { meta name="description" content=(description); }
                    title { (title) " – Au clair" }
                    link rel="icon" href=(to("icones/icone.svg"));
                    link rel="manifest" href=(to("au-clair.webmanifest"));
                    link rel="stylesheet" href=(to(&self.style));
                }
                body {
                    a.skip href="#contenu" { "Aller au contenu" }
                    header.head {
                        a.brand href=(to(HOME)) aria-label="Au clair, accueil" {
                            (MOON)
                            span { "Au clair" }
                        }
                        p.private { "Rien de ce que vous écrivez ne quitte cet appareil." }
                    }
                    main id="contenu" tabindex="-1" {
                        nav.way aria-label="Vous êtes ici" {
                            ol {
                                li { a href=(to(HOME)) { "Accueil" } }
                                @for (words, target) in way { li { a href=(to(target)) { (words) } } }
                            }
                        }
                        div.page.text { (body) }
                    }
                    footer.foot {
                        nav aria-label="Le site" {
                            ul.links {
                                li { a href=(to(BENEFITS)) { "Toutes les aides" } }
                                li { a href=(to("regles/index.html")) { "Les règles de calcul" } }
                                @for (target, words) in &self.by_hand {
                                    li { a href=(to(target)) { (words) } }
                                }
                            }
                        }
                        p { "Logiciel libre, sans compte, sans publicité, sans mesure d'audience." }
                    }
                }
            }
        };
        Page { path: path.to_owned(), html: html.into_string() }
    }
}
