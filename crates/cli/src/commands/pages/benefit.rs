//! The page of a benefit: what it is, its conditions, figures, examples, and how to claim it.

use super::layout::{BENEFITS, Frame, HOME};
use super::{examples, figures, needs};
use crate::commands::doc::figures::caveats;
use crate::commands::doc::layout::{relative, sources};
use crate::commands::doc::site::{Page, Site, slug};
use crate::law;
use auclair_engine::program::{Caveat, Dispositif, DispositifId, Procedure, ReferenceId, RuleId};
use auclair_rules::ways::{CLAIM, CONTEST, FARMING, PAPERS};
use maud::{Markup, html};

/// What stands before each way to claim.
const HEADINGS: [&str; 5] =
    ["Au guichet", "Par téléphone", "Par courrier", "En ligne", "Les papiers à apporter"];

/// The benefits of a jurisdiction.
pub(super) fn of<'a>(site: &Site<'a>) -> impl Iterator<Item = (DispositifId, &'a Dispositif)> {
    let dispositifs = (0u32..).map(DispositifId).zip(&site.program().dispositifs);
    dispositifs.filter(|(_, dispositif)| dispositif.droit.is_some())
}

/// Where the page of a benefit stands.
pub(super) fn path(site: &Site, dispositif: &Dispositif) -> String {
    format!("aides/{}/{}.html", site.name, slug(&dispositif.name))
}

pub(super) fn all<'a>(frame: &'a Frame, site: &'a Site) -> impl Iterator<Item = Page> + 'a {
    of(site).filter_map(|(id, found)| Some(one(frame, site, id, found, found.droit?)))
}

fn one(
    frame: &Frame,
    site: &Site,
    id: DispositifId,
    dispositif: &Dispositif,
    droit: RuleId,
) -> Page {
    let texts = site.texts();
    let path = path(site, dispositif);
    let title = texts.plain(dispositif.title);
    let summary = dispositif.summary.map(|summary| texts.plain(summary)).unwrap_or_default();
    let (references, doubts) = said(site, id, dispositif);
    let law = law::sources(site.program(), &references);
    let rules = format!("{}/index.html", site.home_folder(Some(id)));
    let body = html! {
        h1 { (title) }
        p.lead { (summary) }
        p.actions { a.button href={ (relative(&path, HOME)) "#/" } { "Calculer pour mon foyer" } }
        (claim(site, dispositif))
        (needs::conditions(site, droit))
        (examples::section(site, id, droit))
        (figures::all(site, &path, id))
        section {
            h2 { "La loi" }
            p { "Chaque lien ouvre le texte officiel, sur un autre site." }
            details { summary { "Les textes employés : " (law.len()) } (sources(&law)) }
            p { a href=(relative(&path, &rules)) { "Chaque règle de calcul, avec son texte et ses tests" } }
        }
        @if !doubts.is_empty() {
            section {
                h2 { "Ce qui reste incertain" }
                p { "Là où une source manque, le résultat du calcul le dit aussi." }
                (caveats(site, &doubts))
            }
        }
        p.source {
            "Page écrite à partir des règles de calcul, version " (super::examples::version(site)) ". "
            "Ce n'est pas un texte officiel : seul l'organisme qui verse l'aide décide."
        }
    };
    frame.page(&path, &title, &summary, &[("Toutes les aides", BENEFITS)], &body)
}

/// The law and the doubts of everything that a benefit declares.
fn said(site: &Site, id: DispositifId, dispositif: &Dispositif) -> (Vec<ReferenceId>, Vec<Caveat>) {
    let mut references = dispositif.references.clone();
    let mut doubts: Vec<Caveat> = Vec::new();
    for rule in site.program().rules.iter().filter(|rule| rule.dispositif == Some(id)) {
        references.extend(&rule.references);
        doubts.extend(rule.caveats.iter().cloned());
    }
    doubts.dedup();
    doubts.sort_by_key(|doubt| doubt.kind);
    (references, doubts)
}

fn claim(site: &Site, dispositif: &Dispositif) -> Markup {
    let of = |way: &'static str| dispositif.procedures.iter().filter(move |one| one.way == way);
    html! {
        section {
            h2 { "Comment la demander" }
            dl.ways {
                @for (way, heading) in CLAIM.into_iter().zip(HEADINGS) {
                    @for procedure in of(way) { dt { (heading) } dd { (procedure_text(site, procedure)) } }
                }
            }
            @for procedure in of(FARMING) {
                details {
                    summary { "Une personne de votre foyer travaille dans l'agriculture ?" }
                    (procedure_text(site, procedure))
                }
            }
            @if let Some(missing) = missing(dispositif) { p.help { (missing) } }
        }
        @if of(CONTEST).next().is_some() {
            section {
                h2 { "Si vous n'êtes pas d'accord" }
                p { "Demandez d'abord le détail du calcul à l'organisme. Puis :" }
                @for procedure in of(CONTEST) { (procedure_text(site, procedure)) }
            }
        }
    }
}

fn procedure_text(site: &Site, procedure: &Procedure) -> Markup {
    let law = law::sources(site.program(), &procedure.references);
    html! {
        (site.texts().plain(procedure.text))
        @if !law.is_empty() { div.source { (sources(&law)) } }
    }
}

/// The ways that nobody found a source for yet: a silence would read as « not possible ».
fn missing(dispositif: &Dispositif) -> Option<String> {
    let has = |way: &str| dispositif.procedures.iter().any(|one| one.way == way);
    let missing: Vec<&str> = CLAIM.into_iter().filter(|way| *way != PAPERS && !has(way)).collect();
    (!missing.is_empty()).then(|| {
        format!(
            "À sourcer : {}. Nous n'avons pas encore trouvé de source sûre pour le dire ici.",
            missing.join(", ")
        )
    })
}
