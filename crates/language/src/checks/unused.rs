//! Figures, questions and rules that no result needs.

use super::Checked;
use super::reach;
use crate::diagnostic::{Code, Diagnostic};
use auclair_engine::Op;
use auclair_engine::program::NodeId;
use std::collections::BTreeSet;

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    let program = &checked.program;
    let reached = reach::from_results(checked);
    let ops = |node: &NodeId| program.node(*node).map(|node| &node.op);
    let mut rules = BTreeSet::new();
    let mut questions = BTreeSet::new();
    let mut parameters = BTreeSet::new();
    let mut tables = BTreeSet::new();
    for op in reached.iter().filter_map(ops) {
        match op {
            Op::Rule(id) => drop(rules.insert(id.index())),
            Op::Question(id) => drop(questions.insert(id.index())),
            Op::Parameter(id) => drop(parameters.insert(id.index())),
            Op::Lookup { table, .. } => drop(tables.insert(table.index())),
            _ => {}
        }
    }
    let mut report = |kind: &str, name: &str, span| {
        let message = format!("{kind} « {name} » ne sert à aucun résultat");
        diagnostics.push(
            Diagnostic::warning(Code::Unused, span, message)
                .help("retirez-le, ou employez-le dans une formule"),
        );
    };
    for (index, (rule, span)) in program.rules.iter().zip(&checked.rule_spans).enumerate() {
        if !rule.droit && !rules.contains(&index) {
            report("la règle", &rule.name, *span);
        }
    }
    for (index, (question, span)) in
        program.questions.iter().zip(&checked.question_spans).enumerate()
    {
        if !questions.contains(&index) {
            report("la question", &question.name, *span);
        }
    }
    for (index, (parameter, span)) in
        program.parameters.iter().zip(&checked.parameter_spans).enumerate()
    {
        if !parameters.contains(&index) {
            report("le paramètre", &parameter.name, *span);
        }
    }
    for (index, (table, span)) in program.tables.iter().zip(&checked.table_spans).enumerate() {
        if !tables.contains(&index) {
            report("le tableau", &table.name, *span);
        }
    }
}
