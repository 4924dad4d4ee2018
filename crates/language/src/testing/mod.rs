//! Runs the tests that stand in rule files.

mod expected;
mod household;

use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborated;
use crate::names::Home;
use crate::source::Span;
use crate::syntax::ast::Test;
use auclair_engine::program::{DispositifId, RuleId};
use auclair_engine::{
    Branch, Detail, Evaluated, Fault, Household, NodeId, Plan, PlanError, evaluate, nothing_else,
    text,
};
use std::collections::BTreeSet;

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
            let mut runner = Runner::new(elaborated, *home);
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

/// The household that a test describes, when it describes one.
pub fn household(
    elaborated: &Elaborated,
    home: Option<DispositifId>,
    test: &Test,
) -> Option<Household> {
    let mut runner = Runner::new(elaborated, home);
    let household = runner.household(test);
    runner.failures.is_empty().then_some(household)
}

struct Runner<'a> {
    elaborated: &'a Elaborated,
    home: Home,
    failures: Vec<Diagnostic>,
    branches: BTreeSet<(NodeId, Branch)>,
}

impl<'a> Runner<'a> {
    fn new(elaborated: &'a Elaborated, home: Home) -> Self {
        Self { elaborated, home, failures: Vec::new(), branches: BTreeSet::new() }
    }

    fn household(&mut self, test: &Test) -> Household {
        let program = &self.elaborated.program;
        let mut household = Household::new(program);
        self.people(test, &mut household);
        for answer in &test.answers {
            self.answer(answer, &mut household);
        }
        if test.nothing_else {
            nothing_else(program, &mut household);
        }
        household
    }

    fn run(&mut self, test: &Test) {
        let program = &self.elaborated.program;
        let household = self.household(test);
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
}
