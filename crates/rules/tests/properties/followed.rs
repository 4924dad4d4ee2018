//! Each number of an explanation leads to a line of the whole calculation that tells where it comes from.
//! Left apart: the months that are named, and the names of people.

use crate::draw::{Drawn, households};
use auclair_engine::Detail;
use auclair_engine::explain::{
    Check, Explainer, Explanation, Step, StepKind, Tree, pieces, unmarked,
};
use auclair_rules::{Simulation, household, jurisdiction};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

/// All that an explanation says, but for its law.
fn said(explanation: &Explanation) -> Vec<String> {
    let mut said = vec![explanation.sentence.clone()];
    explanation.steps.iter().for_each(|step| of_step(step, &mut said));
    explanation.conditions.iter().for_each(|check| of_check(check, &mut said));
    said.extend(explanation.caveats.iter().map(|(_, words)| words.clone()));
    said
}

fn of_step(step: &Step, said: &mut Vec<String>) {
    said.push(step.label.clone());
    said.extend(step.sentence.iter().chain(&step.formula).cloned());
    step.below.iter().for_each(|below| of_step(below, said));
}

fn shown<'a>(step: &'a Step, found: &mut Vec<(StepKind, &'a str)>) {
    found.push((step.kind, &step.shown));
    step.below.iter().for_each(|below| shown(below, found));
}

/// The cents of the first number of a text, without its sign.
fn worth(words: &str) -> Option<Decimal> {
    let number: String = words
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '−')
        .take_while(|c| c.is_ascii_digit() || *c == ',')
        .collect();
    let number: Decimal = number.replace(',', ".").parse().ok()?;
    Some(number.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}

fn of_check(check: &Check, said: &mut Vec<String>) {
    said.push(check.label.clone());
    said.extend(check.sentence.iter().chain(&check.distance).cloned());
    check.below.iter().for_each(|below| of_check(below, said));
}

/// The lines of a calculation that have a key, each with how deep it is.
fn lines<'a>(tree: &'a Tree, depth: usize, found: &mut Vec<(usize, &'a Tree)>) {
    found.extend(tree.key.is_some().then_some((depth, tree)));
    tree.below.iter().for_each(|below| lines(below, depth + 1, found));
}

/// The line that the app opens for a key: of all that are worth the same, one that tells more than its
/// value, the least deep. A rule that says no more than one answer shares its key with it.
fn opened<'a>(found: &[(usize, &'a Tree)], key: &str) -> Option<&'a Tree> {
    let of_key = found.iter().filter(|(_, line)| line.key.as_deref() == Some(key));
    let tells = |line: &Tree| {
        !line.below.is_empty()
            || line.formula.is_some()
            || line.sentence.is_some()
            || !line.references.is_empty()
    };
    of_key.min_by_key(|(depth, line)| (!tells(line), *depth)).map(|(_, line)| *line)
}

/// What a number says, without its unit.
fn digits(words: &str) -> String {
    words.chars().filter(|c| c.is_ascii_digit() || *c == ',').collect()
}

/// Words without the months they name, which no line is worth: « (de juillet 2026 à septembre 2026) ».
fn but_for_months(words: &str) -> String {
    let mut left: Vec<&str> = Vec::new();
    for word in words.split([' ', '\u{a0}']) {
        let year = word.trim_matches(|c: char| !c.is_alphanumeric());
        let year = year.len() == 4 && year.bytes().all(|c| c.is_ascii_digit());
        let month =
            |word: &&str| MONTHS.contains(&word.trim_start_matches("d'").trim_start_matches('('));
        if !(year && left.last().is_some_and(month)) {
            left.push(word);
        }
    }
    left.join(" ")
}

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Whether a line tells where a number comes from. It is worth as much; or else it says the number itself,
/// which the rule holds; or it compares, and the number is the distance; or the line is a range, of
/// which a sentence may say one end, and zero where a right would be less.
fn tells(line: &Tree, words: &str) -> bool {
    let said = digits(words);
    let own = [Some(&line.label), line.formula.as_ref(), line.sentence.as_ref()];
    let compares = line.formula.as_ref().is_some_and(|it| it.contains(['<', '>', '≤', '≥', '=']));
    let range = line.value.contains(" à ") || line.value.starts_with("au ");
    said == digits(&line.value)
        || own.into_iter().flatten().any(|own| unmarked(own).contains(words))
        || (digits(&line.value).is_empty() && compares)
        || (range && (said == "0" || digits(&line.value).contains(&said)))
}

/// How many numbers are shown; each must lead to a line.
fn followed(simulation: &Simulation<'_>) -> Result<usize, TestCaseError> {
    let mut all = 0;
    let plain = Explainer::new(simulation.evaluated(), &simulation.jurisdiction.texts);
    let marked = plain.marked();
    for (_, droit) in simulation.jurisdiction.program.droits() {
        let (with, without) = (marked.explain(droit), plain.explain(droit));
        let told: Vec<String> = said(&with);
        let same: Vec<String> = told.iter().map(|words| unmarked(words)).collect();
        prop_assert_eq!(same, said(&without));
        let mut law = with.law.clone();
        let figures = law.iter_mut().flat_map(|entry| &mut entry.figures);
        figures.for_each(|figure| figure.label = unmarked(&figure.label));
        prop_assert_eq!(format!("{law:?}"), format!("{:?}", without.law));
        let tree = marked.tree(droit);
        let mut found = Vec::new();
        lines(&tree, 0, &mut found);
        let mut amounts = Vec::new();
        with.steps.iter().for_each(|step| shown(step, &mut amounts));
        for (kind, words) in amounts {
            let told = pieces(words);
            let [(Some(key), words)] = told[..] else {
                return Err(TestCaseError::fail(format!("« {words} » leads nowhere")));
            };
            all += 1;
            let Some(line) = opened(&found, key) else {
                return Err(TestCaseError::fail(format!("the amount « {words} » has no line")));
            };
            // A step that bounds or rounds leads to what it makes; the others to what they are.
            let own = matches!(kind, StepKind::Start | StepKind::Plus | StepKind::Minus);
            prop_assert!(
                !own || worth(&line.value) == worth(words),
                "« {words} » leads to {line:?}"
            );
        }
        let people = simulation.evaluated().household.people();
        for said in &told {
            let caveat = with.caveats.iter().any(|(_, words)| words == said);
            for (key, words) in pieces(said) {
                let Some(key) = key else {
                    let words = people
                        .iter()
                        .fold(words.to_owned(), |words, person| words.replace(&person.name, ""));
                    let lost = but_for_months(&words).contains(|c: char| c.is_ascii_digit());
                    prop_assert!(!lost, "a number of « {words} » leads nowhere");
                    continue;
                };
                all += 1;
                let Some(line) = opened(&found, key) else {
                    return Err(TestCaseError::fail(format!("« {words} » of « {said} »")));
                };
                let right = caveat || tells(line, words);
                prop_assert!(right, "« {words} » of « {said} » leads to {line:?}");
                prop_assert!(!line.label.is_empty(), "{words}");
            }
        }
    }
    Ok(all)
}

#[test]
fn all_numbers_of_the_cases_lead_somewhere() {
    for case in ["marseille", "lyon", "village"] {
        let path = format!("{}/../../tests/cases/{case}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a case");
        let document = household::read(&text).expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("rules");
        let plan = found.plan(document.month, Detail::Sentences).expect("a plan");
        let simulation = Simulation::new(found, &plan, &document.household).expect("values");
        let all = followed(&simulation).expect("each leads somewhere");
        assert!(all > 30, "{case}: {all}");
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
        let explainer = Explainer::new(evaluated, &found.texts);
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
