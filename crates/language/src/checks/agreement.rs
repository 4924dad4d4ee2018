//! « {n} enfants » when there is one, « {durée} ans » when the value already says « ans », « {personne} a 18 ans »
//! of someone who is called « vous ».

use super::Sentences;
use crate::diagnostic::{Code, Diagnostic};
use auclair_engine::text::{Segment, Template};
use auclair_engine::{Kind, NodeId, Program, Unit};

/// Words in -s or -x that a number does not make plural.
const INVARIABLE: &[&str] =
    &["plus", "dans", "sans", "sous", "vers", "fois", "mais", "puis", "pas", "très"];

pub(super) fn check(sentences: &Sentences, diagnostics: &mut Vec<Diagnostic>) {
    for (template, span) in sentences.blamed() {
        for pair in template.0.windows(2) {
            let [Segment::Value(node), Segment::Literal(words)] = pair else { continue };
            let Some(next) = words.strip_prefix([' ', '\u{a0}']) else { continue };
            let word: String = next.chars().take_while(|c| !" \u{a0}.,;:()".contains(*c)).collect();
            let Some(problem) = problem(sentences.program, *node, &word) else { continue };
            let (message, help) = match problem {
                Problem::Plural => (
                    format!("« {word} » ne s'accorde pas avec le nombre qui précède"),
                    format!("écrivez {{… : singulier | {word}}}"),
                ),
                Problem::UnitTwice => (
                    format!("« {word} » est déjà écrit avec la valeur qui précède"),
                    format!("retirez « {word} » : une valeur s'écrit avec son unité"),
                ),
            };
            diagnostics.push(Diagnostic::warning(Code::Agreement, span, message).help(help));
        }
    }
}

/// Whether a person is the subject of a verb. A question may be: nobody asks « vous » whether they live with you.
fn is_subject(template: &Template) -> bool {
    let mut before = "";
    let mut found = false;
    for pair in template.0.windows(2) {
        match pair {
            [Segment::Literal(words), _] => before = words,
            [Segment::Person, Segment::Literal(words)] => {
                let begins = before.is_empty() || before.ends_with([' ', '\u{a0}']);
                let clause = before.trim_end().ends_with([',', '.', ';', ':']) || before.is_empty();
                let verb = words
                    .strip_prefix(' ')
                    .is_some_and(|then| then.starts_with(char::is_alphabetic));
                found |= begins && clause && verb && !words.contains('?');
                before = "";
            }
            _ => before = "",
        }
    }
    found
}

/// In any language, a person's name is no subject: « vous a 18 ans », “you is 18”.
pub(super) fn subjects(sentences: &Sentences, diagnostics: &mut Vec<Diagnostic>) {
    for (_, span) in sentences.blamed().filter(|(template, _)| is_subject(template)) {
        let message = "« {personne} » peut être « vous » : ce verbe ne s'accorderait pas";
        let help = "écrivez « {personne} : … », ou ne nommez personne";
        diagnostics.push(Diagnostic::warning(Code::Agreement, span, message).help(help));
    }
}

enum Problem {
    Plural,
    UnitTwice,
}

fn problem(program: &Program, node: NodeId, word: &str) -> Option<Problem> {
    let Kind::Number(unit) = program.node(node)?.kind else { return None };
    let own: &[&str] = match unit {
        Unit::Count => {
            let plural = word.ends_with(['s', 'x']) && !INVARIABLE.contains(&word);
            return plural.then_some(Problem::Plural);
        }
        Unit::Money(_) => &["€", "$", "euro", "euros", "dollar", "dollars"],
        Unit::Percent | Unit::Ratio | Unit::PercentPerYear => &["%", "pourcent"],
        Unit::Years => &["an", "ans", "année", "années"],
        Unit::Months => &["mois"],
        Unit::Days => &["jour", "jours"],
        Unit::HoursPerMonth => &["heure", "heures"],
    };
    own.contains(&word).then_some(Problem::UnitTwice)
}
