//! What can befall a rule file at the hands of a distracted person.

use auclair_language::{SourceFile, read_folder};
use proptest::prelude::*;
use std::path::Path;
use std::sync::OnceLock;

/// The files of France: those that hold the most of the language.
pub(crate) fn rules() -> &'static [SourceFile] {
    static FILES: OnceLock<Vec<SourceFile>> = OnceLock::new();
    FILES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/france");
        read_folder(&folder).expect("the rules of France")
    })
}

/// What a distracted hand can do to a file.
#[derive(Clone, Debug)]
pub(crate) enum Accident {
    /// Some letters go.
    Cut(usize, usize),
    /// Something is typed in the middle.
    Typed(usize, String),
    /// A line is written twice.
    Twice(usize),
    /// Two lines change places.
    Swapped(usize, usize),
    /// A line moves to the right or loses its margin.
    Margin(usize, bool),
    /// The end of the file is lost.
    Lost(usize),
}

pub(crate) fn accident() -> impl Strategy<Value = Accident> {
    let words = prop::sample::select(vec![
        "si",
        "sinon",
        "sauf si",
        "vaut",
        "au moins",
        "règle",
        "droit",
        "€/mois",
        "€",
        "%",
        "(",
        ")",
        "[",
        "]",
        "«",
        "»",
        "{",
        "}",
        ":",
        ",",
        ";",
        "×",
        "÷",
        "−",
        "≥",
        "0",
        "1,5",
        "31/02/2026",
        "01/2026",
        "M-4",
        "N-1",
        "somme par",
        "nombre de",
        "aucun",
        "chaque",
        "dont",
        "est l'un de",
        "n'est pas",
        "depuis le",
        "\n",
        "\n\n",
        "\t",
        "\u{a0}",
        "é",
        "\u{301}",
        "🙂",
        "'",
        "’",
        ">",
        "#",
        "et",
        "ou",
        "tableau",
        "barème",
    ]);
    prop_oneof![
        (any::<usize>(), 1usize..40).prop_map(|(at, length)| Accident::Cut(at, length)),
        (any::<usize>(), words).prop_map(|(at, word)| Accident::Typed(at, format!(" {word} "))),
        (any::<usize>(), "\\PC{0,12}").prop_map(|(at, text)| Accident::Typed(at, text)),
        any::<usize>().prop_map(Accident::Twice),
        any::<(usize, usize)>().prop_map(|(a, b)| Accident::Swapped(a, b)),
        any::<(usize, bool)>().prop_map(|(line, right)| Accident::Margin(line, right)),
        any::<usize>().prop_map(Accident::Lost),
    ]
}

pub(crate) fn befall(text: &str, accident: &Accident) -> String {
    let letters = text.chars().count().max(1);
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    let count = lines.len().max(1);
    match accident {
        Accident::Cut(at, length) => {
            let at = at % letters;
            let (before, after) = (text.chars().take(at), text.chars().skip(at + length));
            return before.chain(after).collect();
        }
        Accident::Typed(at, typed) => {
            let at = at % letters;
            let (before, after) = (text.chars().take(at), text.chars().skip(at));
            return before.chain(typed.chars()).chain(after).collect();
        }
        Accident::Lost(at) => return text.chars().take(at % letters).collect(),
        Accident::Twice(line) => {
            if let Some(again) = lines.get(line % count).cloned() {
                lines.insert(line % count, again);
            }
        }
        Accident::Swapped(a, b) if !lines.is_empty() => lines.swap(a % count, b % count),
        Accident::Swapped(..) => {}
        Accident::Margin(line, right) => {
            if let Some(line) = lines.get_mut(line % count) {
                *line = if *right { format!("    {line}") } else { line.trim_start().to_owned() };
            }
        }
    }
    lines.join("\n")
}
