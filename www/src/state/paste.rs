//! Several months filled in at once: an amount copied down, a column pasted from a spreadsheet.

use super::{Cell, Field, State, parse};
use auclair_engine::Month;

/// What came of a paste.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pasted {
    pub(crate) cell: Cell,
    /// How many months were filled in.
    pub(crate) filled: usize,
    /// How many of these hold something that cannot be read.
    pub(crate) unread: usize,
    /// What found no month.
    pub(crate) extra: String,
}

impl State {
    /// Copies the amount of a month to all those before it. One that cannot be read goes nowhere.
    pub(super) fn copy_down(&mut self, cell: Cell, month: Month) {
        let field = Field::At(cell, month);
        if self.slip(field).is_none() {
            let count = month.since(self.earliest(cell)) + 1;
            let text = self.text(field);
            self.fill(cell, month, vec![text; usize::try_from(count).unwrap_or_default()]);
            self.pasted = None;
        }
    }

    /// Fills in a month and those before it. What cannot be read stays in its field, which says why.
    pub(super) fn paste(&mut self, cell: Cell, month: Month, text: &str) {
        self.fill(cell, month, pieces(text));
    }

    fn earliest(&self, cell: Cell) -> Month {
        self.reads(cell).first().copied().unwrap_or(self.month)
    }

    /// A line a month of the calendar, also where the rules skip one: a column that skips none would
    /// slide otherwise.
    fn fill(&mut self, cell: Cell, mut month: Month, pieces: Vec<String>) {
        let mut told = Pasted { cell, filled: 0, unread: 0, extra: String::new() };
        let (shown, earliest) = (self.reads(cell), self.earliest(cell));
        for piece in pieces {
            let field = Field::At(cell, month);
            let readable = matches!(parse::number(&piece), Ok(Some(_)));
            let seen = shown.contains(&month);
            let known = month >= earliest && (seen || readable);
            month = month.plus(-1);
            // An empty line leaves its month as it is.
            if piece.is_empty() {
                continue;
            }
            if !known {
                if !told.extra.is_empty() {
                    told.extra.push_str(" ; ");
                }
                told.extra.push_str(&piece);
                continue;
            }
            self.type_in(field, piece);
            self.left.insert(field);
            if self.slip(field).is_some() {
                told.unread += 1;
            } else {
                told.filled += 1;
            }
        }
        self.pasted = Some(told);
    }
}

/// The amounts of a piece of a spreadsheet: one a line, or one a column of a single line.
fn pieces(text: &str) -> Vec<String> {
    let text = text.trim_end();
    let between = if text.contains('\n') { '\n' } else { '\t' };
    text.split(between).map(only_number).collect()
}

/// The only number of a line of several columns; with none or several, the line stays as it is.
fn only_number(line: &str) -> String {
    let mut found = None;
    for cell in line.split('\t') {
        if matches!(parse::number(cell), Ok(Some(_))) && found.replace(cell).is_some() {
            found = None;
            break;
        }
    }
    found.unwrap_or(line).trim().replace('\t', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use auclair_engine::{Answer, QuestionId, Value};
    use rust_decimal::Decimal;
    use time::Date;

    /// Someone who fills in their wages month by month, and the months, the latest first.
    fn wages() -> (State, Cell, Vec<Month>) {
        let today = Date::from_ordinal_date(2026, 325).expect("a day");
        let state = State::new("france", today).expect("france");
        let questions = &state.jurisdiction.program.questions;
        let place = questions.iter().position(|one| one.name == "salaire net social");
        let id = QuestionId(u32::try_from(place.expect("wages")).expect("a place"));
        let cell = state.cell(id, 0);
        let count = state.month.since(state.earliest(cell));
        let months = (0..=count).map(|back| state.month.plus(-back)).collect();
        (state, cell, months)
    }

    fn amount(state: &State, cell: Cell, month: Month) -> Option<Decimal> {
        match state.fact(cell).at(month) {
            Answer::Given(Value::Number(number)) => Some(number),
            _ => None,
        }
    }

    #[test]
    fn a_column_fills_the_months_from_there_down() {
        let (mut state, cell, months) = wages();
        state.paste(cell, months[1], "1\u{202f}234,50 €\r\n\r\n900\r\n");
        let found: Vec<_> = months.iter().take(4).map(|at| amount(&state, cell, *at)).collect();
        let euros = |cents: i64| Some(Decimal::new(cents, 2));
        assert_eq!(found, [None, euros(123_450), None, euros(90_000)]);
        let told = Pasted { cell, filled: 2, unread: 0, extra: String::new() };
        assert_eq!(state.pasted, Some(told));
    }

    #[test]
    fn what_cannot_be_read_stays_in_its_field_and_is_said() {
        let (mut state, cell, months) = wages();
        state.paste(cell, months[0], "neuf cents\n1 000\t2 000\nseptembre\t700");
        assert_eq!(state.text(Field::At(cell, months[0])), "neuf cents");
        assert_eq!(state.text(Field::At(cell, months[1])), "1 000 2 000");
        assert!(state.said_slip(Field::At(cell, months[0])).is_some());
        assert_eq!(amount(&state, cell, months[2]), Some(Decimal::from(700)));
        let told = state.pasted.expect("a paste");
        assert_eq!((told.filled, told.unread), (1, 2));
    }

    #[test]
    fn a_line_of_columns_is_one_month_a_column_and_the_rest_is_named() {
        let (mut state, cell, months) = wages();
        let last = *months.last().expect("a month");
        state.paste(cell, last, "100\t200\t\t300");
        assert_eq!(amount(&state, cell, last), Some(Decimal::from(100)));
        assert_eq!(state.pasted.expect("a paste").extra, "200 ; 300");
    }

    #[test]
    fn a_month_that_the_rules_skip_takes_its_line_too() {
        let (mut state, cell, months) = wages();
        let skipped = months.iter().find(|month| !state.reads(cell).contains(month));
        let skipped = *skipped.expect("the month before is read by no rule");
        state.paste(cell, skipped.plus(1), "100\n200\n300");
        assert_eq!(amount(&state, cell, skipped.plus(-1)), Some(Decimal::from(300)));
        state.paste(cell, skipped.plus(1), "100\ndeux cents\n300");
        assert_eq!(amount(&state, cell, skipped.plus(-1)), Some(Decimal::from(300)));
        assert_eq!(state.pasted.expect("a paste").extra, "deux cents");
    }

    #[test]
    fn an_amount_is_copied_down_unless_it_cannot_be_read() {
        let (mut state, cell, months) = wages();
        state.type_in(Field::At(cell, months[1]), "850".to_owned());
        state.copy_down(cell, months[1]);
        assert_eq!(amount(&state, cell, months[0]), None);
        assert!(
            months.iter().skip(1).all(|at| amount(&state, cell, *at) == Some(Decimal::from(850)))
        );
        state.type_in(Field::At(cell, months[1]), "neuf".to_owned());
        state.copy_down(cell, months[1]);
        assert_eq!(amount(&state, cell, months[2]), Some(Decimal::from(850)));
    }
}
