//! The language server as an editor meets it: messages on a pipe.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const SHARED: &str = "\
juridiction « Exemple » monnaie € à partir de 01/2024

texte LOI « Loi d'exemple » = LEGITEXT000000000000

commun

liste lieu « Lieu »
  ville « en ville »
  village « au village »

groupe enfant, enfants : personnes dont lien est enfant

question lieu : choix lieu « Lieu »

paramètre base « Montant de base »
  depuis le 01/01/2024 : 100 €/mois   [LOI 2]
  depuis le 01/04/2026 : 110 €/mois   [LOI 3]
";

const AID: &str = "\
dispositif aide « Aide d'exemple » par mois   [LOI 1]

tableau plafond : €/mois « Plafond »   [LOI 4]
  lignes : lieu
  depuis le 01/01/2024
    ville   : 300
    village : 200

règle par enfant : €/mois « Par enfant »   [LOI 5]
  vaut base × nombre d'enfants si lieu est ville
    dire « {base} pour chacun. »
  vaut base                    sinon
    dire « Une fois {base}. »

droit aide : €/mois « Aide d'exemple »   [LOI 1]
  vaut par enfant
  au plus plafond
    sinon dire « Pas plus de {plafond}. »
  expliquer « Vous avez droit à {aide}. »

test « deux enfants » au 05/2026
  soit 1 adulte de 41 ans ; 2 enfants de 8 ans
  avec lieu : ville
  attendu par enfant = 220 €/mois
  source « 2 × 110. »
";

/// An editor with two files of rules.
struct Editor {
    child: Child,
    to: ChildStdin,
    from: Receiver<Message>,
    folder: PathBuf,
    asked: i32,
    /// What was last said to be wrong, by file name.
    wrong: BTreeMap<String, Vec<Value>>,
}

