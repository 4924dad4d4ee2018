//! Numbers, days and months, as they are written in French.

use super::Lexer;
use crate::diagnostic::Code;
use crate::syntax::token::TokenKind;
use auclair_engine::Month;
use rust_decimal::Decimal;
use time::Date;

impl Lexer<'_> {
    /// A number, a day or a month.
    pub(super) fn number(&mut self) -> TokenKind {
        let start = self.at;
        let first = self.take_while(|c| c.is_ascii_digit());
        if self.peek() == Some('/') && self.peek_second().is_some_and(|c| c.is_ascii_digit()) {
            return self.date(start, &first);
        }
        let mut digits = first;
        // 30 000: a space and exactly three digits go on with the number.
        while let Some(group) = self.group_of_three() {
            digits.push_str(&group);
        }
        if self.peek() == Some(',') && self.peek_second().is_some_and(|c| c.is_ascii_digit()) {
            self.bump();
            digits.push('.');
            digits.push_str(&self.take_while(|c| c.is_ascii_digit()));
        } else if self.peek() == Some('.') && self.peek_second().is_some_and(|c| c.is_ascii_digit())
        {
            self.bump();
            let decimals = self.take_while(|c| c.is_ascii_digit());
            let written = self.text.get(start..self.at).unwrap_or("").replace('.', ",");
            digits.push('.');
            digits.push_str(&decimals);
            self.report(start, Code::NumberFormat, "un nombre s'écrit avec une virgule", |d| {
                d.help(format!("écrivez {written}"))
            });
        }
        let number = digits.parse::<Decimal>().unwrap_or_else(|_| {
            self.report(start, Code::NumberFormat, "un nombre trop long pour être exact", |d| {
                d.help("28 chiffres au plus")
            });
            Decimal::ZERO
        });
        TokenKind::Number(number)
    }

    fn group_of_three(&mut self) -> Option<String> {
        let space = self.peek().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))?;
        let digits: String = self.rest().chars().skip(1).take_while(char::is_ascii_digit).collect();
        // A day or a month also begins with digits: 250 01/2026.
        let after = self.rest().chars().nth(1 + digits.len());
        if digits.len() != 3 || after == Some('/') {
            return None;
        }
        self.at += space.len_utf8() + digits.len();
        Some(digits)
    }

    fn date(&mut self, start: usize, first: &str) -> TokenKind {
        let mut parts = vec![first.to_owned()];
        while self.peek() == Some('/') && self.peek_second().is_some_and(|c| c.is_ascii_digit()) {
            self.bump();
            parts.push(self.take_while(|c| c.is_ascii_digit()));
        }
        let numbers: Vec<i32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        let found = match numbers.as_slice() {
            [day, month, year] => date(*year, *month, *day).map(TokenKind::Date),
            [day, month] if *month <= 12 => date(2000, *month, *day)
                .map(|date| TokenKind::DayOfYear(date.day(), u8::from(date.month()))),
            [month, year] => u8::try_from(*month)
                .ok()
                .and_then(|month| Month::new(*year, month))
                .map(TokenKind::Month),
            _ => None,
        };
        found.unwrap_or_else(|| {
            let written = self.text.get(start..self.at).unwrap_or("").to_owned();
            self.report(
                start,
                Code::NoSuchDate,
                format!("« {written} » n'est pas une date"),
                |d| d.help("un jour s'écrit 01/04/2026, un mois 04/2026"),
            );
            TokenKind::Date(Date::MIN)
        })
    }
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
    if !(1000..=9999).contains(&year) {
        return None;
    }
    Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()
}
