//! What an evaluation says of an unknown value always holds the true one.

use crate::draw::{Draw, Grown, month};
use auclair_engine::{
    Answer, Detail, Fact, Household, NodeId, Outcome, Plan, Program, Range, Role, Scope, Set,
    Value, evaluate, outcome,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The same household twice: one whose answers are all given, one that knows less of them.
pub(crate) fn households(draw: &mut Draw<'_>, program: &Program) -> (Household, Household) {
    let mut known = Household::new(program);
    for index in 0..=draw.below(3) {
        let birth = draw.date();
        known.add(format!("personne {index}"), Role::ALL[index], Some(birth));
    }
    let mut vague = known.clone();
    for (index, question) in (0u32..).zip(&program.questions) {
        let id = auclair_engine::QuestionId(index);
        let people = if question.scope == Scope::Person { known.people().len() } else { 1 };
        for person in 0..people {
            let truth = within(draw.value(question.kind), question.range);
            let (mut a, mut b) = (Fact::Always(Answer::Given(truth)), Fact::default());
            match draw.below(4) {
                0 => b = a.clone(),
                1 => {
                    let other = within(draw.value(question.kind), question.range);
                    let range = Range::only(truth).union(Range::only(other));
                    b = Fact::Always(range.single().map_or(Answer::Within(range), Answer::Given));
                }
                // Where something stands for a missing answer, that is what it is.
                _ if question.fallback.is_some() => b = a.clone(),
                2 if question.monthly => {
                    let other = within(draw.value(question.kind), question.range);
                    a.set(month().plus(-1), Answer::Given(other));
                    b = a.clone();
                    b.set(month(), Answer::DontKnow);
                }
                _ => {}
            }
            for (household, fact) in [(&mut known, a), (&mut vague, b)] {
                *household.fact_mut(id, question.scope, person).expect("a fact") = fact;
            }
        }
    }
    (known, vague)
}

/// The answer, or the nearest one that the question takes.
fn within(value: Value, range: Range) -> Value {
    match (value, range.set) {
        (Value::Number(number), Set::Numbers { low, high }) => {
            let number = low.map_or(number, |low| number.max(low));
            Value::Number(high.map_or(number, |high| number.min(high)))
        }
        (Value::Date(date), Set::Dates { low: Some(low), high: Some(high) }) => {
            Value::Date(date.clamp(low, high))
        }
        _ => value,
    }
}

/// Whether all that the first can be, the second can be too.
fn inside(truth: Range, range: Range) -> bool {
    if let Some(value) = truth.single() {
        return holds(range, value);
    }
    // Even where all is given, what is not covered stays unknown.
    let ((low, high), (least, most)) = (truth.bounds(), range.bounds());
    least.is_none_or(|least| low.is_some_and(|low| least <= low))
        && most.is_none_or(|most| high.is_some_and(|high| high <= most))
        && (range.absent || !truth.absent)
}

fn holds(range: Range, value: Value) -> bool {
    match (value, range.set) {
        (Value::Absent, _) => range.absent,
        (Value::Number(number), Set::Numbers { low, high }) => {
            // The last of 28 digits of a quotient may differ by the order of operations.
            let hair = Decimal::new(1, 15);
            low.is_none_or(|low| low - hair <= number)
                && high.is_none_or(|high| number <= high + hair)
        }
        (Value::Bool(yes), Set::Bools { no, yes: may }) => {
            if yes {
                may
            } else {
                no
            }
        }
        (Value::Date(day), Set::Dates { low, high }) => {
            low.is_none_or(|low| low <= day) && high.is_none_or(|high| day <= high)
        }
        (Value::Choice(choice), Set::Choices(mask)) => mask & (1 << choice) != 0,
        _ => false,
    }
}

fn listing(program: &Program) -> String {
    let lines = program.nodes.iter().enumerate();
    let lines = lines.map(|(index, node)| format!("{index} {:?} {:?}", node.scope, node.op));
    lines.collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn a_range_holds_the_truth(numbers in prop::collection::vec(any::<u32>(), 100..400)) {
        let mut draw = Draw(numbers.iter());
        let grown = Grown::new(&mut draw, 14);
        let program = &grown.program;
        let Ok(plan) = Plan::of_all(program, month(), Detail::Results) else {
            return Err(TestCaseError::fail("a grown program can be laid out"));
        };
        let (known, vague) = households(&mut draw, program);
        // A division by zero or a number too large stops both.
        let Ok(truth) = evaluate(program, &plan, &known) else { return Ok(()) };
        let guess = evaluate(program, &plan, &vague);
        prop_assert!(guess.is_ok(), "{guess:?} where all is known there is no fault");
        let guess = guess.expect("checked");
        for (index, node) in (0u32..).zip(&program.nodes) {
            for offset in [0, -1, -2, -3, -14] {
                let Some(slot) = plan.slot(NodeId(index), month().plus(offset)) else { continue };
                let people = if slot.is_of_each_person() { known.people().len() } else { 1 };
                for person in 0..people {
                    let exact = truth.range(truth.value(slot, person));
                    let loose = guess.range(guess.value(slot, person));
                    prop_assert!(
                        inside(exact, loose),
                        "{:?}: {exact:?} is not in {loose:?}\n{}",
                        node.op,
                        listing(program),
                    );
                }
            }
        }
        for (_, droit) in program.droits() {
            match (outcome(program, &plan, &truth, droit), outcome(program, &plan, &guess, droit)) {
                (Outcome::Amount(exact), Outcome::Amount(guess)) => prop_assert_eq!(exact, guess),
                (Outcome::Amount(exact), Outcome::Between(low, high)) => prop_assert!(
                    exact.max(Decimal::ZERO) >= low && high.is_none_or(|high| exact <= high)
                ),
                (Outcome::Uncovered, Outcome::Amount(amount)) => {
                    prop_assert!(false, "{amount} was promised where nothing is covered");
                }
                (exact, Outcome::Uncovered) => prop_assert_eq!(exact, Outcome::Uncovered),
                _ => {}
            }
        }
    }
}
