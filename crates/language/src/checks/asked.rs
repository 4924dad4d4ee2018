//! Questions that do not say what they ask, why, or among which others.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(checked: &Checked, diagnostics: &mut Vec<Diagnostic>) {
    for (question, span) in checked.program.questions.iter().zip(&checked.question_spans) {
        let lines = [
            (question.ask.is_none(), "demander « … »", "ne dit pas ce qu'elle demande"),
            (question.why.is_none(), "pourquoi « … »", "ne dit pas pourquoi elle est posée"),
            (question.theme.is_none(), "thème …", "n'est d'aucun thème"),
        ];
        for (_, line, what) in lines.into_iter().filter(|(missing, ..)| *missing) {
            let message = format!("la question « {} » {what}", question.name);
            diagnostics.push(
                Diagnostic::warning(Code::NotExplained, *span, message)
                    .help(format!("ajoutez une ligne « {line} »")),
            );
        }
    }
}
