//! Households evaluated together have the rights that each has alone.

use crate::draw::households;
use auclair_engine::{
    Answer, Batch, Detail, Fact, Household, Kind, Program, QuestionId, Rest, RuleId, Scope,
    TOGETHER, Value, evaluate, nothing_else,
};
use auclair_rules::{JURISDICTIONS, jurisdiction};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;
use std::cell::Cell;

#[test]
fn together_is_as_alone() {
    for id in JURISDICTIONS {
        let found = jurisdiction(id).expect("a jurisdiction");
        let program = &found.program;
        for (gaps, rest) in [(false, Rest::Unknown), (true, Rest::Unknown), (true, Rest::Nothing)] {
            let known = Cell::new(0);
            let config =
                ProptestConfig { cases: 20, failure_persistence: None, ..Default::default() };
            proptest!(config, |(drawn in prop::collection::vec(households(found, gaps), 20))| {
                let month = drawn[0].month;
                let mut batch = Batch::new(found.plan(month, Detail::Results).expect("a plan"));
                let mut all: Vec<Household> =
                    drawn.into_iter().map(|drawn| drawn.household).collect();
                batch.results(program, &all.iter().collect::<Vec<_>>(), rest);
                if rest == Rest::Nothing {
                    for household in &mut all {
                        nothing_else(program, household);
                    }
                }
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

/// Answers each question about an amount with the largest number there is: sums of them fail.
fn overflow(program: &Program, household: &mut Household) {
    for (id, question) in (0u32..).map(QuestionId).zip(&program.questions) {
        if question.scope != Scope::Person || !matches!(question.kind, Kind::Number(_)) {
            continue;
        }
        for person in 0..household.people().len() {
            if let Some(fact) = household.fact_mut(id, Scope::Person, person) {
                *fact = Fact::Always(Answer::Given(Value::Number(Decimal::MAX)));
            }
        }
    }
}

#[test]
fn where_one_fails_the_others_are_worth_the_same() {
    let found = jurisdiction("france").expect("a jurisdiction");
    let program = &found.program;
    let drawn = prop::collection::vec(households(found, false), TOGETHER)
        .new_tree(&mut TestRunner::deterministic())
        .expect("households")
        .current();
    let month = drawn[0].month;
    let mut all: Vec<Household> = drawn.into_iter().map(|drawn| drawn.household).collect();
    let plan = || found.plan(month, Detail::Results).expect("a plan");
    let rights: Vec<RuleId> = program.droits().map(|(_, rule)| rule).collect();
    let values = |households: &[Household]| -> Vec<Vec<Option<Value>>> {
        let mut batch = Batch::new(plan());
        batch.results(program, &households.iter().collect::<Vec<_>>(), Rest::Unknown);
        let value = |place: usize, rule: &RuleId| {
            let slot = batch.plan().slot(program.rules[rule.index()].node, month)?;
            batch.value(slot, place)
        };
        (0..households.len())
            .map(|place| rights.iter().map(|rule| value(place, rule)).collect())
            .collect()
    };
    let before = values(&all);
    let known = before.iter().flatten().flatten().count();
    assert!(known > rights.len() * TOGETHER / 2, "only {known} values were known");
    for broken in [0, 17, TOGETHER - 1] {
        overflow(program, &mut all[broken]);
    }
    let after = values(&all);
    for (place, (before, after)) in before.iter().zip(&after).enumerate() {
        if [0, 17, TOGETHER - 1].contains(&place) {
            assert!(evaluate(program, &plan(), &all[place]).is_err(), "household {place}");
            assert!(after.iter().all(Option::is_none), "household {place}: {after:?}");
        } else {
            assert_eq!(before, after, "household {place}");
        }
    }
}
