//! Formulas to nodes, with their kinds.

use super::{Elaborator, Typed};
use crate::diagnostic::{Code, Diagnostic};
use crate::kinds;
use crate::names::{GroupId, Names, Symbol};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, LiteralValue, Name};
use auclair_engine::program::{Fold, NodeId, Op, Period, Span as Months, Term};
use auclair_engine::{Comparison, Kind, MonthRef, Scope, Unit, Value};

impl Elaborator<'_> {
    /// A formula; nothing when an error was reported in it.
    pub(super) fn expression(&mut self, expr: &Expr) -> Option<Typed> {
        match &*expr.kind {
            ExprKind::Literal(literal) => self.literal(literal, expr.span),
            ExprKind::Name(name, owner) => self.name(name, owner.as_ref(), expr.span),
            ExprKind::Sum(terms) => self.sum(terms, expr.span),
            ExprKind::Product(factors) => self.product(factors, expr.span),
            ExprKind::Quotient(a, b) => self.quotient(a, b, expr.span),
            ExprKind::Extreme(greatest, items) => self.extreme(*greatest, items, expr.span),
            ExprKind::Compare(comparison, a, b) => self.compare(*comparison, a, b, expr.span),
            ExprKind::Is(left, denied, choices) => self.is(left, *denied, choices, expr.span),
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
            ExprKind::Elapsed(years, at_end, since) => {
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
            ExprKind::Converted(to_month, value) => self.converted(*to_month, value, expr.span),
            ExprKind::ReadAs(unit, value) => self.read_as(*unit, value, expr.span),
            ExprKind::MonthDay(last) => {
                let op = if *last { Op::MonthEnd } else { Op::MonthStart };
                Some(self.push(op, Kind::Date, Scope::Household, expr.span))
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

    /// A number, whatever its unit.
    fn number(&mut self, expr: &Expr) -> Option<(Typed, Unit)> {
        let found = self.expression(expr)?;
        if let Kind::Number(unit) = found.kind {
            return Some((found, unit));
        }
        let kind = kinds::kind_name(found.kind, &self.out.program);
        let message = format!("ici il faut un nombre, et c'est {kind}");
        self.report(Diagnostic::error(Code::Kind, found.span, message));
        None
    }

    fn mixed(&mut self, what: &str, a: (Typed, Unit), b: (Typed, Unit)) {
        let currency = &self.out.program.currency;
        let (left, right) = (kinds::unit_name(a.1, currency), kinds::unit_name(b.1, currency));
        let message = format!("on ne peut pas {what} {left} et {right}");
        let mut diagnostic = Diagnostic::error(Code::Kind, b.0.span, message)
            .label(format!("à droite : {right}"))
            .and(a.0.span, format!("à gauche : {left}"));
        diagnostic.help = conversion(Kind::Number(a.1), Kind::Number(b.1));
        self.report(diagnostic);
    }

    fn sum(&mut self, terms: &[(bool, Expr)], span: Span) -> Option<Typed> {
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
    pub(super) fn sum_lines(
        &mut self,
        lines: &[crate::syntax::ast::TermLine],
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

    fn product(&mut self, factors: &[Expr], span: Span) -> Option<Typed> {
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

    fn quotient(&mut self, a: &Expr, b: &Expr, span: Span) -> Option<Typed> {
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

    fn extreme(&mut self, greatest: bool, items: &[Expr], span: Span) -> Option<Typed> {
        let (found, unit) = self.alike(items, "comparer")?;
        let nodes = found.iter().map(|typed| typed.node).collect();
        let op = if greatest { Op::Greatest(nodes) } else { Op::Least(nodes) };
        Some(self.push(op, Kind::Number(unit), widest(found), span))
    }

    fn compare(&mut self, comparison: Comparison, a: &Expr, b: &Expr, span: Span) -> Option<Typed> {
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
    fn is(&mut self, left: &Expr, denied: bool, choices: &[Name], span: Span) -> Option<Typed> {
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

    fn together(
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

    fn persons(
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

    fn months(
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

    fn at_month(&mut self, month: &Spanned<MonthRef>, value: &Expr, span: Span) -> Option<Typed> {
        let value = self.expression(value)?;
        let op = Op::AtMonth { month: month.node, value: value.node };
        Some(self.push(op, value.kind, value.scope, span))
    }

    fn scaled(&mut self, name: &Name, value: &Expr, span: Span) -> Option<Typed> {
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

    /// An amount of money whose period the law reads otherwise.
    fn read_as(&mut self, unit: Unit, value: &Expr, span: Span) -> Option<Typed> {
        let (value, found) = self.number(value)?;
        if !matches!((unit, found), (Unit::Money(_), Unit::Money(_))) {
            let message = "« lu en » ne change que la période d'un montant";
            self.report(Diagnostic::error(Code::Kind, span, message));
            return None;
        }
        let term = Term { minus: false, value: value.node, when: None };
        Some(self.push(Op::Sum(vec![term]), Kind::Number(unit), value.scope, span))
    }

    /// A table entered by another row, and perhaps another column, than its own.
    fn lookup(
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

    fn converted(&mut self, to_month: bool, value: &Expr, span: Span) -> Option<Typed> {
        let value = self.expression(value)?;
        let (from, to) =
            if to_month { (Period::Year, Period::Month) } else { (Period::Month, Period::Year) };
        let value = self.expect_kind(Kind::Number(Unit::Money(from)), value)?;
        let op = Op::Converted { value: value.node, to_month };
        Some(self.push(op, Kind::Number(Unit::Money(to)), value.scope, span))
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
