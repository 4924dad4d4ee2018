//! A household that is saved and opened again is the same household.

use crate::draw::households;
use auclair_engine::Detail;
use auclair_rules::household::{read, write};
use auclair_rules::{Simulation, jurisdiction};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_saved_is_what_is_opened(drawn in households(jurisdiction("france").expect("france"), true)) {
        let found = jurisdiction("france").expect("france");
        let plan = found.plan(drawn.month, Detail::Results).expect("a plan");
        let outcomes = |household| -> Vec<_> {
            let simulation = Simulation::new(found, &plan, household).expect("an evaluation");
            simulation.outcomes().collect()
        };
        let before = outcomes(&drawn.household);
        let json = write(found, drawn.month, &drawn.household).to_string();
        let opened = read(&json);
        prop_assert!(opened.is_ok(), "{}\n{json}", opened.err().map(|e| e.to_string()).unwrap_or_default());
        let opened = opened.expect("checked");
        prop_assert_eq!(before, outcomes(&opened.household));
        prop_assert_eq!(write(found, opened.month, &opened.household).to_string(), json);
    }
}
