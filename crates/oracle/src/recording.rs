//! A comparison kept in a file, so that it can be made again without Python.

use crate::compare::Case;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};

/// Cases, and what they were found with.
#[derive(Clone, Debug)]
pub struct Recording {
    /// What they were found with.
    pub made: Made,
    /// The cases.
    pub cases: Vec<Case>,
}

/// What a recording was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The version of OpenFisca-France.
    pub openfisca_france: String,
    /// The seed of the households.
    pub seed: u64,
}

impl Recording {
    /// Reads a recording: a line says what it was made with, then a line a case.
    pub fn read(input: impl BufRead) -> io::Result<Self> {
        let mut lines = input.lines();
        let first = lines.next().ok_or_else(|| io::Error::other("an empty recording"))??;
        let made = serde_json::from_str(&first)?;
        let cases = lines.map(|line| Ok(serde_json::from_str(&line?)?));
        Ok(Self { made, cases: cases.collect::<io::Result<_>>()? })
    }

    /// Writes a recording.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        writeln!(out, "{}", serde_json::to_string(&self.made)?)?;
        for case in &self.cases {
            writeln!(out, "{}", serde_json::to_string(case)?)?;
        }
        Ok(())
    }
}
