//! Rules: their formulas and clauses, always applied in the same order.
//!
//! Value, then exceptions, bounds, rounding and threshold; around all this, the conditions.

use super::{Elaborator, Typed};
use crate::diagnostic::{Code, Diagnostic};
use crate::kinds;
use crate::source::Span;
use crate::syntax::ast::{
    BoundLine, CaseLine, ConditionLine, Formula, FormulaValue, Jump, Rounding,
};
use auclair_engine::program::{Bound, Case, Condition, NodeId, Op, RuleId};
use auclair_engine::{Kind, Scope, Unit};
use time::Date;

impl Elaborator<'_> {
    pub(super) fn rule(&mut self, id: RuleId) {
        let Some((home, rule)) = self.bodies.rules.get(id.index()).cloned() else { return };
        let Some(kind) = self.out.program.rules.get(id.index()).map(|rule| rule.kind) else {
            return;
        };
        self.home = home;
        self.open(if rule.droit { "droit" } else { "règle" }, &rule.title.name.node);
        self.in_person = rule.per_person;
        let mut formulas = Vec::new();
        for (from, formula) in &rule.formulas {
            let Some(found) = self.formula(formula, kind, rule.title.name.span) else { continue };
            if let (Some(from), Some((Some(before), _))) = (from, formulas.last())
                && *before >= from.node
                && from.node != Date::MIN
            {
                let message = "cette formule n'est pas d'une date postérieure à la précédente";
                self.report(Diagnostic::error(Code::DateOrder, from.span, message));
            }
            formulas.push((from.as_ref().map(|from| from.node), found));
        }
        let span = rule.title.name.span;
        let value = match formulas.as_slice() {
            [(None, only)] => Some(*only),
            [] => None,
            dated => {
                let list = dated.iter().filter_map(|(from, typed)| Some(((*from)?, typed.node)));
                let scope = dated.iter().map(|(_, typed)| typed.scope);
                let scope = widest(scope);
                Some(self.push(Op::Dated(list.collect()), kind, scope, span))
            }
        };
        let granted = value.and_then(|value| {
            if rule.uncovered.is_empty() && rule.conditions.is_empty() {
                return Some(value);
            }
            let uncovered = self.conditions(&rule.uncovered);
            let conditions = self.conditions(&rule.conditions);
            let op =
                Op::Granted { uncovered: uncovered?, conditions: conditions?, value: value.node };
            Some(self.push(op, kind, value.scope, span))
        });
        self.in_person = false;
        if let (Some(granted), Some(rule)) = (granted, self.out.program.rules.get_mut(id.index())) {
            rule.node = granted.node;
        }
    }

    fn conditions(&mut self, lines: &[ConditionLine]) -> Option<Vec<Condition>> {
        let mut conditions = Vec::new();
        for line in lines {
            let found = self.condition(&line.condition);
            let label = line.label.as_ref().map(|label| self.sentence(label, self.in_person));
            let text = line.text.as_ref().map(|text| self.sentence(text, self.in_person));
            let references = self.references(&line.references);
            if let Some(found) = found {
                self.wanted(line.jump.as_ref(), [found.node]);
            }
            conditions.push(found.map(|found| Condition {
                node: found.node,
                label,
                text,
                references,
            }));
        }
        conditions.into_iter().collect()
    }

    fn formula(&mut self, formula: &Formula, kind: Kind, name: Span) -> Option<Typed> {
        let value = formula.value.as_ref()?;
        let mut found = match &value.node {
            FormulaValue::Cases(cases) => self.cases(cases, kind)?,
            FormulaValue::Sum(lines) => {
                let sum = self.sum_lines(lines, value.span)?;
                self.expect_kind(kind, sum)?
            }
        };
        if !formula.exceptions.is_empty() {
            let mut exceptions = Vec::new();
            for line in &formula.exceptions {
                let when = self.condition(&line.when);
                let value = self.expression_of_kind(&line.value, kind);
                let value = value.and_then(|value| self.expect_kind(kind, value));
                let text = line.text.as_ref().map(|text| self.sentence(text, self.in_person));
                let references = self.references(&line.references);
                let when = when?;
                if line.prevails {
                    self.out.prevails.push(Some(when.node));
                }
                self.wanted(line.jump.as_ref(), [when.node]);
                exceptions.push((when, value?, text, references));
            }
            let scope = widest(
                exceptions
                    .iter()
                    .flat_map(|(when, value, ..)| [when.scope, value.scope])
                    .chain([found.scope]),
            );
            let exceptions = exceptions
                .into_iter()
                .map(|(when, value, text, references)| Case {
                    when: Some(when.node),
                    value: value.node,
                    text,
                    references,
                })
                .collect();
            found = self.push(Op::Except { exceptions, base: found.node }, kind, scope, name);
        }
        if formula.low.is_some() || formula.high.is_some() {
            let low = self.bound(formula.low.as_ref(), kind)?;
            let high = self.bound(formula.high.as_ref(), kind)?;
            let scopes = low.iter().chain(&high).map(|(_, scope)| *scope).chain([found.scope]);
            let scope = widest(scopes);
            let op = Op::Bounded {
                value: found.node,
                low: low.map(|(bound, _)| bound),
                high: high.map(|(bound, _)| bound),
            };
            found = self.push(op, kind, scope, name);
        }
        if let Some(rounding) = &formula.rounding {
            found = self.rounding(rounding, found, kind)?;
        }
        if let Some(threshold) = &formula.threshold {
            let (below, scope) = self.bound(Some(threshold), kind)??;
            let scope = widest([found.scope, scope]);
            let op = Op::Withheld { value: found.node, below };
            found = self.push(op, kind, scope, threshold.span);
            self.wanted(threshold.jump.as_ref(), [found.node]);
        }
        Some(found)
    }

    fn cases(&mut self, lines: &[CaseLine], kind: Kind) -> Option<Typed> {
        if let [CaseLine { value, when: None, otherwise: false, text: None, .. }] = lines {
            let found = self.expression_of_kind(value, kind)?;
            return self.expect_kind(kind, found);
        }
        if let [CaseLine { otherwise: true, span, .. }] = lines {
            let message = "« sinon » vient après un autre cas, et celui-ci est le seul";
            self.report(
                Diagnostic::error(Code::Formula, *span, message)
                    .help("ajoutez le cas qui manque au-dessus, ou retirez « sinon »"),
            );
            return None;
        }
        let mut cases = Vec::new();
        let mut scopes = Vec::new();
        let mut span = Span::default();
        for (index, line) in lines.iter().enumerate() {
            span = if index == 0 { line.span } else { span.to(line.span) };
            let last = index + 1 == lines.len();
            if line.when.is_none() && !last {
                let message = "après un cas sans condition, aucun autre ne peut s'appliquer";
                self.report(
                    Diagnostic::error(Code::Overlap, line.span, message)
                        .help("mettez le cas général en dernier, avec « sinon »"),
                );
                return None;
            }
            if line.when.is_none() && !line.otherwise && lines.len() > 1 {
                let message = "le dernier cas n'a ni condition, ni « sinon »";
                self.report(Diagnostic::error(Code::Formula, line.span, message));
                return None;
            }
            let when = line.when.as_ref().map(|when| self.condition(when));
            let value = self.expression_of_kind(&line.value, kind);
            let value = value.and_then(|value| self.expect_kind(kind, value));
            let text = line.text.as_ref().map(|text| self.sentence(text, self.in_person));
            let references = self.references(&line.references);
            let when = match when {
                None => None,
                Some(when) => Some(when?),
            };
            let value = value?;
            scopes.extend(when.map(|when| when.scope));
            scopes.push(value.scope);
            let when = when.map(|when| when.node);
            cases.push(Case { when, value: value.node, text, references });
        }
        for (line, case) in lines.iter().zip(&cases) {
            // The last case holds when no other does.
            let all = cases.iter().filter_map(|case| case.when);
            match case.when {
                Some(when) => self.wanted(line.jump.as_ref(), [when]),
                None => self.wanted(line.jump.as_ref(), all),
            }
        }
        Some(self.push(Op::Cases(cases), kind, widest(scopes), span))
    }

    /// A bound, worked out; the outer nothing marks an error.
    #[allow(clippy::option_option)]
    fn bound(&mut self, line: Option<&BoundLine>, kind: Kind) -> Option<Option<(Bound, Scope)>> {
        let Some(line) = line else { return Some(None) };
        let found = self.expression(&line.value)?;
        let found = self.expect_kind(kind, found)?;
        let text = line.text.as_ref().map(|text| self.sentence_of_bound(text));
        let references = self.references(&line.references);
        Some(Some((Bound { node: found.node, text, references }, found.scope)))
    }

    fn rounding(&mut self, rounding: &Rounding, found: Typed, kind: Kind) -> Option<Typed> {
        let fits = match (kind, rounding.unit) {
            (Kind::Number(Unit::Money(_)), Unit::Money(_)) => true,
            (Kind::Number(unit), step) => unit == step,
            _ => false,
        };
        if !fits {
            let program = &self.out.program;
            let message = format!(
                "l'arrondi est en {}, la règle en {}",
                kinds::unit_name(rounding.unit, &program.currency),
                kinds::kind_name(kind, program)
            );
            self.report(Diagnostic::error(Code::Kind, rounding.span, message));
            return None;
        }
        let op = Op::Rounded {
            value: found.node,
            step: rounding.step,
            mode: rounding.mode,
            references: self.references(&rounding.references),
        };
        let found = self.push(op, kind, found.scope, rounding.span);
        self.wanted(rounding.jump.as_ref(), [found.node]);
        Some(found)
    }

    /// Where these nodes decide otherwise than one unit of money before, the law wants a jump.
    fn wanted(&mut self, jump: Option<&Jump>, nodes: impl IntoIterator<Item = NodeId>) {
        if let Some(jump) = jump {
            // The article must be one of a text that is declared, as any other.
            self.references(&jump.references);
            self.out.wanted_jumps.extend(nodes);
        }
    }
}

fn widest(scopes: impl IntoIterator<Item = Scope>) -> Scope {
    let person = scopes.into_iter().any(|scope| scope == Scope::Person);
    if person { Scope::Person } else { Scope::Household }
}
