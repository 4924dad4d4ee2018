//! Rules that cite no text, and tests whose figures come from nowhere.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};
use auclair_engine::program::CaveatKind;

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    let program = &checked.program;
    for (rule, span) in program.rules.iter().zip(&checked.rule_spans) {
        let said = rule.caveats.iter().any(|caveat| caveat.kind == CaveatKind::Unsourced);
        if rule.droit && rule.references.is_empty() && !said {
            let message = format!("le droit « {} » ne cite aucun texte", rule.name);
            diagnostics.push(
                Diagnostic::error(Code::NoSource, *span, message).help(
                    "ajoutez la référence entre crochets, ou une ligne « à sourcer : « … » »",
                ),
            );
        }
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
