//! Laying out changes nothing but the layout, and nothing the second time.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod accidents;

use accidents::{accident, befall, rules};
use auclair_language::{SourceFile, compile, format, outline, read_translations};
use proptest::prelude::*;

#[test]
fn the_rules_are_laid_out() {
    for file in rules() {
        let formatted = format(&file.text).expect("tokens");
        assert!(formatted == file.text, "{}: run « auclair fmt »", file.path);
    }
}

#[test]
fn the_texts_are_laid_out() {
    let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    for folder in ["france", "quebec"] {
        let files = read_translations(&rules.join(folder)).expect("the texts");
        assert!(!files.is_empty(), "{folder} has texts");
        for file in files {
            let formatted = format(&file.text).expect("tokens");
            assert!(formatted == file.text, "{}: run « auclair fmt »", file.path);
        }
    }
}

#[test]
fn laid_out_rules_compile_to_the_same_program() {
    let mut files = rules().to_vec();
    let before = compile(files.clone(), "");
    for file in &mut files {
        file.text = format(&file.text.replace("  ", "   ")).expect("tokens");
    }
    let after = compile(files, "");
    assert_eq!(
        format!("{:?}", before.elaborated.program),
        format!("{:?}", after.elaborated.program)
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300, max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn the_second_time_changes_nothing(
        which in any::<usize>(),
        accidents in prop::collection::vec(accident(), 0..8),
    ) {
        let files = rules();
        let mut text = files.get(which % files.len()).expect("a file").text.clone();
        for accident in &accidents {
            text = befall(&text, accident);
        }
        let Ok(once) = format(&text) else { return Ok(()) };
        // Accents are composed first, as in every file that is read.
        let (before, after) = (outline(&SourceFile::new("", &text).text), outline(&once));
        for (before, after) in before.lines().zip(after.lines()) {
            prop_assert_eq!(before, after);
        }
        prop_assert_eq!(before.lines().count(), after.lines().count());
        let twice = format(&once);
        prop_assert_eq!(twice.as_ref().ok(), Some(&once));
    }
}
