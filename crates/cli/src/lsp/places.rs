//! Where something is declared, and where it is used.

use super::workspace::Workspace;
use auclair_language::index::Occurrence;
use lsp_types::{GotoDefinitionResponse, Location, TextDocumentPositionParams};

pub(super) fn definition(
    workspace: &mut Workspace,
    asked: &TextDocumentPositionParams,
) -> Option<GotoDefinitionResponse> {
    let places = places(workspace, asked, |place| place.declares)?;
    (!places.is_empty()).then_some(GotoDefinitionResponse::Array(places))
}

pub(super) fn references(
    workspace: &mut Workspace,
    asked: &TextDocumentPositionParams,
    declared: bool,
) -> Option<Vec<Location>> {
    places(workspace, asked, |place| declared || !place.declares)
}

fn places(
    workspace: &mut Workspace,
    asked: &TextDocumentPositionParams,
    keep: impl Fn(&Occurrence) -> bool,
) -> Option<Vec<Location>> {
    let at = workspace.at(asked)?;
    let rules = workspace.rules(&at.root)?;
    let named = rules.index.at(at.file, at.offset)?.named;
    let places = rules.index.of(named).filter(keep);
    Some(places.filter_map(|place| workspace.location(rules, place.span)).collect())
}
