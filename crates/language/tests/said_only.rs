//! An exception that only says something costs nothing to who wants no sentences.

#![allow(clippy::expect_used, reason = "a test says what is wrong by failing")]

mod example;

use auclair_engine::{Detail, Month, Plan};
use auclair_language::{SourceFile, compile};
use example::SHARED;

const RULES: &str = "\
dispositif aide « Aide d'exemple » par mois   [LOI 1]

règle moitié : €/mois   [LOI 2]
  vaut revenu × 50 %

droit aide : €/mois   [LOI 1]
  vaut moyenne de moitié sur les mois M-3 à M-1
EXCEPTION
  expliquer « L'aide est de {aide}. »

test « exemple » au 05/2026
  soit 1 adulte de 41 ans
  avec revenu : 100 €/mois
  attendu aide = 50 €/mois
  source « Un exemple. »

test « plus » au 05/2026
  soit 1 adulte de 41 ans
  avec revenu : 1 000 €/mois
  attendu aide = 500 €/mois
  source « Un exemple. »
";

/// How many values a plan makes, of these rules with this exception.
fn size(exception: &str, detail: Detail) -> (usize, usize) {
    let rules = RULES.replace("EXCEPTION\n", exception);
    let files = vec![
        SourceFile::new("commun.regle", SHARED),
        SourceFile::new("aide.regle", rules.as_str()),
    ];
    let compilation = compile(files, "");
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    let month = Month::new(2026, 5).expect("a month");
    let program = &compilation.elaborated.program;
    Plan::of_all(program, month, detail).expect("a plan").size()
}

const SAYS: &str = "  sauf si revenu > 900 €/mois : moyenne de moitié sur les mois M-3 à M-1   [LOI 3]\n    dire « Beaucoup. »\n";
const CHANGES: &str = "  sauf si revenu > 900 €/mois : moyenne de moitié sur les mois M-2 à M-1   [LOI 3]\n    dire « Beaucoup. »\n";

#[test]
fn an_exception_that_only_says_something_is_no_part_of_results() {
    let results = |exception| size(exception, Detail::Results);
    assert!(size(SAYS, Detail::Sentences) > size("", Detail::Sentences));
    assert!(results(CHANGES) > results(""));
    assert_eq!(results(SAYS), results(""));
}
