//! Where names are declared and used: on a small example by place, on the real rules as a whole.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

mod accidents;

use accidents::{accident, befall};
use auclair_language::index::Named;
use auclair_language::{Compilation, Index, SourceFile, Symbol, compile, read_folder};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

fn rules(folder: &str) -> Compilation {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules").join(folder);
    compile(read_folder(&folder).expect("rule files"), "")
}

fn written(compilation: &Compilation, span: auclair_language::Span) -> &str {
    let file = compilation.files.get(span.file as usize).expect("a file");
    file.text.get(span.start as usize..span.end as usize).expect("a place in it")
}

/// What something is called in the program.
fn called(compilation: &Compilation, named: Named) -> String {
    let program = &compilation.elaborated.program;
    let names = &compilation.elaborated.names;
    match named {
        Named::Value(Symbol::Parameter(id)) => program.parameters[id.index()].name.clone(),
        Named::Value(Symbol::Table(id)) => program.tables[id.index()].name.clone(),
        Named::Value(Symbol::Question(id)) => program.questions[id.index()].name.clone(),
        Named::Value(Symbol::Rule(id)) => program.rules[id.index()].name.clone(),
        Named::Value(Symbol::Role) => "lien".into(),
        Named::Value(Symbol::Birth) => "date de naissance".into(),
        Named::Scale(id) => program.scales[id.index()].name.clone(),
        Named::List(id) => program.lists[id.index()].name.clone(),
        Named::Choice(list, value) => {
            program.lists[list.index()].values[usize::from(value)].0.clone()
        }
        Named::Theme(id) => program.themes[id.index()].name.clone(),
        Named::Dispositif(id) => program.dispositifs[id.index()].name.clone(),
        Named::Source(id) => program.sources[id.index()].code.clone(),
        Named::Group(..) => {
            let Some(((_, name), _)) = names.groups.iter().find(|(_, (_, span))| {
                let index = Index::new(&compilation.files, &compilation.elaborated);
                index.declarations(named).any(|found| found.span == *span)
            }) else {
                panic!("a group without a name")
            };
            name.clone()
        }
    }
}

#[test]
fn every_name_of_the_rules_is_found_where_it_is_written() {
    for (folder, at_least) in [("france", 2000), ("quebec", 40)] {
        let compilation = rules(folder);
        let index = Index::new(&compilation.files, &compilation.elaborated);
        assert!(index.occurrences.len() >= at_least, "{} in {folder}", index.occurrences.len());
        for found in &index.occurrences {
            if !matches!(found.named, Named::Group(..)) {
                let words: Vec<_> = written(&compilation, found.span).split_whitespace().collect();
                let words = words.join(" ").replace('’', "'");
                assert_eq!(words, called(&compilation, found.named), "{found:?}");
            }
        }
        // What the program reads is used somewhere; the warning for the unused is its own check.
        let used: BTreeSet<Named> =
            index.occurrences.iter().filter(|found| !found.declares).map(|f| f.named).collect();
        for (id, parameter) in (0u32..).zip(&compilation.elaborated.program.parameters) {
            let named = Named::Value(Symbol::Parameter(auclair_engine::program::ParameterId(id)));
            assert!(used.contains(&named), "« {} » is used by nobody", parameter.name);
            assert_eq!(index.declarations(named).count(), 1, "« {} »", parameter.name);
        }
    }
}

const EXAMPLE: &str = "\
juridiction « Exemple » monnaie € à partir de 01/2024
texte LOI « Loi d'exemple »

commun

liste lieu « Lieu »
  ville « en ville »
  village « au village »

groupe enfant, enfants : personnes dont lien est enfant

question lieu : choix lieu « Lieu »

dispositif aide « Aide » par mois   [LOI 1]

paramètre base « Base »
  depuis le 01/01/2024 : 10 €/mois   [LOI 2]

règle (double) : €/mois « Double »
  vaut 1

règle double : €/mois « Double »
  vaut (base) × 2 si lieu est ville
    dire « Deux fois {base}. »
  vaut base sinon
    dire « Une fois. »

