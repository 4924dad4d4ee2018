//! Rights, refusals and branches that say nothing to the person.

use super::{Checked, reach};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use auclair_engine::Op;
use auclair_engine::program::{Bound, Case, NodeId};

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    let program = &checked.elaborated.program;
    for (rule, span) in program.rules.iter().zip(&checked.rule_spans) {
        if rule.droit && rule.explanation.is_none() {
            let message = format!("le droit « {} » n'est pas expliqué", rule.name);
            diagnostics.push(Diagnostic::error(Code::NotExplained, *span, message).help(
                "ajoutez « expliquer « … » » : c'est la première phrase que lit la personne",
            ));
        }
        if rule.droit {
            for id in reach::within(program, rule.node) {
                if let Some(Op::Bounded { low, high, .. }) = program.node(id).map(|node| &node.op) {
                    let bounds = low.iter().chain(high);
                    bounds.for_each(|found| bound(checked, found, *span, diagnostics));
                }
            }
        }
    }
    for (node, span) in program.nodes.iter().zip(&checked.node_spans) {
        match &node.op {
            Op::Granted { uncovered, conditions, .. } => {
                for condition in conditions {
                    let place = at(checked, condition.node, *span);
                    let missing = condition.text.is_none() || condition.label.is_none();
                    if missing {
                        let message =
                            "cette condition ne dit pas ce qu'elle demande, ni ce qui manque";
                        diagnostics
                            .push(Diagnostic::error(Code::NotExplained, place, message).help(
                            "écrivez « si … « ce qu'il faut » », puis dessous « sinon dire « … » »",
                        ));
                    }
                }
                for condition in uncovered {
                    let place = at(checked, condition.node, *span);
                    if condition.text.is_none() || condition.label.is_none() {
                        let message = "cette situation non couverte ne dit pas pourquoi";
                        diagnostics.push(
                            Diagnostic::error(Code::NotExplained, place, message)
                                .help("écrivez « non couvert si … « situation » », puis dessous « dire « … » »"),
                        );
                    }
                }
            }
            Op::Withheld { below, .. } => bound(checked, below, *span, diagnostics),
            Op::Cases(cases) if cases.len() > 1 => branches(checked, cases, *span, diagnostics),
            Op::Except { exceptions, .. } => branches(checked, exceptions, *span, diagnostics),
            _ => {}
        }
    }
}

fn branches(checked: &Checked, cases: &[Case], span: Span, diagnostics: &mut Vec<Diagnostic>) {
    for case in cases.iter().filter(|case| case.text.is_none()) {
        let place = at(checked, case.value, span);
        let message = "ce cas n'est pas expliqué";
        diagnostics.push(
            Diagnostic::error(Code::NotExplained, place, message)
                .help("ajoutez dessous « dire « … » » : ce qui est dit quand ce cas s'applique"),
        );
    }
}

/// Where a bound decides, nothing else tells the person why.
fn bound(checked: &Checked, bound: &Bound, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    if bound.text.is_none() {
        let place = at(checked, bound.node, span);
        let message = "cette borne ne dit rien quand elle décide du montant";
        diagnostics.push(
            Diagnostic::error(Code::NotExplained, place, message)
                .help("ajoutez dessous « sinon dire « … » », par exemple avec {écart}"),
        );
    }
}

fn at(checked: &Checked, node: NodeId, span: Span) -> Span {
    checked.node_spans.get(node.index()).copied().unwrap_or(span)
}