impl Editor {
    fn open(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join("rules/mes règles");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("juridiction.regle"), SHARED).expect("a file");
        std::fs::write(folder.join("aide.regle"), AID).expect("a file");
        let mut child = Command::new(env!("CARGO_BIN_EXE_auclair"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let to = child.stdin.take().expect("its input");
        let out = child.stdout.take().expect("its output");
        let (sender, from) = channel();
        std::thread::spawn(move || {
            let mut out = BufReader::new(out);
            while let Ok(Some(message)) = Message::read(&mut out) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut editor = Self { child, to, from, folder, asked: 0, wrong: BTreeMap::new() };
        let options = json!({ "capabilities": {}, "initializationOptions": { "mois": "2026-05" } });
        let answer = editor.ask("initialize", &options).expect("an answer");
        assert_eq!(answer["capabilities"]["renameProvider"]["prepareProvider"], true);
        editor.say("initialized", &json!({}));
        editor
    }

    fn uri(&self, file: &str) -> String {
        format!(
            "file://{}/{file}",
            self.folder.display().to_string().replace(' ', "%20").replace('è', "%C3%A8")
        )
    }

    fn send(&mut self, message: &Message) {
        message.write(&mut self.to).expect("the server listens");
    }

    fn say(&mut self, method: &str, params: &Value) {
        self.send(&Notification::new(method.to_owned(), params).into());
    }

    fn next(&mut self) -> Message {
        let message = self.from.recv_timeout(Duration::from_secs(20)).expect("the server speaks");
        if let Message::Notification(said) = &message
            && said.method == "textDocument/publishDiagnostics"
        {
            let uri = said.params["uri"].as_str().expect("an address");
            let file = uri.rsplit('/').next().expect("a name").to_owned();
            let found = said.params["diagnostics"].as_array().expect("a list").clone();
            self.wrong.insert(file, found);
        }
        message
    }

    /// What is answered, or the words of the refusal.
    fn ask(&mut self, method: &str, params: &Value) -> Result<Value, String> {
        self.asked += 1;
        let id = self.asked;
        self.send(&Request::new(id.into(), method.to_owned(), params).into());
        loop {
            if let Message::Response(response) = self.next() {
                assert_eq!(response.id, id.into());
                let response = serde_json::to_value(&response).expect("a value");
                return match response.get("error") {
                    Some(error) => Err(error["message"].as_str().expect("words").to_owned()),
                    None => Ok(response["result"].clone()),
                };
            }
        }
    }

    /// Opens or changes a file, and waits for what is wrong with it.
    fn write(&mut self, file: &str, text: &str) -> Vec<Value> {
        let document = json!({
            "uri": self.uri(file), "languageId": "regle", "version": 1, "text": text,
        });
        self.say("textDocument/didOpen", &json!({ "textDocument": document }));
        self.told(file)
    }

    fn told(&mut self, file: &str) -> Vec<Value> {
        self.wrong.remove(file);
        loop {
            self.next();
            if let Some(found) = self.wrong.get(file) {
                return found.clone();
            }
        }
    }

    /// A place: behind the first of these words in a file.
    fn behind(&self, file: &str, words: &str) -> Value {
        let text = std::fs::read_to_string(self.folder.join(file)).expect("a file");
        position(&self.uri(file), &text, words)
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn position(uri: &str, text: &str, words: &str) -> Value {
    let end = text.find(words).unwrap_or_else(|| panic!("« {words} » is not there")) + words.len();
    let before = &text[..end];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().expect("a line").encode_utf16().count();
    json!({
        "textDocument": { "uri": uri },
        "position": { "line": line, "character": column },
    })
}

/// The words at a place of an answer.
fn words(text: &str, range: &Value) -> String {
    let at = |end: &str| {
        let line = usize::try_from(range[end]["line"].as_u64().expect("a line")).expect("small");
        let column = range[end]["character"].as_u64().expect("a column");
        (line, usize::try_from(column).expect("small"))
    };
    let ((line, start), (_, end)) = (at("start"), at("end"));
    let units: Vec<u16> = text.lines().nth(line).expect("a line").encode_utf16().collect();
    String::from_utf16(&units[start..end]).expect("words")
}

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
fn a_name_leads_to_its_fiche_and_to_its_uses() {
    let mut editor = Editor::open("lsp-places");
    let shared = editor.uri("juridiction.regle");
    for (words, expected) in [
        ("vaut ba", "base"),
        ("dire « {ba", "base"),
        ("nombre d'enf", "enfants"),
        ("si lieu est vil", "ville"),
        ("[LO", "LOI"),
    ] {
        let at = editor.behind("aide.regle", words);
        let found = editor.ask("textDocument/definition", &at).expect("an answer");
        assert_eq!(found[0]["uri"], shared, "{words}");
        assert_eq!(self::words(SHARED, &found[0]["range"]), expected);
    }
    let nowhere = editor.behind("aide.regle", "  vau");
    assert_eq!(editor.ask("textDocument/definition", &nowhere), Ok(Value::Null));
    let mut at = editor.behind("aide.regle", "vaut ba");
    at["context"] = json!({ "includeDeclaration": false });
    let found = editor.ask("textDocument/references", &at).expect("an answer");
    assert_eq!(found.as_array().map(Vec::len), Some(4));
}

#[test]
fn hovering_shows_the_value_at_the_month_and_the_law() {
    let mut editor = Editor::open("lsp-hover");
    let mut shown = |words: &str| {
        let at = editor.behind("aide.regle", words);
        let found = editor.ask("textDocument/hover", &at).expect("an answer");
        found["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let figure = shown("vaut ba");
    let now = "**110\u{a0}€ par mois depuis le 1er\u{a0}avril\u{a0}2026** (en mai\u{a0}2026)";
    assert!(figure.contains("chiffre **base** — Montant de base"), "{figure}");
    assert!(figure.contains(now), "{figure}");
    assert!(figure.contains("[Loi d'exemple, article 3](https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000000000000)"), "{figure}");
    assert!(
        figure.contains("- 100\u{a0}€ par mois depuis le 1er\u{a0}janvier\u{a0}2024"),
        "{figure}"
    );
    let rule = shown("vaut par enf");
    assert!(rule.contains("règle **par enfant**") && rule.contains("article 5"), "{rule}");
    let table = shown("au plus plaf");
    assert!(table.contains("| en ville | 300\u{a0}€ par mois |"), "{table}");
    assert!(shown("si lieu est vil").contains("choix **ville** — en ville"));
    assert!(shown("si li").contains("question **lieu**"));
    assert!(shown("nombre d'enf").contains("groupe enfant, enfants"));
    assert!(shown("droit ai").contains("droit **aide**"));
    assert!(
        shown("[LO").contains("https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000000000000")
    );
    assert_eq!(shown("  vau"), "");
}

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

/// The files of an answer, with its edits made.
fn edited(editor: &Editor, edit: &Value) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (file, text) in [("juridiction.regle", SHARED), ("aide.regle", AID)] {
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
    // The elision follows: « nombre d'enfants » becomes « nombre de petits ».
    let files = rename("nombre d'enf", "petits").expect("it is renamed");
    assert_eq!(files["aide.regle"], AID.replace("d'enfants si", "de petits si"));
    assert_eq!(files["juridiction.regle"], SHARED.replace("enfant, enfants", "enfant, petits"));
    // A dispositif, its droit and what they show.
    let files = rename("droit ai", "secours").expect("it is renamed");
    let expected = AID.replace("dispositif aide", "dispositif secours");
    let expected = expected.replace("droit aide", "droit secours").replace("{aide}", "{secours}");
    assert_eq!(files["aide.regle"], expected);
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
