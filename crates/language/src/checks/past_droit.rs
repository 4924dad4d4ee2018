//! A right read at another month: its own past would need it again, and so on for ever.

use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborated;
use auclair_engine::program::Span as Months;
use auclair_engine::{MonthRef, Op, Program};

pub(super) fn check(elaborated: &Elaborated, diagnostics: &mut Vec<Diagnostic>) {
    let program = &elaborated.program;
    for (node, span) in program.nodes.iter().zip(&elaborated.node_spans) {
        let value = match &node.op {
            Op::AtMonth { month: MonthRef::Asked | MonthRef::Offset(0), .. }
            | Op::Months { span: Months::Offsets(0, 0), .. } => continue,
            Op::AtMonth { value, .. } | Op::Months { value, .. } => *value,
            _ => continue,
        };
        if let Some(name) = read_elsewhere(program, value) {
            let message = format!("le droit « {name} » est lu à un autre mois");
            diagnostics.push(Diagnostic::error(Code::PastDroit, *span, message).help(format!(
                "ce qui compte est ce qui a été versé : lisez une question, \
                     avec « à défaut {name} au mois demandé »"
            )));
        }
    }
}

/// The first right that a node reads at its own month.
fn read_elsewhere(program: &Program, from: auclair_engine::NodeId) -> Option<&str> {
    // What is read at the month asked about is not read elsewhere.
    let stops = |op: &Op| matches!(op, Op::AtMonth { month: MonthRef::Asked, .. });
    let mut pending = vec![from];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(node) = pending.pop() {
        if !seen.insert(node) {
            continue;
        }
        let Some(found) = program.node(node) else { continue };
        match &found.op {
            op if stops(op) => {}
            Op::Rule(id) => {
                let rule = program.rules.get(id.index())?;
                if rule.droit {
                    return Some(&rule.name);
                }
                pending.push(rule.node);
            }
            Op::Question(id) => {
                let question = program.questions.get(id.index())?;
                pending.extend(question.asked_if);
                pending.extend(question.fallback);
            }
            op => op.operands(&mut |operand| pending.push(operand)),
        }
    }
    None
}
