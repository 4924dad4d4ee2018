//! What must hold of any bytes taken for a rule file.

use auclair_language::{Index, SourceFile, compile, format, outline, untested};

fn file(bytes: &[u8]) -> SourceFile {
    SourceFile::new("essai.regle", &String::from_utf8_lossy(bytes))
}

/// Reading gives fiches or says what is wrong, at places that exist.
pub(crate) fn parse(bytes: &[u8]) {
    let file = file(bytes);
    let parsed = auclair_language::syntax::parse(0, &file.text);
    for diagnostic in &parsed.diagnostics {
        let place = diagnostic.span.start as usize..diagnostic.span.end as usize;
        assert!(file.text.get(place).is_some(), "{diagnostic:?}");
        assert!(!diagnostic.message.is_empty());
    }
}

/// Checking says what is wrong; what compiles can be tested.
pub(crate) fn check(bytes: &[u8]) {
    let compilation = compile(vec![file(bytes)], "");
    for diagnostic in &compilation.diagnostics {
        assert!(!diagnostic.message.trim().is_empty(), "{diagnostic:?}");
    }
    let runs = compilation.run_tests();
    if !compilation.has_errors() {
        let _ = untested(&compilation.elaborated, &runs);
    }
}

/// Laying out changes nothing of what is said, and nothing at all the second time.
pub(crate) fn format_twice(bytes: &[u8]) {
    let before = file(bytes);
    let Ok(once) = format(&before.text) else { return };
    assert_eq!(outline(&before.text), outline(&once));
    assert_eq!(format(&once).ok().as_ref(), Some(&once));
}

/// What a file of texts translates.
const RULES: &str = "\
juridiction « Exemple » monnaie € à partir de 01/2024

texte LOI « Loi d'exemple »

dispositif aide « Aide d'exemple »   par mois   [LOI 1]

règle petits : nombre « Enfants »
  vaut nombre d'enfants

droit aide : €/mois « Aide d'exemple »   [LOI 1]
  vaut 10 €/mois × petits
  expliquer « Vous avez {petits : enfant | enfants} et droit à {aide}. »
";

/// A file of texts gives as many sentences as the rules say, or says what is wrong, at places that
/// exist.
pub(crate) fn translate(bytes: &[u8]) {
    let mut compilation = compile(vec![SourceFile::new("aide.regle", RULES)], "");
    compilation.translate(vec![SourceFile::new("essai.textes", &String::from_utf8_lossy(bytes))]);
    let _ = Index::new(&compilation.files, &compilation.elaborated);
    let texts = compilation.elaborated.texts.templates.len();
    for translation in &compilation.translations {
        assert_eq!(translation.texts.templates.len(), texts);
        assert!(translation.missing.len() <= translation.total);
    }
    for diagnostic in &compilation.diagnostics {
        let file = compilation.files.get(diagnostic.span.file as usize);
        let place = diagnostic.span.start as usize..diagnostic.span.end as usize;
        assert!(file.is_some_and(|file| file.text.get(place).is_some()), "{diagnostic:?}");
    }
}
