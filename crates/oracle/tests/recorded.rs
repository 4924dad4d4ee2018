//! A recorded comparison with OpenFisca-France, made again without Python.
//!
//! `cargo xtask oracle --record --households 200` makes it anew, with a seed of one's choice.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use auclair_oracle::report::{EURO, tally};
use auclair_oracle::{DEVIATIONS, Ours, Recording, Side, compare};
use std::fmt::Write;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

fn recording() -> Recording {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded.jsonl");
    Recording::read(BufReader::new(File::open(file).expect("the recording"))).expect("read")
}

/// Of those that no difference of law touches, all but one in a hundred agree within a euro, and
/// all but two in a hundred of those with a right; and no more than three in a hundred are touched.
#[test]
fn both_sides_agree() {
    let recording = recording();
    assert!(recording.cases.len() >= 500, "{} households", recording.cases.len());
    let mut ours = Ours::new().expect("the rules");
    let compared: Vec<_> =
        recording.cases.iter().map(|case| (case, compare(&mut ours, case))).collect();
    let apart = compared.iter().flat_map(|(case, sides)| sides.iter().map(move |s| (case, s)));
    let mut told = String::new();
    for (case, side) in apart.filter(|(_, side)| side.counts() && !side.within(EURO)) {
        let spec = serde_json::to_string(&case.spec).expect("JSON");
        let (ours, theirs) = (&side.ours, side.theirs);
        writeln!(told, "{}: nous {ours:?}, OpenFisca {theirs}, {spec}", side.benefit)
            .expect("a line");
    }
    let touched = compared.iter().filter(|(_, sides)| sides.iter().any(Side::is_touched)).count();
    assert!(touched * 100 <= compared.len() * 3, "{touched} of {} are touched", compared.len());
    let tallies = tally(compared.iter().flat_map(|(_, sides)| sides));
    for (benefit, tally) in tallies {
        let (counted, agree) = (tally.counted(), tally.within_euro);
        assert!(agree * 100 >= counted * 99, "{benefit}: {agree} of {counted}\n{told}");
        let (rights, agree) = (tally.with_right, tally.right_within_euro);
        assert!(agree * 100 >= rights * 98, "{benefit}: {agree} of {rights} rights\n{told}");
    }
}

/// What a difference of law touches is left out of count only where it gives OpenFisca's amount: an error of ours
/// that shows nowhere else still counts.
#[test]
fn a_deviation_hides_no_error() {
    let recording = recording();
    let mut ours = Ours::new().expect("the rules");
    let (mut touched, mut explained) = (0, 0);
    for case in &recording.cases {
        for mut side in compare(&mut ours, case).into_iter().filter(Side::is_touched) {
            touched += 1;
            explained += usize::from(!side.counts());
            if side.read.is_some() {
                side.theirs += EURO + EURO + EURO;
                assert!(side.counts(), "{}: {:?} explains anything", side.benefit, side.deviations);
            }
        }
    }
    assert!(touched >= 10 && explained * 10 >= touched * 9, "{explained} of {touched}");
}

/// Each difference of law is told, with its article and its smallest household.
#[test]
fn each_deviation_is_told() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openfisca.md");
    let page = std::fs::read_to_string(file).expect("docs/openfisca.md");
    for deviation in DEVIATIONS {
        for row in deviation.rows {
            let told = page.lines().any(|line| line.starts_with(&format!("| {row} |")));
            assert!(told, "{}: {row} is not told", deviation.name);
        }
    }
}
