//! An editor at the other end of a pipe, with two files of rules.

use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

pub(crate) const SHARED: &str = "\
juridiction « Exemple » monnaie € à partir de 01/2024

texte LOI « Loi d'exemple » = LEGITEXT000000000000
thème vous « Vous »

commun

liste lieu « Lieu »
  ville « en ville »
  village « au village »

groupe enfant, enfants : personnes dont lien est enfant

question lieu : choix lieu « Lieu »
  thème vous
  demander « Où habitez-vous ? »
  pourquoi « L'aide dépend du lieu. »

paramètre base « Montant de base »
  depuis le 01/01/2024 : 100 €/mois   [LOI 2]
  depuis le 01/04/2026 : 110 €/mois   [LOI 3]
";

pub(crate) const AID: &str = "\
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

/// Some of their sentences in another language.
pub(crate) const TEXTS: &str = "\
langue en « English »

paramètre base
  « Montant de base » = « Basic amount »

dispositif aide
  « Aide d'exemple » = « Aide d'exemple (example benefit) »

règle par enfant
  « {base} pour chacun. » = « {base} each. »
  « Une fois {base}. » = « Once {base}. »

droit aide
  « Vous avez droit à {aide}. » = « You are entitled to {aide}. »
";

/// An editor with two files of rules, and one of translated sentences.
pub(crate) struct Editor {
    pub(crate) child: Child,
    to: ChildStdin,
    from: Receiver<Message>,
    pub(crate) folder: PathBuf,
    asked: i32,
    /// What was last said to be wrong, by file name.
    pub(crate) wrong: BTreeMap<String, Vec<Value>>,
}

impl Editor {
    pub(crate) fn open(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join("rules/mes règles");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("juridiction.regle"), SHARED).expect("a file");
        std::fs::write(folder.join("aide.regle"), AID).expect("a file");
        std::fs::write(folder.join("en.textes"), TEXTS).expect("a file");
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

    pub(crate) fn uri(&self, file: &str) -> String {
        format!(
            "file://{}/{file}",
            self.folder.display().to_string().replace(' ', "%20").replace('è', "%C3%A8")
        )
    }

    fn send(&mut self, message: &Message) {
        message.write(&mut self.to).expect("the server listens");
    }

    pub(crate) fn say(&mut self, method: &str, params: &Value) {
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
    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Result<Value, String> {
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
    pub(crate) fn write(&mut self, file: &str, text: &str) -> Vec<Value> {
        let document = json!({
            "uri": self.uri(file), "languageId": "regle", "version": 1, "text": text,
        });
        self.say("textDocument/didOpen", &json!({ "textDocument": document }));
        self.told(file)
    }

    pub(crate) fn told(&mut self, file: &str) -> Vec<Value> {
        self.wrong.remove(file);
        loop {
            self.next();
            if let Some(found) = self.wrong.get(file) {
                return found.clone();
            }
        }
    }

    /// A place: behind the first of these words in a file.
    pub(crate) fn behind(&self, file: &str, words: &str) -> Value {
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

pub(crate) fn position(uri: &str, text: &str, words: &str) -> Value {
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
pub(crate) fn words(text: &str, range: &Value) -> String {
    let at = |end: &str| {
        let line = usize::try_from(range[end]["line"].as_u64().expect("a line")).expect("small");
        let column = range[end]["character"].as_u64().expect("a column");
        (line, usize::try_from(column).expect("small"))
    };
    let ((line, start), (_, end)) = (at("start"), at("end"));
    let units: Vec<u16> = text.lines().nth(line).expect("a line").encode_utf16().collect();
    String::from_utf16(&units[start..end]).expect("words")
}
