//! A fiche as it is written, each name leading to the page of what it names.

use super::layout::relative;
use super::site::Site;
use auclair_language::index::Named;
use auclair_language::{Span, Symbol};
use maud::{Markup, html};

/// Words, and where they lead.
type Piece<'a> = (&'a str, Option<String>);

/// A fiche, seen from the page at `from`.
pub(super) fn fiche(site: &Site, from: &str, named: Option<Named>, span: Span) -> Markup {
    // Rows of figures are read by column: they are scrolled, not wrapped.
    let grid = matches!(named, Some(Named::Value(Symbol::Table(_))));
    html! {
        pre.grid[grid] tabindex=[grid.then_some("0")] {
            code {
                @for line in lines(pieces(site, from, span)) {
                    span class={ "l" (depth(&line)) } {
                        @for (words, target) in line {
                            @match target {
                                Some(target) => { a href=(target) { (words) } }
                                None => { (words) }
                            }
                        }
                        "\n"
                    }
                }
            }
        }
    }
}

fn pieces<'a>(site: &Site<'a>, from: &str, span: Span) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut at = span.start;
    for found in site.index.inside(span) {
        if found.span.start < at {
            continue;
        }
        let target = address(site, from, found.named).filter(|target| {
            // A page does not lead to itself.
            !found.declares && *target != relative(from, from)
        });
        pieces.push((site.written(Span { start: at, end: found.span.start, ..span }), None));
        pieces.push((site.written(found.span), target));
        at = found.span.end;
    }
    pieces.push((site.written(Span { start: at, ..span }), None));
    pieces
}

/// The pieces of each line.
fn lines(pieces: Vec<Piece<'_>>) -> Vec<Vec<Piece<'_>>> {
    let mut lines = vec![Vec::new()];
    for (words, target) in pieces {
        for (index, part) in words.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push((part, target.clone()));
            }
        }
    }
    lines
}

/// How deep a line stands: what wraps goes on below its own first word.
fn depth(line: &[Piece]) -> usize {
    let words = line.first().map_or("", |(words, _)| words);
    (words.len() - words.trim_start_matches(' ').len()).div_euclid(2).min(4)
}

fn address(site: &Site, from: &str, named: Named) -> Option<String> {
    if let Named::Source(id) = named {
        let source = site.program().sources.get(id.index())?;
        return crate::law::opened(source.link.as_ref()?);
    }
    site.path(named).map(|path| relative(from, path))
}
