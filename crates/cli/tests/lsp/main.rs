//! The language server as an editor meets it: messages on a pipe.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

mod completion;
mod editor;
mod faults;
mod layout;
mod places;
mod rename;

use editor::Editor;
use serde_json::{Value, json};

#[test]
fn what_it_does_not_know_it_says_and_goes_on() {
    let mut editor = Editor::open("lsp-odd");
    let unknown = editor.ask("textDocument/declaration", &json!({})).expect_err("it is refused");
    assert!(unknown.contains("n'est pas connu"), "{unknown}");
    let odd = editor.ask("textDocument/hover", &json!({ "textDocument": 3 })).expect_err("odd");
    assert!(odd.contains("ne se lit pas"), "{odd}");
    let elsewhere = json!({
        "textDocument": { "uri": "untitled:Untitled-1" },
        "position": { "line": 0, "character": 0 },
    });
    assert_eq!(editor.ask("textDocument/hover", &elsewhere), Ok(Value::Null));
    editor.say("textDocument/didOpen", &json!({ "textDocument": 3 }));
    editor.say("$/cancelRequest", &json!({ "id": 99 }));
    assert_eq!(editor.ask("shutdown", &Value::Null), Ok(Value::Null));
    editor.say("exit", &Value::Null);
    assert!(editor.child.wait().expect("it ends").success());
}
