//! Where names lead, and what hovering them shows.

use crate::editor::{self, Editor, SHARED};
use serde_json::{Value, json};

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
        assert_eq!(editor::words(SHARED, &found[0]["range"]), expected);
    }
    let nowhere = editor.behind("aide.regle", "  vau");
    assert_eq!(editor.ask("textDocument/definition", &nowhere), Ok(Value::Null));
    let mut at = editor.behind("aide.regle", "vaut ba");
    at["context"] = json!({ "includeDeclaration": false });
    let found = editor.ask("textDocument/references", &at).expect("an answer");
    // Four in the rules, five in their translation.
    assert_eq!(found.as_array().map(Vec::len), Some(9));
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
