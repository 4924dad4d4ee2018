//! What is wrong, told to the editor file by file.

use super::workspace::{Rules, Workspace};
use auclair_language::{Diagnostic, Severity};
use lsp_types::{
    DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams, Uri,
};
use std::collections::BTreeMap;

/// What to publish about the folders that changed; a file without fault is told so, which takes
/// away what was said of it before.
pub(super) fn news(workspace: &mut Workspace) -> Vec<PublishDiagnosticsParams> {
    let mut news = Vec::new();
    for root in workspace.compile() {
        let Some(rules) = workspace.rules(&root) else { continue };
        let mut found: BTreeMap<String, (Uri, Vec<lsp_types::Diagnostic>)> = BTreeMap::new();
        for uri in workspace.addresses(rules) {
            found.insert(uri.as_str().to_owned(), (uri, Vec::new()));
        }
        for diagnostic in rules.compilation.diagnostics.iter().chain(&rules.failures) {
            if let Some(place) = workspace.location(rules, diagnostic.span)
                && let Some((_, list)) = found.get_mut(place.uri.as_str())
            {
                list.push(told(workspace, rules, diagnostic));
            }
        }
        news.extend(found.into_values().map(|(uri, diagnostics)| PublishDiagnosticsParams {
            uri,
            diagnostics,
            version: None,
        }));
    }
    news
}

fn told(workspace: &Workspace, rules: &Rules, found: &Diagnostic) -> lsp_types::Diagnostic {
    let mut message = found.message.clone();
    if let Some(help) = &found.help {
        message.push_str("\nAide : ");
        message.push_str(help);
    }
    let others = found.others.iter().filter_map(|(span, label)| {
        let location = workspace.location(rules, *span)?;
        Some(DiagnosticRelatedInformation { location, message: label.clone() })
    });
    lsp_types::Diagnostic {
        range: rules.range(found.span),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(found.code.name().to_owned())),
        source: Some("auclair".to_owned()),
        message,
        related_information: Some(others.collect()),
        ..lsp_types::Diagnostic::default()
    }
}
