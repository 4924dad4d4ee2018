//! What refused households are told: the reason that decides, and nothing that is false of them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

use auclair_engine::explain::{Check, Explainer, Explanation, Status, Tree};
use auclair_engine::{Detail, Month};
use auclair_rules::household::read;
use auclair_rules::{Simulation, jurisdiction};
use serde_json::{Value, json};

/// A household that rents and answered all that matters, in November 2026.
fn household(people: &Value, answers: &Value) -> Value {
    let mut reponses = json!({
        "zone": "zone 2", "occupation": "location vide", "loyer": 520, "bailleur": "privé",
        "colocation": false, "chambre": false, "propriétaire parent": false,
        "résidence secondaire": false, "surface insuffisante": false, "a du patrimoine": false,
    });
    for (name, answer) in answers.as_object().expect("answers") {
        reponses[name] = answer.clone();
    }
    json!({
        "format": "auclair/menage", "version": 2, "juridiction": "france", "mois": "2026-11",
        "personnes": people, "reponses": reponses, "autres_reponses": "aucune",
    })
}

/// One adult, « vous », with these answers beside those that matter to all.
fn adult(born: &str, answers: &Value) -> Value {
    let mut reponses = json!({ "enceinte": false, "nationalité": "française" });
    for (name, answer) in answers.as_object().expect("answers") {
        reponses[name] = answer.clone();
    }
    json!({ "prenom": "vous", "lien": "demandeur", "naissance": born, "reponses": reponses })
}

/// What a household is told of a right, with its whole calculation.
fn told(document: &Value, dispositif: &str) -> (Explanation, Tree) {
    let document = read(&document.to_string()).expect("a household");
    let found = jurisdiction(&document.jurisdiction).expect("a jurisdiction");
    let plan = found.plan(document.month, Detail::Sentences).expect("a plan");
    let simulation = Simulation::new(found, &plan, &document.household).expect("an evaluation");
    let id = found.program.dispositif(dispositif).expect("a dispositif");
    let droit = found.program.dispositifs[id.index()].droit.expect("a right");
    let explainer = Explainer::new(simulation.evaluated(), &found.texts);
    (explainer.explain(droit), explainer.tree(droit))
}

fn explained(document: &Value, dispositif: &str) -> Explanation {
    told(document, dispositif).0
}

/// Each condition, those below after it, as it is read: « ✗ Titre depuis (1er juin 2025 ; il faut 5 ans) ».
fn lines(checks: &[Check], found: &mut Vec<(String, Option<Month>)>) {
    for check in checks {
        let mark = match check.status {
            Status::Met => '✓',
            Status::Failed => '✗',
            Status::Unknown => '?',
        };
        let distance = check.distance.as_ref().map(|shown| format!(" ({shown})"));
        let line = format!("{mark} {}{}", check.label, distance.unwrap_or_default());
        found.push((line.replace('\u{a0}', " "), check.from));
        lines(&check.below, found);
    }
}

fn conditions(document: &Value, dispositif: &str) -> Vec<(String, Option<Month>)> {
    let mut found = Vec::new();
    lines(&explained(document, dispositif).conditions, &mut found);
    found
}

fn permit(since: &str) -> Value {
    let answers = json!({
        "activité": "salarié", "salaire net social": 500, "nationalité": "autre",
        "titre de séjour": "titre de travail", "titre de travail depuis": since,
    });
    household(&json!([adult("1990-03-04", &answers)]), &json!({}))
}

