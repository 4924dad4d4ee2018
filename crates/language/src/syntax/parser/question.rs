//! Questions: what a person is asked.

use super::Parsed;
use super::cursor::Cursor;
use super::fiche::{labelled, nothing_below, unfold, unknown_line};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Labelled, Question};
use crate::syntax::token::{Line, Sign};

const LINES: [&str; 11] = [
    "thème",
    "demander",
    "pourquoi",
    "aide",
    "saisie",
    "au moins",
    "au plus",
    "posée si",
    "à défaut",
    "choix",
    "par personne",
];

/// `question loyer : €/mois par mois « Loyer sans les charges » [références]`
pub(super) fn question(mut cursor: Cursor, below: &[Line]) -> Parsed<Question> {
    let name = cursor.name()?;
    cursor.need_sign(Sign::Colon)?;
    let kind = cursor.kind()?;
    let (mut per_person, mut monthly) = (false, false);
    loop {
        if cursor.eat("par personne") {
            per_person = true;
        } else if cursor.eat("par mois") {
            monthly = true;
        } else if !cursor.eat_sign(Sign::Comma) {
            break;
        }
    }
    let label = cursor.text();
    let references = cursor.references();
    cursor.finish()?;
    let mut question = Question {
        title: Labelled { name, label },
        kind,
        choices: Vec::new(),
        per_person,
        monthly,
        theme: None,
        entry: None,
        ask: None,
        why: None,
        help: None,
        low: None,
        high: None,
        asked_if: None,
        fallback: None,
        references,
    };
    for line in below {
        let (tokens, deeper) = unfold(line);
        let mut inner = Cursor::new(&tokens, line.span(), cursor.diagnostics);
        let c = &mut inner;
        let again = if c.eat("thème") {
            question.theme.replace(c.name()?).is_some()
        } else if c.eat("demander") {
            question.ask.replace(c.need_text()?).is_some()
        } else if c.eat("pourquoi") {
            question.why.replace(c.need_text()?).is_some()
        } else if c.eat("aide") {
            question.help.replace(c.need_text()?).is_some()
        } else if c.eat("saisie") {
            question.entry.replace(c.need_text()?).is_some()
        } else if c.eat("au moins") {
            question.low.replace(c.literal(&[])?).is_some()
        } else if c.eat("au plus") {
            question.high.replace(c.literal(&[])?).is_some()
        } else if c.eat("posée si") {
            question.asked_if.replace(c.expression()?).is_some()
        } else if c.eat("à défaut") {
            question.fallback.replace(c.expression()?).is_some()
        } else if c.eat("choix") {
            question.choices.push(labelled(c)?);
            false
        } else {
            return Err(unknown_line(c, "une question", &LINES));
        };
        if again {
            let span = line.span();
            return Err(c.report(Diagnostic::error(
                Code::Twice,
                span,
                "cela est déjà dit dans cette question",
            )));
        }
        c.finish()?;
        nothing_below(deeper, cursor.diagnostics)?;
    }
    Ok(question)
}
