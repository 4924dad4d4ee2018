//! One answer in JSON: a value, « je ne sais pas » (null), or a history by month, in which
//! « sans réponse » ends what was answered before.

use super::DocumentError;
use crate::json::{Json, Object};
use auclair_engine::program::{Program, Question};
use auclair_engine::{Answer, Fact, Kind, Month, Set, Value, text};
use rust_decimal::Decimal;
use time::Date;

/// In a history, from this month on nobody answered.
pub(super) const UNANSWERED: &str = "sans réponse";

/// A binary float gives back as many digits as it was given, up to this many.
const DIGITS_OF_A_FLOAT: usize = 15;

/// Reads the answer to a question.
pub fn read_answer(
    program: &Program,
    question: &Question,
    json: &Json,
    path: &str,
) -> Result<Fact, DocumentError> {
    match json {
        Json::Object(history) if !question.monthly => Err(DocumentError::new(
            path,
            || "cette réponse ne peut pas changer d'un mois à l'autre",
        )
        .help(|| format!("donnez une seule valeur au lieu de {} mois", history.entries().len()))),
        Json::Object(history) => read_history(program, question, history, path),
        json => Ok(Fact::Always(read_value(program, question, json, path)?)),
    }
}

fn read_history(
    program: &Program,
    question: &Question,
    history: &Object,
    path: &str,
) -> Result<Fact, DocumentError> {
    let mut changes = Vec::new();
    for (key, json) in history.entries() {
        let path = format!("{path}.{key}");
        let month: Month = key.parse().map_err(|_| {
            DocumentError::new(&path, || "ce n'est pas un mois").help(|| "un mois s'écrit 2026-11")
        })?;
        let answer = if *json == Json::text(UNANSWERED) {
            Answer::Missing
        } else {
            read_value(program, question, json, &path)?
        };
        changes.push((month, answer));
    }
    changes.sort_by_key(|(month, _)| *month);
    Ok(Fact::Since(changes))
}

fn read_value(
    program: &Program,
    question: &Question,
    json: &Json,
    path: &str,
) -> Result<Answer, DocumentError> {
    let value = match (question.kind, json) {
        (_, Json::Null) => return Ok(Answer::DontKnow),
        (Kind::Bool, Json::Bool(yes)) => Value::Bool(*yes),
        (Kind::Number(_), Json::Number(text) | Json::String(text)) => {
            Value::Number(decimal(text, path)?)
        }
        (Kind::Date, Json::String(text)) => Value::Date(read_date(text, path)?),
        (Kind::Choice(list), Json::String(text)) => {
            let values =
                program.lists.get(list.index()).map_or(&[][..], |list| list.values.as_slice());
            let found = values.iter().position(|(name, _)| name == text);
            match found.and_then(|index| u16::try_from(index).ok()) {
                Some(index) => Value::Choice(index),
                None => {
                    let names: Vec<&str> = values.iter().map(|(name, _)| name.as_str()).collect();
                    return Err(DocumentError::new(path, || {
                        format!("« {text} » n'est pas un choix")
                    })
                    .help(|| format!("les choix sont : {}", names.join(", "))));
                }
            }
        }
        (kind, _) => {
            let expected = match kind {
                Kind::Bool => "true ou false",
                Kind::Number(_) => "un nombre",
                Kind::Date => "une date, comme \"2026-11-21\"",
                Kind::Choice(_) => "le nom d'un choix",
            };
            return Err(DocumentError::new(path, || format!("ici il faut {expected}"))
                .help(|| "null veut dire « je ne sais pas »"));
        }
    };
    within(question, value, path)?;
    Ok(Answer::Given(value))
}

/// Refuses what lies outside the bounds of the question.
fn within(question: &Question, value: Value, path: &str) -> Result<(), DocumentError> {
    if let (Value::Number(number), Set::Numbers { low, high }) = (value, question.range.set) {
        if low.is_some_and(|low| number < low) {
            let low = low.unwrap_or_default().normalize();
            return Err(DocumentError::new(path, || format!("{number} est en dessous de {low}")));
        }
        if high.is_some_and(|high| number > high) {
            let high = high.unwrap_or_default().normalize();
            return Err(DocumentError::new(path, || format!("{number} dépasse {high}")));
        }
    }
    if let (Value::Date(day), Set::Dates { low, high }) = (value, question.range.set) {
        if let Some(low) = low.filter(|low| day < *low) {
            let message = format!("cette date est avant le {}", text::date(low));
            return Err(DocumentError::new(path, || message));
        }
        if let Some(high) = high.filter(|high| day > *high) {
            let message = format!("cette date est après le {}", text::date(high));
            return Err(DocumentError::new(path, || message));
        }
    }
    Ok(())
}

