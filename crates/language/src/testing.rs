//! Runs the tests that stand in rule files.

use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborated;
use crate::names::{Home, Names, Symbol};
use crate::source::Span;
use crate::syntax::ast::{Expectation, Literal, LiteralValue, Test, TestAnswer, TestPerson};
use auclair_engine::program::RuleId;
use auclair_engine::text;
use auclair_engine::{
    Answer, Branch, Detail, Evaluated, Fact, Fault, Household, Kind, Month, NodeId, Outcome, Plan,
    PlanError, Role, Scope, Trace, Unit, Value, evaluate, nothing_else, outcome,
};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeSet;
use time::Date;

fn cannot_plan(error: &PlanError) -> String {
    match error {
        PlanError::NoFigure { name, month } => format!(
            "ce test ne peut pas être calculé : « {name} » n'a pas de valeur en {}",
            text::month(*month)
        ),
        PlanError::Damaged => "ce test ne peut pas être calculé : une règle manque".to_owned(),
    }
}

fn cannot_evaluate(fault: Fault) -> (NodeId, &'static str) {
    match fault {
        Fault::Overflow(node) => (node, "ici un nombre devient trop grand"),
        Fault::DivisionByZero(node) => (node, "ici on divise par zéro"),
        Fault::Kind(node) => (node, "ici deux sortes de valeurs se mêlent"),
    }
}

/// How a test went.
#[derive(Debug)]
pub struct TestRun {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What went wrong; empty when it passed.
    pub failures: Vec<Diagnostic>,
    /// The branches of the rules that it went through.
    pub branches: BTreeSet<(NodeId, Branch)>,
}

/// Runs all the tests of an elaborated jurisdiction that has no errors.
pub fn run(elaborated: &Elaborated) -> Vec<TestRun> {
    elaborated
        .tests
        .iter()
        .map(|(home, test)| {
            let (failures, branches) = (Vec::new(), BTreeSet::new());
            let mut runner = Runner { elaborated, home: *home, failures, branches };
            runner.run(test);
            TestRun {
                name: test.name.node.clone(),
                span: test.name.span,
                failures: runner.failures,
                branches: runner.branches,
            }
        })
        .collect()
}

struct Runner<'a> {
    elaborated: &'a Elaborated,
    home: Home,
    failures: Vec<Diagnostic>,
    branches: BTreeSet<(NodeId, Branch)>,
}

