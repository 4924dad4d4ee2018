//! Tables and scales.

use super::{Elaborator, Typed};
use crate::diagnostic::{Code, Diagnostic};
use crate::names::{Names, Symbol};
use crate::source::Span;
use crate::syntax::ast::{Expr, Name};
use auclair_engine::program::Op;
use auclair_engine::{Kind, Scope, Value};

impl Elaborator<'_> {
    pub(super) fn scaled(&mut self, name: &Name, value: &Expr, span: Span) -> Option<Typed> {
        let table = (&self.out.names.scales, &self.out.names.unread);
        let scale = Names::need(table, self.home, name, "un barème déclaré", self.diagnostics);
        let Some(scale) = scale else {
            self.failed = true;
            return None;
        };
        let argument = self.out.program.scales.get(scale.index())?.argument;
        let value = self.expression(value)?;
        let value = self.expect_kind(argument, value)?;
        let op = Op::Scaled { scale, value: value.node };
        Some(self.push(op, argument, value.scope, span))
    }

    /// A table entered by another row, and perhaps another column, than its own.
    pub(super) fn lookup(
        &mut self,
        name: &Name,
        row: &Expr,
        fixed: Option<&Name>,
        span: Span,
    ) -> Option<Typed> {
        let symbol = self.out.names.value(self.home, &name.node, None, name.span, self.diagnostics);
        let Some(Symbol::Table(table)) = symbol else {
            let message = format!("« {} » n'est pas un tableau", name.node);
            self.report(Diagnostic::error(Code::Kind, name.span, message));
            return None;
        };
        let kind = self.out.program.tables.get(table.index())?.kind;
        let (own_row, column) = *self.bodies.table_keys.get(&table)?;
        let expected = self.out.program.node(own_row)?.kind;
        let row = self.expression_of_kind(row, expected)?;
        let row = self.expect_kind(expected, row)?;
        let column = match (fixed, column) {
            (Some(fixed), Some(own)) => {
                let Kind::Choice(list) = self.out.program.node(own)?.kind else { return None };
                let choice = self.choice(list, &fixed.node, fixed.span)?;
                let op = Op::Constant(Value::Choice(choice));
                let kind = Kind::Choice(list);
                Some(self.push(op, kind, Scope::Household, fixed.span).node)
            }
            (_, own) => own,
        };
        let column_scope = column.and_then(|column| self.out.program.node(column)).map(|n| n.scope);
        let person = row.scope == Scope::Person || column_scope == Some(Scope::Person);
        let scope = if person { Scope::Person } else { Scope::Household };
        Some(self.push(Op::Lookup { table, row: row.node, column }, kind, scope, span))
    }
}