fn decimal(text: &str, path: &str) -> Result<Decimal, DocumentError> {
    Decimal::from_str_exact(text).ok().or_else(|| scientific(text)).ok_or_else(|| {
        DocumentError::new(path, || format!("« {text} » n'est pas un nombre exact"))
            .help(|| "28 chiffres au plus, avec un point pour les décimales")
    })
}

/// Reads `1.5e3`, which is how some programs write a number in JSON.
fn scientific(text: &str) -> Option<Decimal> {
    let (number, power) = text.split_once(['e', 'E'])?;
    let mut number = Decimal::from_str_exact(number).ok()?;
    let power: i32 = power.parse().ok()?;
    if number.is_zero() {
        return Some(Decimal::ZERO);
    }
    // A power of ten moves the point; past the last digit, it adds zeros until there are too many.
    let scale = i32::try_from(number.scale()).ok()?.checked_sub(power)?;
    number.set_scale(scale.max(0).unsigned_abs()).ok()?;
    for _ in scale..0 {
        number = number.checked_mul(Decimal::TEN)?;
    }
    Some(number)
}

/// Reads `2026-11-21`.
pub(super) fn read_date(text: &str, path: &str) -> Result<Date, DocumentError> {
    let mut parts = text.splitn(3, '-');
    let mut next = |length: usize| {
        parts.next().filter(|part| part.len() == length).and_then(|part| part.parse::<i32>().ok())
    };
    let date = (|| {
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
        Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()
    })();
    date.ok_or_else(|| {
        DocumentError::new(path, || format!("« {text} » n'est pas une date"))
            .help(|| "une date s'écrit 2026-11-21")
    })
}

/// Writes the answer to a question; nothing when there is none.
pub fn write_answer(program: &Program, question: &Question, fact: &Fact) -> Option<Json> {
    match fact {
        Fact::Missing | Fact::Always(Answer::Missing) => None,
        Fact::Always(answer) => write_value(program, question, *answer),
        Fact::Since(changes) => {
            let mut history = Object::default();
            for (month, answer) in changes {
                let json = write_value(program, question, *answer);
                let json = json.unwrap_or_else(|| Json::text(UNANSWERED));
                history.insert(&month.to_string(), json);
            }
            (!history.entries().is_empty()).then_some(Json::Object(history))
        }
    }
}

fn write_value(program: &Program, question: &Question, answer: Answer) -> Option<Json> {
    let value = match answer {
        // A range is only tried out by a sweep, never answered.
        Answer::Missing | Answer::Within(_) => return None,
        Answer::DontKnow => return Some(Json::Null),
        Answer::Given(value) => value,
    };
    Some(match (value, question.kind) {
        (Value::Bool(yes), _) => Json::Bool(yes),
        // A number that every reader of JSON keeps exactly is one; any other is a text.
        (Value::Number(number), _) => {
            let text = number.normalize().to_string();
            if text.bytes().filter(u8::is_ascii_digit).count() <= DIGITS_OF_A_FLOAT {
                Json::Number(text)
            } else {
                Json::String(text)
            }
        }
        (Value::Date(date), _) => Json::String(write_date(date)),
        (Value::Choice(choice), Kind::Choice(list)) => {
            let list = program.lists.get(list.index())?;
            Json::String(list.values.get(usize::from(choice))?.0.clone())
        }
        (Value::Choice(_) | Value::Absent | Value::Unknown(_), _) => return None,
    })
}

pub(super) fn write_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_of_ten_moves_the_point() {
        for (text, expected) in [
            ("1.5e3", Some("1500")),
            ("1.25E1", Some("12.5")),
            ("-12e-4", Some("-0.0012")),
            ("1e+28", Some("10000000000000000000000000000")),
            ("0e999999999", Some("0")),
            ("1e29", None),
            ("1e-29", None),
            ("1e-2147483648", None),
            ("1e99999999999", None),
            ("e3", None),
            ("1e", None),
        ] {
            assert_eq!(
                scientific(text),
                expected.map(|text| text.parse().expect("a number")),
                "{text}"
            );
        }
    }
}
