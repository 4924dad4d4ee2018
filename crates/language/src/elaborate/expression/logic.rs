//! Comparisons, choices, « et » and « ou ».

use super::{Elaborator, Typed, widest};
use crate::diagnostic::{Code, Diagnostic};
use crate::kinds;
use crate::source::Span;
use crate::syntax::ast::{Expr, Name};
use auclair_engine::program::{NodeId, Op};
use auclair_engine::{Comparison, Kind};

impl Elaborator<'_> {
    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        a: &Expr,
        b: &Expr,
        span: Span,
    ) -> Option<Typed> {
        let (left, right) = (self.expression(a), self.expression(b));
        let (left, right) = (left?, right?);
        match (left.kind, right.kind) {
            (Kind::Number(x), Kind::Number(y)) => {
                if !left.zero && !right.zero && kinds::alike(x, y).is_none() {
                    self.mixed("comparer", (left, x), (right, y));
                    return None;
                }
            }
            (Kind::Date, Kind::Date) => {}
            (Kind::Bool, Kind::Bool) | (Kind::Choice(_), Kind::Choice(_))
                if left.kind == right.kind
                    && matches!(comparison, Comparison::Equal | Comparison::Different) => {}
            (left_kind, right_kind) => {
                let program = &self.out.program;
                let message = format!(
                    "on ne peut pas comparer ainsi {} et {}",
                    kinds::kind_name(left_kind, program),
                    kinds::kind_name(right_kind, program)
                );
                self.report(Diagnostic::error(Code::Kind, span, message));
                return None;
            }
        }
        let op = Op::Compare(comparison, left.node, right.node);
        Some(self.push(op, Kind::Bool, widest([left, right]), span))
    }

    /// `zone est l'une de zone 1, zone 2`
    pub(super) fn among(
        &mut self,
        left: &Expr,
        denied: bool,
        choices: &[Name],
        span: Span,
    ) -> Option<Typed> {
        let left = self.expression(left)?;
        let Kind::Choice(list) = left.kind else {
            let kind = kinds::kind_name(left.kind, &self.out.program);
            let message = format!("« est » se dit d'un choix, et c'est {kind}");
            self.report(
                Diagnostic::error(Code::Kind, left.span, message)
                    .help("pour comparer des nombres ou des dates, écrivez = ou ≠"),
            );
            return None;
        };
        let mut mask = 0u64;
        for name in choices {
            mask |=
                1u64.checked_shl(u32::from(self.choice(list, &name.node, name.span)?)).unwrap_or(0);
        }
        let found = self.push(Op::Among(left.node, mask), Kind::Bool, left.scope, span);
        Some(if denied {
            self.push(Op::Not(found.node), Kind::Bool, left.scope, span)
        } else {
            found
        })
    }

    pub(super) fn together(
        &mut self,
        conditions: &[Expr],
        make: fn(Vec<NodeId>) -> Op,
        span: Span,
    ) -> Option<Typed> {
        let found: Vec<Option<Typed>> =
            conditions.iter().map(|condition| self.condition(condition)).collect();
        let found: Vec<Typed> = found.into_iter().collect::<Option<_>>()?;
        let nodes = found.iter().map(|typed| typed.node).collect();
        Some(self.push(make(nodes), Kind::Bool, widest(found), span))
    }
}