impl Runner<'_> {
    fn run(&mut self, test: &Test) {
        let program = &self.elaborated.program;
        let mut household = Household::new(program);
        self.people(test, &mut household);
        for answer in &test.answers {
            self.answer(answer, &mut household);
        }
        if test.nothing_else {
            nothing_else(program, &mut household);
        }
        let mut rules = Vec::new();
        for expected in &test.expected {
            rules.push(self.rule_of(expected));
        }
        if !self.failures.is_empty() {
            return;
        }
        let wanted: Vec<RuleId> = rules.iter().flatten().copied().collect();
        let plan = match Plan::new(program, test.month, &wanted, Detail::Results) {
            Ok(plan) => plan,
            Err(error) => {
                self.fail(test.name.span, cannot_plan(&error));
                return;
            }
        };
        let trace = match evaluate(program, &plan, &household) {
            Ok(trace) => trace,
            Err(fault) => {
                let (node, why) = cannot_evaluate(fault);
                let place = self.elaborated.node_spans.get(node.index()).copied();
                let message = "ce test ne peut pas être calculé";
                self.failures.push(
                    Diagnostic::error(Code::TestFailed, test.name.span, message)
                        .and(place.unwrap_or_default(), why),
                );
                return;
            }
        };
        let evaluated = Evaluated { program, plan: &plan, trace: &trace, household: &household };
        self.branches = evaluated.branches(&wanted);
        for (expected, rule) in test.expected.iter().zip(rules) {
            if let Some(rule) = rule {
                self.check(expected, rule, &plan, &trace, &household);
            }
        }
    }

    fn fail(&mut self, span: Span, message: impl Into<String>) {
        self.failures.push(Diagnostic::error(Code::TestFailed, span, message));
    }

    fn people(&mut self, test: &Test, household: &mut Household) {
        let mut counts = std::collections::BTreeMap::new();
        for person in &test.people {
            for _ in 0..person.count {
                let Some(role) = self.role(person, household) else { return };
                let number: &mut u32 = counts.entry(person.role.clone()).or_default();
                *number += 1;
                let name =
                    person.name.clone().unwrap_or_else(|| format!("{} {number}", person.role));
                let index = household.add(name, role, birth(person, test.month));
                if let Some(added) = household.person_mut(index) {
                    added.arrived = person.arrived;
                    added.left = person.left;
                }
            }
        }
    }

    fn role(&mut self, person: &TestPerson, household: &Household) -> Option<Role> {
        let adults = household
            .people()
            .iter()
            .filter(|person| matches!(person.role, Role::Demandeur | Role::Conjoint));
        match person.role.as_str() {
            "adulte" | "adultes" => {
                match adults.count() {
                    0 => Some(Role::Demandeur),
                    1 => Some(Role::Conjoint),
                    _ => {
                        self.fail(person.span, "un test a deux adultes au plus ; les autres sont des « autres personnes »");
                        None
                    }
                }
            }
            "enfants" => Some(Role::Enfant),
            "autres personnes" => Some(Role::Autre),
            other => {
                let role = Role::named(other);
                if role.is_none() {
                    self.fail(
                        person.span,
                        format!("« {other} » n'est pas un rôle : adulte, enfant ou autre personne"),
                    );
                }
                role
            }
        }
    }

    fn answer(&mut self, answer: &TestAnswer, household: &mut Household) {
        let names = &self.elaborated.names;
        let symbol = Names::find(&names.values, self.home, &answer.question.node);
        let Some(Symbol::Question(id)) = symbol else {
            let known = names.values.iter().filter_map(|((_, name), (symbol, _))| {
                matches!(symbol, Symbol::Question(_)).then_some(name.as_str())
            });
            let close = crate::suggest::closest(&answer.question.node, known);
            let message = format!("« {} » n'est pas une question", answer.question.node);
            let mut diagnostic =
                Diagnostic::error(Code::UnknownName, answer.question.span, message);
            diagnostic.help = close.map(|close| format!("vouliez-vous dire « {close} » ?"));
            self.failures.push(diagnostic);
            return;
        };
        let Some(question) = self.elaborated.program.questions.get(id.index()) else { return };
        let (kind, scope) = (question.kind, question.scope);
        let Some(value) = self.literal(&answer.value, kind) else { return };
        let people: Vec<usize> = match (&answer.who, scope) {
            (None, Scope::Household) => vec![0],
            (None, Scope::Person) => (0..household.people().len()).collect(),
            (Some(who), _) => match self.who(&who.node, who.span, household) {
                Some(person) => vec![person],
                None => return,
            },
        };
        for person in people {
            let Some(fact) = household.fact_mut(id, scope, person) else { continue };
            set(fact, value, answer.from, answer.to);
        }
    }

    fn who(&mut self, name: &str, span: Span, household: &Household) -> Option<usize> {
        let found = household.people().iter().position(|person| person.name == name);
        if found.is_none() {
            let names: Vec<&str> =
                household.people().iter().map(|person| person.name.as_str()).collect();
            let message = format!("personne ne s'appelle « {name} » dans ce test");
            self.failures.push(
                Diagnostic::error(Code::UnknownName, span, message)
                    .help(format!("il y a : {}", names.join(", "))),
            );
        }
        found
    }

    /// The value of a literal where a kind is expected; the inner nothing is "I don't know".
    fn literal(&mut self, literal: &Literal, kind: Kind) -> Option<Option<Value>> {
        let program = &self.elaborated.program;
        let found = match (&literal.value, kind) {
            (LiteralValue::Unknown, _) => return Some(None),
            (LiteralValue::Absent, _) => return Some(Some(Value::Absent)),
            (LiteralValue::Choice(name), Kind::Choice(list)) => {
                let values = program.lists.get(list.index());
                let position =
                    values.and_then(|list| list.values.iter().position(|(value, _)| value == name));
                match position.and_then(|position| u16::try_from(position).ok()) {
                    Some(position) => return Some(Some(Value::Choice(position))),
                    None => {
                        let known: Vec<&str> = values
                            .map(|list| {
                                list.values.iter().map(|(value, _)| value.as_str()).collect()
                            })
                            .unwrap_or_default();
                        let message = format!("« {name} » n'est pas un choix");
                        self.failures.push(
                            Diagnostic::error(Code::UnknownName, literal.span, message)
                                .help(format!("les choix sont : {}", known.join(", "))),
                        );
                        return None;
                    }
                }
            }
            (LiteralValue::Number(_, Some(unit)), _) => Kind::Number(*unit),
            (LiteralValue::Number(number, None), Kind::Number(_)) if number.is_zero() => kind,
            (LiteralValue::Number(_, None), _) => Kind::Number(Unit::Count),
            (LiteralValue::Bool(_), _) => Kind::Bool,
            (LiteralValue::Date(_), _) => Kind::Date,
            (LiteralValue::Choice(_), _) => Kind::Choice(auclair_engine::ListId(u32::MAX)),
        };
        if !crate::kinds::fits(kind, found) {
            let message = format!(
                "ici il faut {}, et c'est {}",
                crate::kinds::kind_name(kind, program),
                crate::kinds::kind_name(found, program)
            );
            self.failures.push(Diagnostic::error(Code::Kind, literal.span, message));
            return None;
        }
        literal.value.value().map(Some)
    }

    fn rule_of(&mut self, expected: &Expectation) -> Option<RuleId> {
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

    fn check(
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
    for (id, months) in plan.reads() {
        let Some(question) = program.questions.get(id.index()) else { continue };
        let people = if question.scope == Scope::Person { household.people().len() } else { 1 };
        let unanswered = |person: usize| {
            let fact = household.fact(*id, question.scope, person);
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

fn set(fact: &mut Fact, value: Option<Value>, from: Option<Month>, to: Option<Month>) {
    let answer = value.map_or(Answer::DontKnow, Answer::Given);
    match (from, to) {
        (None, _) => *fact = Fact::Always(answer),
        (Some(from), None) => {
            let mut changes = match std::mem::take(fact) {
                Fact::Missing => Vec::new(),
                Fact::Always(always) => vec![(Month::BEGINNING, always)],
                Fact::Since(changes) => changes,
            };
            changes.retain(|(month, _)| *month < from);
            changes.push((from, answer));
            *fact = Fact::Since(changes);
        }
        (Some(from), Some(to)) => {
            let mut month = from;
            while month <= to {
                fact.set(month, answer);
                month = month.plus(1);
            }
        }
    }
}

/// The same number, to the cent or to the decimals that the test writes if there are more.
fn agree(wanted: Decimal, value: Decimal) -> bool {
    let places = wanted.scale().max(2);
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero) == wanted
}

/// The date of birth that gives a person their age on the first day of the month.
fn birth(person: &TestPerson, month: Month) -> Option<Date> {
    if person.birth.is_some() {
        return person.birth;
    }
    let months = match (person.age, person.months) {
        (Some(years), _) => i32::try_from(years).ok()?.checked_mul(12)?,
        (None, Some(months)) => i32::try_from(months).ok()?,
        (None, None) => return None,
    };
    // Born in the month before: the age does not change within the month asked about.
    let months = if person.age.is_some() { months + 1 } else { months };
    let born = month.plus(-months);
    Some(if person.age.is_some() { born.last_day() } else { born.first_day() })
}
