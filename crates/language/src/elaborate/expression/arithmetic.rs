//! Sums, products, quotients, the least and the greatest, and amounts by another period.

use super::{Elaborator, Typed, conversion, widest};
use crate::diagnostic::{Code, Diagnostic};
use crate::kinds;
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, LiteralValue, TermLine};
use auclair_engine::program::{NodeId, Op, Period, Term};
use auclair_engine::{Kind, Scope, Unit};

impl Elaborator<'_> {
    /// A number, whatever its unit.
    pub(super) fn number(&mut self, expr: &Expr) -> Option<(Typed, Unit)> {
        let found = self.expression(expr)?;
        if let Kind::Number(unit) = found.kind {
            return Some((found, unit));
        }
        let kind = kinds::kind_name(found.kind, &self.out.program);
        let message = format!("ici il faut un nombre, et c'est {kind}");
        self.report(Diagnostic::error(Code::Kind, found.span, message));
        None
    }

    pub(super) fn mixed(&mut self, what: &str, a: (Typed, Unit), b: (Typed, Unit)) {
        let currency = &self.out.program.currency;
        let (left, right) = (kinds::unit_name(a.1, currency), kinds::unit_name(b.1, currency));
        let message = format!("on ne peut pas {what} {left} et {right}");
        let mut diagnostic = Diagnostic::error(Code::Kind, b.0.span, message)
            .label(format!("à droite : {right}"))
            .and(a.0.span, format!("à gauche : {left}"));
        diagnostic.help = conversion(Kind::Number(a.1), Kind::Number(b.1));
        self.report(diagnostic);
    }

    pub(super) fn sum(&mut self, terms: &[(bool, Expr)], span: Span) -> Option<Typed> {
        // A day plus a duration is a day.
        if let [(false, day), (false, by)] = terms
            && let Some(later) = self.later(day, by, span)
        {
            return later;
        }
        let mut found = Vec::new();
        for (minus, term) in terms {
            found.push((*minus, self.number(term)?, None));
        }
        self.sum_of(found, span)
    }

    /// A sum of terms already worked out, each perhaps under a condition.
    pub(super) fn sum_of(
        &mut self,
        terms: Vec<(bool, (Typed, Unit), Option<Typed>)>,
        span: Span,
    ) -> Option<Typed> {
        let mut unit: Option<(Typed, Unit)> = None;
        let mut scope = Scope::Household;
        for (_, term, when) in &terms {
            for part in [Some(term.0), *when].into_iter().flatten() {
                if part.scope == Scope::Person {
                    scope = Scope::Person;
                }
            }
            if term.0.zero {
                continue;
            }
            unit = match unit {
                None => Some(*term),
                Some(first) => match kinds::alike(first.1, term.1) {
                    Some(unit) => Some((first.0, unit)),
                    None => {
                        self.mixed("additionner", first, *term);
                        return None;
                    }
                },
            };
        }
        let zero = unit.is_none();
        let unit = unit.map_or(Unit::Count, |(_, unit)| unit);
        let terms = terms
            .into_iter()
            .map(|(minus, (value, _), when)| Term {
                minus,
                value: value.node,
                when: when.map(|when| when.node),
            })
            .collect();
        let typed = self.push(Op::Sum(terms), Kind::Number(unit), scope, span);
        Some(Typed { zero, ..typed })
    }

    /// The terms of `la somme de`.
    pub(in crate::elaborate) fn sum_lines(
        &mut self,
        lines: &[TermLine],
        span: Span,
    ) -> Option<Typed> {
        let mut terms = Vec::new();
        for line in lines {
            let value = self.number(&line.value);
            let when = line.when.as_ref().map(|when| self.condition(when));
            let when = match when {
                None => None,
                Some(when) => Some(when?),
            };
            terms.push((line.minus, value?, when));
        }
        self.sum_of(terms, span)
    }

    /// `date + 18 mois`: outer nothing when this is no such sum.
    fn later(&mut self, day: &Expr, by: &Expr, span: Span) -> Option<Option<Typed>> {
        let ExprKind::Literal(LiteralValue::Number(_, Some(unit))) = &*by.kind else { return None };
        if !matches!(unit, Unit::Years | Unit::Months | Unit::Days) {
            return None;
        }
        // The left side is worked out once; a number leads back to an ordinary sum.
        let Some(left) = self.expression(day) else { return Some(None) };
        if left.kind != Kind::Date {
            let Kind::Number(left_unit) = left.kind else {
                let message = "une durée s'ajoute à une date ou à une durée";
                self.report(Diagnostic::error(Code::Kind, left.span, message));
                return Some(None);
            };
            let right = self.number(by);
            return Some(right.and_then(|right| {
                self.sum_of(vec![(false, (left, left_unit), None), (false, right, None)], span)
            }));
        }
        let Some((by, _)) = self.number(by) else { return Some(None) };
        let op = Op::Later { date: left.node, by: by.node };
        Some(Some(self.push(op, Kind::Date, left.scope, span)))
    }

    pub(super) fn product(&mut self, factors: &[Expr], span: Span) -> Option<Typed> {
        let mut found: Vec<(Typed, Unit)> = Vec::new();
        for factor in factors {
            found.push(self.number(factor)?);
        }
        let mut so_far: Option<(Typed, Unit)> = None;
        for factor in &found {
            so_far = match so_far {
                None => Some(*factor),
                Some(first) => match kinds::product(first.1, factor.1) {
                    Some(unit) => Some((first.0, unit)),
                    None => {
                        self.mixed("multiplier", first, *factor);
                        return None;
                    }
                },
            };
        }
        let unit = so_far.map_or(Unit::Count, |(_, unit)| unit);
        let scope = widest(found.iter().map(|(typed, _)| *typed));
        let nodes = found.iter().map(|(typed, _)| typed.node).collect();
        Some(self.push(Op::Product(nodes), Kind::Number(unit), scope, span))
    }

    pub(super) fn quotient(&mut self, a: &Expr, b: &Expr, span: Span) -> Option<Typed> {
        let (left, right) = (self.number(a), self.number(b));
        let (left, right) = (left?, right?);
        let Some(unit) = kinds::quotient(left.1, right.1) else {
            self.mixed("diviser", left, right);
            return None;
        };
        let scope = widest([left.0, right.0]);
        Some(self.push(Op::Quotient(left.0.node, right.0.node), Kind::Number(unit), scope, span))
    }

    /// Items that must be alike; returns their common unit.
    fn alike(&mut self, items: &[Expr], what: &str) -> Option<(Vec<Typed>, Unit)> {
        let mut found: Vec<(Typed, Unit)> = Vec::new();
        for item in items {
            found.push(self.number(item)?);
        }
        let mut common: Option<(Typed, Unit)> = None;
        for item in found.iter().filter(|(typed, _)| !typed.zero) {
            common = match common {
                None => Some(*item),
                Some(first) => match kinds::alike(first.1, item.1) {
                    Some(unit) => Some((first.0, unit)),
                    None => {
                        self.mixed(what, first, *item);
                        return None;
                    }
                },
            };
        }
        let unit = common.map_or(Unit::Count, |(_, unit)| unit);
        Some((found.into_iter().map(|(typed, _)| typed).collect(), unit))
    }

    pub(super) fn extreme(
        &mut self,
        op: fn(Vec<NodeId>) -> Op,
        items: &[Expr],
        span: Span,
    ) -> Option<Typed> {
        let (found, unit) = self.alike(items, "comparer")?;
        let nodes = found.iter().map(|typed| typed.node).collect();
        Some(self.push(op(nodes), Kind::Number(unit), widest(found), span))
    }

    pub(super) fn converted(&mut self, to_month: bool, value: &Expr, span: Span) -> Option<Typed> {
        let value = self.expression(value)?;
        let (from, to) =
            if to_month { (Period::Year, Period::Month) } else { (Period::Month, Period::Year) };
        let value = self.expect_kind(Kind::Number(Unit::Money(from)), value)?;
        let op = Op::Converted { value: value.node, to_month };
        Some(self.push(op, Kind::Number(Unit::Money(to)), value.scope, span))
    }

    /// An amount of money whose period the law reads otherwise.
    pub(super) fn read_as(&mut self, unit: Unit, value: &Expr, span: Span) -> Option<Typed> {
        let (value, found) = self.number(value)?;
        if !matches!((unit, found), (Unit::Money(_), Unit::Money(_))) {
            let message = "« lu en » ne change que la période d'un montant";
            self.report(Diagnostic::error(Code::Kind, span, message));
            return None;
        }
        let term = Term { minus: false, value: value.node, when: None };
        Some(self.push(Op::Sum(vec![term]), Kind::Number(unit), value.scope, span))
    }
}
