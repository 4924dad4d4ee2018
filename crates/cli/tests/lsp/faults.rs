//! What is wrong, as it is typed and as it is saved.

use crate::editor::{AID, Editor, TEXTS, words};
use serde_json::{Value, json};

#[test]
fn faults_are_told_as_they_are_typed_and_taken_back_when_mended() {
    let mut editor = Editor::open("lsp-faults");
    assert_eq!(editor.write("aide.regle", AID), Vec::<Value>::new());
    let misspelt = AID.replace("vaut par enfant", "vaut par enfent");
    let found = editor.write("aide.regle", &misspelt);
    let fault = found.iter().find(|found| found["code"] == "nom-inconnu").expect("it is told");
    assert_eq!(words(&misspelt, &fault["range"]), "par enfent");
    assert_eq!(fault["severity"], 1);
    let message = fault["message"].as_str().expect("words");
    assert!(message.contains("« par enfent » n'est défini nulle part"), "{message}");
    assert!(message.contains("Aide : vouliez-vous dire « par enfant » ?"), "{message}");
    // A change, then the file as it stands on disk.
    let uri = editor.uri("aide.regle");
    editor.say(
        "textDocument/didChange",
        &json!({
            "textDocument": { "uri": uri, "version": 2 },
            "contentChanges": [{ "text": AID }],
        }),
    );
    assert_eq!(editor.told("aide.regle"), Vec::<Value>::new());
    let twice =
        format!("{AID}\nparamètre base « Encore »\n  depuis le 01/01/2024 : 1 €/mois   [LOI 9]\n");
    editor.write("aide.regle", &twice);
    // The second of the two is the one of the file that is read last.
    let found = match editor.wrong.get("juridiction.regle") {
        Some(found) if !found.is_empty() => found.clone(),
        _ => editor.told("juridiction.regle"),
    };
    let other = &found[0]["relatedInformation"][0]["location"];
    assert_eq!(other["uri"], editor.uri("aide.regle"));
    editor.say("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(editor.told("aide.regle"), Vec::<Value>::new());
}

#[test]
fn a_test_that_fails_is_told_once_saved() {
    let mut editor = Editor::open("lsp-tests");
    let wrong = AID.replace("par enfant = 220", "par enfant = 221");
    let uri = editor.uri("aide.regle");
    assert_eq!(editor.write("aide.regle", AID), Vec::<Value>::new());
    let change = json!({
        "textDocument": { "uri": uri, "version": 2 },
        "contentChanges": [{ "text": wrong }],
    });
    editor.say("textDocument/didChange", &change);
    assert_eq!(editor.told("aide.regle"), Vec::<Value>::new());
    editor.say("textDocument/didSave", &json!({ "textDocument": { "uri": uri } }));
    let found = editor.told("aide.regle");
    assert_eq!(found[0]["code"], "test");
    let message = found[0]["message"].as_str().expect("words");
    assert!(message.contains("« par enfant » vaut 220"), "{message}");
}

#[test]
fn a_translation_that_is_out_of_date_is_told() {
    let mut editor = Editor::open("lsp-textes");
    assert_eq!(editor.write("en.textes", TEXTS), Vec::<Value>::new());
    editor.write("aide.regle", &AID.replace("Une fois {base}.", "Une seule fois {base}."));
    let found = editor.told("en.textes");
    assert_eq!((found.len(), &found[0]["code"]), (1, &json!("traduction")));
    assert_eq!(found[0]["severity"], 2);
    assert_eq!(words(TEXTS, &found[0]["range"]), "« Une fois {base}. »");
}
