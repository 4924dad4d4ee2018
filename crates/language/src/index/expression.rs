//! The names in formulas.

use super::fiche::Reader;
use super::{Named, Number};
use crate::names::{Names, Symbol};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Name};
use auclair_engine::program::ListId;
use auclair_engine::{Kind, ListId as Roles};

impl Reader<'_> {
    /// The names of a formula; where a list is expected, a bare name may be one of its choices.
    pub(super) fn expression(&mut self, expr: &Expr, list: Option<ListId>) {
        match &*expr.kind {
            ExprKind::Name(name, owner) => self.name(expr.span, name, owner.as_ref(), list),
            ExprKind::Among(left, _, choices) => {
                self.expression(left, None);
                let list = self.list(left);
                for choice in choices {
                    let named = list.and_then(|list| self.choice(list, &choice.node));
                    self.add(choice.span, named);
                }
            }
            ExprKind::Compare(_, left, right) => {
                self.expression(left, None);
                let list = self.list(left);
                self.expression(right, list);
            }
            ExprKind::Persons(_, group, members, value) => {
                let found = Names::find(&self.names().groups, self.home, &group.node);
                let number = self.number(group);
                self.add(group.span, found.map(|found| Named::Group(found, number)));
                members.iter().chain(value).for_each(|part| self.expression(part, None));
            }
            ExprKind::Scaled(scale, value) => {
                let found = Names::find(&self.names().scales, self.home, &scale.node);
                self.add(scale.span, found.map(Named::Scale));
                self.expression(value, None);
            }
            ExprKind::Lookup(table, row, column) => {
                let found = Names::find(&self.names().values, self.home, &table.node);
                self.add(table.span, found.map(Named::Value));
                let Some(Symbol::Table(id)) = found else { return };
                let (rows, columns) = self.keys(id);
                self.expression(row, rows);
                if let Some(column) = column {
                    let named = columns.and_then(|list| self.choice(list, &column.node));
                    self.add(column.span, named);
                }
            }
            _ => {
                let mut inner = Vec::new();
                expr.parts(&mut |part| inner.push(part.clone()));
                for part in &inner {
                    self.expression(part, list);
                }
            }
        }
    }

    fn name(&mut self, span: Span, name: &str, owner: Option<&Name>, list: Option<ListId>) {
        let home = self.owner(owner);
        let span = self.bare(span, owner);
        let choice = list.and_then(|list| self.choice(list, name)).filter(|_| owner.is_none());
        let symbol = Names::find(&self.names().values, home, name);
        self.add(span, choice.or_else(|| symbol.map(|symbol| self.named(symbol))));
    }

    /// The place of a name without the parentheses around it or behind it.
    fn bare(&self, span: Span, owner: Option<&Name>) -> Span {
        let end = owner.map_or(span.end, |owner| owner.span.start);
        let whole = self.text.get(span.start as usize..end as usize).unwrap_or_default();
        let around = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
        let cut = |longer: usize, shorter: usize| u32::try_from(longer - shorter).unwrap_or(0);
        let start = span.start + cut(whole.len(), whole.trim_start_matches(around).len());
        let end = end - cut(whole.len(), whole.trim_end_matches(around).len());
        Span { start, end: end.max(start), ..span }
    }

    /// Whether the name of a group is the one of several: the other is that of one.
    fn number(&self, group: &Name) -> Number {
        let declared = self.names().groups.get(&(self.home, group.node.clone()));
        let declared =
            declared.or_else(|| self.names().groups.get(&(None, group.node.clone()))).copied();
        let Some((id, span)) = declared else { return Number::One };
        let first = self.names().groups.values().filter(|(other, _)| *other == id);
        let first = first.map(|(_, span)| span.start).min();
        if first == Some(span.start) { Number::One } else { Number::Several }
    }

    /// The list whose choices something takes.
    fn list(&self, expr: &Expr) -> Option<ListId> {
        let program = self.program();
        let kind = match &*expr.kind {
            ExprKind::Name(name, owner) => {
                let home = match owner {
                    Some(owner) => self.dispositif(owner),
                    None => self.home,
                };
                match Names::find(&self.names().values, home, name)? {
                    Symbol::Question(id) => program.questions.get(id.index())?.kind,
                    Symbol::Rule(id) => program.rules.get(id.index())?.kind,
                    Symbol::Role => Kind::Choice(Roles(0)),
                    _ => return None,
                }
            }
            ExprKind::AtMonth(_, inner) => return self.list(inner),
            _ => return None,
        };
        if let Kind::Choice(list) = kind { Some(list) } else { None }
    }
}