/// The permit qualifies; the years are missing, and one can be told when they will not be.
#[test]
fn the_years_that_a_permit_misses_are_said() {
    for dispositif in ["RSA", "prime d'activité"] {
        let found = conditions(&permit("2025-06-01"), dispositif);
        let said = |line: &str| found.iter().find(|(label, _)| label == line);
        let held = "✓ Titre de séjour (autre titre qui permet de travailler)";
        assert!(said(held).is_some(), "{dispositif}: {found:#?}");
        let missing = "✗ Titre qui permet de travailler depuis (1er juin 2025 ; il faut 5 ans)";
        let (_, from) = said(missing).unwrap_or_else(|| panic!("{dispositif}: {found:#?}"));
        assert_eq!(*from, Month::new(2030, 6));
        let false_of_it = "✗ Titre de séjour (autre titre qui permet de travailler)";
        assert!(said(false_of_it).is_none(), "{dispositif}: {found:#?}");
        let found = conditions(&permit("2021-11-30"), dispositif);
        assert!(found.iter().all(|(label, _)| !label.contains("il faut 5 ans")), "{found:#?}");
    }
}

#[test]
fn the_months_that_a_european_misses_are_said() {
    let answers = json!({
        "activité": "demandeur d'emploi", "nationalité": "européenne", "droit au séjour": true,
        "en France depuis": "2026-10-15",
    });
    let document = household(&json!([adult("1990-03-04", &answers)]), &json!({}));
    let found = conditions(&document, "RSA");
    let missing = "✗ Vit en France depuis (15 octobre 2026 ; il faut 3 mois)".to_owned();
    assert!(found.contains(&(missing, Month::new(2027, 1))), "{found:#?}");
}

fn sentence(document: &Value, dispositif: &str) -> String {
    explained(document, dispositif).sentence.replace(['\u{a0}', '\u{202f}'], " ")
}

fn alone(born: &str, answers: &Value) -> Value {
    household(&json!([adult(born, answers)]), &json!({}))
}

/// Someone alone is told which condition fails, not that none of the adults meets them all.
#[test]
fn a_lone_adult_is_told_which_condition_fails() {
    let seeks = json!({ "activité": "demandeur d'emploi" });
    let studies = json!({ "activité": "étudiant", "salaire net social": 700, "boursier": false });
    let general =
        "Aucun adulte du foyer ne remplit seul toutes les conditions pour demander le RSA.";
    for (document, dispositif, expected) in [
        (
            alone("2004-05-01", &seeks),
            "RSA",
            "Il faut avoir 25 ans, ou un enfant à charge ou à naître, ou assez travaillé avant 25 ans.",
        ),
        (
            alone("1998-05-01", &studies),
            "RSA",
            "Les études, un stage ou un congé sans solde ferment le RSA, sauf pour un parent isolé.",
        ),
        (
            permit("2025-06-01"),
            "RSA",
            "Il faut être français, européen avec droit au séjour, réfugié, ou avoir une carte de résident, ou cinq ans de titre permettant de travailler.",
        ),
        (
            alone("1998-05-01", &studies),
            "prime d'activité",
            "En études ou en apprentissage, il faut avoir gagné plus de 1 144,21 € par mois chacun des trois mois de référence, sauf pour un parent isolé.",
        ),
        (
            permit("2025-06-01"),
            "prime d'activité",
            "Il faut être français, européen ou réfugié, ou avoir une carte de résident, ou cinq ans de titre permettant de travailler.",
        ),
    ] {
        assert_eq!(sentence(&document, dispositif), expected);
    }
    // Of a couple, each for a reason of their own; or both for the same one.
    let spouse = |born: &str, activity: &str| {
        json!({ "prenom": "Ali", "lien": "conjoint", "naissance": born,
            "reponses": { "nationalité": "française", "activité": activity } })
    };
    let couple = |other| household(&json!([adult("2004-05-01", &seeks), other]), &json!({}));
    assert_eq!(sentence(&couple(spouse("1990-01-01", "étudiant")), "RSA"), general);
    let young = sentence(&couple(spouse("2005-01-01", "autre")), "RSA");
    assert!(young.starts_with("Il faut avoir 25 ans"), "{young}");
}

