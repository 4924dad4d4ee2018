//! Documents answered: each value asked for is filled in, the rest stays as it was written.

use crate::JURISDICTION;
use crate::alone::{Evaluation, wrong};
use crate::document::{Document, Null, asked, filled};
use crate::error::DocumentError;
use crate::habits::Habits;
use crate::household::{Asked, Described, household};
use crate::lexicon::Lexicon;
use crate::plans::{Plans, bit};
use auclair_engine::{Household, Month, Rest, Room, TOGETHER, Trace, nothing_else};
use auclair_rules::jurisdiction;
use rust_decimal::Decimal;
use std::ops::Range;

/// How many documents are read before they are answered: among more of them, more are alike.
const AT_ONCE: usize = 4096;

/// How many documents are read before their households are described: what does the one and what
/// does the other do not hold beside the processor together.
const IN_TURN: usize = 16;

/// Answers documents, one after the other.
#[derive(Debug)]
pub struct Calculator {
    lexicon: Lexicon,
    plans: Plans,
    trace: Trace,
    room: Room,
    /// The room that was taken to read the last documents.
    reading: Reading,
}

/// What was read of several documents.
#[derive(Debug, Default)]
struct Reading {
    documents: Vec<Read>,
    /// What they ask for, one after the other.
    nulls: Vec<Null>,
    /// What is found of it.
    values: Vec<Decimal>,
    questions: Vec<Question>,
}

/// What was read of a document.
#[derive(Debug)]
struct Read {
    /// What it asks for.
    nulls: Range<usize>,
    /// What is wrong in it, with the place of the question among its own.
    error: Option<(usize, DocumentError)>,
}

/// What a document asks of one month.
#[derive(Debug)]
struct Question {
    /// The place of the document among those that are answered.
    document: usize,
    /// Its place among the months of the document.
    order: usize,
    month: Month,
    /// The bits of the variables asked for.
    wanted: u128,
    described: Described,
}

impl Reading {
    /// What a document asks of a month.
    fn asked(&self, document: usize, month: Month) -> impl Iterator<Item = &Null> {
        let nulls = self.documents.get(document).map(|read| read.nulls.clone());
        asked(nulls.and_then(|nulls| self.nulls.get(nulls)).unwrap_or_default(), month)
    }

    /// Notes something wrong: of several, the first is told.
    fn fail(&mut self, document: usize, order: usize, error: DocumentError) {
        if let Some(read) = self.documents.get_mut(document)
            && read.error.as_ref().is_none_or(|(other, _)| order < *other)
        {
            read.error = Some((order, error));
        }
    }

    /// Notes what a document asked of a month.
    fn give(&mut self, document: usize, month: Month, found: &[Decimal]) {
        let Some(read) = self.documents.get(document) else { return };
        let nulls = self.nulls.get(read.nulls.clone()).unwrap_or_default();
        let values = self.values.get_mut(read.nulls.clone()).unwrap_or_default();
        let asked = nulls.iter().zip(values).filter(|(null, _)| null.month == month);
        asked.zip(found).for_each(|((_, value), found)| *value = *found);
    }
}

impl Calculator {
    /// Ties the table of variables to the compiled rules.
    ///
    /// Fails, in French, when the rules lack what the table names: they were compiled with errors.
    pub fn new() -> Result<Self, String> {
        let found = jurisdiction(JURISDICTION)
            .ok_or("les règles de France ont des erreurs : « auclair check » les donne")?;
        let lexicon = Lexicon::new(found)?;
        Ok(Self {
            lexicon,
            plans: Plans::default(),
            trace: Trace::default(),
            room: Room::default(),
            reading: Reading::default(),
        })
    }

    /// Answers a document: writes it with what it asks for filled in.
    pub fn answer(&mut self, text: &str, out: &mut String) -> Result<(), DocumentError> {
        let mut answered = Ok(());
        self.answer_each(&[text], |answer| match answer {
            Ok(text) => out.push_str(text),
            Err(error) => answered = Err(error),
        });
        answered
    }

    /// Answers documents, in their order: gives each with what it asks for filled in. Many at once
    /// are answered much faster than one after the other.
    pub fn answer_each(
        &mut self,
        texts: &[&str],
        mut each: impl FnMut(Result<&str, DocumentError>),
    ) {
        let mut out = String::new();
        for texts in texts.chunks(AT_ONCE) {
            let mut reading = self.values(texts);
            let (nulls, values) = (&reading.nulls, &reading.values);
            for (read, text) in reading.documents.drain(..).zip(texts) {
                if let Some((_, error)) = read.error {
                    each(Err(error));
                    continue;
                }
                let nulls = nulls.get(read.nulls.clone()).unwrap_or_default();
                let values = values.get(read.nulls).unwrap_or_default();
                out.clear();
                filled(text, nulls, values, &mut out);
                each(Ok(&out));
            }
            self.reading = reading;
        }
    }

    /// The amounts that a document asks for, in the order of its text.
    pub fn amounts(&mut self, text: &str) -> Result<Vec<Decimal>, DocumentError> {
        let reading = self.values(&[text]);
        let error = reading.documents.into_iter().find_map(|read| read.error);
        error.map_or(Ok(reading.values), |(_, error)| Err(error))
    }

    /// The households that a document asks about, one for each month at which it does.
    pub fn read(&mut self, text: &str) -> Result<Vec<Asked>, DocumentError> {
        let document = Document::read(text)?;
        if document.nulls.is_empty() {
            let message = "rien n'est demandé : donnez null à une prestation, comme \"rsa\": {\"2026-10\": null}";
            return Err(DocumentError::new("", message));
        }
        let mut asked = Vec::new();
        for (month, wanted) in months(&document.nulls) {
            let mut household = self.describe(&document, month, wanted)?.household;
            nothing_else(&self.lexicon.found.program, &mut household);
            asked.push(Asked { month, household });
        }
        Ok(asked)
    }

