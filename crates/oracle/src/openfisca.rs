//! The other side: OpenFisca-France, in a Python of its own, asked batch by batch.

use crate::document::{Others, Received};
use auclair_engine::Month;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What it found for one document.
#[derive(Clone, Debug)]
pub struct Found {
    /// What was asked, by variable.
    pub outputs: BTreeMap<String, Decimal>,
    /// Benefits that it found beside, and that are not calculated here.
    pub others: Others,
    /// What the family received in the months before.
    pub received: Received,
}

/// A Python that answers batches.
#[derive(Debug)]
pub struct OpenFisca {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// By variable.
type Numbers = BTreeMap<String, serde_json::Number>;

#[derive(Deserialize)]
struct Answer {
    outputs: Vec<Numbers>,
    others: Vec<BTreeMap<String, BTreeMap<String, Numbers>>>,
    received: Vec<Numbers>,
}

impl OpenFisca {
    /// Starts `steady.py` with a Python that knows OpenFisca-France.
    pub fn start(python: &Path) -> io::Result<Self> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("steady.py");
        let mut child = Command::new(python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let missing = || io::Error::other("Python has no input or output");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        Ok(Self { child, input, output })
    }

    /// What it finds for documents asked about at one month.
    pub fn ask(
        &mut self,
        month: Month,
        outputs: &[&str],
        documents: &[Json],
    ) -> io::Result<Vec<Found>> {
        let question =
            json!({ "month": month.to_string(), "outputs": outputs, "documents": documents });
        writeln!(self.input, "{question}")?;
        self.input.flush()?;
        let mut line = String::new();
        if self.output.read_line(&mut line)? == 0 {
            return Err(io::Error::other("OpenFisca stopped: its reason is above"));
        }
        let answer: Answer = serde_json::from_str(&line)?;
        if answer.outputs.len() != documents.len() {
            return Err(io::Error::other("OpenFisca answered for other documents"));
        }
        let found = answer.outputs.into_iter().zip(answer.others).zip(answer.received);
        let found = found.map(|((outputs, others), received)| Found {
            outputs: decimals(outputs),
            others: others
                .into_iter()
                .map(|(entity, members)| {
                    let members = members.into_iter().map(|(id, names)| (id, decimals(names)));
                    (entity, members.collect())
                })
                .collect(),
            received: decimals(received),
        });
        Ok(found.collect())
    }
}

impl Drop for OpenFisca {
    fn drop(&mut self) {
        // Whether it had already ended does not matter.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Its numbers are binary fractions, written with four decimals.
fn decimals(numbers: Numbers) -> BTreeMap<String, Decimal> {
    let numbers = numbers.into_iter().map(|(name, number)| {
        let text = number.to_string();
        let read = text.parse().or_else(|_| Decimal::from_scientific(&text));
        (name, read.unwrap_or_default())
    });
    numbers.collect()
}
