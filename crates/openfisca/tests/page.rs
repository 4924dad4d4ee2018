//! `docs/calculate.md` lists what the table holds.
//!
//! `AUCLAIR_RECRIRE=1 cargo test -p auclair-openfisca --test page` writes its tables again.

#![allow(clippy::expect_used, reason = "a test says what is wrong by failing")]

use auclair_openfisca::page::tables;
use std::fs;
use std::path::Path;

const MARK: &str = "<!-- Ce qui suit est écrit depuis la table des variables. -->\n\n";

#[test]
fn the_page_lists_the_variables() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/calculate.md");
    let page = fs::read_to_string(&file).expect("the page");
    let (words, _) = page.split_once(MARK).expect("the mark after which tables are written");
    let expected = format!("{words}{MARK}{}", tables());
    if std::env::var_os("AUCLAIR_RECRIRE").is_some() {
        fs::write(&file, &expected).expect("written");
        return;
    }
    assert!(page == expected, "docs/calculate.md is behind the table: see this test's head");
}
