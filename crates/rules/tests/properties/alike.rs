//! What is kept from one month for another is what each month by itself gives; and what only
//! decides the results decides them as the whole does.

use crate::draw::households;
use crate::ranges::forget;
use auclair_engine::{
    Answer, Asked, Detail, Evaluated, Fact, Household, Outcome, Plan, Program, Range, RuleId, Set,
    Settled, Trace, Value, evaluate, outcome, result_into, results_into,
};
use auclair_rules::{JURISDICTIONS, jurisdiction};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// What a value can be; nothing when it is not laid out.
fn seen(
    trace: &Trace,
    plan: &Plan,
    node: auclair_engine::NodeId,
    person: usize,
) -> Option<(bool, Range)> {
    let value = trace.value(plan.slot(node, plan.month())?, person);
    Some((value.is_unknown(), trace.range(value)))
}

/// Whether two ways to a value say the same: to the last digit when it is known; of a range, the last
/// digits of its ends depend on the order in which what is unknown is added.
fn alike(a: Option<(bool, Range)>, b: Option<(bool, Range)>) -> bool {
    let near = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= Decimal::new(1, 15),
        _ => a == b,
    };
    let (Some((true, a)), Some((true, b))) = (a, b) else { return a == b };
    match (a.set, b.set) {
        (Set::Numbers { low, high }, Set::Numbers { low: other_low, high: other_high }) => {
            a.absent == b.absent && near(low, other_low) && near(high, other_high)
        }
        _ => a == b,
    }
}

/// What is said of each right.
fn outcomes(program: &Program, plan: &Plan, household: &Household) -> Vec<Outcome> {
    let trace = evaluate(program, plan, household).expect("a trace");
    program.droits().map(|(_, rule)| outcome(program, plan, &trace, rule)).collect()
}

/// Some answers of a range, its ends first.
fn samples(range: Range) -> Vec<Value> {
    match range.set {
        Set::Numbers { low, high } => low.into_iter().chain(high).map(Value::Number).collect(),
        Set::Dates { low, high } => low.into_iter().chain(high).map(Value::Date).collect(),
        Set::Bools { .. } => vec![Value::Bool(false), Value::Bool(true)],
        Set::Choices(mask) => {
            (0..64).filter(|bit| mask & (1 << bit) != 0).map(Value::Choice).collect()
        }
        Set::Empty => Vec::new(),
    }
}

fn same(gaps: bool, cases: u32) {
    for id in JURISDICTIONS {
        let found = jurisdiction(id).expect("a jurisdiction");
        let program = &found.program;
        let config = ProptestConfig { cases, failure_persistence: None, ..Default::default() };
        proptest!(config, |(drawn in households(found, gaps))| {
            let household = &drawn.household;
            let plain = Plan::plain(program, drawn.month).expect("a plan");
            let plan = found.plan(drawn.month, Detail::Sentences).expect("a plan");
            let alone = evaluate(program, &plain, household).expect("a trace");
            let whole = evaluate(program, &plan, household).expect("a trace");
            for rule in &program.rules {
                for person in 0..household.people().len() {
                    let expected = seen(&alone, &plain, rule.node, person);
                    let value = seen(&whole, &plan, rule.node, person);
                    let same = alike(value, expected);
                    prop_assert!(same, "{}: {value:?}, {expected:?}", &rule.name);
                }
            }
            let mut results = Trace::default();
            results_into(&mut results, program, &plan, household).expect("results");
            let droits: Vec<RuleId> = program.droits().map(|(_, rule)| rule).collect();
            for droit in &droits {
                let node = program.rules[droit.index()].node;
                let (result, value) = (seen(&results, &plan, node, 0), seen(&whole, &plan, node, 0));
                prop_assert!(alike(result, value), "{result:?}, {value:?}");
            }
            // The whole may ask for more; what it adds changes no result.
            let needs = |trace| {
                Evaluated { program, plan: &plan, trace, household }.needs(&droits)
            };
            let (few, many) = (needs(&results), needs(&whole));
            for need in &few {
                // What can stand for an answer is asked about instead, unless nothing is left there.
                let stood_for = match need.asked {
                    Asked::Question(id, _) => program.questions[id.index()].fallback.is_some(),
                    Asked::Birth(_) => false,
                };
                let asked = many.iter().any(|other| other.asked == need.asked);
                prop_assert!(asked || stood_for, "{need:?}");
            }
            let before = outcomes(program, &plan, household);
            for need in many.iter().filter(|need| few.iter().all(|few| few.asked != need.asked)) {
                let Asked::Question(id, person) = need.asked else { continue };
                let question = &program.questions[id.index()];
                for value in samples(question.range) {
                    let mut other = household.clone();
                    let fact = other.fact_mut(id, question.scope, person.unwrap_or(0));
                    *fact.expect("a fact") = Fact::Always(Answer::Given(value));
                    prop_assert_eq!(&outcomes(program, &plan, &other), &before, "{}", question.name);
                }
            }
        });
    }
}

/// What is sure while answers are missing need not be made again once they are given.
#[test]
fn what_is_settled_stays() {
    let found = jurisdiction("france").expect("france");
    let program = &found.program;
    let config = ProptestConfig { cases: 150, failure_persistence: None, ..Default::default() };
    let which = prop::collection::vec(prop::bool::weighted(0.1), 97);
    proptest!(config, |(drawn in households(found, false), which in which)| {
        let plan = found.plan(drawn.month, Detail::Results).expect("a plan");
        let vague = forget(&drawn, &which);
        let (mut first, mut then, mut alone) = <(Trace, Trace, Trace)>::default();
        for (_, droit) in program.droits() {
            result_into(&mut first, program, &plan, &vague, droit, &Settled::default())
                .expect("a result");
            let settled = first.settled();
            let known = &drawn.household;
            result_into(&mut then, program, &plan, known, droit, &settled).expect("a result");
            results_into(&mut alone, program, &plan, known).expect("results");
            prop_assert_eq!(
                outcome(program, &plan, &then, droit),
                outcome(program, &plan, &alone, droit)
            );
        }
    });
}

#[test]
fn what_is_known_is_the_same() {
    same(false, 100);
}

#[test]
fn what_is_unknown_is_as_unknown() {
    same(true, 200);
}
