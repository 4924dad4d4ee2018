//! Operations that begin with a phrase: over people, over months, of tables and scales.

use super::Parsed;
use super::cursor::Cursor;
use super::expression::expr;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;
use crate::syntax::ast::{Expr, ExprKind};
use crate::syntax::token::{Sign, TokenKind};
use crate::syntax::vocabulary;
use auclair_engine::MonthRef;
use auclair_engine::program::{Fold, Span as Months};

impl Cursor<'_> {
    /// The operations that begin with a phrase.
    pub(super) fn gathered(&mut self) -> Parsed<Option<ExprKind>> {
        if self.eat("somme par") {
            return self.over_people(Fold::Sum).map(Some);
        }
        if self.eat_any(&["somme de", "somme d'"]) {
            return self.over_months(Fold::Sum).map(Some);
        }
        if self.eat_any(&["moyenne de", "moyenne d'"]) {
            return self.over_months(Fold::Mean).map(Some);
        }
        for (phrase, greatest) in [("le plus petit", false), ("le plus grand", true)] {
            if !self.eat(phrase) {
                continue;
            }
            let fold = if greatest { Fold::Greatest } else { Fold::Least };
            if self.eat("par") {
                return self.over_people(fold).map(Some);
            }
            if !self.eat_any(&["de", "d'"]) {
                return Err(self.expected("« de » ou « par »"));
            }
            let mut items = vec![self.additive()?];
            if self.eat("sur") {
                let span = self.span_of_months()?;
                let value = items.remove(0);
                return Ok(Some(ExprKind::Months(fold, span, value)));
            }
            while self.eat_sign(Sign::Comma) {
                items.push(self.additive()?);
            }
            let kind = if greatest { ExprKind::Greatest(items) } else { ExprKind::Least(items) };
            return Ok(Some(kind));
        }
        let elapsed = [
            ("nombre d'années depuis", true, false),
            ("nombre d'années à la fin du mois depuis", true, true),
            ("nombre de mois depuis", false, false),
            ("nombre de mois à la fin du mois depuis", false, true),
        ];
        if let Some((_, years, at_end)) = elapsed.into_iter().find(|(words, ..)| self.eat(words)) {
            let since = self.nested(Self::primary)?;
            return Ok(Some(ExprKind::Elapsed { years, at_end, since }));
        }
        if self.eat("nombre de mois sur") {
            return self.months_where(Fold::Count, "où").map(Some);
        }
        if self.eat_any(&["nombre de", "nombre d'"]) {
            return self.people_where(Fold::Count).map(Some);
        }
        if self.eat("au moins un mois sur") {
            return self.months_where(Fold::Any, "où").map(Some);
        }
        if self.eat_any(&["au moins une", "au moins un"]) {
            return self.people_where(Fold::Any).map(Some);
        }
        if self.eat("chaque mois sur") {
            return self.months_where(Fold::All, "vérifie").map(Some);
        }
        if self.eat("chaque") {
            let group = self.name()?;
            self.need("vérifie")?;
            let condition = self.condition()?;
            return Ok(Some(ExprKind::Persons(Fold::All, group, None, Some(condition))));
        }
        if self.eat("aucun mois sur") {
            let start = self.span();
            let some = self.months_where(Fold::Any, "où")?;
            return Ok(Some(ExprKind::Not(expr(start.to(self.before()), some))));
        }
        if self.eat_any(&["aucun", "aucune"]) {
            let start = self.span();
            let some = self.people_where(Fold::Any)?;
            return Ok(Some(ExprKind::Not(expr(start.to(self.before()), some))));
        }
        if self.eat("barème") {
            let scale = self.name()?;
            if !self.eat_any(&["appliqué à", "appliquée à"]) {
                return Err(self.expected("« appliqué à »"));
            }
            let value = self.nested(Self::primary)?;
            return Ok(Some(ExprKind::Scaled(scale, value)));
        }
        if self.eat("tableau") {
            let table = self.name()?;
            if !self.eat_any(&["appliqué à", "appliquée à"]) {
                return Err(self.expected("« appliqué à »"));
            }
            let row = self.nested(Self::primary)?;
            let column = if self.eat_sign(Sign::Comma) { Some(self.name()?) } else { None };
            return Ok(Some(ExprKind::Lookup(table, row, column)));
        }
        Ok(None)
    }

    /// `par enfant de …`: the name of a group has no « de », which begins what is gathered.
    fn over_people(&mut self, fold: Fold) -> Parsed<ExprKind> {
        let group = self.name_until(&["de", "d'"])?;
        if !self.eat_any(&["de", "d'"]) {
            return Err(self.expected("« de », puis ce qui est additionné"));
        }
        let value = self.nested(Self::primary)?;
        Ok(ExprKind::Persons(fold, group, None, Some(value)))
    }

    /// `nombre d'enfants dont …`
    fn people_where(&mut self, fold: Fold) -> Parsed<ExprKind> {
        let group = self.name()?;
        let condition = if self.eat("dont") { Some(self.condition()?) } else { None };
        Ok(ExprKind::Persons(fold, group, condition, None))
    }

    /// `somme de … sur les mois …`
    fn over_months(&mut self, fold: Fold) -> Parsed<ExprKind> {
        let value = self.additive()?;
        self.need("sur")?;
        let span = self.span_of_months()?;
        Ok(ExprKind::Months(fold, span, value))
    }

    /// `au moins un mois sur les mois … où …`
    fn months_where(&mut self, fold: Fold, word: &str) -> Parsed<ExprKind> {
        let span = self.span_of_months()?;
        self.need(word)?;
        let condition = self.condition()?;
        Ok(ExprKind::Months(fold, span, condition))
    }

    /// One condition; several need parentheses, so that nobody wonders how far `dont` reaches.
    fn condition(&mut self) -> Parsed<Expr> {
        self.negation()
    }

    /// `les mois M-4 à M-2`, `les 12 mois M-13 à M-2`, `l'année N-2`
    fn span_of_months(&mut self) -> Parsed<Spanned<Months>> {
        let start = self.span();
        if self.eat("l'année") {
            let Some(TokenKind::YearOffset(years)) = self.peek() else {
                return Err(self.expected("une année comptée depuis N, comme N-2"));
            };
            self.advance();
            return Ok(Spanned::new(Months::Year(*years), start.to(self.before())));
        }
        self.need("les")?;
        let said = if matches!(self.peek(), Some(TokenKind::Number(_))) {
            Some(self.whole_number()?)
        } else {
            None
        };
        self.need("mois")?;
        let from = self.month_offset()?;
        self.need("à")?;
        let to = self.month_offset()?;
        let span = start.to(self.before());
        if to < from {
            return Err(self.report(
                Diagnostic::error(Code::Formula, span, "ces mois vont à rebours")
                    .help("écrivez le mois le plus ancien d'abord : M-4 à M-2"),
            ));
        }
        let count = u32::try_from(to - from + 1).unwrap_or(0);
        if count > 60 || said.is_some_and(|said| said != count) {
            return Err(self.report(
                Diagnostic::error(Code::Formula, span, format!("cela fait {count} mois"))
                    .help("60 mois au plus, et le nombre annoncé doit être le bon"),
            ));
        }
        Ok(Spanned::new(Months::Offsets(from, to), span))
    }

    fn month_offset(&mut self) -> Parsed<i32> {
        let Some(TokenKind::MonthOffset(offset)) = self.peek() else {
            return Err(self.expected("un mois compté depuis M, comme M-3"));
        };
        self.advance();
        Ok(*offset)
    }

    /// `M-1`, `de décembre N-2`, `demandé`
    pub(super) fn month_reference(&mut self) -> Parsed<Spanned<MonthRef>> {
        let start = self.span();
        if self.eat_any(&["de", "d'"]) {
            let number = (1u8..).zip(vocabulary::MONTHS).find(|(_, name)| self.eat(name));
            let Some((number, _)) = number else {
                return Err(self.expected("le nom d'un mois"));
            };
            let Some(TokenKind::YearOffset(years)) = self.peek() else {
                return Err(self.expected("une année comptée depuis N, comme N-2"));
            };
            self.advance();
            let reference = MonthRef::OfYear(number, *years);
            return Ok(Spanned::new(reference, start.to(self.before())));
        }
        if self.eat("demandé") {
            return Ok(Spanned::new(MonthRef::Asked, start.to(self.before())));
        }
        let offset = self.month_offset()?;
        Ok(Spanned::new(MonthRef::Offset(offset), start.to(self.before())))
    }
}
