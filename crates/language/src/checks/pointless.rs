//! Questions whose answer can never change a result: never asked, compared outside of their bounds,
//! multiplied by nothing…
//!
//! Households of every shape are evaluated with every answer left open. Unknown values travel as
//! ranges: where a result is known all the same, no answer can change it.

use super::{Checked, reach};
use crate::diagnostic::{Code, Diagnostic};
use auclair_engine::program::{Program, QuestionId, RuleId};
use auclair_engine::{Answer, Detail, Evaluated, Fact, Household, Month, Op, Plan, Role, evaluate};
use std::collections::BTreeSet;

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    let program = &checked.elaborated.program;
    let rules: Vec<RuleId> = program.droits().map(|(_, rule)| rule).collect();
    let results = rules.iter().filter_map(|rule| program.rules.get(rule.index()));
    let mut left: BTreeSet<QuestionId> = reach::from(program, results.map(|rule| rule.node))
        .into_iter()
        .filter_map(|node| match program.node(node)?.op {
            Op::Question(id) => Some(id),
            _ => None,
        })
        .collect();
    let shapes = shapes(program);
    for month in months(program) {
        // What keeps a month from being laid out is told elsewhere.
        let Ok(plan) = Plan::new(program, month, &rules, Detail::Results) else { return };
        for household in &shapes {
            if left.is_empty() {
                return;
            }
            let Ok(trace) = evaluate(program, &plan, household) else { return };
            let evaluated = Evaluated { program, plan: &plan, trace: &trace, household };
            let useful: BTreeSet<QuestionId> = evaluated.may_matter(&rules).collect();
            left.retain(|question| !useful.contains(question));
        }
    }
    for id in left {
        let Some(question) = program.questions.get(id.index()) else { continue };
        let span = checked.question_spans.get(id.index()).copied().unwrap_or_default();
        let message = format!("aucune réponse à « {} » ne peut changer un résultat", question.name);
        diagnostics.push(Diagnostic::warning(Code::Pointless, span, message).help(
            "regardez « posée si », les bornes, et ce à quoi la réponse est comparée ; ou retirez-la",
        ));
    }
}

/// The first month, and those at which a formula or a figure changes: one a year is enough, since
/// what comes back each year comes back the same.
fn months(program: &Program) -> Vec<Month> {
    let Some(first) = program.first_month else { return Vec::new() };
    let formulas = program.nodes.iter().flat_map(|node| match &node.op {
        Op::Dated(formulas) => formulas.iter().map(|(from, _)| *from).collect(),
        _ => Vec::new(),
    });
    let figures = program.parameters.iter().flat_map(|p| p.values.iter().map(|dated| dated.from));
    let last = formulas.chain(figures).map(Month::of).max().unwrap_or(first).max(first);
    let mut months = vec![last];
    let mut month = first;
    while month < last {
        months.push(month);
        month = month.plus(12);
    }
    months
}

/// People alone and couples, with and without children and others: those of whom most can be asked
/// come first.
fn shapes(program: &Program) -> Vec<Household> {
    let mut shapes = Vec::new();
    for couple in [true, false] {
        for children in [3, 1, 0] {
            for others in [1, 0] {
                let mut household = Household::new(program);
                household.add("", Role::Demandeur, None);
                if couple {
                    household.add("", Role::Conjoint, None);
                }
                for _ in 0..children {
                    household.add("", Role::Enfant, None);
                }
                for _ in 0..others {
                    household.add("", Role::Autre, None);
                }
                anything(program, &mut household);
                shapes.push(household);
            }
        }
    }
    shapes
}

/// Every answer may be anything that its question takes, even where something could stand for it.
fn anything(program: &Program, household: &mut Household) {
    for (index, question) in (0u32..).zip(&program.questions) {
        for person in 0..household.people().len() {
            let fact = household.fact_mut(QuestionId(index), question.scope, person);
            if let Some(fact) = fact {
                *fact = Fact::Always(Answer::Within(question.range));
            }
        }
    }
}
