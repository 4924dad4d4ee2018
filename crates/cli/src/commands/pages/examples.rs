//! Worked examples: the households of the rules' own tests, as the engine computes them.

use crate::commands::doc::site::Site;
use crate::commands::explain::headings::Headings;
use auclair_engine::explain::{Explainer, Explanation};
use auclair_engine::program::{DispositifId, RuleId};
use auclair_engine::{Answer, Detail, Evaluated, Household, Outcome, Plan, Role, evaluate, text};
use auclair_language::index::Named;
use auclair_language::syntax::ast::{Test, TestAnswer};
use auclair_language::{Span, testing};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// As many show enough; the pages of rules have the others.
const GRANTED: usize = 4;
const REFUSED: usize = 2;

/// A household, what was said of it, and its right explained.
struct Example<'a> {
    test: &'a Test,
    household: Household,
    explanation: Explanation,
}

/// The version of the rules that the site embeds, or that of the files.
pub(super) fn version(site: &Site) -> String {
    let embedded = auclair_rules::jurisdiction(&site.name).map(|found| &found.program.version);
    embedded.unwrap_or(&site.program().version).clone()
}

pub(super) fn section(site: &Site, id: DispositifId, droit: RuleId) -> Markup {
    let examples = chosen(site, id, droit);
    html! {
        @if !examples.is_empty() {
            section {
                h2 { "Exemples" }
                p { "Ces foyers servent à vérifier le calcul. C'est le même programme qui les a calculés." }
                @for example in &examples { (one(site, example)) }
            }
        }
    }
}

/// Examples that each show another way to a result: amounts with the most steps first, then refusals
/// for different reasons.
fn chosen<'a>(site: &Site<'a>, id: DispositifId, droit: RuleId) -> Vec<Example<'a>> {
    let mut examples: Vec<Example> = tests(site, id)
        .filter_map(|(home, test)| {
            let household = testing::household(&site.compilation.elaborated, home, test)?;
            let household = called(household);
            let explanation = explained(site, droit, test, &household)?;
            Some(Example { test, household, explanation })
        })
        .collect();
    let steps = |example: &Example| example.explanation.steps.len();
    examples.sort_by_key(|example| std::cmp::Reverse((steps(example), example.test.month)));
    let (mut granted, mut refused) = (Vec::new(), Vec::new());
    let mut ways = BTreeSet::new();
    for example in examples {
        let Outcome::Amount(amount) = example.explanation.outcome else { continue };
        let way = if amount.is_zero() {
            example.explanation.sentence.clone()
        } else {
            let labels = example.explanation.steps.iter().map(|step| step.label.as_str());
            labels.collect::<Vec<_>>().join("/")
        };
        let (list, most) =
            if amount.is_zero() { (&mut refused, REFUSED) } else { (&mut granted, GRANTED) };
        if list.len() < most && ways.insert(way) {
            list.push(example);
        }
    }
    granted.append(&mut refused);
    granted
}

/// The tests that expect something of a right, each with where its names are looked up.
fn tests<'a>(
    site: &Site<'a>,
    id: DispositifId,
) -> impl Iterator<Item = (Option<DispositifId>, &'a Test)> {
    let places: Vec<Span> =
        site.tests(Named::Dispositif(id)).iter().map(|place| place.span).collect();
    let tests = site.compilation.elaborated.tests.iter();
    tests.filter_map(move |(home, test)| {
        let name = test.name.span;
        let holds = |place: &Span| {
            place.file == name.file && (place.start..place.end).contains(&name.start)
        };
        places.iter().any(holds).then_some((*home, test))
    })
}

/// The names by which the site calls people whom the test only counts.
fn called(mut household: Household) -> Household {
    for person in 0..household.people().len() {
        let Some(person) = household.person_mut(person) else { continue };
        let name = match person.role {
            Role::Demandeur => "vous",
            Role::Conjoint => "votre conjoint",
            Role::Enfant | Role::Autre => continue,
        };
        if person.name.starts_with("adulte ") {
            name.clone_into(&mut person.name);
        }
    }
    household
}

fn explained(
    site: &Site,
    droit: RuleId,
    test: &Test,
    household: &Household,
) -> Option<Explanation> {
    let program = site.program();
    let plan = Plan::new(program, test.month, &[droit], Detail::Sentences).ok()?;
    let trace = evaluate(program, &plan, household).ok()?;
    let evaluated = Evaluated { program, plan: &plan, trace: &trace, household };
    Some(Explainer::new(evaluated, site.texts()).explain(droit))
}

