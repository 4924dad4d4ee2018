//! The page of one fiche.

use super::figures::{self, caveats};
use super::layout::{link, page, sources};
use super::site::{Page, Site};
use super::written;
use crate::law;
use auclair_engine::Scope;
use auclair_engine::program::{Caveat, ReferenceId, Rule, RuleId};
use auclair_language::Symbol;
use auclair_language::index::{Named, Place};
use auclair_language::kinds::kind_name;
use maud::{Markup, html};

/// More examples than this are a list to look up in the files.
const EXAMPLES: usize = 5;

/// The pages of all fiches.
pub(super) fn all<'a>(site: &'a Site) -> impl Iterator<Item = Page> + 'a {
    site.fiches().map(|(named, place, path)| one(site, named, place, path))
}

fn one(site: &Site, named: Named, place: &Place, path: &str) -> Page {
    let label = site.label(named);
    let home = site.home_folder(place.home);
    let owner = place.home.and_then(|id| site.program().dispositifs.get(id.index()));
    let owner = owner.map_or("Commun", |dispositif| dispositif.name.as_str());
    let way = [
        ("Règles", format!("{}index.html", site.top)),
        (site.title.as_str(), format!("{}/index.html", site.folder)),
        (owner, format!("{home}/index.html")),
    ];
    let (references, doubts) = said(site, named);
    let law = law::sources(site.program(), references);
    let reads = site.reads(place);
    let read_figures: Vec<Markup> =
        reads.iter().filter_map(|read| figures::of(site, path, *read, true)).collect();
    let body = html! {
        h1 { (label) }
        p.what { (what(site, named)) ", dans " span.file { (site.place(place.span)) } }
        (caveats(site, doubts))
        h2 { "Le texte" }
        (written::fiche(site, path, Some(named), place.span))
        @if !law.is_empty() {
            h2 { "La loi" }
            (sources(&law))
        }
        @if let Some(own) = figures::of(site, path, named, false) {
            h2 { "Chiffres par date" }
            (own)
        }
        @if !read_figures.is_empty() {
            h2 { "Les chiffres qu'elle lit, par date" }
            @for figures in &read_figures { (figures) }
        }
        (examples(site, named, path))
        (names("Qui s'en sert", site, path, &site.readers(named)))
        (names("De quoi elle se sert", site, path, &with_pages(site, reads)))
    };
    page(&site.top, path, &label, &way, &body)
}

fn with_pages(site: &Site, reads: Vec<Named>) -> Vec<Named> {
    let mut kept: Vec<Named> = Vec::new();
    for named in reads {
        // The choices of a list and both names of a group lead to one page.
        let new = kept.iter().all(|other| site.path(*other) != site.path(named));
        if site.path(named).is_some() && !matches!(named, Named::Choice(..)) && new {
            kept.push(named);
        }
    }
    kept
}

fn names(title: &str, site: &Site, path: &str, names: &[Named]) -> Markup {
    html! {
        @if !names.is_empty() {
            h2 { (title) }
            ul.names { @for named in names { li { (link(site, path, *named)) } } }
        }
    }
}

fn examples(site: &Site, named: Named, path: &str) -> Markup {
    let tests = site.tests(named);
    html! {
        @if !tests.is_empty() {
            h2 { "Exemples" }
            @for test in tests.iter().take(EXAMPLES) { (written::fiche(site, path, None, test.span)) }
            @if tests.len() > EXAMPLES {
                p { "Et " (tests.len() - EXAMPLES) " autres tests, dans les fichiers de règles." }
            }
        }
    }
}

fn rule<'a>(site: &Site<'a>, named: Named) -> Option<&'a Rule> {
    let program = site.program();
    let id: RuleId = match named {
        Named::Value(Symbol::Rule(id)) => id,
        Named::Dispositif(id) => program.dispositifs.get(id.index())?.droit?,
        _ => return None,
    };
    program.rules.get(id.index())
}

/// What a fiche declares, in a few words.
fn what(site: &Site, named: Named) -> String {
    let program = site.program();
    let name = site.name(named);
    if let Some(rule) = rule(site, named) {
        let what = if rule.droit { "Droit" } else { "Règle" };
        let kind = kind_name(rule.kind, program);
        let person = if rule.scope == Scope::Person { ", pour chaque personne" } else { "" };
        return format!("{what} « {name} » ({kind}{person})");
    }
    let what = match named {
        Named::Value(Symbol::Parameter(_)) => "Chiffre",
        Named::Value(Symbol::Table(_)) => "Tableau",
        Named::Value(Symbol::Question(_)) => "Question",
        Named::Scale(_) => "Barème",
        Named::Group(..) => "Groupe",
        Named::List(_) => "Liste",
        _ => "Dispositif",
    };
    format!("{what} « {name} »")
}

/// What the law and its doubts are for something whose figures do not carry them.
fn said<'a>(site: &Site<'a>, named: Named) -> (&'a [ReferenceId], &'a [Caveat]) {
    if let Some(rule) = rule(site, named) {
        return (&rule.references, &rule.caveats);
    }
    let question = match named {
        Named::Value(Symbol::Question(id)) => site.program().questions.get(id.index()),
        _ => None,
    };
    (question.map_or(&[], |question| &question.references), &[])
}
