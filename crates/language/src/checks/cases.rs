//! Cases that leave a situation out, and cases or exceptions that can hold together.

use super::Checked;
use super::decide::{Condition, Reader, Situation, essential};
use super::situation::told;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use auclair_engine::Op;
use auclair_engine::program::Case;

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    for (node, span) in checked.program.nodes.iter().zip(&checked.node_spans) {
        match &node.op {
            Op::Cases(cases) => Cases::read(checked, cases, *span).covered(diagnostics),
            Op::Except { exceptions, .. } => {
                Cases::read(checked, exceptions, *span).ordered(diagnostics);
            }
            _ => {}
        }
    }
}

/// Cases or exceptions, and every situation that their conditions tell apart.
struct Cases<'a> {
    checked: &'a Checked<'a>,
    list: &'a [Case],
    span: Span,
    reader: Reader<'a>,
    conditions: Vec<Condition>,
    /// Nothing when there are too many.
    situations: Option<Vec<Situation>>,
}

impl<'a> Cases<'a> {
    fn read(checked: &'a Checked<'a>, cases: &'a [Case], span: Span) -> Self {
        let mut reader = Reader::new(&checked.elaborated.program);
        let conditions =
            cases.iter().filter_map(|case| case.when).map(|node| reader.read(node)).collect();
        let situations = reader.situations();
        Self { checked, list: cases, span, reader, conditions, situations }
    }

    /// One case, and one only, applies in every situation.
    fn covered(&self, diagnostics: &mut Vec<Diagnostic>) {
        let otherwise = self.list.iter().any(|case| case.when.is_none());
        let Some(situations) = &self.situations else {
            if !otherwise {
                let message =
                    "il y a trop de combinaisons pour vérifier que tous les cas sont prévus";
                diagnostics.push(
                    Diagnostic::error(Code::Uncovered, self.span, message)
                        .help("terminez par un cas « sinon »"),
                );
            }
            return;
        };
        let none = |situation: &Situation| !self.conditions.iter().any(|c| c.holds(situation));
        if !otherwise && let Some(missing) = situations.iter().find(|situation| none(situation)) {
            let told = self.told(&essential(missing, situations, none));
            let message = format!("aucun cas ne s'applique à {told}");
            diagnostics.push(
                Diagnostic::error(Code::Uncovered, self.span, message)
                    .help("ajoutez ce cas, ou terminez par « sinon »"),
            );
        }
        self.pairs(|first, later, both| {
            if let Some(situation) = both {
                let told = self.told(&situation);
                let message =
                    format!("ce cas et le cas n° {} s'appliquent tous deux à {told}", first + 1);
                diagnostics.push(
                    Diagnostic::error(Code::Overlap, self.place(later), message)
                        .help("précisez les conditions : un seul cas doit pouvoir s'appliquer"),
                );
            }
        });
    }

    /// Of exceptions that can hold together, one is said to prevail.
    fn ordered(&self, diagnostics: &mut Vec<Diagnostic>) {
        let undecided = self.situations.is_none();
        self.pairs(|first, later, both| {
            let when = self.list.get(first).and_then(|case| case.when);
            if self.checked.prevails.contains(&when) || (both.is_none() && !undecided) {
                return;
            }
            let told = both.map_or_else(
                || "cela n'a pas pu être exclu".into(),
                |situation| format!("par exemple pour {}", self.told(&situation)),
            );
            let message = format!(
                "cette exception et l'exception n° {} peuvent s'appliquer ensemble, {told}",
                first + 1
            );
            diagnostics.push(Diagnostic::error(Code::Overlap, self.place(later), message).help(
                "précisez les conditions, ou ajoutez « , prime sur les suivantes » à la première",
            ));
        });
    }

    /// Each pair of conditions, with what makes both hold.
    fn pairs(&self, mut visit: impl FnMut(usize, usize, Option<Situation>)) {
        let situations = self.situations.as_deref().unwrap_or_default();
        for (index, first) in self.conditions.iter().enumerate() {
            for (later, second) in self.conditions.iter().enumerate().skip(index + 1) {
                let both =
                    |situation: &Situation| first.holds(situation) && second.holds(situation);
                let found = situations.iter().find(|situation| both(situation));
                visit(index, later, found.map(|found| essential(found, situations, both)));
            }
        }
    }

    fn told(&self, situation: &Situation) -> String {
        told(self.checked, self.reader.terms(), situation)
    }

    fn place(&self, index: usize) -> Span {
        let when = self.list.get(index).and_then(|case| case.when);
        when.and_then(|node| self.checked.node_spans.get(node.index()))
            .copied()
            .unwrap_or(self.span)
    }
}
