//! Figures: `paramètre`, `tableau`, `barème`.

use super::Parsed;
use super::cursor::Cursor;
use super::fiche::{caveat, labelled, nothing_below, unfold, unknown_line};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;
use crate::syntax::ast::{
    Edition, Literal, Name, Parameter, Row, RowKey, Scale, Slice, Table, Text, Upkeep,
};
use crate::syntax::token::{Line, Sign, TokenKind};
use time::Date;

const UPKEEP: [&str; 6] =
    ["depuis le", "attendu chaque", "vérifié le", "à sourcer", "à confirmer", "simplifiée"];

pub(super) fn parameter(mut cursor: Cursor, below: &[Line]) -> Parsed<Parameter> {
    let title = labelled(&mut cursor)?;
    let mut upkeep = Upkeep { references: cursor.references(), ..Upkeep::default() };
    cursor.finish()?;
    let mut values = Vec::new();
    for line in below {
        let (tokens, deeper) = unfold(line);
        let mut inner = Cursor::new(&tokens, line.span(), cursor.diagnostics);
        let c = &mut inner;
        if c.eat("depuis le") {
            let from = c.date()?;
            c.need_sign(Sign::Colon)?;
            let value = c.literal(&[])?;
            let references = c.references();
            upkeep.note_inline(c)?;
            values.push((from, value, references));
        } else if !upkeep.line(c)? {
            return Err(unknown_line(c, "un paramètre", &UPKEEP));
        }
        c.finish()?;
        nothing_below(deeper, cursor.diagnostics)?;
    }
    if values.is_empty() {
        return Err(cursor.report(
            Diagnostic::error(Code::Missing, title.name.span, "ce paramètre n'a aucune valeur")
                .help("ajoutez une ligne : depuis le 01/04/2026 : 651,69 €/mois [référence]"),
        ));
    }
    Ok(Parameter { title, values, upkeep })
}

impl Upkeep {
    /// Reads a line that speaks of the next value or of reliability; false for other lines.
    fn line(&mut self, c: &mut Cursor) -> Parsed<bool> {
        if c.eat("attendu chaque") {
            self.expected.push(c.day_of_year()?);
            while c.eat_sign(Sign::Comma) {
                self.expected.push(c.day_of_year()?);
            }
            return Ok(true);
        }
        if c.eat("vérifié le") {
            self.checked = Some(c.date()?.node);
            return Ok(true);
        }
        if let Some(caveat) = caveat(c)? {
            self.caveats.push(caveat);
            return Ok(true);
        }
        Ok(false)
    }

    /// The same at the end of a line of value.
    fn note_inline(&mut self, c: &mut Cursor) -> Parsed<()> {
        if !c.done() && !self.line(c)? {
            c.finish()?;
        }
        Ok(())
    }
}

impl Cursor<'_> {
    /// `01/04`, a day of each year.
    fn day_of_year(&mut self) -> Parsed<(u8, u8)> {
        if let Some(TokenKind::DayOfYear(day, month)) = self.peek() {
            self.advance();
            return Ok((*day, *month));
        }
        Err(self.expected("un jour de l'année, comme 01/04"))
    }
}

pub(super) fn table(mut cursor: Cursor, below: &[Line]) -> Parsed<Table> {
    let name = cursor.name()?;
    cursor.need_sign(Sign::Colon)?;
    let kind = cursor.kind()?;
    let label = cursor.text();
    let title = crate::syntax::ast::Labelled { name, label };
    let mut upkeep = Upkeep { references: cursor.references(), ..Upkeep::default() };
    cursor.finish()?;
    let (mut rows, mut columns, mut editions) = (None, None, Vec::new());
    for line in below {
        let (tokens, deeper) = unfold(line);
        let mut inner = Cursor::new(&tokens, line.span(), cursor.diagnostics);
        let c = &mut inner;
        if c.eat("lignes") {
            c.need_sign(Sign::Colon)?;
            rows = Some(c.additive()?);
            c.finish()?;
            nothing_below(deeper, cursor.diagnostics)?;
        } else if c.eat("colonnes") {
            c.need_sign(Sign::Colon)?;
            columns = Some(c.additive()?);
            c.finish()?;
            nothing_below(deeper, cursor.diagnostics)?;
        } else if c.eat("depuis le") {
            let from = c.date()?;
            let references = c.references();
            c.finish()?;
            editions.push(edition(from, references, deeper, cursor.diagnostics)?);
        } else if upkeep.line(c)? {
            c.finish()?;
            nothing_below(deeper, cursor.diagnostics)?;
        } else {
            let known = [UPKEEP.as_slice(), &["lignes", "colonnes"]].concat();
            return Err(unknown_line(c, "un tableau", &known));
        }
    }
    if editions.is_empty() || rows.is_none() {
        return Err(cursor.report(
            Diagnostic::error(
                Code::Missing,
                title.name.span,
                "ce tableau n'a pas de chiffres ou ne dit pas ce qui choisit la ligne",
            )
            .help("il faut « lignes : … » et au moins une édition « depuis le … »"),
        ));
    }
    Ok(Table { title, kind, rows, columns, editions, upkeep })
}