/// At 65, another right may be worth far more than the RSA, and comes before it at 67.
#[test]
fn the_minimum_pension_is_told_to_who_has_the_age() {
    let retired = |born: &str, pension: u32| {
        sentence(&alone(born, &json!({ "activité": "retraité", "retraite nette": pension })), "RSA")
    };
    for (born, pension, begins) in [
        ("1959-03-04", 620, "Ce que la loi compte comme ressources dépasse de 46,51 € par mois"),
        ("1961-11-30", 200, "Vous avez droit à 373,49 € par mois de RSA. "),
    ] {
        let said = retired(born, pension);
        assert!(said.starts_with(begins), "{said}");
        let other = "Dès 65 ans, sous 1 043,59 € par mois de ressources, demandez l'allocation de solidarité aux personnes âgées (ASPA) à votre caisse de retraite. Ce site ne la calcule pas. À 67 ans, le RSA ne va qu'à qui l'a demandée.";
        assert!(said.ends_with(other), "{said}");
    }
    assert!(!retired("1961-12-01", 200).contains("ASPA"));
}

/// Income is judged for who may claim: « il faut moins de 638,28 € », said of 638,28 €, was of nobody's income.
#[test]
fn income_is_judged_for_who_may_claim() {
    let limit = |document: &Value| {
        let found = conditions(document, "prime d'activité");
        found.into_iter().map(|(line, _)| line).find(|line| line.contains("sous le plafond"))
    };
    let earns = |wage: u32| {
        alone("1990-03-04", &json!({ "activité": "salarié", "salaire net social": wage }))
    };
    assert_eq!(limit(&earns(0)), None);
    assert_eq!(limit(&permit("2025-06-01")), None);
    assert_eq!(limit(&earns(800)).as_deref(), Some("✓ Les ressources restent sous le plafond"));
    assert_eq!(limit(&earns(2300)).as_deref(), Some("✗ Les ressources restent sous le plafond"));
    let refused = explained(&earns(2300), "prime d'activité");
    assert!(refused.steps.is_empty());
    assert_eq!(
        sentence(&earns(2300), "prime d'activité"),
        "Vos ressources dépassent ce que la prime peut compléter. Elles sont de 2 300 € par mois : c'est 44,54 € par mois de trop."
    );
}

/// Beside a condition that holds stands what holds, and only for whom it is asked.
#[test]
fn no_number_of_something_else_stands_beside_a_condition() {
    let child = json!({ "prenom": "Zoé", "lien": "enfant", "naissance": "2016-05-05",
        "reponses": { "autre parent": "rien de fixé" } });
    let parent = adult("1980-03-10", &json!({ "activité": "demandeur d'emploi" }));
    let document = household(&json!([parent, child]), &json!({ "isolement depuis": "2018-01-01" }));
    let found = conditions(&document, "soutien familial");
    assert!(
        found.contains(&("✓ Pas d'aide suffisante de l'autre parent".to_owned(), None)),
        "{found:#?}"
    );
    let parent = adult("1980-03-10", &json!({ "activité": "demandeur d'emploi" }));
    for occupation in ["hébergement gratuit", "propriétaire"] {
        let answers = json!({ "occupation": occupation });
        let found = conditions(&household(&json!([parent]), &answers), "aides au logement");
        for said in ["Le logement", "Habiter"] {
            assert!(!found.iter().any(|(line, _)| line.contains(said)), "{found:#?}");
        }
    }
}

/// « A moins de 3 ans (enfant 1) : non » was followed by « Enfant 1 a moins de 3 ans. »
#[test]
fn the_calculation_says_of_who_is_one_what_is_so() {
    fn each(tree: &Tree, found: &mut Vec<(String, Option<String>)>) {
        found.push((format!("{} : {}", tree.label, tree.value), tree.sentence.clone()));
        tree.below.iter().for_each(|below| each(below, found));
    }
    let child = json!({ "prenom": "Zoé", "lien": "enfant", "naissance": "2012-05-05" });
    let parent = adult("1980-03-10", &json!({ "activité": "demandeur d'emploi" }));
    let document = household(&json!([parent, child]), &json!({ "isolement depuis": "2018-01-01" }));
    let mut found = Vec::new();
    for dispositif in ["allocation de base", "RSA", "complément familial"] {
        each(&told(&document, dispositif).1, &mut found);
    }
    let mut older = found.iter().filter(|(label, _)| label == "A moins de 3 ans : non").peekable();
    assert!(older.peek().is_some() && older.all(|(_, said)| said.is_none()), "{found:#?}");
    let said = |words: &str| {
        found.iter().any(|(_, said)| said.as_deref().is_some_and(|said| said.contains(words)))
    };
    assert!(said("Zoé : moins de 21\u{a0}ans, et peu ou pas de salaire."), "{found:#?}");
    assert!(said("Il faut avoir 25 ans"), "{found:#?}");
}

