//! `auclair calculate`: documents in the format of OpenFisca's `/calculate`, a line each, answered
//! in their order on all cores, as they come.

use crate::failure::Failure;
use auclair_openfisca::{Calculator, DocumentError, JURISDICTION};
use serde_json::json;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What is read at once; a piece of work is the whole lines that it holds.
const READ: usize = 8 * 1024 * 1024;
/// How many pieces each core may be ahead of what is written: memory stays the same, however long
/// the file.
const AHEAD: usize = 1;

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let mut file = None;
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("jurisdiction" | "juridiction") => {
                let id = args.value()?.to_string_lossy().into_owned();
                if id != JURISDICTION {
                    return Err(Failure::new(format!(
                        "Ce format ne décrit que la juridiction « {JURISDICTION} », pas « {id} »."
                    )));
                }
            }
            lexopt::Arg::Value(value) if file.is_none() => {
                file = Some(value.to_string_lossy().into_owned());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let mut out = io::stdout().lock();
    let wrong = match file.as_deref() {
        None | Some("-") => answer(BufReader::with_capacity(READ, io::stdin()), &mut out)?,
        Some(file) => {
            let path = Path::new(file);
            let opened = File::open(path).map_err(|error| Failure::unreadable(path, &error))?;
            answer(BufReader::with_capacity(READ, opened), &mut out)?
        }
    };
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Whole lines, and where their answers go.
struct Piece {
    lines: Vec<u8>,
    answers: SyncSender<Answers>,
}

/// The answers to a piece.
struct Answers {
    text: String,
    /// Whether one is an error.
    wrong: bool,
}

/// Answers all documents of `input`; whether some were wrong.
fn answer(input: impl BufRead + Send, out: &mut impl Write) -> Result<bool, Failure> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    // The first one says why the rules cannot be used, before anything is read.
    let mut calculators = vec![calculator()?];
    for _ in 1..cores {
        calculators.push(calculator()?);
    }
    let (to_do, pieces) = sync_channel::<Piece>(cores * AHEAD);
    let (to_write, in_order) = sync_channel::<Receiver<Answers>>(cores * AHEAD);
    let pieces = Mutex::new(pieces);
    thread::scope(|scope| {
        let reader = scope.spawn(move || read(input, &to_do, &to_write));
        for calculator in calculators {
            let pieces = &pieces;
            scope.spawn(move || work(calculator, pieces));
        }
        let mut wrong = false;
        for answers in in_order {
            // A core that could not finish its piece has no answer to give.
            let Ok(answers) = answers.recv() else {
                return Err(Failure::new("Le calcul s'est arrêté."));
            };
            out.write_all(answers.text.as_bytes())?;
            out.flush()?;
            wrong |= answers.wrong;
        }
        match reader.join() {
            Ok(Ok(())) => Ok(wrong),
            Ok(Err(error)) => Err(Failure::new(format!("La lecture a échoué : {error}."))),
            Err(_) => Err(Failure::new("La lecture s'est arrêtée.")),
        }
    })
}

impl Answers {
    /// Adds an answer on its line.
    fn add(&mut self, answer: Result<&str, DocumentError>) {
        match answer {
            Ok(text) => self.text.push_str(text),
            Err(error) => {
                self.text.push_str(&said(&error));
                self.wrong = true;
            }
        }
        self.text.push('\n');
    }
}

fn calculator() -> Result<Calculator, Failure> {
    Calculator::new().map_err(|why| Failure::new(format!("Rien ne peut être calculé : {why}.")))
}

/// Cuts the input into pieces of whole lines, as soon as there are some.
fn read(
    mut input: impl BufRead,
    to_do: &SyncSender<Piece>,
    to_write: &SyncSender<Receiver<Answers>>,
) -> io::Result<()> {
    let mut rest: Vec<u8> = Vec::new();
    loop {
        let buffer = input.fill_buf()?;
        let last = buffer.is_empty();
        let length = buffer.len();
        let whole = match buffer.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => end + 1,
            None if last => 0,
            None => {
                rest.extend_from_slice(buffer);
                input.consume(length);
                continue;
            }
        };
        let (lines, after) = buffer.split_at(whole);
        let mut piece = std::mem::replace(&mut rest, after.to_vec());
        piece.extend_from_slice(lines);
        input.consume(length);
        if !piece.is_empty() {
            let (answers, answered) = sync_channel(1);
            // When nobody writes any more, there is nothing left to do.
            if to_write.send(answered).is_err()
                || to_do.send(Piece { lines: piece, answers }).is_err()
            {
                return Ok(());
            }
        }
        if last {
            return Ok(());
        }
    }
}

/// Answers pieces until there are none.
fn work(mut calculator: Calculator, pieces: &Mutex<Receiver<Piece>>) {
    loop {
        let next = pieces.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(piece) = next else { return };
        let mut answers = Answers {
            text: String::with_capacity(piece.lines.len() + piece.lines.len() / 8),
            wrong: false,
        };
        // Many at once are answered much faster than one after the other.
        let mut texts = Vec::new();
        for line in piece.lines.split(|byte| *byte == b'\n') {
            let line = line.trim_ascii();
            if let Ok(text) = std::str::from_utf8(line) {
                texts.extend((!text.is_empty()).then_some(text));
            } else {
                calculator.answer_each(&texts, |answer| answers.add(answer));
                texts.clear();
                answers.add(Err(DocumentError {
                    path: String::new(),
                    message: "ce n'est pas un texte en UTF-8".to_owned(),
                }));
            }
        }
        calculator.answer_each(&texts, |answer| answers.add(answer));
        if piece.answers.send(answers).is_err() {
            return;
        }
    }
}

fn said(error: &DocumentError) -> String {
    let (path, message) = (json!(error.path), json!(error.message));
    format!("{{\"error\": {{\"path\": {path}, \"message\": {message}}}}}")
}