    /// The household of a document, as asked about at a month.
    fn describe(
        &mut self,
        document: &Document<'_>,
        month: Month,
        wanted: u128,
    ) -> Result<Described, DocumentError> {
        match self.plans.lay_out(&self.lexicon, month, wanted) {
            Ok(laid_out) => {
                household(&self.lexicon, document, month, laid_out.first, &mut self.room)
            }
            Err(message) => {
                let null = asked(&document.nulls, month).next();
                Err(null.map_or_else(
                    || DocumentError::new("", message.clone()),
                    |null| wrong(document, null, message.clone()),
                ))
            }
        }
    }

    /// The values that each document asks for.
    fn values(&mut self, texts: &[&str]) -> Reading {
        let mut reading = std::mem::take(&mut self.reading);
        reading.documents.clear();
        reading.nulls.clear();
        reading.values.clear();
        reading.questions.reserve(texts.len());
        reading.documents.reserve(texts.len());
        // Documents ask for some ten values.
        reading.nulls.reserve(texts.len() * 10);
        let mut habits = Habits::default();
        let mut documents: Vec<Document<'_>> = Vec::new();
        documents.resize_with(IN_TURN, Document::default);
        for texts in texts.chunks(IN_TURN) {
            let first = reading.documents.len();
            for (text, document) in texts.iter().zip(&mut documents) {
                let from = reading.nulls.len();
                let read = document.fill(text, &mut habits);
                reading.nulls.extend_from_slice(&document.nulls);
                let nulls = from..reading.nulls.len();
                let error = read.err().map(|error| (0, error));
                reading.documents.push(Read { nulls, error });
            }
            for (place, document) in (first..reading.documents.len()).zip(&documents) {
                if reading.documents.get(place).is_some_and(|read| read.error.is_none()) {
                    self.ask(place, document, &mut reading);
                }
            }
        }
        reading.values.resize(reading.nulls.len(), Decimal::ZERO);
        let mut questions = std::mem::take(&mut reading.questions);
        let mut order: Vec<&Question> = questions.iter().collect();
        // Those that ask the same of the same month are answered together, those that are alike by
        // preference: they go through the same rules.
        order.sort_unstable_by_key(|question| {
            let likeness = &question.described.likeness;
            (question.month, question.wanted, likeness, question.document)
        });
        for alike in order.chunk_by(|a, b| (a.month, a.wanted) == (b.month, b.wanted)) {
            for some in alike.chunks(TOGETHER) {
                self.together(texts, some, &mut reading);
            }
        }
        let households = questions.drain(..).map(|question| question.described.household);
        households.for_each(|household| self.room.take_back(household));
        reading.questions = questions;
        reading
    }

    /// Describes the household of a document at each month that it asks about.
    fn ask(&mut self, place: usize, document: &Document<'_>, reading: &mut Reading) {
        for (order, (month, wanted)) in months(&document.nulls).into_iter().enumerate() {
            match self.describe(document, month, wanted) {
                Ok(described) => reading.questions.push(Question {
                    document: place,
                    order,
                    month,
                    wanted,
                    described,
                }),
                Err(error) => reading.fail(place, order, error),
            }
        }
    }

    /// Answers questions that ask the same of the same month.
    fn together(&mut self, texts: &[&str], questions: &[&Question], reading: &mut Reading) {
        let Some(Question { month, wanted, .. }) = questions.first() else { return };
        // It was laid out to describe them.
        let Ok(laid_out) = self.plans.lay_out(&self.lexicon, *month, *wanted) else { return };
        let program = &self.lexicon.found.program;
        let households: Vec<&Household> =
            questions.iter().map(|question| &question.described.household).collect();
        laid_out.batch.results(program, &households, Rest::Nothing);
        let mut found = Vec::with_capacity(16);
        for (place, question) in questions.iter().enumerate() {
            let known = |null: &Null| laid_out.known(null, place);
            found.clear();
            let open =
                reading.asked(question.document, *month).find_map(|null| match known(null) {
                    Some(value) => {
                        found.push(value);
                        None
                    }
                    None => Some(null.clone()),
                });
            let Some(open) = open else {
                reading.give(question.document, *month, &found);
                continue;
            };
            // What is missing, not covered or too large is told from the trace.
            let text = texts.get(question.document).copied().unwrap_or_default();
            let mut household = question.described.household.clone();
            nothing_else(program, &mut household);
            let values = Document::read(text).and_then(|document| {
                let (lexicon, plan) = (&self.lexicon, laid_out.plan());
                Evaluation { lexicon, document: &document, plan, household: &household }
                    .values(&mut self.trace, &open)
            });
            match values {
                Ok(values) => reading.give(question.document, *month, &values),
                Err(error) => reading.fail(question.document, question.order, error),
            }
        }
    }
}

/// The months that are asked about, each with the bits of the variables asked for.
fn months(nulls: &[Null]) -> Vec<(Month, u128)> {
    let mut months: Vec<(Month, u128)> = Vec::with_capacity(1);
    for null in nulls {
        let bit = bit(null.variable);
        match months.iter_mut().find(|(month, _)| *month == null.month) {
            Some((_, wanted)) => *wanted |= bit,
            None => months.push((null.month, bit)),
        }
    }
    months
}