/// Who has no rent is not told of a home paid in part; who answered, not of what an answer would change.
#[test]
fn what_is_said_of_housing_is_so() {
    let seeks = adult("1990-05-01", &json!({ "activité": "demandeur d'emploi" }));
    let told = |answers: Value| {
        let document = household(&json!([seeks]), &answers);
        let Explanation { steps, caveats, .. } = explained(&document, "RSA");
        let said: Vec<String> = steps.into_iter().filter_map(|step| step.sentence).collect();
        let doubts: Vec<String> = caveats.into_iter().map(|(_, words)| words).collect();
        (said.join(" "), doubts.join(" "))
    };
    let (free, doubts) = told(json!({ "occupation": "hébergement gratuit" }));
    assert!(free.contains("le forfait entier : vous ne payez pas de loyer"), "{free}");
    assert!(!free.contains("en partie") && !doubts.contains("Sans réponse"), "{free} {doubts}");
    let (tenant, doubts) = told(json!({ "aides au logement reçues": 200 }));
    assert!(tenant.contains("déjà payé en partie"), "{tenant}");
    assert!(!doubts.contains("Sans réponse"), "{doubts}");
    assert!(told(json!({})).1.contains("Sans réponse sur l'aide reçue"));
}

/// What is not covered is no amount: « au moins 0 € » would be one.
#[test]
fn what_is_not_covered_is_worth_no_amount() {
    let earns = adult("1990-05-01", &json!({ "activité": "salarié", "salaire net social": 900 }));
    let document = household(&json!([earns]), &json!({ "occupation": "accédant" }));
    assert_eq!(told(&document, "aides au logement").1.value, "un montant inconnu");
}

/// Each decision can be contested, and within how long is said.
#[test]
fn how_long_one_has_to_contest_is_said() {
    let found = jurisdiction("france").expect("a jurisdiction");
    for dispositif in &found.program.dispositifs {
        let contest = dispositif.procedures.iter().find(|way| way.way == "recours");
        let said = found.texts.plain(contest.expect(&dispositif.name).text);
        assert!(said.contains("dans les deux mois"), "{}: {said}", dispositif.name);
    }
}

/// A question mark never begins a line.
#[test]
fn a_question_mark_keeps_to_its_word() {
    for name in ["france", "quebec"] {
        let found = jurisdiction(name).expect("a jurisdiction");
        let asks = found.program.questions.iter().filter_map(|question| question.ask);
        for said in asks.map(|ask| found.texts.plain(ask)) {
            assert!(said.ends_with("\u{a0}?"), "{said}");
        }
    }
}

/// A range that tells nothing is not told: « vous en avez 0 à 1 », before what the child earns is known.
#[test]
fn a_number_that_is_hardly_known_is_not_told() {
    let of = |others: bool| {
        let child = json!({ "prenom": "Zoé", "lien": "enfant", "naissance": "2007-05-05" });
        let parent = adult("1980-03-10", &json!({ "activité": "demandeur d'emploi" }));
        let mut document =
            household(&json!([parent, child]), &json!({ "isolement depuis": "2018-01-01" }));
        if !others {
            document.as_object_mut().expect("a household").remove("autres_reponses");
        }
        sentence(&document, "allocations familiales")
    };
    let without = "Il faut au moins deux enfants de moins de 20 ans à charge.";
    assert_eq!(of(false), without);
    assert_eq!(of(true), format!("{without} Vous en avez 1."));
}
