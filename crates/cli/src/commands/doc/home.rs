//! The pages that list others.

use super::layout::{link, page, relative, sources};
use super::site::{Page, Site};
use crate::law;
use auclair_engine::program::{Dispositif, DispositifId};
use auclair_language::Symbol;
use auclair_language::index::Named;
use maud::{Markup, html};

/// The page at the top.
pub(super) fn all(top: &str, sites: &[Site]) -> Page {
    let path = format!("{top}index.html");
    let body = html! {
        h1 { "Les règles, fiche par fiche" }
        p { "Chaque règle de calcul a sa page : son texte, la loi, les chiffres par date, des exemples." }
        ul {
            @for site in sites {
                li { a href=(relative(&path, &format!("{}/index.html", site.folder))) { (site.title) } }
            }
        }
    };
    page(top, &path, "Les règles", &[], &body)
}

/// The page of a jurisdiction.
pub(super) fn jurisdiction(site: &Site) -> Page {
    let path = format!("{}/index.html", site.folder);
    let homes = homes(site).into_iter().map(|(home, title, _)| {
        (relative(&path, &format!("{}/index.html", site.home_folder(home))), title)
    });
    let body = html! {
        h1 { (site.title) }
        ul { @for (target, title) in homes { li { a href=(target) { (title) } } } }
    };
    let way = [("Règles", format!("{}index.html", site.top))];
    page(&site.top, &path, &site.title, &way, &body)
}

type Home<'a> = (Option<DispositifId>, String, Option<&'a Dispositif>);

/// What is shared, and each dispositif.
fn homes<'a>(site: &Site<'a>) -> Vec<Home<'a>> {
    let dispositifs = (0u32..).map(DispositifId).zip(&site.program().dispositifs);
    let dispositifs =
        dispositifs.map(|(id, found)| (Some(id), site.texts().plain(found.title), Some(found)));
    let shared = (None, "Commun à plusieurs aides".to_owned(), None);
    dispositifs.chain([shared]).collect()
}

/// The pages of dispositifs.
pub(super) fn dispositifs<'a>(site: &'a Site) -> impl Iterator<Item = Page> + 'a {
    homes(site).into_iter().map(|(home, title, found)| {
        let path = format!("{}/index.html", site.home_folder(home));
        let way = [
            ("Règles", format!("{}index.html", site.top)),
            (site.title.as_str(), format!("{}/index.html", site.folder)),
        ];
        let body = html! {
            h1 { (title) }
            @if let Some(dispositif) = found { (about(site, dispositif)) }
            @for (heading, holds) in SECTIONS {
                (section(site, &path, home, heading, holds))
            }
        };
        page(&site.top, &path, &title, &way, &body)
    })
}

/// The heading of a part of a list, and what belongs there.
type Section = (&'static str, fn(Named) -> bool);

const SECTIONS: [Section; 5] = [
    ("Le droit", |named| matches!(named, Named::Dispositif(_))),
    ("Les règles", |named| matches!(named, Named::Value(Symbol::Rule(_)))),
    ("Les chiffres", |named| {
        matches!(named, Named::Value(Symbol::Parameter(_) | Symbol::Table(_)) | Named::Scale(_))
    }),
    ("Les questions", |named| matches!(named, Named::Value(Symbol::Question(_)))),
    ("Les groupes et les listes", |named| matches!(named, Named::Group(..) | Named::List(_))),
];

fn section(
    site: &Site,
    path: &str,
    home: Option<DispositifId>,
    heading: &str,
    holds: fn(Named) -> bool,
) -> Markup {
    let here: Vec<Named> = site
        .fiches()
        .filter(|(named, place, _)| place.home == home && holds(*named))
        .map(|(named, ..)| named)
        .collect();
    html! {
        @if !here.is_empty() {
            h2 { (heading) }
            ul.names { @for named in here { li { (link(site, path, named)) } } }
        }
    }
}

fn about(site: &Site, dispositif: &Dispositif) -> Markup {
    let texts = site.texts();
    let references = law::sources(site.program(), &dispositif.references);
    html! {
        @if let Some(summary) = dispositif.summary { p { (texts.plain(summary)) } }
        @if !references.is_empty() { (sources(&references)) }
        @if !dispositif.procedures.is_empty() {
            h2 { "Comment la demander" }
            dl {
                @for procedure in &dispositif.procedures {
                    dt { (procedure.way) }
                    dd {
                        (texts.plain(procedure.text))
                        (sources(&law::sources(site.program(), &procedure.references)))
                    }
                }
            }
        }
    }
}
