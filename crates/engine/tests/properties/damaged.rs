//! Nothing panics and nothing runs for ever, whatever the program holds.

use crate::draw::{Draw, Grown, month};
use auclair_engine::explain::Explainer;
use auclair_engine::{
    Answer, Detail, Evaluated, Fact, Household, NodeId, Op, Plan, Program, QuestionId, Role, Scope,
    Sweep, evaluate, outcome,
};
use proptest::prelude::*;

/// Operands that do not exist, come later, or are of another kind; lists cut short.
fn damage(draw: &mut Draw<'_>, program: &mut Program) {
    for _ in 0..=draw.below(4) {
        let count = program.nodes.len();
        let (from, to) = (draw.below(count), draw.below(count));
        match draw.below(9) {
            0 => program.nodes[from].op = program.nodes[to].op.clone(),
            1 => program.nodes[from].op = Op::Not(NodeId(draw.below(count + 2) as u32)),
            2 => program.nodes[from].scope = program.nodes[to].scope,
            3 => program.nodes[from].kind = program.nodes[to].kind,
            4 => program.nodes.truncate(from.max(1)),
            5 => program.tables.truncate(draw.below(2)),
            6 => program.scales.clear(),
            7 => program.texts.truncate(draw.below(4)),
            _ => {
                program.questions.pop();
            }
        }
    }
}

fn household(draw: &mut Draw<'_>, program: &Program) -> Household {
    let mut household = Household::new(program);
    for index in 0..draw.below(4) {
        let birth = draw.bool().then(|| draw.date());
        let person = household.add("Léa", Role::ALL[index], birth);
        if draw.bool()
            && let Some(person) = household.person_mut(person)
        {
            person.arrived = Some(month().plus(-(draw.below(5) as i32)));
        }
    }
    for (index, question) in (0u32..).zip(&program.questions) {
        for person in 0..household.people().len().max(1) {
            let answer = match draw.below(3) {
                0 => Answer::DontKnow,
                1 => Answer::Given(draw.value(question.kind)),
                _ => continue,
            };
            if let Some(fact) = household.fact_mut(QuestionId(index), question.scope, person) {
                *fact = Fact::Always(answer);
            }
        }
    }
    household
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(numbers in prop::collection::vec(any::<u32>(), 100..400), damaged in any::<bool>()) {
        let mut draw = Draw(numbers.iter());
        let mut grown = Grown::new(&mut draw, 12);
        let texts = grown.texts(&mut draw);
        let mut program = grown.program;
        let mut household = household(&mut draw, &program);
        if damaged {
            damage(&mut draw, &mut program);
            if draw.bool() {
                household = Household::new(&Program::default());
            }
        }
        let Ok(plan) = Plan::of_all(&program, month(), Detail::Sentences) else { return Ok(()) };
        let Ok(trace) = evaluate(&program, &plan, &household) else { return Ok(()) };
        let evaluated =
            Evaluated { program: &program, plan: &plan, trace: &trace, household: &household };
        let explainer = Explainer::new(evaluated, &texts).marked();
        let droits: Vec<_> = program.droits().map(|(_, rule)| rule).collect();
        for droit in &droits {
            let explanation = explainer.explain(*droit);
            explainer.tree(*droit);
            prop_assert_eq!(explanation.outcome, outcome(&program, &plan, &trace, *droit));
        }
        let open: Vec<_> = evaluated
            .needs(&droits)
            .into_iter()
            .filter_map(|need| match need.asked {
                auclair_engine::Asked::Question(question, person) => {
                    Some(auclair_engine::Open { question, person: person.unwrap_or(0), month: None })
                }
                auclair_engine::Asked::Birth(_) => None,
            })
            .collect();
        for droit in &droits {
            let begun = Sweep::begin(&program, &plan, &household, *droit, open.clone(), 20);
            if let Ok(mut sweep) = begun {
                while let Ok(true) = sweep.advance() {}
                sweep.spread();
            }
        }
        for (index, question) in (0u32..).zip(&program.questions) {
            let people = if question.scope == Scope::Person { household.people().len() } else { 1 };
            for person in 0..people {
                let _ = explainer.question(QuestionId(index), Some(person));
                let _ = evaluated.applies(QuestionId(index), person);
                let _ = evaluated.stands_in(QuestionId(index), person, month());
            }
        }
    }
}
