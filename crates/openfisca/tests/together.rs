//! Many documents at once: what is wrong in one is said in its place, and changes no other answer.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

use auclair_openfisca::{Calculator, DocumentError};

/// Someone alone, and what they are paid.
fn paid(wage: &str) -> String {
    format!(
        r#"{{"individus": {{"a": {{"date_naissance": {{"ETERNITY": "1990-05-14"}},
            "activite": {{"2025-10": "actif"}}, "salaire_net": {{"month:2022-01:48": {wage}}}}}}},
            "menages": {{"m": {{"personne_de_reference": ["a"], "loyer": {{"2025-10": 450}},
            "statut_occupation_logement": {{"2025-10": "locataire_vide"}},
            "zone_apl": {{"2025-10": "zone_2"}}}}}},
            "familles": {{"f": {{"parents": ["a"], "rsa": {{"2025-10": null}},
            "ppa": {{"2025-10": null}}, "aide_logement": {{"2025-10": null}}}}}}}}"#
    )
}

fn all(documents: &[String]) -> Vec<Result<String, DocumentError>> {
    let mut calculator = Calculator::new().expect("the rules");
    let texts: Vec<&str> = documents.iter().map(String::as_str).collect();
    let mut answers = Vec::new();
    calculator.answer_each(&texts, |answer| answers.push(answer.map(str::to_owned)));
    answers
}

#[test]
fn what_is_wrong_in_one_is_said_in_its_place_and_changes_no_other() {
    let mut documents: Vec<String> =
        (0..70).map(|nth| paid(&format!("{}", 48 * 23 * nth))).collect();
    let whole = all(&documents);
    assert!(whole.iter().all(Result::is_ok), "{whole:?}");
    let wrong = [
        // Not JSON at all.
        (3, "{".to_owned(), ""),
        // An amount that no one has.
        (20, paid("48000000000000"), "individus.a.salaire_net.month:2022-01:48"),
        // A word for a number.
        (21, paid("\"beaucoup\""), "individus.a.salaire_net.month:2022-01:48"),
        // What is not known, and would change the result.
        (40, paid("0").replace("\"zone_2\"", "\"non_renseigne\""), "menages.m.zone_apl"),
        // What is not covered.
        (
            41,
            paid("0").replace("\"zone_2\"", "\"zone_2\"}, \"depcom\": {\"2025-10\": \"97411\""),
            "familles.f.rsa.2025-10",
        ),
        // A month before the rules.
        (69, paid("0").replace("null", "null, \"1990-01\": null"), "familles.f.rsa.1990-01"),
    ];
    for (place, document, _) in &wrong {
        documents[*place].clone_from(document);
    }
    let mixed = all(&documents);
    for (place, (before, after)) in whole.iter().zip(&mixed).enumerate() {
        match wrong.iter().find(|(other, ..)| *other == place) {
            None => assert_eq!(before, after, "document {place}"),
            Some((_, document, path)) => {
                let error = after.as_ref().expect_err("an error");
                assert_eq!(error.path, *path, "{}", error.message);
                // As it is said of the document by itself.
                assert_eq!(*after, all(std::slice::from_ref(document))[0]);
            }
        }
    }
}

#[test]
fn how_the_others_are_written_changes_no_answer() {
    let mut documents = Vec::new();
    for nth in 0..12 {
        let plain = paid(&format!("{}.5", 48 * 150 * nth));
        // Other spaces, the months one by one, a total with its months, another order, an escape.
        documents.push(plain.replace("\": ", "\" :\t"));
        documents.push(plain.replace("{\"2025-10\": 450}", "{\"2025-10\": 450, \"2025-09\": 30}"));
        documents.push(plain.replace("{\"2025-10\": 450}", "{\"2025-09\": 30, \"2025-10\": 450}"));
        documents.push(plain.replace("{\"2025-10\": 450}", "{\"2025\": 5400}"));
        documents.push(plain.replace("{\"2025-10\": \"actif\"}", "{\"2025-1\\u0030\": \"actif\"}"));
        documents.push(plain.replace("\"ppa\": {\"2025-10\": null},", ""));
        documents.push(plain.replace("\"a\"", "\"quelqu'un\""));
        // Who belongs where said last, a variable more, one said twice.
        let last = plain.replace("\"parents\": [\"a\"], ", "");
        documents.push(last.replace("null}}}}", "null}, \"parents\": [\"a\"]}}}"));
        let more = "\"zone_2\"}, \"coloc\": {\"2025-10\": true}";
        documents.push(plain.replace("\"zone_2\"}", more));
        let twice = "\"zone_2\"}, \"loyer\": {\"2025-10\": 450}";
        documents.push(plain.replace("\"zone_2\"}", twice));
        documents.push(plain);
    }
    let mut calculator = Calculator::new().expect("the rules");
    let together = all(&documents);
    for (document, together) in documents.iter().zip(together) {
        let mut alone = String::new();
        let alone = calculator.answer(document, &mut alone).map(|()| alone);
        assert!(alone.is_ok(), "{document}: {alone:?}");
        assert_eq!(together, alone, "{document}");
    }
}
