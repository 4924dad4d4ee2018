//! The differences that the law explains, each told in `docs/openfisca.md`.

use crate::deviation::{Deviation, When};
use crate::spec::{Spec, Status, age};
use crate::{reading, second_income};

const RSA: &[&str] = &["rsa"];
const PRIME: &[&str] = &["ppa"];
const RSA_AND_PRIME: &[&str] = &["rsa", "ppa"];
const HOUSING: &[&str] = &["aide_logement", "reduction_loyer_solidarite"];
const ALLOWANCES: &[&str] = &["af"];
const COMPLEMENT: &[&str] = &["cf"];
const UNDER_A_LIMIT: &[&str] = &["cf", "paje_base"];

/// All of them.
pub const DEVIATIONS: &[Deviation] = &[
    reads("revenu interrompu", RSA, &["R13", "R14"], reading::interrupted),
    reads("naissance pendant le trimestre", RSA, &["R9", "R12"], reading::born_before),
    holds("nouveau-né d'un parent seul", PRIME, &["P9"], |spec| {
        !spec.is_couple()
            && spec.works()
            && spec.children.iter().any(|child| (1..=7).contains(&spec.months_since(&child.birth)))
    }),
    reads(
        "âge au premier jour du mois",
        &[
            "rsa",
            "ppa",
            "aide_logement",
            "reduction_loyer_solidarite",
            "af",
            "cf",
            "asf",
            "paje_base",
        ],
        &["R10", "R11", "P11", "A10", "F1", "F2"],
        reading::aged_on_the_first,
    ),
    holds("majorité récente", PRIME, &["P2"], |spec| {
        spec.works()
            && spec.adults.iter().all(|adult| spec.months_since(&adult.birth) <= 18 * 12 + 4)
    }),
    reads("résidence alternée", RSA_AND_PRIME, &["R8", "P7"], reading::lives_here),
    reads("forfait en résidence alternée", ALLOWANCES, &["F7"], reading::grown_up_lives_here),
    reads("travail au début du trimestre", PRIME, &["P1", "P10"], reading::worked_later),
    reads("titre de séjour", RSA, &["R4", "R5"], reading::admitted_to_rsa),
    reads("titre de séjour", PRIME, &["P4", "P5"], reading::admitted_to_prime),
    reads("études", RSA, &["R6"], reading::old_enough),
    reads("congé parental", RSA_AND_PRIME, &["R3", "P6"], reading::not_on_leave),
    reads("grossesse d'un couple", RSA, &["R2"], reading::couple_without_pregnancy),
    holds("grossesse", HOUSING, &["A4"], |spec| {
        spec.adults.iter().any(|adult| adult.pregnant)
            && spec.children.is_empty()
            && !spec.is_couple()
            && spec.home.status == Status::LocataireHlm
    }),
    reads(
        "indemnités journalières",
        &["aide_logement", "reduction_loyer_solidarite", "af", "cf", "paje_base"],
        &["A16"],
        reading::without_sickness,
    ),
    holds("enfant qui travaille", RSA, &["R7"], |spec| {
        spec.children.iter().any(|child| (170..=480).contains(&child.pay))
    }),
    holds("enfant qui travaille", PRIME, &["P3"], |spec| {
        spec.children.iter().any(|child| child.pay >= 240)
    }),
    holds("enfant qui travaille", HOUSING, &["A13", "A15"], |spec| {
        spec.home.status.is_rented() && spec.children.iter().any(|child| child.pay >= 1080)
    }),
    holds("enfant qui travaille", COMPLEMENT, &["F14"], |spec| {
        spec.children.len() >= 3 && spec.children.iter().any(|child| child.pay > 0)
    }),
    holds("colocation d'une chambre", HOUSING, &["A3"], |spec| spec.home.shared && spec.home.room),
    Deviation {
        name: "petite allocation",
        benefits: &["aide_logement"],
        rows: &["A1"],
        when: When::SmallAllowance,
    },
    holds("aînés du même âge", ALLOWANCES, &["F3"], |spec| {
        let month = spec.month();
        let mut ages: Vec<i32> =
            spec.children.iter().map(|child| age(&child.birth, month)).collect();
        ages.retain(|age| *age < 20);
        matches!(ages.as_slice(), [first, second] if first == second && *first >= 14)
    }),
    reads(
        "chômage ou retraite",
        &["af", "cf", "paje_base"],
        &["F4"],
        reading::as_if_nothing_had_stopped,
    ),
    reads("enfant à naître", UNDER_A_LIMIT, &["F9"], reading::without_pregnancy),
    holds("deux revenus", UNDER_A_LIMIT, &["F5"], |spec| {
        let month = spec.month();
        let young = spec.children.iter().any(|child| age(&child.birth, month) < 3);
        (young || spec.children.len() >= 3) && second_income::decides(spec)
    }),
];

type Benefits = &'static [&'static str];

const fn reads(
    name: &'static str,
    benefits: Benefits,
    rows: Benefits,
    read: fn(&Spec) -> Option<Spec>,
) -> Deviation {
    Deviation { name, benefits, rows, when: When::Reads(read) }
}

const fn holds(
    name: &'static str,
    benefits: Benefits,
    rows: Benefits,
    holds: fn(&Spec) -> bool,
) -> Deviation {
    Deviation { name, benefits, rows, when: When::Holds(holds) }
}
