//! Laying out.

use crate::editor::{AID, Editor};
use serde_json::{Value, json};

#[test]
fn a_file_is_laid_out() {
    let mut editor = Editor::open("lsp-format");
    let uri = editor.uri("aide.regle");
    let asked = json!({
        "textDocument": { "uri": uri },
        "options": { "tabSize": 2, "insertSpaces": true },
    });
    editor.write("aide.regle", &AID.replace("  vaut par enfant", "     vaut par  enfant"));
    let edits = editor.ask("textDocument/formatting", &asked).expect("an answer");
    let text = edits[0]["newText"].as_str().expect("a text");
    assert!(text.contains("\n  vaut par enfant\n"), "{text}");
    // A text left open is no reason to lose anything.
    editor.write("aide.regle", "règle a : nombre « A\n");
    assert_eq!(editor.ask("textDocument/formatting", &asked), Ok(Value::Null));
}
