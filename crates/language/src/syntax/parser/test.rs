//! Tests: a household, what it must give, and where the figures come from.

use super::Parsed;
use super::cursor::Cursor;
use super::fiche::{nothing_below, unfold, unknown_line};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Expectation, Expected, Test, TestAnswer, TestPerson};
use crate::syntax::token::{Line, Sign, TokenKind};

/// `test « nom » au 05/2026`
pub(super) fn test(mut cursor: Cursor, below: &[Line]) -> Parsed<Test> {
    let name = cursor.need_text()?;
    cursor.need("au")?;
    let month = cursor.month()?;
    cursor.finish()?;
    let mut test = Test {
        name,
        month,
        people: Vec::new(),
        answers: Vec::new(),
        nothing_else: false,
        expected: Vec::new(),
        source: None,
    };
    for line in below {
        let (tokens, deeper) = unfold(line);
        let mut inner = Cursor::new(&tokens, line.span(), cursor.diagnostics);
        let c = &mut inner;
        if c.eat("soit") {
            separated(c, |c| {
                test.people.push(person(c)?);
                Ok(())
            })?;
        } else if c.eat("avec") {
            separated(c, |c| {
                test.answers.push(answer(c)?);
                Ok(())
            })?;
        } else if c.eat("rien d'autre") {
            test.nothing_else = true;
        } else if c.eat("attendu") {
            separated(c, |c| {
                test.expected.push(expectation(c)?);
                Ok(())
            })?;
        } else if c.eat("source") {
            test.source = Some(c.need_text()?);
        } else {
            let known = ["soit", "avec", "rien d'autre", "attendu", "source"];
            return Err(unknown_line(c, "un test", &known));
        }
        c.finish()?;
        nothing_below(deeper, cursor.diagnostics)?;
    }
    if test.people.is_empty() || test.expected.is_empty() {
        let span = test.name.span;
        return Err(cursor.report(
            Diagnostic::error(Code::Missing, span, "ce test n'a personne ou n'attend rien")
                .help("il faut « soit 1 adulte de 41 ans » et « attendu RSA = 573,49 €/mois »"),
        ));
    }
    Ok(test)
}

fn separated(c: &mut Cursor, mut read: impl FnMut(&mut Cursor) -> Parsed<()>) -> Parsed<()> {
    read(c)?;
    while c.eat_sign(Sign::Semicolon) {
        // A last semicolon ends the list.
        if c.done() {
            break;
        }
        read(c)?;
    }
    Ok(())
}

/// `1 adulte de 41 ans`, `Léa, enfant née le 12/03/2019, arrivée en 05/2025`
fn person(c: &mut Cursor) -> Parsed<TestPerson> {
    let start = c.span();
    let (count, name) = if matches!(c.peek(), Some(TokenKind::Number(_))) {
        (c.whole_number()?, None)
    } else {
        let name = c.name()?;
        c.need_sign(Sign::Comma)?;
        (1, Some(name.node))
    };
    let role = c.name_until(&["de", "né", "née", "nés", "nées"])?.node;
    let mut person = TestPerson {
        span: start,
        count,
        name,
        role,
        age: None,
        months: None,
        birth: None,
        arrived: None,
        left: None,
    };
    if c.eat("de") {
        let number = c.whole_number()?;
        match c.unit() {
            Some(auclair_engine::Unit::Years) => person.age = Some(number),
            Some(auclair_engine::Unit::Months) => person.months = Some(number),
            _ => return Err(c.expected("« ans » ou « mois »")),
        }
    } else if c.eat_any(&["né le", "née le", "nés le", "nées le"]) {
        person.birth = Some(c.date()?.node);
    }
    while c.eat_sign(Sign::Comma) {
        if c.eat_any(&["arrivé en", "arrivée en", "arrivés en"]) {
            person.arrived = Some(c.month()?);
        } else if c.eat_any(&["parti en", "partie en", "partis en"]) {
            person.left = Some(c.month()?);
        } else {
            return Err(c.expected("« arrivé en » ou « parti en », puis un mois"));
        }
    }
    person.span = start.to(c.before());
    Ok(person)
}

/// `loyer : 450 €/mois pour Léa de 01/2026 à 03/2026`
fn answer(c: &mut Cursor) -> Parsed<TestAnswer> {
    let question = c.name()?;
    c.need_sign(Sign::Colon)?;
    let value = c.literal(&["pour"])?;
    let who = if c.eat("pour") { Some(c.name()?) } else { None };
    let (mut from, mut to) = (None, None);
    if c.eat("depuis") {
        from = Some(c.month()?);
    } else if c.eat("de") {
        from = Some(c.month()?);
        c.need("à")?;
        to = Some(c.month()?);
    }
    Ok(TestAnswer { question, value, who, from, to })
}

/// `RSA = 573,49 €/mois`, `ressources (RSA) pour Léa = 0 €/mois`, `RSA = 0 €/mois à 100 €/mois`,
/// `RSA non couvert`
fn expectation(c: &mut Cursor) -> Parsed<Expectation> {
    // Before an owner, a « pour » is the name's; elsewhere it may be the person's.
    let ends: &[&str] = if c.next_sign_is(Sign::Open) { &["non"] } else { &["pour", "non"] };
    let name = c.name_until(ends)?;
    let owner = if c.eat_sign(Sign::Open) {
        let owner = c.name()?;
        c.need_sign(Sign::Close)?;
        Some(owner)
    } else {
        None
    };
    let who = if c.eat("pour") { Some(c.name_until(&["non"])?) } else { None };
    if c.eat("non couvert") {
        return Ok(Expectation { name, owner, who, expected: Expected::Uncovered(c.before()) });
    }
    c.need_sign(Sign::Equal)?;
    let value = c.literal(&[])?;
    let expected =
        if c.eat("à") { Expected::Range(value, c.literal(&[])?) } else { Expected::Value(value) };
    Ok(Expectation { name, owner, who, expected })
}
