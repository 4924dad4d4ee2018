//! Figures, questions, rules and names that no result needs.

use super::{Checked, reach};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use auclair_engine::Op;
use std::collections::BTreeSet;

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    let program = &checked.elaborated.program;
    let reached = reach::from_results(checked);
    let mut rules = BTreeSet::new();
    let mut questions = BTreeSet::new();
    let mut parameters = BTreeSet::new();
    let mut tables = BTreeSet::new();
    let mut scales = BTreeSet::new();
    for op in reached.iter().filter_map(|node| program.node(*node)).map(|node| &node.op) {
        match op {
            Op::Rule(id) => drop(rules.insert(id.index())),
            Op::Question(id) => drop(questions.insert(id.index())),
            Op::Parameter(id) => drop(parameters.insert(id.index())),
            Op::Lookup { table, .. } => drop(tables.insert(table.index())),
            Op::Scaled { scale, .. } => drop(scales.insert(scale.index())),
            _ => {}
        }
    }
    let mut report = |what: &str, name: &str, span: Option<&Span>| {
        let message = format!("{what} « {name} » ne sert à aucun résultat");
        diagnostics.push(
            Diagnostic::warning(Code::Unused, span.copied().unwrap_or_default(), message)
                .help("retirez-le, ou employez-le dans une formule"),
        );
    };
    for (index, rule) in program.rules.iter().enumerate() {
        if !rule.droit && !rules.contains(&index) {
            report("la règle", &rule.name, checked.rule_spans.get(index));
        }
    }
    for (index, question) in program.questions.iter().enumerate() {
        if !questions.contains(&index) {
            report("la question", &question.name, checked.question_spans.get(index));
        }
    }
    for (index, parameter) in program.parameters.iter().enumerate() {
        if !parameters.contains(&index) {
            report("le paramètre", &parameter.name, checked.parameter_spans.get(index));
        }
    }
    for (index, table) in program.tables.iter().enumerate() {
        if !tables.contains(&index) {
            report("le tableau", &table.name, checked.table_spans.get(index));
        }
    }
    for ((_, name), (id, span)) in &checked.names.scales {
        if !scales.contains(&id.index()) {
            report("le barème", name, Some(span));
        }
    }
    let themes: BTreeSet<_> = program.questions.iter().filter_map(|q| q.theme).collect();
    for ((_, name), (id, span)) in &checked.names.themes {
        if !themes.contains(id) {
            report("le thème", name, Some(span));
        }
    }
    let sources: BTreeSet<_> = program.references.iter().filter_map(|r| r.source).collect();
    for ((_, name), (id, span)) in &checked.names.sources {
        if !sources.contains(id) {
            report("le texte", name, Some(span));
        }
    }
}
