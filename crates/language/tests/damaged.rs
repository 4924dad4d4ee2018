//! Rule files damaged at random: every one gives diagnostics in words, none stops the compiler.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod accidents;

use accidents::{accident, befall, rules};
use auclair_language::{Compilation, compile};
use proptest::prelude::*;

/// Every diagnostic says something, about a place that exists.
fn in_words(compilation: &Compilation) -> Result<(), TestCaseError> {
    for diagnostic in &compilation.diagnostics {
        prop_assert!(!diagnostic.message.trim().is_empty(), "{diagnostic:?}");
        let places = diagnostic.others.iter().map(|(span, _)| *span).chain([diagnostic.span]);
        for span in places {
            let file = compilation.files.get(span.file as usize).expect("a file");
            prop_assert!(
                file.text.get(span.start as usize..span.end as usize).is_some(),
                "{diagnostic:?} points outside of {}",
                file.path
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100, max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn every_accident_is_told_in_words(
        which in any::<usize>(),
        accidents in prop::collection::vec(accident(), 1..6),
    ) {
        let mut files = rules().to_vec();
        let count = files.len();
        let file = files.get_mut(which % count).expect("a file");
        for accident in &accidents {
            file.text = befall(&file.text, accident);
        }
        let compilation = compile(files, "");
        in_words(&compilation)?;
        // What still compiles still runs: its tests may fail, nothing more.
        let _ = compilation.run_tests();
    }
}
