//! Renaming.

use crate::editor::{AID, Editor, SHARED, TEXTS};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The files of an answer, with its edits made.
fn edited(editor: &Editor, edit: &Value) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (file, text) in [("juridiction.regle", SHARED), ("aide.regle", AID), ("en.textes", TEXTS)] {
        let mut lines: Vec<Vec<u16>> =
            text.lines().map(|line| line.encode_utf16().collect()).collect();
        let none = Vec::new();
        let edits = edit["changes"][editor.uri(file)].as_array().unwrap_or(&none).clone();
        let mut edits: Vec<(usize, usize, usize, String)> = edits
            .iter()
            .map(|edit| {
                let number = |path: &str| {
                    let found = edit.pointer(path).and_then(Value::as_u64).expect("a number");
                    usize::try_from(found).expect("small")
                };
                let words = edit["newText"].as_str().expect("words").to_owned();
                let (start, end) =
                    (number("/range/start/character"), number("/range/end/character"));
                (number("/range/start/line"), start, end, words)
            })
            .collect();
        edits.sort();
        for (line, start, end, words) in edits.into_iter().rev() {
            lines[line].splice(start..end, words.encode_utf16());
        }
        let lines = lines.iter().map(|line| String::from_utf16(line).expect("words") + "\n");
        files.insert(file.to_owned(), lines.collect());
    }
    files
}

#[test]
fn a_name_changes_wherever_it_is_written() {
    let mut editor = Editor::open("lsp-rename");
    let mut rename = |words: &str, name: &str| {
        let mut at = editor.behind("aide.regle", words);
        at["newName"] = json!(name);
        let edit = editor.ask("textDocument/rename", &at)?;
        Ok::<_, String>(edited(&editor, &edit))
    };
    let files = rename("vaut ba", "montant de base").expect("it is renamed");
    assert_eq!(
        files["juridiction.regle"],
        SHARED.replace("paramètre base", "paramètre montant de base")
    );
    let expected = AID.replace("vaut base", "vaut montant de base");
    assert_eq!(files["aide.regle"], expected.replace("{base}", "{montant de base}"));
    // The translations follow, or they would be lost.
    let expected = TEXTS.replace("paramètre base", "paramètre montant de base");
    assert_eq!(files["en.textes"], expected.replace("{base}", "{montant de base}"));
    // The elision follows: « nombre d'enfants » becomes « nombre de petits ».
    let files = rename("nombre d'enf", "petits").expect("it is renamed");
    assert_eq!(files["aide.regle"], AID.replace("d'enfants si", "de petits si"));
    assert_eq!(files["juridiction.regle"], SHARED.replace("enfant, enfants", "enfant, petits"));
    // A dispositif, its droit and what they show.
    let files = rename("droit ai", "secours").expect("it is renamed");
    let expected = AID.replace("dispositif aide", "dispositif secours");
    let expected = expected.replace("droit aide", "droit secours").replace("{aide}", "{secours}");
    assert_eq!(files["aide.regle"], expected);
    let expected = TEXTS.replace("dispositif aide", "dispositif secours");
    let expected = expected.replace("droit aide", "droit secours").replace("{aide}", "{secours}");
    assert_eq!(files["en.textes"], expected);
    let files = rename("si lieu est vil", "grande ville").expect("it is renamed");
    assert!(files["aide.regle"].contains("    grande ville   : 300"), "{}", files["aide.regle"]);
    assert!(files["aide.regle"].contains("avec lieu : grande ville"), "{}", files["aide.regle"]);
    let taken = rename("vaut ba", "lieu").expect_err("the name is taken");
    assert!(taken.contains("« lieu » est déjà le nom d'autre chose"), "{taken}");
    let barred = rename("vaut ba", "nombre de parts").expect_err("the language begins like this");
    assert!(barred.contains("ne convient pas"), "{barred}");
    let empty = rename("vaut ba", " ").expect_err("no name");
    assert!(empty.contains("ne convient pas"), "{empty}");
    // In a fiche that cannot be read, a name could be forgotten.
    editor.write("aide.regle", &AID.replace("vaut par enfant", "vaut ("));
    let mut at = editor.behind("juridiction.regle", "paramètre ba");
    at["newName"] = json!("montant");
    let refused = editor.ask("textDocument/rename", &at).expect_err("there are errors");
    assert!(refused.contains("corrigez d'abord les erreurs"), "{refused}");
}

#[test]
fn what_the_language_names_is_not_renamed() {
    let mut editor = Editor::open("lsp-prepare");
    let at = editor.behind("juridiction.regle", "dont li");
    let refused = editor.ask("textDocument/prepareRename", &at).expect_err("it is refused");
    assert!(refused.contains("appartient à la langue"), "{refused}");
    let at = editor.behind("aide.regle", "vaut ba");
    let found = editor.ask("textDocument/prepareRename", &at).expect("an answer");
    assert_eq!(found["placeholder"], "base");
}