fn one(site: &Site, example: &Example) -> Markup {
    let say = Headings::of("fr");
    let program = site.program();
    let Example { test, household, explanation } = example;
    html! {
        article.card {
            h3 { (capital(&test.name.node)) }
            p.source { "En " (text::month(test.month)) }
            ul {
                @for line in people(test, household) { li { (line) } }
                @for answer in &test.answers { @if let Some(line) = said(site, test, answer, household) { li { (line) } } }
                @if test.nothing_else { li { "Pour tout le reste : non, ou rien." } }
            }
            p.result { (explanation.sentence) }
            @if !explanation.steps.is_empty() {
                table.sums {
                    tbody {
                        @for step in &explanation.steps {
                            tr {
                                th scope="row" {
                                    (say.step(step.kind))
                                    @if !step.label.is_empty() { " : " (step.label) }
                                    @if let Some(formula) = &step.formula { br; span.source { (formula) } }
                                }
                                td { (say.amount(step.amount, &program.currency)) }
                            }
                        }
                    }
                }
            }
            @if let Some(source) = &test.source { p.source { "D'où vient le montant attendu : " (source.node) } }
        }
    }
}

/// The people, those alike together.
fn people(test: &Test, household: &Household) -> Vec<String> {
    let first = test.month.first_day();
    let mut lines: Vec<(u32, String)> = Vec::new();
    for person in household.people() {
        let role = match person.role {
            Role::Demandeur | Role::Conjoint => "adulte",
            Role::Enfant => "enfant",
            Role::Autre => "autre personne",
        };
        // A name that the test gives is read again beside the answers.
        let counted = person.name.starts_with(&format!("{role} ")) || person.name.starts_with("vo");
        let mut words = role.to_owned();
        if let Some(birth) = person.birth {
            let had = (first.month() as u8, first.day()) >= (birth.month() as u8, birth.day());
            let age = match first.year() - birth.year() - i32::from(!had) {
                ..0 => " à naître".to_owned(),
                0 => " de moins d'un an".to_owned(),
                1 => " de 1 an".to_owned(),
                years => format!(" de {years} ans"),
            };
            words.push_str(&age);
        }
        if !counted {
            words = format!("{}, {words}", person.name);
        }
        match lines.iter_mut().find(|(_, other)| *other == words) {
            Some((count, _)) => *count += 1,
            None => lines.push((1, words)),
        }
    }
    let line = |(count, words): (u32, String)| match count {
        1 if words.contains(", ") => words,
        1 => format!("1 {words}"),
        _ => match words.split_once(' ') {
            Some(("autre", rest)) => {
                format!("{count} autres personnes{}", rest.trim_start_matches("personne"))
            }
            Some((role, rest)) => format!("{count} {role}s {rest}"),
            None => format!("{count} {words}s"),
        },
    };
    lines.into_iter().map(line).collect()
}

/// An answer of the test, in the words of the question.
fn said(site: &Site, test: &Test, answer: &TestAnswer, household: &Household) -> Option<String> {
    let program = site.program();
    let questions = (0u32..).map(auclair_engine::QuestionId).zip(&program.questions);
    let (id, question) = questions.into_iter().find(|(_, one)| one.name == answer.question.node)?;
    let who = answer.who.as_ref().map(|who| who.node.as_str());
    let people = household.people();
    // Whom the test calls « adulte 1 » has another name here.
    let person = match who {
        Some(name) => people.iter().position(|person| person.name == name).or_else(|| {
            let adults = [("adulte 1", Role::Demandeur), ("adulte 2", Role::Conjoint)];
            let (_, role) = adults.into_iter().find(|(other, _)| *other == name)?;
            people.iter().position(|person| person.role == role)
        })?,
        None => 0,
    };
    let month = answer.from.unwrap_or(test.month);
    let value = match household.fact(id, question.scope, person).at(month) {
        Answer::Given(value) => text::value(value, question.kind, program, site.texts()),
        _ => "je ne sais pas".to_owned(),
    };
    let whom = who.and(people.get(person)).map(|person| format!(" ({})", person.name));
    let when = match (answer.from, answer.to) {
        (Some(from), Some(to)) if from == to => format!(", en {}", text::month(from)),
        (Some(from), Some(to)) => format!(", de {} à {}", text::month(from), text::month(to)),
        (Some(from), None) => format!(", depuis {}", text::month(from)),
        _ => String::new(),
    };
    let label = site.texts().plain(question.label);
    Some(format!("{label}{}{when} : {value}", whom.unwrap_or_default()))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters.as_str().chars()).collect()
    })
}
