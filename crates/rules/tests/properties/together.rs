//! Households evaluated together have the rights that each has alone.

use crate::draw::households;
use auclair_engine::{Batch, Detail, Household, evaluate};
use auclair_rules::{JURISDICTIONS, jurisdiction};
use proptest::prelude::*;
use std::cell::Cell;

#[test]
fn together_is_as_alone() {
    for id in JURISDICTIONS {
        let found = jurisdiction(id).expect("a jurisdiction");
        let program = &found.program;
        for gaps in [false, true] {
            let known = Cell::new(0);
            let config =
                ProptestConfig { cases: 20, failure_persistence: None, ..Default::default() };
            proptest!(config, |(drawn in prop::collection::vec(households(found, gaps), 20))| {
                let month = drawn[0].month;
                let mut batch = Batch::new(found.plan(month, Detail::Results).expect("a plan"));
                let all: Vec<Household> =
                    drawn.into_iter().map(|drawn| drawn.household).collect();
                batch.results(program, &all);
                for (place, household) in all.iter().enumerate() {
                    let trace = evaluate(program, batch.plan(), household).expect("a trace");
                    for rule in &program.rules {
                        let Some(slot) = batch.plan().slot(rule.node, month) else { continue };
                        if let Some(value) = batch.value(slot, place) {
                            prop_assert_eq!(value, trace.value(slot, 0), "{}", &rule.name);
                            known.set(known.get() + 1);
                        }
                    }
                }
            });
            assert!(gaps || known.get() >= 400, "only {} values were known", known.get());
        }
    }
}
