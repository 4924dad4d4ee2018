//! Each number of an explanation leads to a line of the whole calculation that is worth as much.

use crate::draw::{Drawn, households};
use auclair_engine::Detail;
use auclair_engine::explain::{Check, Explainer, Explanation, Step, Tree, pieces, unmarked};
use auclair_rules::{Simulation, household, jurisdiction};
use proptest::prelude::*;

/// All that an explanation says, but for its law and what is less than certain, which show no marks.
fn said(explanation: &Explanation) -> Vec<String> {
    let mut said = vec![explanation.sentence.clone()];
    explanation.steps.iter().for_each(|step| of_step(step, &mut said));
    explanation.conditions.iter().for_each(|check| of_check(check, &mut said));
    said
}

fn of_step(step: &Step, said: &mut Vec<String>) {
    said.push(step.label.clone());
    said.extend(step.sentence.iter().chain(&step.formula).cloned());
    step.below.iter().for_each(|below| of_step(below, said));
}

fn of_check(check: &Check, said: &mut Vec<String>) {
    said.push(check.label.clone());
    said.extend(check.sentence.iter().chain(&check.distance).cloned());
    check.below.iter().for_each(|below| of_check(below, said));
}

/// The lines of a calculation: the key and the words of each value.
fn lines<'a>(tree: &'a Tree, found: &mut Vec<(&'a str, &'a str)>) {
    found.extend(tree.key.as_deref().map(|key| (key, tree.value.as_str())));
    tree.below.iter().for_each(|below| lines(below, found));
}

/// What a number says, without its unit.
fn digits(words: &str) -> String {
    words.chars().filter(|c| c.is_ascii_digit() || *c == ',').collect()
}

/// How many marked values lead to a line, and how many there are.
fn followed(simulation: &Simulation<'_>) -> Result<(usize, usize), TestCaseError> {
    let (mut leading, mut all) = (0, 0);
    let plain = Explainer {
        evaluated: simulation.evaluated(),
        texts: &simulation.jurisdiction.texts,
        marks: false,
    };
    let marked = Explainer { marks: true, ..plain };
    for (_, droit) in simulation.jurisdiction.program.droits() {
        let (with, without) = (marked.explain(droit), plain.explain(droit));
        let told: Vec<String> = said(&with);
        let same: Vec<String> = told.iter().map(|words| unmarked(words)).collect();
        prop_assert_eq!(same, said(&without));
        prop_assert_eq!(format!("{:?}", with.law), format!("{:?}", without.law));
        prop_assert_eq!(&with.caveats, &without.caveats);
        let tree = marked.tree(droit);
        let mut found = Vec::new();
        lines(&tree, &mut found);
        for (key, words) in told.iter().flat_map(|words| pieces(words)) {
            let Some(key) = key else { continue };
            all += 1;
            for (_, value) in found.iter().filter(|(other, _)| *other == key) {
                // « un enfant » has no digit.
                let same = digits(words) == digits(value) || digits(words).is_empty();
                prop_assert!(same, "« {words} » leads to « {value} »");
            }
            leading += usize::from(found.iter().any(|(other, _)| *other == key));
        }
    }
    Ok((leading, all))
}

#[test]
fn most_numbers_of_the_cases_lead_somewhere() {
    for case in ["marseille", "lyon", "village"] {
        let path = format!("{}/../../tests/cases/{case}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a case");
        let document = household::read(&text).expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("rules");
        let plan = found.plan(document.month, Detail::Sentences).expect("a plan");
        let simulation = Simulation::new(found, &plan, &document.household).expect("values");
        let (leading, all) = followed(&simulation).expect("the same words");
        // The figures of a condition that fails are no part of the calculation.
        assert!(leading > 20 && leading * 3 >= all * 2, "{case}: {leading} of {all}");
    }
}

#[test]
fn a_rule_told_at_another_month_shows_the_number_of_that_month() {
    let text = include_str!("../../../../tests/cases/lyon.json");
    let document = household::read(text).expect("a household");
    let found = jurisdiction("france").expect("rules");
    let plan = found.plan(document.month, Detail::Sentences).expect("a plan");
    let simulation = Simulation::new(found, &plan, &document.household).expect("values");
    let mut told = 0;
    for (_, droit) in found.program.droits() {
        let evaluated = simulation.evaluated();
        let explainer = Explainer { evaluated, texts: &found.texts, marks: false };
        told += of_that_month(&explainer.tree(droit));
    }
    assert!(told > 0);
}

/// How many lines tell a number of their own at another month, which must be theirs.
fn of_that_month(tree: &Tree) -> usize {
    let own = tree.label == "Montant garanti ce mois-là" && tree.month.is_some();
    if own {
        let sentence = tree.sentence.as_deref().unwrap_or_default();
        assert!(sentence.contains(&tree.value), "{} : {sentence}", tree.value);
    }
    usize::from(own) + tree.below.iter().map(of_that_month).sum::<usize>()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_leads_to_what_is_worth_as_much(
        drawn in households(jurisdiction("france").expect("france"), true),
    ) {
        let found = jurisdiction("france").expect("france");
        let Drawn { month, household, .. } = &drawn;
        let plan = found.plan(*month, Detail::Sentences).expect("a plan");
        followed(&Simulation::new(found, &plan, household).expect("values"))?;
    }
}
