//! The language server: what an editor asks about rule files.
//!
//! It answers one message at a time. A change only marks the rules as stale; they are compiled
//! again when something is asked of them, or when no message waits. Their tests are run when a file
//! is opened or saved.

mod completion;
mod diagnostics;
mod hover;
mod places;
mod rename;
mod workspace;

use auclair_engine::Month;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Notification as _,
};
use lsp_types::request::{
    Completion, Formatting, GotoDefinition, HoverRequest, PrepareRenameRequest, References, Rename,
    Request as _,
};
use lsp_types::{
    CompletionOptions, HoverProviderCapability, OneOf, Position, Range, RenameOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, TextEdit,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::error::Error;
use time::OffsetDateTime;
use workspace::Workspace;

/// What can go wrong with the connection itself.
type Broken = Box<dyn Error + Send + Sync>;

/// Serves one editor until it says goodbye.
pub(crate) fn serve(connection: &Connection) -> Result<(), Broken> {
    let capabilities = serde_json::to_value(capabilities())?;
    let asked = connection.initialize(capabilities)?;
    let mut server = Server { connection, workspace: Workspace::default(), month: month(&asked) };
    loop {
        if connection.receiver.is_empty() {
            server.publish()?;
        }
        let Ok(message) = connection.receiver.recv() else { return Ok(()) };
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request)? {
                    return Ok(());
                }
                let response = server.answer(request);
                connection.sender.send(response.into())?;
            }
            Message::Notification(notification) => server.hear(notification),
            Message::Response(_) => {}
        }
    }
}

/// The month at which values are shown: the one the editor asks for as `mois`, or this one.
fn month(asked: &Value) -> Month {
    let said = asked.pointer("/initializationOptions/mois").and_then(Value::as_str);
    said.and_then(|said| said.parse().ok())
        .unwrap_or_else(|| Month::of(OffsetDateTime::now_utc().date()))
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::FULL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            // Names have spaces and stand in braces and brackets.
            trigger_characters: Some([" ", "{", "[", "'"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: lsp_types::WorkDoneProgressOptions::default(),
        })),
        document_formatting_provider: Some(OneOf::Left(true)),
        ..ServerCapabilities::default()
    }
}

struct Server<'a> {
    connection: &'a Connection,
    workspace: Workspace,
    month: Month,
}

/// What is answered, or why not, in French.
type Answer<T> = Result<T, String>;

impl Server<'_> {
    fn answer(&mut self, request: Request) -> Response {
        let month = self.month;
        let rules = &mut self.workspace;
        match request.method.as_str() {
            GotoDefinition::METHOD => respond::<GotoDefinition>(request, |asked| {
                Ok(places::definition(rules, &asked.text_document_position_params))
            }),
            References::METHOD => respond::<References>(request, |asked| {
                let declared = asked.context.include_declaration;
                Ok(places::references(rules, &asked.text_document_position, declared))
            }),
            HoverRequest::METHOD => respond::<HoverRequest>(request, |asked| {
                Ok(hover::hover(rules, &asked.text_document_position_params, month))
            }),
            Completion::METHOD => respond::<Completion>(request, |asked| {
                Ok(completion::completion(rules, &asked.text_document_position))
            }),
            PrepareRenameRequest::METHOD => {
                respond::<PrepareRenameRequest>(request, |asked| rename::prepare(rules, &asked))
            }
            Rename::METHOD => respond::<Rename>(request, |asked| rename::rename(rules, &asked)),
            Formatting::METHOD => respond::<Formatting>(request, |asked| {
                Ok(rules.text(&asked.text_document.uri).and_then(|text| formatted(&text)))
            }),
            _ => {
                let message = format!("« {} » n'est pas connu de ce serveur", request.method);
                Response::new_err(request.id, ErrorCode::MethodNotFound as i32, message)
            }
        }
    }

    fn hear(&mut self, notification: Notification) {
        let rules = &mut self.workspace;
        match notification.method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Some(said) = read::<DidOpenTextDocument>(notification) {
                    rules.open(said.text_document.uri, said.text_document.text);
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(said) = read::<DidChangeTextDocument>(notification)
                    && let Some(change) = said.content_changes.into_iter().next_back()
                {
                    rules.change(said.text_document.uri, change.text);
                }
            }
            DidSaveTextDocument::METHOD => rules.save(),
            DidCloseTextDocument::METHOD => {
                if let Some(said) = read::<DidCloseTextDocument>(notification) {
                    rules.close(&said.text_document.uri);
                }
            }
            _ => {}
        }
    }

    /// Tells the editor what is wrong now.
    fn publish(&mut self) -> Result<(), Broken> {
        for said in diagnostics::news(&mut self.workspace) {
            let method = lsp_types::notification::PublishDiagnostics::METHOD.to_owned();
            self.connection.sender.send(Notification::new(method, said).into())?;
        }
        Ok(())
    }
}

fn read<N: lsp_types::notification::Notification>(said: Notification) -> Option<N::Params> {
    serde_json::from_value(said.params).ok()
}

/// Reads what a request asks, and answers it.
fn respond<R>(request: Request, answer: impl FnOnce(R::Params) -> Answer<R::Result>) -> Response
where
    R: lsp_types::request::Request,
    R::Params: DeserializeOwned,
    R::Result: Serialize,
{
    match serde_json::from_value(request.params).map(answer) {
        Ok(Ok(found)) => Response::new_ok(request.id, found),
        Ok(Err(why)) => Response::new_err(request.id, ErrorCode::RequestFailed as i32, why),
        Err(error) => {
            let message = format!("cette demande ne se lit pas : {error}");
            Response::new_err(request.id, ErrorCode::InvalidParams as i32, message)
        }
    }
}

/// The whole text, laid out; nothing when it cannot be read, which its diagnostics say.
fn formatted(text: &str) -> Option<Vec<TextEdit>> {
    let laid_out = auclair_language::format(text).ok()?;
    if laid_out == text {
        return Some(Vec::new());
    }
    let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
    let end = Position::new(lines.saturating_add(1), 0);
    Some(vec![TextEdit { range: Range::new(Position::new(0, 0), end), new_text: laid_out }])
}
