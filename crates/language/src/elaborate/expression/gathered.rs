//! What is gathered over people or months, and what is read at another month.

use super::{Elaborator, Typed};
use crate::names::{GroupId, Names};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, Name};
use auclair_engine::program::{Fold, Op, Period, Span as Months};
use auclair_engine::{Kind, MonthRef, Scope, Unit};

impl Elaborator<'_> {
    pub(super) fn persons(
        &mut self,
        fold: Fold,
        group: &Name,
        members: Option<&Expr>,
        value: Option<&Expr>,
        span: Span,
    ) -> Option<Typed> {
        let table = (&self.out.names.groups, &self.out.names.unread);
        let found: Option<GroupId> =
            Names::need(table, self.home, group, "un groupe de personnes", self.diagnostics);
        let Some(group) = found else {
            self.failed = true;
            return None;
        };
        let in_group = self.bodies.groups.get(group.0).and_then(|(_, _, node)| *node);
        let outer = std::mem::replace(&mut self.in_person, true);
        let condition = members.map(|members| self.condition(members));
        let value = value.map(|value| {
            if matches!(fold, Fold::Any | Fold::All | Fold::Count) {
                self.condition(value)
            } else {
                self.number(value).map(|(typed, _)| typed)
            }
        });
        self.in_person = outer;
        let condition = match condition {
            None => None,
            Some(condition) => Some(condition?),
        };
        let value = match value {
            None => None,
            Some(value) => Some(value?),
        };
        let members = match (in_group, condition) {
            (Some(group), Some(condition)) => {
                let op = Op::All(vec![group, condition.node]);
                Some(self.push(op, Kind::Bool, Scope::Person, span).node)
            }
            (group, condition) => group.or(condition.map(|condition| condition.node)),
        };
        let kind = match fold {
            Fold::Any | Fold::All => Kind::Bool,
            Fold::Count => Kind::Number(Unit::Count),
            Fold::Sum | Fold::Mean | Fold::Least | Fold::Greatest => value?.kind,
        };
        let op = Op::Persons { fold, members, value: value.map(|value| value.node) };
        Some(self.push(op, kind, Scope::Household, span))
    }

    pub(super) fn months(
        &mut self,
        fold: Fold,
        months: &Spanned<Months>,
        value: &Expr,
        span: Span,
    ) -> Option<Typed> {
        let tests = matches!(fold, Fold::Any | Fold::All | Fold::Count);
        let value = if tests {
            self.condition(value)?
        } else {
            self.number(value).map(|(typed, _)| typed)?
        };
        let year = match months.node {
            Months::Year(_) => true,
            Months::Offsets(from, to) => to - from == 11,
        };
        let kind = match (fold, value.kind) {
            (Fold::Any | Fold::All, _) => Kind::Bool,
            (Fold::Count, _) => Kind::Number(Unit::Count),
            // Twelve monthly amounts make a yearly one; other sums of months are just sums.
            (Fold::Sum, Kind::Number(Unit::Money(Period::Month))) => {
                Kind::Number(Unit::Money(if year { Period::Year } else { Period::Once }))
            }
            (_, kind) => kind,
        };
        let op = Op::Months { fold, span: months.node, value: value.node };
        Some(self.push(op, kind, value.scope, span))
    }

    pub(super) fn at_month(
        &mut self,
        month: &Spanned<MonthRef>,
        value: &Expr,
        span: Span,
    ) -> Option<Typed> {
        let value = self.expression(value)?;
        let op = Op::AtMonth { month: month.node, value: value.node };
        Some(self.push(op, value.kind, value.scope, span))
    }
}
