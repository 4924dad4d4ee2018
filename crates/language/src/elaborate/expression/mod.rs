//! Formulas to nodes, with their kinds.

mod arithmetic;
mod gathered;
mod logic;
mod tables;

use super::{Elaborator, Typed};
use crate::diagnostic::{Code, Diagnostic};
use crate::kinds;
use crate::names::{Names, Symbol};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, LiteralValue, Name};
use auclair_engine::program::{NodeId, Op, Period};
use auclair_engine::{Kind, Scope, Unit, Value};

impl Elaborator<'_> {
    /// A formula; nothing when an error was reported in it.
    pub(super) fn expression(&mut self, expr: &Expr) -> Option<Typed> {
        match &*expr.kind {
            ExprKind::Literal(literal) => self.literal(literal, expr.span),
            ExprKind::Name(name, owner) => self.name(name, owner.as_ref(), expr.span),
            ExprKind::Sum(terms) => self.sum(terms, expr.span),
            ExprKind::Product(factors) => self.product(factors, expr.span),
            ExprKind::Quotient(a, b) => self.quotient(a, b, expr.span),
            ExprKind::Least(items) => self.extreme(Op::Least, items, expr.span),
            ExprKind::Greatest(items) => self.extreme(Op::Greatest, items, expr.span),
            ExprKind::Compare(comparison, a, b) => self.compare(*comparison, a, b, expr.span),
            ExprKind::Among(left, denied, choices) => self.among(left, *denied, choices, expr.span),
            ExprKind::All(all) => self.together(all, Op::All, expr.span),
            ExprKind::Any(any) => self.together(any, Op::Any, expr.span),
            ExprKind::Not(inner) => {
                let inner = self.condition(inner)?;
                Some(self.push(Op::Not(inner.node), Kind::Bool, inner.scope, expr.span))
            }
            ExprKind::Persons(fold, group, members, value) => {
                self.persons(*fold, group, members.as_ref(), value.as_ref(), expr.span)
            }
            ExprKind::Months(fold, months, value) => self.months(*fold, months, value, expr.span),
            ExprKind::AtMonth(month, value) => self.at_month(month, value, expr.span),
            ExprKind::Elapsed { years, at_end, since } => {
                let since = self.expression_of_kind(since, Kind::Date)?;
                let since = self.expect_kind(Kind::Date, since)?;
                let unit = if *years { Unit::Years } else { Unit::Months };
                let op = Op::Elapsed { years: *years, at_end: *at_end, since: since.node };
                Some(self.push(op, Kind::Number(unit), since.scope, expr.span))
            }
            ExprKind::Scaled(name, value) => self.scaled(name, value, expr.span),
            ExprKind::Lookup(name, row, column) => {
                self.lookup(name, row, column.as_ref(), expr.span)
            }
            ExprKind::Converted { value, to_month } => self.converted(*to_month, value, expr.span),
            ExprKind::ReadAs(unit, value) => self.read_as(*unit, value, expr.span),
            ExprKind::MonthStart => {
                Some(self.push(Op::MonthStart, Kind::Date, Scope::Household, expr.span))
            }
            ExprKind::MonthEnd => {
                Some(self.push(Op::MonthEnd, Kind::Date, Scope::Household, expr.span))
            }
        }
    }

    /// A formula where a kind is expected: a bare name may then be one of the choices of a list.
    pub(super) fn expression_of_kind(&mut self, expr: &Expr, kind: Kind) -> Option<Typed> {
        if let (ExprKind::Name(name, None), Kind::Choice(list)) = (&*expr.kind, kind) {
            let values = self.out.program.lists.get(list.index());
            let known = values.is_some_and(|list| list.values.iter().any(|(v, _)| v == name));
            let elsewhere = Names::find(&self.out.names.values, self.home, name).is_some();
            if known || !elsewhere {
                let choice = self.choice(list, name, expr.span)?;
                let op = Op::Constant(Value::Choice(choice));
                return Some(self.push(op, kind, Scope::Household, expr.span));
            }
        }
        if let ExprKind::Literal(LiteralValue::Absent) = &*expr.kind {
            return Some(self.push(Op::Constant(Value::Absent), kind, Scope::Household, expr.span));
        }
        self.expression(expr)
    }

    /// A condition: something that is yes or no.
    pub(super) fn condition(&mut self, expr: &Expr) -> Option<Typed> {
        let found = self.expression(expr)?;
        self.expect_kind(Kind::Bool, found)
    }

    /// Checks that something has the kind that is expected.
    pub(super) fn expect_kind(&mut self, expected: Kind, found: Typed) -> Option<Typed> {
        let zero = found.zero && matches!(expected, Kind::Number(_));
        if zero || kinds::fits(expected, found.kind) {
            return Some(Typed { kind: expected, ..found });
        }
        let program = &self.out.program;
        let (wanted, got) =
            (kinds::kind_name(expected, program), kinds::kind_name(found.kind, program));
        let message = format!("ici il faut {wanted}, et c'est {got}");
        let mut diagnostic =
            Diagnostic::error(Code::Kind, found.span, message).label(format!("en {got}"));
        diagnostic.help = conversion(expected, found.kind);
        self.report(diagnostic);
        None
    }

    fn literal(&mut self, literal: &LiteralValue, span: Span) -> Option<Typed> {
        let (value, kind, zero) = self.literal_value(literal, span)?;
        let typed = self.push(Op::Constant(value), kind, Scope::Household, span);
        Some(Typed { zero, ..typed })
    }

    fn name(&mut self, name: &str, owner: Option<&Name>, span: Span) -> Option<Typed> {
        let symbol = self.out.names.value(self.home, name, owner, span, self.diagnostics);
        let Some(symbol) = symbol else {
            self.failed = true;
            return None;
        };
        let program = &self.out.program;
        let (op, kind, scope) = match symbol {
            Symbol::Parameter(id) => {
                let kind = program.parameters.get(id.index())?.kind;
                (Op::Parameter(id), kind, Scope::Household)
            }
            Symbol::Question(id) => {
                let question = program.questions.get(id.index())?;
                (Op::Question(id), question.kind, question.scope)
            }
            Symbol::Rule(id) => {
                let rule = program.rules.get(id.index())?;
                (Op::Rule(id), rule.kind, rule.scope)
            }
            Symbol::Role => (Op::Role, Kind::Choice(auclair_engine::ListId(0)), Scope::Person),
            Symbol::Birth => (Op::Birth, Kind::Date, Scope::Person),
            Symbol::Table(id) => {
                let kind = program.tables.get(id.index())?.kind;
                let (row, column) = *self.bodies.table_keys.get(&id)?;
                let scope_of = |node: NodeId| program.node(node).map(|node| node.scope);
                let person = [Some(row), column]
                    .into_iter()
                    .flatten()
                    .any(|node| scope_of(node) == Some(Scope::Person));
                let scope = if person { Scope::Person } else { Scope::Household };
                (Op::Lookup { table: id, row, column }, kind, scope)
            }
        };
        if scope == Scope::Person && !self.in_person {
            let message =
                format!("« {name} » diffère d'une personne à l'autre : de qui parle-t-on ?");
            self.report(
                Diagnostic::error(Code::NoPerson, span, message).label("par personne").help(
                    "écrivez « somme par adulte de … », « au moins un adulte dont … », \
                     ou déclarez la règle « par personne »",
                ),
            );
            return None;
        }
        Some(self.push(op, kind, scope, span))
    }
}

/// How to go from what was found to what is expected, when there is a word for it.
fn conversion(expected: Kind, found: Kind) -> Option<String> {
    match (expected, found) {
        (Kind::Number(Unit::Money(Period::Month)), Kind::Number(Unit::Money(Period::Year))) => {
            Some("un montant annuel devient mensuel avec « ramené au mois »".into())
        }
        (Kind::Number(Unit::Money(Period::Year)), Kind::Number(Unit::Money(Period::Month))) => {
            Some("un montant mensuel devient annuel avec « ramené à l'année »".into())
        }
        (Kind::Number(Unit::Count), Kind::Number(Unit::Percent))
        | (Kind::Number(Unit::Percent), Kind::Number(Unit::Count)) => {
            Some("1 s'écrit 100 % quand on l'ajoute à un pourcentage".into())
        }
        _ => None,
    }
}

/// Per person as soon as one operand is.
fn widest(operands: impl IntoIterator<Item = Typed>) -> Scope {
    let person = operands.into_iter().any(|typed| typed.scope == Scope::Person);
    if person { Scope::Person } else { Scope::Household }
}
