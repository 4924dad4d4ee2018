//! Households evaluated together are worth what each is worth alone, to the last digit.

use crate::draw::{Draw, Grown, month};
use crate::sound::households;
use auclair_engine::{
    Batch, Detail, Household, NodeId, Plan, Rest, TOGETHER, Trace, Value, evaluate, nothing_else,
    results_into,
};
use proptest::prelude::*;
use std::cell::Cell;

#[test]
fn together_is_as_alone() {
    let known = Cell::new(0);
    let config = ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() };
    proptest!(config, |(numbers in prop::collection::vec(any::<u32>(), 200..900))| {
        let mut draw = Draw(numbers.iter());
        let grown = Grown::new(&mut draw, 14);
        let program = &grown.program;
        let plan = Plan::of_all(program, month(), Detail::Results).expect("a plan");
        let mut batch = Batch::new(plan);
        // One batch after the other: nothing stays of the one before.
        for _ in 0..2 {
            let mut all: Vec<Household> = Vec::new();
            for _ in 0..=draw.below(5) {
                let (answered, vague) = households(&mut draw, program);
                all.extend([answered, vague]);
            }
            // Those beyond what is evaluated together have no values.
            while draw.below(4) == 3 && all.len() <= TOGETHER {
                all.extend(all.clone());
            }
            let rest = if draw.below(2) == 0 { Rest::Unknown } else { Rest::Nothing };
            batch.results(program, &all.iter().collect::<Vec<_>>(), rest);
            if rest == Rest::Nothing {
                for household in &mut all {
                    nothing_else(program, household);
                }
            }
            let mut trace = Trace::default();
            for (place, household) in all.iter().enumerate() {
                let plan = batch.plan();
                let alone = results_into(&mut trace, program, plan, household);
                // What no result needs may have been made for some, and fail for others.
                let whole = evaluate(program, plan, household);
                for (_, droit) in program.droits() {
                    let node = program.rules[droit.index()].node;
                    let slot = plan.slot(node, month()).expect("a result");
                    if let Some(found) = batch.value(slot, place) {
                        prop_assert!(alone.is_ok(), "{found:?} where {alone:?}");
                        prop_assert!(place < TOGETHER);
                        prop_assert_eq!(found, trace.value(slot, 0));
                    }
                }
                let Ok(whole) = whole else { continue };
                for node in (0u32..).zip(&program.nodes).map(|(index, _)| NodeId(index)) {
                    for offset in [0, -1, -2, -3, -14] {
                        let Some(slot) = plan.slot(node, month().plus(offset)) else { continue };
                        let Some(found) = batch.value(slot, place) else { continue };
                        prop_assert_eq!(found, whole.value(slot, 0), "{:?}", program.node(node));
                        known.set(known.get() + usize::from(found != Value::Absent));
                    }
                }
            }
        }
    });
    assert!(known.get() > 100_000, "only {} values were known", known.get());
}
