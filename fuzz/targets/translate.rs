#![no_main]

#[path = "../../crates/language/tests/corpus/trial.rs"]
#[allow(dead_code)]
mod trial;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trial::translate(bytes));
