//! What a test expects, against what comes out.

use super::Runner;
use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborated;
use crate::names::Symbol;
use crate::syntax::ast::Expectation;
use auclair_engine::program::RuleId;
use auclair_engine::{Answer, Household, Outcome, Plan, Scope, Trace, Value, outcome, text};
use rust_decimal::{Decimal, RoundingStrategy};

impl Runner<'_> {
    pub(super) fn rule_of(&mut self, expected: &Expectation) -> Option<RuleId> {
        let names = &self.elaborated.names;
        let name = &expected.name;
        let mut found = Vec::new();
        let symbol =
            names.value(self.home, &name.node, expected.owner.as_ref(), name.span, &mut found);
        self.failures.append(&mut found);
        match symbol {
            Some(Symbol::Rule(rule)) => Some(rule),
            Some(_) => {
                self.fail(name.span, "un test attend la valeur d'une règle ou d'un droit");
                None
            }
            None => None,
        }
    }

    pub(super) fn check(
        &mut self,
        expected: &Expectation,
        rule: RuleId,
        plan: &Plan,
        trace: &Trace,
        household: &Household,
    ) {
        let elaborated = self.elaborated;
        let program = &elaborated.program;
        let Some(found) = program.rules.get(rule.index()) else { return };
        let span = expected.value.span;
        let name = &expected.name.node;
        if found.droit {
            let uncovered = outcome(program, plan, trace, rule) == Outcome::Uncovered;
            if uncovered != expected.uncovered {
                let message = if uncovered {
                    format!("« {name} » n'est pas couvert dans cette situation")
                } else {
                    format!("« {name} » est couvert dans cette situation")
                };
                self.fail(span, message);
                return;
            }
            if uncovered {
                return;
            }
        }
        let person = match &expected.who {
            None => 0,
            Some(who) => match self.who(&who.node, who.span, household) {
                Some(person) => person,
                None => return,
            },
        };
        if found.scope == Scope::Person && expected.who.is_none() {
            let message = format!("« {name} » diffère d'une personne à l'autre");
            self.failures.push(
                Diagnostic::error(Code::NoPerson, expected.name.span, message)
                    .help(format!("écrivez « {name} pour … = … »")),
            );
            return;
        }
        let value = plan
            .slot(found.node, plan.month())
            .map_or(Value::Absent, |slot| trace.value(slot, person));
        let Some(wanted) = self.literal(&expected.value, found.kind) else { return };
        let same = match (wanted, value) {
            (None, value) => value.is_unknown(),
            (Some(Value::Number(wanted)), Value::Number(value)) => agree(wanted, value),
            (Some(wanted), value) => wanted == value,
        };
        if !same {
            let shown = |value| text::value(value, found.kind, program, &elaborated.texts);
            let mut message = format!("« {name} » vaut {}", shown(value));
            if let Some(wanted) = wanted {
                message.push_str(", et non ");
                message.push_str(&shown(wanted));
            }
            let mut diagnostic = Diagnostic::error(Code::TestFailed, span, message);
            if value.is_unknown() {
                diagnostic.help = Some(missing(elaborated, plan, household));
            }
            self.failures.push(diagnostic);
        }
    }
}

/// Which answers the test leaves out.
fn missing(elaborated: &Elaborated, plan: &Plan, household: &Household) -> String {
    let program = &elaborated.program;
    let mut names = Vec::new();
    for (id, months) in plan.questions() {
        let Some(question) = program.questions.get(id.index()) else { continue };
        let people = if question.scope == Scope::Person { household.people().len() } else { 1 };
        let unanswered = |person: usize| {
            let fact = household.fact(id, question.scope, person);
            months.iter().any(|month| !matches!(fact.at(*month), Answer::Given(_)))
        };
        if question.fallback.is_none() && (0..people).any(unanswered) {
            names.push(format!("« {} »", question.name));
        }
    }
    format!(
        "ce test ne répond pas à : {} ; ajoutez ces réponses, ou « rien d'autre »",
        names.join(", ")
    )
}

/// The same number, to the cent or to the decimals that the test writes if there are more.
fn agree(wanted: Decimal, value: Decimal) -> bool {
    let places = wanted.scale().max(2);
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero) == wanted
}
