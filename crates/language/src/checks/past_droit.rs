//! A right read at another month: its own past would need it again, and so on for ever.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};
use auclair_engine::program::{RuleId, Span as Months};
use auclair_engine::{MonthRef, NodeId, Op, Program};

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    let program = &checked.program;
    let droits = droits_read(program);
    for (node, span) in program.nodes.iter().zip(&checked.node_spans) {
        let value = match &node.op {
            Op::AtMonth { month: MonthRef::Asked | MonthRef::Offset(0), .. }
            | Op::Months { span: Months::Offsets(0, 0), .. } => continue,
            Op::AtMonth { value, .. } | Op::Months { value, .. } => *value,
            _ => continue,
        };
        let droit = droits.get(value.index()).copied().flatten();
        if let Some(rule) = droit.and_then(|id| program.rules.get(id.index())) {
            let name = &rule.name;
            let message = format!("le droit « {name} » est lu à un autre mois");
            diagnostics.push(Diagnostic::error(Code::PastDroit, *span, message).help(format!(
                "ce qui compte est ce qui a été versé : lisez une question, \
                     avec « à défaut {name} au mois demandé »"
            )));
        }
    }
}

/// For each node, the first right that it reads at its own month: each node comes after those it
/// needs, so that one pass tells.
fn droits_read(program: &Program) -> Vec<Option<RuleId>> {
    let mut droits: Vec<Option<RuleId>> = Vec::with_capacity(program.nodes.len());
    for node in &program.nodes {
        let read = |node: NodeId| droits.get(node.index()).copied().flatten();
        let found = match &node.op {
            // What is read at the month asked about is not read elsewhere.
            Op::AtMonth { month: MonthRef::Asked, .. } => None,
            Op::Rule(id) => match program.rules.get(id.index()) {
                Some(rule) if rule.droit => Some(*id),
                Some(rule) => read(rule.node),
                None => None,
            },
            Op::Question(id) => program.questions.get(id.index()).and_then(|question| {
                question.asked_if.into_iter().chain(question.fallback).find_map(read)
            }),
            op => {
                let mut first = None;
                op.operands(&mut |operand| first = first.or_else(|| read(operand)));
                first
            }
        };
        droits.push(found);
    }
    droits
}
