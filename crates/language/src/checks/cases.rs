//! Cases that leave a situation out, and cases or exceptions that can hold together.

use super::decide::{Condition, Reader, Situation, told};
use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborated;
use crate::source::Span;
use auclair_engine::program::{Case, NodeId};
use auclair_engine::{Op, Program};

pub(super) fn check(elaborated: &Elaborated, diagnostics: &mut Vec<Diagnostic>) {
    for (node, span) in elaborated.program.nodes.iter().zip(&elaborated.node_spans) {
        match &node.op {
            Op::Cases(cases) => cases_of(elaborated, cases, *span, diagnostics),
            Op::Except { exceptions, .. } => {
                exceptions_of(elaborated, exceptions, *span, diagnostics);
            }
            _ => {}
        }
    }
}

fn read(
    program: &Program,
    conditions: impl Iterator<Item = NodeId>,
) -> (Vec<Condition>, Option<Vec<Situation>>) {
    let mut reader = Reader::new(program);
    let conditions = conditions.map(|node| reader.read(node)).collect();
    (conditions, reader.situations())
}

fn cases_of(
    elaborated: &Elaborated,
    cases: &[Case],
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let program = &elaborated.program;
    let (conditions, situations) = read(program, cases.iter().filter_map(|case| case.when));
    let otherwise = cases.iter().any(|case| case.when.is_none());
    let Some(situations) = situations else {
        if !otherwise {
            let message = "il y a trop de combinaisons pour vérifier que tous les cas sont prévus";
            diagnostics.push(
                Diagnostic::error(Code::Uncovered, span, message)
                    .help("terminez par un cas « sinon »"),
            );
        }
        return;
    };
    if !otherwise
        && let Some(missing) =
            situations.iter().find(|situation| !conditions.iter().any(|c| c.holds(situation)))
    {
        let message = format!("aucun cas ne s'applique quand {}", told(missing));
        diagnostics.push(
            Diagnostic::error(Code::Uncovered, span, message)
                .help("ajoutez ce cas, ou terminez par « sinon »"),
        );
    }
    for (index, first) in conditions.iter().enumerate() {
        for (later, second) in conditions.iter().enumerate().skip(index + 1) {
            let both = situations.iter().find(|s| first.holds(s) && second.holds(s));
            if let Some(situation) = both {
                let place = place(elaborated, cases, later, span);
                let message = format!(
                    "ce cas et le cas n° {} s'appliquent tous deux quand {}",
                    index + 1,
                    told(situation)
                );
                diagnostics.push(
                    Diagnostic::error(Code::Overlap, place, message)
                        .help("précisez les conditions : un seul cas doit pouvoir s'appliquer"),
                );
            }
        }
    }
}

fn exceptions_of(
    elaborated: &Elaborated,
    exceptions: &[Case],
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let program = &elaborated.program;
    let (conditions, situations) = read(program, exceptions.iter().filter_map(|case| case.when));
    for (index, first) in conditions.iter().enumerate() {
        if elaborated.prevails.contains(&exceptions.get(index).and_then(|case| case.when)) {
            continue;
        }
        for (later, second) in conditions.iter().enumerate().skip(index + 1) {
            let both = match &situations {
                Some(situations) => {
                    situations.iter().find(|s| first.holds(s) && second.holds(s)).map(told)
                }
                None => Some("cela n'a pas pu être exclu".into()),
            };
            if let Some(situation) = both {
                let place = place(elaborated, exceptions, later, span);
                let message = format!(
                    "cette exception et l'exception n° {} peuvent s'appliquer ensemble : {situation}",
                    index + 1
                );
                diagnostics.push(
                    Diagnostic::error(Code::Overlap, place, message).help(
                        "précisez les conditions, ou ajoutez « , prime sur les suivantes » à la première",
                    ),
                );
            }
        }
    }
}

fn place(elaborated: &Elaborated, cases: &[Case], index: usize, span: Span) -> Span {
    let when = cases.get(index).and_then(|case| case.when);
    when.and_then(|node| elaborated.node_spans.get(node.index())).copied().unwrap_or(span)
}
