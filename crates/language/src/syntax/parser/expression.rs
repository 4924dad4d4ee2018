//! Formulas, by descent: from what binds least (`ou`) to what binds most (a name, a parenthesis).

use super::Parsed;
use super::cursor::Cursor;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, LiteralValue};
use crate::syntax::token::{Sign, TokenKind};
use auclair_engine::Unit;
use auclair_engine::program::Comparison;

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

    pub(super) fn negation(&mut self) -> Parsed<Expr> {
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
            return Ok(expr(span, ExprKind::Among(left, denied, choices)));
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
                value = expr(span, ExprKind::Converted { value, to_month });
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

    pub(super) fn primary(&mut self) -> Parsed<Expr> {
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
            return Ok(expr(start.to(self.before()), ExprKind::MonthStart));
        }
        if self.eat("dernier jour du mois") {
            return Ok(expr(start.to(self.before()), ExprKind::MonthEnd));
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
