//! Rights, figures and roundings that cite no text, and tests whose figures come from nowhere.

use super::{Checked, reach};
use crate::diagnostic::{Code, Diagnostic};
use auclair_engine::program::{CaveatKind, Rule};
use auclair_engine::{Op, Value};
use rust_decimal::Decimal;

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    for (rule, span) in checked.program.rules.iter().zip(&checked.rule_spans) {
        // What is said to have no source is said on screen too.
        if rule.caveats.iter().any(|caveat| caveat.kind == CaveatKind::Unsourced) {
            continue;
        }
        if rule.droit && rule.references.is_empty() {
            let message = format!("le droit « {} » ne cite aucun texte", rule.name);
            diagnostics.push(
                Diagnostic::error(Code::NoSource, *span, message).help(
                    "ajoutez la référence entre crochets, ou une ligne « à sourcer : « … » »",
                ),
            );
        }
        formula(checked, rule, diagnostics);
    }
    for (_, test) in &checked.tests {
        if test.source.is_none() {
            diagnostics.push(
                Diagnostic::warning(
                    Code::TestWithoutSource,
                    test.name.span,
                    "ce test ne dit pas d'où viennent ses chiffres",
                )
                .help(
                    "ajoutez « source « … » » : un texte, une publication, ou le calcul à la main",
                ),
            );
        }
    }
}

/// Roundings, and the figures that a rule holds itself.
fn formula(checked: &Checked, rule: &Rule, diagnostics: &mut Vec<Diagnostic>) {
    let program = &checked.elaborated.program;
    let nodes = reach::within(program, rule.node);
    let ops = || nodes.iter().filter_map(|id| Some((*id, &program.node(*id)?.op)));
    let cited = !rule.references.is_empty() || ops().any(|(_, op)| cites(op));
    for (id, op) in ops() {
        let span = checked.node_spans.get(id.index()).copied().unwrap_or_default();
        match op {
            Op::Rounded { references, .. } if references.is_empty() => diagnostics.push(
                Diagnostic::warning(Code::NoSource, span, "cet arrondi n'a pas de source")
                    .label("quel texte l'ordonne ?")
                    .help("ajoutez la référence entre crochets"),
            ),
            // Nothing and the whole are no choices of the law.
            Op::Constant(Value::Number(number))
                if !cited && !number.is_zero() && *number != Decimal::ONE =>
            {
                let message = "ce chiffre est dans une règle qui ne cite aucun texte";
                diagnostics.push(
                    Diagnostic::warning(Code::NoSource, span, message)
                        .label("d'où vient-il ?")
                        .help("ajoutez la référence de la règle entre crochets, ou « à sourcer »"),
                );
            }
            _ => {}
        }
    }
}

/// Whether a clause cites a text of its own.
fn cites(op: &Op) -> bool {
    match op {
        Op::Cases(cases) | Op::Except { exceptions: cases, .. } => {
            cases.iter().any(|case| !case.references.is_empty())
        }
        Op::Bounded { low, high, .. } => {
            low.iter().chain(high).any(|bound| !bound.references.is_empty())
        }
        Op::Withheld { below, .. } => !below.references.is_empty(),
        _ => false,
    }
}
