//! Formulas, by descent: from what binds least (`ou`) to what binds most (a name, a parenthesis).

use super::Parsed;
use super::cursor::Cursor;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, LiteralValue};
use crate::syntax::token::{Sign, TokenKind};
use crate::syntax::vocabulary;
use auclair_engine::program::{Comparison, Fold, Span as Months};
use auclair_engine::{MonthRef, Unit};

const COMPARISONS: [(Sign, Comparison); 6] = [
    (Sign::Equal, Comparison::Equal),
    (Sign::Different, Comparison::Different),
    (Sign::Less, Comparison::Less),
    (Sign::AtMost, Comparison::AtMost),
    (Sign::More, Comparison::More),
    (Sign::AtLeast, Comparison::AtLeast),
];

/// How many operations may follow one another on the same value.
const CHAINED: usize = 8;

impl Cursor<'_> {
    pub(super) fn expression(&mut self) -> Parsed<Expr> {
        let first = self.conjunction()?;
        let mut all = vec![first];
        while self.eat("ou") {
            all.push(self.conjunction()?);
        }
        Ok(several(all, ExprKind::Any))
    }

    fn conjunction(&mut self) -> Parsed<Expr> {
        let mut all = vec![self.negation()?];
        while self.eat("et") {
            all.push(self.negation()?);
        }
        Ok(several(all, ExprKind::All))
    }

    fn negation(&mut self) -> Parsed<Expr> {
        let start = self.span();
        if self.eat("non") {
            let operand = self.nested(Self::negation)?;
            return Ok(expr(start.to(operand.span), ExprKind::Not(operand)));
        }
        self.comparison()
    }

    /// A comparison, which cannot be chained.
    fn comparison(&mut self) -> Parsed<Expr> {
        let left = self.additive()?;
        for (sign, comparison) in COMPARISONS {
            if self.eat_sign(sign) {
                let right = self.additive()?;
                let span = left.span.to(right.span);
                if let Some(TokenKind::Sign(again)) = self.peek()
                    && COMPARISONS.iter().any(|(sign, _)| sign == again)
                {
                    let place = self.span();
                    return Err(self.report(
                        Diagnostic::error(Code::Formula, place, "deux comparaisons à la suite")
                            .help("écrivez-les séparément, reliées par « et »"),
                    ));
                }
                return Ok(expr(span, ExprKind::Compare(comparison, left, right)));
            }
        }
        let denied = self.sees("n'est pas");
        if denied || self.sees("est") {
            self.eat_any(&["n'est pas", "est"]);
            let choices = if self.eat_any(&["l'un de", "l'une de"]) {
                let mut choices = vec![self.name()?];
                while self.eat_sign(Sign::Comma) {
                    choices.push(self.name()?);
                }
                choices
            } else {
                vec![self.name()?]
            };
            let span = left.span.to(self.before());
            return Ok(expr(span, ExprKind::Is(left, denied, choices)));
        }
        Ok(left)
    }

    /// Sums and differences.
    pub(super) fn additive(&mut self) -> Parsed<Expr> {
        let mut terms = vec![(false, self.multiplicative()?)];
        loop {
            let minus = if self.eat_sign(Sign::Plus) {
                false
            } else if self.eat_sign(Sign::Minus) {
                true
            } else {
                break;
            };
            terms.push((minus, self.multiplicative()?));
        }
        if terms.len() > 1 {
            let span = ends(terms.iter().map(|(_, term)| term.span));
            return Ok(expr(span, ExprKind::Sum(terms)));
        }
        match terms.pop() {
            Some((_, only)) => Ok(only),
            None => Err(self.expected("une formule")),
        }
    }

    fn multiplicative(&mut self) -> Parsed<Expr> {
        let mut product = vec![self.postfix()?];
        let mut quotients = 0;
        loop {
            if self.eat_sign(Sign::Times) {
                product.push(self.postfix()?);
            } else if self.eat_sign(Sign::Over) {
                let divisor = self.postfix()?;
                quotients += 1;
                if quotients > CHAINED {
                    return Err(self.too_deep());
                }
                let left = several(std::mem::take(&mut product), ExprKind::Product);
                let span = left.span.to(divisor.span);
                product.push(expr(span, ExprKind::Quotient(left, divisor)));
            } else {
                return Ok(several(product, ExprKind::Product));
            }
        }
    }

    /// Something, perhaps at another month or by another period.
    fn postfix(&mut self) -> Parsed<Expr> {
        let mut value = self.nested(Self::primary)?;
        for _ in 0..CHAINED {
            if self.eat("au mois") {
                let month = self.month_reference()?;
                let span = value.span.to(self.before());
                value = expr(span, ExprKind::AtMonth(month, value));
            } else if self.eat_any(&["ramené", "ramenée", "ramenés", "ramenées"]) {
                let to_month = self.eat("au mois");
                if !to_month && !self.eat("à l'année") {
                    return Err(self.expected("« au mois » ou « à l'année »"));
                }
                let span = value.span.to(self.before());
                value = expr(span, ExprKind::Converted(to_month, value));
            } else if self.eat("lu en") {
                let Some(unit) = self.unit() else {
                    return Err(self.expected("une unité, comme €/mois"));
                };
                let span = value.span.to(self.before());
                value = expr(span, ExprKind::ReadAs(unit, value));
            } else {
                return Ok(value);
            }
        }
        Err(self.too_deep())
    }

    fn primary(&mut self) -> Parsed<Expr> {
        let start = self.span();
        match self.peek() {
            Some(TokenKind::Number(_)) => {
                let number = self.number()?;
                let unit = self.unit();
                let literal = ExprKind::Literal(LiteralValue::Number(number.node, unit));
                return Ok(expr(start.to(self.before()), literal));
            }
            Some(TokenKind::Date(date)) => {
                self.advance();
                return Ok(expr(start, ExprKind::Literal(LiteralValue::Date(*date))));
            }
            Some(TokenKind::Sign(Sign::Open)) => {
                self.advance();
                let inner = self.expression()?;
                if !self.eat_sign(Sign::Close) {
                    return Err(self.report(
                        Diagnostic::error(
                            Code::Unclosed,
                            start,
                            "une parenthèse ouverte n'est pas fermée",
                        )
                        .label("ouverte ici"),
                    ));
                }
                return Ok(Expr { span: start.to(self.before()), ..inner });
            }
            _ => {}
        }
        if self.eat("oui") {
            return Ok(expr(start, ExprKind::Literal(LiteralValue::Bool(true))));
        }
        if self.eat("sans objet") {
            return Ok(expr(start.to(self.before()), ExprKind::Literal(LiteralValue::Absent)));
        }
        if self.eat("premier jour du mois") {
            return Ok(expr(start.to(self.before()), ExprKind::MonthDay(false)));
        }
        if self.eat("dernier jour du mois") {
            return Ok(expr(start.to(self.before()), ExprKind::MonthDay(true)));
        }
        if let Some(kind) = self.gathered()? {
            return Ok(expr(start.to(self.before()), kind));
        }
        let name = self.name()?;
        let mut span = name.span;
        let owner = if self.peek().is_some_and(|kind| kind.is(Sign::Open)) {
            self.advance();
            let owner = self.name()?;
            self.need_sign(Sign::Close)?;
            span = span.to(self.before());
            Some(owner)
        } else {
            None
        };
        Ok(expr(span, ExprKind::Name(name.node, owner)))
    }

    /// The operations that begin with a phrase.
    fn gathered(&mut self) -> Parsed<Option<ExprKind>> {
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
            return Ok(Some(ExprKind::Extreme(greatest, items)));
        }
        let elapsed = [
            ("nombre d'années depuis", true, false),
            ("nombre d'années à la fin du mois depuis", true, true),
            ("nombre de mois depuis", false, false),
            ("nombre de mois à la fin du mois depuis", false, true),
        ];
        if let Some((_, years, at_end)) = elapsed.into_iter().find(|(words, ..)| self.eat(words)) {
            let since = self.nested(Self::primary)?;
            return Ok(Some(ExprKind::Elapsed(years, at_end, since)));
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
    fn month_reference(&mut self) -> Parsed<Spanned<MonthRef>> {
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

    /// `choix` or a kind with its unit, after the colon of a fiche.
    pub(super) fn kind(&mut self) -> Parsed<Spanned<crate::syntax::ast::KindName>> {
        use crate::syntax::ast::KindName;
        use auclair_engine::Kind;
        let start = self.span();
        let kind = if matches!(self.peek(), Some(TokenKind::Sign(_))) {
            None
        } else if self.eat("oui") {
            self.need_sign(Sign::Over)?;
            self.need("non")?;
            Some(KindName::Known(Kind::Bool))
        } else if self.eat("nombre") {
            Some(KindName::Known(Kind::Number(Unit::Count)))
        } else if self.eat("date") {
            Some(KindName::Known(Kind::Date))
        } else if self.eat("choix") {
            let named = matches!(self.peek(), Some(TokenKind::Word(word)) if word != "par");
            Some(if named {
                KindName::Choice(self.name_until(&["par"])?)
            } else {
                KindName::OwnChoices
            })
        } else {
            self.unit().map(|unit| KindName::Known(Kind::Number(unit)))
        };
        match kind {
            Some(kind) => Ok(Spanned::new(kind, start.to(self.before()))),
            None => Err(self.expected(
                "une unité : oui/non, nombre, %, €, €/mois, €/an, date, ans, mois, jours ou choix",
            )),
        }
    }
}

pub(super) fn expr(span: Span, kind: ExprKind) -> Expr {
    Expr { span, kind: Box::new(kind) }
}

/// One expression as it is, several as one.
fn several(mut all: Vec<Expr>, make: fn(Vec<Expr>) -> ExprKind) -> Expr {
    if all.len() == 1
        && let Some(only) = all.pop()
    {
        return only;
    }
    let span = ends(all.iter().map(|expr| expr.span));
    expr(span, make(all))
}

fn ends(mut spans: impl Iterator<Item = Span>) -> Span {
    let first = spans.next().unwrap_or_default();
    spans.fold(first, Span::to)
}
