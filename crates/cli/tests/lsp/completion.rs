//! What can come next.

use crate::editor::{AID, Editor, position, words};
use std::collections::BTreeMap;

#[test]
fn what_can_come_next_is_offered() {
    let mut editor = Editor::open("lsp-completion");
    let uri = editor.uri("aide.regle");
    let mut offered = |from: &str, to: &str| {
        let text = AID.replace(from, to);
        editor.write("aide.regle", &text);
        let found = editor.ask("textDocument/completion", &position(&uri, &text, to));
        let found = found.expect("an answer");
        let items = found.as_array().expect("a list").iter();
        let items = items.map(|item| {
            let label = item["label"].as_str().expect("a label").to_owned();
            (label, words(&text, &item["textEdit"]["range"]))
        });
        items.collect::<BTreeMap<String, String>>()
    };
    let names = offered("vaut par enfant", "vaut par en");
    assert_eq!(names.get("par enfant").map(String::as_str), Some("par en"));
    assert!(!names.contains_key("base"), "{names:?}");
    let all = offered("vaut par enfant", "vaut ");
    for name in ["base", "par enfant", "lieu", "date de naissance", "nombre de", "enfants"] {
        assert_eq!(all.get(name).map(String::as_str), Some(""), "{name} in {all:?}");
    }
    let choices = offered("si lieu est ville", "si lieu est vi");
    assert!(choices.contains_key("ville") && choices.contains_key("village"), "{choices:?}");
    let sources = offered("« Par enfant »   [LOI 5]", "« Par enfant »   [L");
    assert_eq!(sources.keys().collect::<Vec<_>>(), ["LOI"]);
    let braces = offered("{plafond}", "{pl");
    assert_eq!(braces.keys().collect::<Vec<_>>(), ["plafond"]);
    assert_eq!(offered("« Pas plus", "« Pas p").len(), 0);
    let fiches = offered("droit aide :", "dr");
    assert!(fiches.contains_key("droit") && !fiches.contains_key("base"), "{fiches:?}");
}
