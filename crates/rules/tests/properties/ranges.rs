//! What is said while answers are missing holds once they are given.

use crate::draw::{Drawn, households};
use auclair_engine::{Answer, Detail, Fact, Household, Month, Outcome, QuestionId, Scope};
use auclair_rules::{Simulation, Standing, jurisdiction};
use proptest::prelude::*;

/// Enough evaluations to cut ranges a few times.
const BUDGET: usize = 24;

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
                // Months may differ, whoever does not know.
                *vague.fact_mut(id, question.scope, person).expect("a fact") = if question.monthly {
                    Fact::Since(vec![(Month::BEGINNING, Answer::DontKnow)])
                } else {
                    Fact::Always(Answer::DontKnow)
                };
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
        for (((_, _, truth), (_, _, guess)), right) in truth.outcomes().zip(guess.outcomes()).zip(guess.rights(BUDGET)) {
            match (&truth, &right.standing) {
                (Outcome::Amount(amount), Standing::Amount(said)) => prop_assert_eq!(amount, said),
                (Outcome::Amount(amount), Standing::Between { low, high, .. }) => {
                    prop_assert!(low <= amount && high.is_none_or(|high| *amount <= high), "{truth:?} {right:?}");
                }
                (Outcome::Uncovered, Standing::Between { maybe_uncovered, .. }) => prop_assert!(*maybe_uncovered, "{right:?}"),
                (Outcome::Uncovered, Standing::Uncovered) => {}
                _ => prop_assert!(false, "{truth:?} {right:?}"),
            }
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
