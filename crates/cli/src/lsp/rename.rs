//! Renaming, wherever a name is written; refused when it would change what the rules say.

use super::Answer;
use super::workspace::{Rules, Workspace};
use auclair_engine::text::begins_with_vowel;
use auclair_language::index::{Named, Occurrence};
use auclair_language::{
    Code, Compilation, Diagnostic, Severity, SourceFile, Span, Symbol, compile_with_texts,
};
use lsp_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit,
};
use std::collections::HashMap;

/// Words behind which « de » may be elided: « nombre d'enfants ».
const ELIDED: [&str; 5] = ["nombre de ", "somme de ", "moyenne de ", "petit de ", "grand de "];

pub(super) fn prepare(
    workspace: &mut Workspace,
    asked: &TextDocumentPositionParams,
) -> Answer<Option<PrepareRenameResponse>> {
    let Some(at) = workspace.at(asked) else { return Ok(None) };
    let Some(rules) = workspace.rules(&at.root) else { return Ok(None) };
    let Some(found) = rules.index.at(at.file, at.offset) else { return Ok(None) };
    own(found.named)?;
    let placeholder = rules.written(found.span).to_owned();
    let range = rules.range(found.span);
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder }))
}

/// Refuses the names that no fiche gives.
fn own(named: Named) -> Answer<()> {
    match named {
        Named::Value(Symbol::Role | Symbol::Birth) => {
            Err("ce nom appartient à la langue : il ne se change pas".to_owned())
        }
        _ => Ok(()),
    }
}

// The protocol's own type: its addresses have a cell inside, which no hash reads.
#[allow(clippy::mutable_key_type)]
pub(super) fn rename(
    workspace: &mut Workspace,
    asked: &RenameParams,
) -> Answer<Option<WorkspaceEdit>> {
    let Some(at) = workspace.at(&asked.text_document_position) else { return Ok(None) };
    let Some(rules) = workspace.rules(&at.root) else { return Ok(None) };
    let Some(found) = rules.index.at(at.file, at.offset) else { return Ok(None) };
    own(found.named)?;
    let name = asked.new_name.split_whitespace().collect::<Vec<_>>().join(" ");
    let edits: Vec<(Span, String)> =
        rules.index.of(found.named).map(|place| edit(rules, place, &name)).collect();
    same(rules, &edits)?;
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for (span, new_text) in edits {
        if let Some(place) = workspace.location(rules, span) {
            changes.entry(place.uri).or_default().push(TextEdit { range: place.range, new_text });
        }
    }
    Ok(Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }))
}

/// The new name at a place, with the « de » or « d\' » that it wants before it.
fn edit(rules: &Rules, place: Occurrence, name: &str) -> (Span, String) {
    let span = place.span;
    let before = line_before(rules, span);
    let behind = |words: &str| before.ends_with(words);
    let back = |bytes: usize| {
        let start = span.start.saturating_sub(u32::try_from(bytes).unwrap_or(0));
        Span { start, ..span }
    };
    for apostrophe in [" d\'", " d’"] {
        if behind(apostrophe) && !begins_with_vowel(name) {
            return (back(apostrophe.len() - 1), format!("de {name}"));
        }
    }
    if ELIDED.iter().any(|words| behind(words)) && begins_with_vowel(name) {
        return (back("de ".len()), format!("d\'{name}"));
    }
    (span, name.to_owned())
}

/// What stands before a place on its line.
fn line_before(rules: &Rules, span: Span) -> String {
    let file = rules.compilation.files.get(span.file as usize);
    let before = file.and_then(|file| file.text.get(..span.start as usize)).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default().to_owned()
}

/// Compiles the rules as they would be, and refuses what says something else than before.
fn same(rules: &Rules, edits: &[(Span, String)]) -> Answer<()> {
    let files = (0u32..).zip(&rules.compilation.files).map(|(number, file)| {
        let mut text = file.text.clone();
        let here = edits.iter().filter(|(span, _)| span.file == number);
        for (span, words) in here.rev() {
            text.replace_range(span.start as usize..span.end as usize, words);
        }
        SourceFile::new(file.path.clone(), &text)
    });
    let renamed = compile_with_texts(files.collect(), "");
    let before = &rules.compilation;
    // What stands in a fiche that cannot be read would be forgotten.
    if before.has_errors() {
        return Err("corrigez d'abord les erreurs : un nom pourrait y être oublié".to_owned());
    }
    // What is wrong with the name itself says more than what follows from it.
    let follows = |found: &&Diagnostic| !matches!(found.code, Code::NameTaken | Code::NameReserved);
    let errors = renamed.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    if let Some(found) = errors.min_by_key(follows) {
        return Err(format!("ce nom ne convient pas : {}", found.message));
    }
    // Nodes hold no name: they are the same when the same things are meant.
    let nodes = |compilation: &Compilation| format!("{:?}", compilation.elaborated.program.nodes);
    if nodes(before) != nodes(&renamed) {
        return Err("ce nom ferait lire autrement une autre formule".to_owned());
    }
    Ok(())
}
