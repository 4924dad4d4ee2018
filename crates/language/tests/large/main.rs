//! A long chain of rules takes no more of the stack than a short one.

#![allow(clippy::expect_used, reason = "a test says what is wrong by failing")]

mod generated;

use auclair_engine::explain::Explainer;
use auclair_engine::{Detail, Evaluated, Household, Month, Plan, Role, evaluate};
use auclair_language::compile;
use std::thread;

/// As small as that of a browser's worker.
const STACK: usize = 512 * 1024;
const RULES: usize = 2_000;

#[test]
fn two_thousand_rules_in_a_row_fit_in_a_small_stack() {
    let child = thread::Builder::new().stack_size(STACK).spawn(|| {
        let compilation = compile(generated::rules(RULES), "");
        assert_eq!(compilation.diagnostics, []);
        assert_eq!(compilation.run_tests().len(), 1);
        let program = &compilation.elaborated.program;
        let month = Month::new(2026, 5).expect("a month");
        let plan = Plan::of_all(program, month, Detail::Sentences).expect("a plan");
        let mut household = Household::new(program);
        household.add("Léa", Role::Demandeur, None);
        let trace = evaluate(program, &plan, &household).expect("a trace");
        let evaluated = Evaluated { program, plan: &plan, trace: &trace, household: &household };
        let droits: Vec<_> = program.droits().map(|(_, rule)| rule).collect();
        assert_eq!(evaluated.needs(&droits).len(), 1);
        let explainer = Explainer::new(evaluated, &compilation.elaborated.texts);
        for droit in droits {
            assert!(!explainer.explain(droit).sentence.is_empty());
        }
    });
    child.expect("a thread").join().expect("no overflow");
}
