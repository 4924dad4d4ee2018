//! What a test expects, against what comes out.

use super::Runner;
use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborated;
use crate::names::Symbol;
use crate::syntax::ast::{Expectation, Expected};
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
        let span = expected.expected.span();
        let name = &expected.name.node;
        if found.droit {
            let uncovered = outcome(program, plan, trace, rule) == Outcome::Uncovered;
            let wanted = matches!(expected.expected, Expected::Uncovered(_));
            if uncovered != wanted {
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
        let program = &elaborated.program;
        let shown = |value| text::value(value, found.kind, program, &elaborated.texts);
        let mut diagnostic = match &expected.expected {
            Expected::Value(wanted) => {
                let Some(wanted) = self.literal(wanted, found.kind) else { return };
                let same = match (wanted, value) {
                    (None, value) => value.is_unknown(),
                    (Some(Value::Number(wanted)), Value::Number(value)) => agree(wanted, value),
                    (Some(wanted), value) => wanted == value,
                };
                if same {
                    return;
                }
                let mut message = format!("« {name} » vaut {}", shown(value));
                if let Some(wanted) = wanted {
                    message.push_str(", et non ");
                    message.push_str(&shown(wanted));
                }
                Diagnostic::error(Code::TestFailed, span, message)
            }
            Expected::Range(low, high) => {
                let (low, high) = (self.literal(low, found.kind), self.literal(high, found.kind));
                let (Some(Some(low)), Some(Some(high))) = (low, high) else { return };
                let message = match bounds(trace, value, found.droit) {
                    Some((least, most)) => {
                        if (same(low, least), same(high, most)) == (true, true) {
                            return;
                        }
                        let most = most.map_or("sans limite".to_owned(), shown);
                        let least = least.map_or("sans limite".to_owned(), shown);
                        format!("« {name} » va de {least} à {most}")
                    }
                    None => format!("« {name} » est connu : {}", shown(value)),
                };
                Diagnostic::error(Code::TestFailed, span, message)
            }
            // Said above of a droit; nothing else can be so.
            Expected::Uncovered(_) => {
                let message =
                    format!("« {name} » n'est pas un droit : seul un droit est non couvert");
                Diagnostic::error(Code::TestFailed, span, message)
            }
        };
        if value.is_unknown() && matches!(expected.expected, Expected::Value(_)) {
            diagnostic.help = Some(missing(elaborated, plan, household));
        }
        self.failures.push(diagnostic);
    }
}

/// From where to where something unknown goes.
fn bounds(trace: &Trace, value: Value, droit: bool) -> Option<(Option<Value>, Option<Value>)> {
    if !value.is_unknown() {
        return None;
    }
    let range = trace.range(value);
    let (low, high) = range.bounds();
    // What may not exist may be worth nothing, and nothing is taken from anyone.
    let floor = |bound: Decimal| if droit { bound.max(Decimal::ZERO) } else { bound };
    let low = if range.absent && droit { Some(Decimal::ZERO) } else { low };
    Some((low.map(floor).map(Value::Number), high.map(floor).map(Value::Number)))
}

fn same(wanted: Value, found: Option<Value>) -> bool {
    match (wanted, found) {
        (Value::Number(wanted), Some(Value::Number(found))) => agree(wanted, found),
        _ => false,
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