fn edition(
    from: Spanned<Date>,
    references: Vec<Text>,
    below: &[Line],
    diagnostics: &mut Vec<Diagnostic>,
) -> Parsed<Edition> {
    let mut header = None;
    let mut rows = Vec::new();
    for line in below {
        let mut cursor = Cursor::new(&line.tokens, line.span(), diagnostics);
        let c = &mut cursor;
        if c.eat_sign(Sign::Bar) {
            let mut names: Vec<Name> = vec![c.name()?];
            while c.eat_sign(Sign::Bar) {
                names.push(c.name()?);
            }
            header = Some(names);
        } else {
            let key = if c.eat("par unité en plus") {
                RowKey::Beyond
            } else if matches!(c.peek(), Some(TokenKind::Number(_))) {
                RowKey::Count(c.whole_number()?)
            } else {
                RowKey::Choice(c.name()?.node)
            };
            // What the row is, in words, for the reader.
            c.text();
            if !c.eat_sign(Sign::Colon) && !c.peek().is_some_and(|kind| kind.is(Sign::Bar)) {
                return Err(c.expected("« : » ou « | », puis les chiffres de la ligne"));
            }
            c.eat_sign(Sign::Bar);
            let mut cells = vec![(c.number()?, c.unit())];
            while c.eat_sign(Sign::Bar) {
                cells.push((c.number()?, c.unit()));
            }
            rows.push(Row { key, span: line.span(), cells });
        }
        c.finish()?;
        nothing_below(&line.below, diagnostics)?;
    }
    Ok(Edition { from, header, rows, references })
}

pub(super) fn scale(mut cursor: Cursor, below: &[Line]) -> Parsed<Scale> {
    let title = labelled(&mut cursor)?;
    let mut upkeep = Upkeep { references: cursor.references(), ..Upkeep::default() };
    cursor.finish()?;
    let mut editions = Vec::new();
    for line in below {
        let (tokens, deeper) = unfold(line);
        let mut inner = Cursor::new(&tokens, line.span(), cursor.diagnostics);
        let c = &mut inner;
        if c.eat("depuis le") {
            let from = c.date()?;
            let references = c.references();
            c.finish()?;
            let mut slices = Vec::new();
            for line in deeper {
                slices.push(slice(line, cursor.diagnostics)?);
            }
            editions.push((from, references, slices));
        } else if upkeep.line(c)? {
            c.finish()?;
            nothing_below(deeper, cursor.diagnostics)?;
        } else {
            return Err(unknown_line(c, "un barème", &UPKEEP));
        }
    }
    Ok(Scale { title, editions, upkeep })
}

/// `de 45 % à 75 % : 0,45 %`, `au-delà de 75 % : 0,68 %`
fn slice(line: &Line, diagnostics: &mut Vec<Diagnostic>) -> Parsed<Slice> {
    let mut cursor = Cursor::new(&line.tokens, line.span(), diagnostics);
    let c = &mut cursor;
    let (from, to): (Option<Literal>, Option<Literal>) = if c.eat("jusqu'à") {
        (None, Some(c.literal(&[])?))
    } else if c.eat("au-delà de") {
        (Some(c.literal(&[])?), None)
    } else if c.eat("de") {
        let from = c.literal(&[])?;
        c.need("à")?;
        (Some(from), Some(c.literal(&[])?))
    } else {
        return Err(unknown_line(c, "un barème", &["jusqu'à", "de", "au-delà de"]));
    };
    c.need_sign(Sign::Colon)?;
    let rate = c.literal(&[])?;
    c.finish()?;
    nothing_below(&line.below, diagnostics)?;
    Ok(Slice { span: line.span(), from, to, rate })
}
