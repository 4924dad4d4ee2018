//! The figures that a benefit rests on, each with its value today and its past ones behind it.

use crate::commands::doc::figures;
use crate::commands::doc::site::Site;
use auclair_engine::program::DispositifId;
use auclair_engine::text;
use auclair_language::Symbol;
use auclair_language::index::Named;
use maud::{Markup, html};

/// Its own figures, then those that it shares with others.
pub(super) fn all(site: &Site, path: &str, dispositif: DispositifId) -> Markup {
    let own = |home: Option<DispositifId>| home == Some(dispositif);
    let mut mine = Vec::new();
    let mut shared = Vec::new();
    for (named, place, _) in site.fiches().filter(|(_, place, _)| own(place.home)) {
        mine.extend(Some(named).filter(|named| is_figure(*named)));
        shared.extend(site.reads(place).into_iter().filter(|read| is_figure(*read)));
    }
    shared.sort_unstable();
    shared.dedup();
    shared.retain(|named| !mine.contains(named));
    html! {
        @if !mine.is_empty() || !shared.is_empty() {
            section {
                h2 { "Les chiffres, par date" }
                @for named in &mine { (one(site, path, *named)) }
                @if !shared.is_empty() {
                    h3 { "Les chiffres communs à plusieurs aides" }
                    @for named in &shared { (one(site, path, *named)) }
                }
            }
        }
    }
}

fn is_figure(named: Named) -> bool {
    matches!(named, Named::Value(Symbol::Parameter(_) | Symbol::Table(_)) | Named::Scale(_))
}

fn one(site: &Site, path: &str, named: Named) -> Markup {
    html! {
        details.figure {
            summary { (site.label(named)) @if let Some(value) = last(site, named) { " : " strong { (value) } } }
            @if let Some(figures) = figures::of(site, path, named, false) { (figures) }
        }
    }
}

/// The last known value of a single figure.
fn last(site: &Site, named: Named) -> Option<String> {
    let Named::Value(Symbol::Parameter(id)) = named else { return None };
    let parameter = site.program().parameters.get(id.index())?;
    let last = parameter.values.last()?;
    Some(text::value(last.value, parameter.kind, site.program(), site.texts()))
}
