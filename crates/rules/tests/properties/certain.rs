//! A pass that looks only at what decides finds what an evaluation finds.

use crate::draw::households;
use auclair_engine::{Certain, Detail, Scratch, Value};
use auclair_rules::{JURISDICTIONS, Simulation, jurisdiction};
use proptest::prelude::*;

fn same(gaps: bool, cases: u32) {
    for id in JURISDICTIONS {
        let found = jurisdiction(id).expect("a jurisdiction");
        let config = ProptestConfig { cases, failure_persistence: None, ..Default::default() };
        let mut scratch = Scratch::default();
        let scratch = std::cell::RefCell::new(&mut scratch);
        proptest!(config, |(drawn in households(found, gaps))| {
            let plan = found.plan(drawn.month, Detail::Results).expect("a plan");
            let certain = Certain::of(&plan).expect("not too deep");
            let simulation = Simulation::new(found, &plan, &drawn.household).expect("a trace");
            let mut scratch = scratch.borrow_mut();
            let mut pass = certain.pass(&found.program, &plan, &drawn.household, &mut scratch);
            for rule in &found.program.rules {
                let Some(slot) = plan.slot(rule.node, drawn.month) else { continue };
                for person in 0..drawn.household.people().len() {
                    let whole = simulation.trace.value(slot, person);
                    match pass.value(slot, person) {
                        Some(value) => prop_assert_eq!(value, whole, "{}", &rule.name),
                        // Only what is not known, or not covered, makes it stop.
                        None if gaps => {}
                        None => prop_assert!(matches!(whole, Value::Unknown(_)), "{}", &rule.name),
                    }
                }
            }
        });
    }
}

#[test]
fn a_pass_finds_what_an_evaluation_finds() {
    same(false, 60);
}

#[test]
fn what_is_unknown_never_becomes_something_else() {
    same(true, 60);
}
