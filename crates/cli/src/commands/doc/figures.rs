//! Figures by date.

use super::layout::{link, sources};
use super::site::Site;
use crate::law::{self, grid, slices};
use auclair_engine::program::{Caveat, CaveatKind, ReferenceId};
use auclair_engine::text;
use auclair_language::Symbol;
use auclair_language::index::Named;
use maud::{Markup, html};
use time::Date;

/// The figures of something, newest first; nothing when it is no figure.
pub(crate) fn of(site: &Site, from: &str, named: Named, titled: bool) -> Option<Markup> {
    let body = match named {
        Named::Value(Symbol::Parameter(_)) => parameter(site, named)?,
        Named::Value(Symbol::Table(_)) => table(site, named)?,
        Named::Scale(_) => scale(site, named)?,
        _ => return None,
    };
    Some(html! {
        @if titled { h3 { (link(site, from, named)) } }
        (body)
    })
}

fn parameter(site: &Site, named: Named) -> Option<Markup> {
    let Named::Value(Symbol::Parameter(id)) = named else { return None };
    let (program, texts) = (site.program(), site.texts());
    let parameter = program.parameters.get(id.index())?;
    Some(html! {
        div.wide tabindex="0" {
            table {
                thead { tr { th scope="col" { "Depuis le" } th scope="col" { "Valeur" } th scope="col" { "Texte" } } }
                tbody {
                    @for dated in parameter.values.iter().rev() {
                        tr {
                            th scope="row" { (text::date(dated.from)) }
                            td { (text::value(dated.value, parameter.kind, program, texts)) }
                            td { (law(site, &dated.references)) }
                        }
                    }
                }
            }
        }
        (upkeep(&parameter.expected, parameter.checked))
        (caveats(site, &parameter.caveats))
    })
}

fn table(site: &Site, named: Named) -> Option<Markup> {
    let Named::Value(Symbol::Table(id)) = named else { return None };
    let (program, texts) = (site.program(), site.texts());
    let table = program.tables.get(id.index())?;
    let editions = table.editions.iter().rev().map(|edition| {
        let grid = grid(program, texts, id, table, edition);
        html! {
            details open[Some(edition.from) == table.editions.last().map(|last| last.from)] {
                summary { "Depuis le " (text::date(edition.from)) }
                div.wide tabindex="0" {
                    table {
                        @if grid.columns.iter().any(|column| !column.is_empty()) {
                            thead {
                                tr {
                                    td {}
                                    @for column in &grid.columns { th scope="col" { (column) } }
                                }
                            }
                        }
                        tbody {
                            @for (name, figures) in &grid.rows {
                                tr {
                                    th scope="row" { (name) }
                                    @for figure in figures { td { (figure) } }
                                }
                            }
                        }
                    }
                }
                (law(site, &edition.references))
            }
        }
    });
    Some(html! {
        @for edition in editions { (edition) }
        (upkeep(&table.expected, table.checked))
        (caveats(site, &table.caveats))
    })
}

fn scale(site: &Site, named: Named) -> Option<Markup> {
    let Named::Scale(id) = named else { return None };
    let (program, texts) = (site.program(), site.texts());
    let scale = program.scales.get(id.index())?;
    let editions = scale.editions.iter().rev().map(|edition| {
        html! {
            details open[Some(edition.from) == scale.editions.last().map(|last| last.from)] {
                summary { "Depuis le " (text::date(edition.from)) }
                div.wide tabindex="0" {
                    table {
                        thead { tr { th scope="col" { "Tranche" } th scope="col" { "Taux" } } }
                        tbody {
                            @for (slice, rate) in slices(program, texts, scale, edition) {
                                tr { th scope="row" { (slice) } td { (rate) } }
                            }
                        }
                    }
                }
                (law(site, &edition.references))
            }
        }
    });
    Some(html! { @for edition in editions { (edition) } })
}

fn law(site: &Site, references: &[ReferenceId]) -> Markup {
    sources(&law::sources(site.program(), references))
}

/// When the next value is expected, and until when the last was confirmed.
fn upkeep(expected: &[(u8, u8)], checked: Option<Date>) -> Markup {
    let days: Vec<String> =
        expected.iter().map(|(day, month)| format!("{day:02}/{month:02}")).collect();
    html! {
        @if !days.is_empty() { p { "Revu chaque année le " (days.join(", ")) "." } }
        @if let Some(day) = checked { p { "Vérifié le " (text::date(day)) "." } }
    }
}

/// What is less than certain.
pub(crate) fn caveats(site: &Site, caveats: &[Caveat]) -> Markup {
    html! {
        @for caveat in caveats {
            p.caveat {
                strong {
                    @match caveat.kind {
                        CaveatKind::Unsourced => { "À sourcer : " }
                        CaveatKind::Unconfirmed => { "À confirmer : " }
                        CaveatKind::Simplified => { "Simplifié : " }
                    }
                }
                (site.texts().plain(caveat.text))
            }
        }
    }
}