droit aide : €/mois « Aide »   [LOI 1]
  vaut double × nombre d'enfants
  expliquer « Vous avez {aide}. »

dispositif autre « Autre » par mois   [LOI 3]

droit autre : €/mois « Autre »   [LOI 3]
  vaut double (aide) + aide
  expliquer « Vous avez {autre}. »
";

/// « [CGI 50-0, 102 ter] » is two articles of one code: an article never stands alone.
#[test]
fn an_article_without_its_code_is_of_the_code_before_it() {
    for folder in ["france", "quebec"] {
        let compilation = rules(folder);
        for reference in &compilation.elaborated.program.references {
            let alone = reference.source.is_none()
                && reference.article.starts_with(|c: char| c.is_ascii_digit());
            assert!(!alone, "« {} » is an article of no code", reference.article);
        }
    }
}

#[test]
fn names_are_found_in_formulas_sentences_and_references() {
    let compilation = compile(vec![SourceFile::new("exemple.regle", EXAMPLE)], "");
    let index = Index::new(&compilation.files, &compilation.elaborated);
    let lines = |name: &str, line: usize, column: usize| -> Vec<(usize, usize, bool)> {
        let file = &compilation.files[0];
        let before: usize = file.text.lines().take(line - 1).map(|line| line.len() + 1).sum();
        let row = file.text.lines().nth(line - 1).expect("a line");
        let inside: usize = row.chars().take(column - 1).map(char::len_utf8).sum();
        let offset = u32::try_from(before + inside).expect("an offset");
        let found = index.at(0, offset).unwrap_or_else(|| panic!("nothing at {line}:{column}"));
        assert_eq!(written(&compilation, found.span), name);
        index
            .of(found.named)
            .map(|found| {
                let (line, column) = file.position(found.span.start as usize);
                (line, column, found.declares)
            })
            .collect()
    };
    // In a formula, between parentheses, in a sentence; never the « double » of a broken fiche.
    assert_eq!(
        lines("base", 23, 9),
        [(16, 11, true), (23, 9, false), (24, 23, false), (25, 8, false)]
    );
    // Another dispositif names it with its owner.
    assert_eq!(lines("double", 22, 8), [(22, 7, true), (29, 8, false), (35, 8, false)]);
    // The dispositif, its droit, as an owner, as a value, in a sentence.
    assert_eq!(
        lines("aide", 28, 8),
        [(14, 12, true), (28, 7, true), (30, 26, false), (35, 16, false), (35, 24, false)]
    );
    assert_eq!(lines("ville", 23, 31), [(7, 3, true), (23, 31, false)]);
    assert_eq!(lines("enfants", 29, 26), [(10, 16, true), (29, 26, false)]);
    assert_eq!(
        lines("LOI", 14, 38),
        [
            (2, 7, true),
            (14, 38, false),
            (17, 39, false),
            (28, 33, false),
            (32, 40, false),
            (34, 35, false)
        ]
    );
    let place = index.fiche(0, u32::try_from(EXAMPLE.find("dire").expect("it")).expect("it"));
    assert_eq!(place.map(|place| written(&compilation, place.span).lines().count()), Some(5));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 8, max_shrink_iters: 50, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn names_of_damaged_files_are_still_names_of_them(
        which in any::<usize>(),
        accidents in prop::collection::vec(accident(), 1..6),
    ) {
        let mut files = accidents::rules().to_vec();
        let count = files.len();
        let file = files.get_mut(which % count).expect("a file");
        for accident in &accidents {
            file.text = befall(&file.text, accident);
        }
        let compilation = compile(files, "");
        let index = Index::new(&compilation.files, &compilation.elaborated);
        for found in &index.occurrences {
            prop_assert!(!written(&compilation, found.span).is_empty(), "{found:?}");
            let middle = index.at(found.span.file, found.span.start);
            prop_assert_eq!(middle.map(|at| at.span.start), Some(found.span.start));
        }
    }
}
