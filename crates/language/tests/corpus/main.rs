//! Replays on any machine what fuzzing taught: the kept files of `fuzz/corpus`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod trial;

use std::path::Path;
use std::{fs, thread};

/// Half of what a test has: what passes here does not hang by a thread elsewhere.
const STACK: usize = 1024 * 1024;

#[test]
fn whatever_the_bytes_nothing_panics() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let entries = fs::read_dir(folder).expect("the corpus");
    let mut replayed = 0;
    for entry in entries {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("a file");
        let all = move || {
            trial::parse(&bytes);
            trial::check(&bytes);
            trial::format_twice(&bytes);
            trial::translate(&bytes);
        };
        let child = thread::Builder::new().stack_size(STACK).spawn(all).expect("a thread");
        assert!(child.join().is_ok(), "{}", path.display());
        replayed += 1;
    }
    assert!(replayed >= 20, "{replayed} files are kept");
}
