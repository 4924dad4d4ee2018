//! What must hold of any bytes taken for a rule file.

use auclair_language::{SourceFile, compile, format, outline, untested};

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
