//! The page that lists the benefits.

use super::benefit;
use super::layout::{BENEFITS, Frame};
use crate::commands::doc::layout::relative;
use crate::commands::doc::site::{Page, Site};
use maud::html;

const TITLE: &str = "Les aides que ce site calcule";

pub(super) fn page(frame: &Frame, sites: &[Site]) -> Page {
    let lead = "Pour chaque aide : les conditions, les chiffres à chaque date, la loi, des exemples, et comment la demander.";
    let body = html! {
        h1 { (TITLE) }
        p.lead { (lead) }
        @for site in sites {
            section {
                h2 { (site.title) }
                ul.benefits {
                    @for (_, dispositif) in benefit::of(site) {
                        li {
                            a href=(relative(BENEFITS, &benefit::path(site, dispositif))) {
                                (site.texts().plain(dispositif.title))
                            }
                            @if let Some(summary) = dispositif.summary {
                                span { (site.texts().plain(summary)) }
                            }
                        }
                    }
                }
            }
        }
        section {
            h2 { "Et les autres aides ?" }
            p { "Ce site ne les calcule pas encore. Un guichet France services, un centre communal d'action sociale ou un travailleur social peut vous dire si vous y avez droit." }
        }
    };
    frame.page(BENEFITS, TITLE, lead, &[], &body)
}
