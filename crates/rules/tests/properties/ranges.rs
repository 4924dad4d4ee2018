//! What is said while answers are missing holds once they are given.

use crate::draw::{Drawn, households};
use auclair_engine::{Answer, Detail, Fact, Household, Outcome, QuestionId, Scope};
use auclair_rules::{Simulation, jurisdiction};
use proptest::prelude::*;

/// The same household, without the answers whose turn it is.
pub(crate) fn forget(drawn: &Drawn, which: &[bool]) -> Household {
    let found = jurisdiction("france").expect("france");
    let mut vague = drawn.household.clone();
    let mut turn = which.iter().copied().cycle();
    for (index, question) in (0u32..).zip(&found.program.questions) {
        // Where something stands for a missing answer, forgetting it is another household.
        if question.fallback.is_some() {
            continue;
        }
        let people = if question.scope == Scope::Person { vague.people().len() } else { 1 };
        for person in 0..people {
            if turn.next() == Some(true) {
                let id = QuestionId(index);
                *vague.fact_mut(id, question.scope, person).expect("a fact") =
                    Fact::Always(Answer::DontKnow);
            }
        }
    }
    vague
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_range_holds_what_the_answers_give(
        drawn in households(jurisdiction("france").expect("france"), false),
        which in prop::collection::vec(prop::bool::weighted(0.1), 97),
    ) {
        let found = jurisdiction("france").expect("france");
        let plan = found.plan(drawn.month, Detail::Results).expect("a plan");
        let vague = forget(&drawn, &which);
        let truth = Simulation::new(found, &plan, &drawn.household).expect("an evaluation");
        let guess = Simulation::new(found, &plan, &vague).expect("an evaluation");
        for ((_, _, truth), (_, _, guess)) in truth.outcomes().zip(guess.outcomes()) {
            match (&truth, &guess) {
                (Outcome::Amount(amount), Outcome::Between(low, high)) => {
                    prop_assert!(low <= amount && high.is_none_or(|high| *amount <= high), "{truth:?} {guess:?}");
                }
                (Outcome::Uncovered, Outcome::Between(..)) => {}
                _ => prop_assert_eq!(truth, guess),
            }
        }
    }
}
