//! The differences that the law explains, each told in `docs/openfisca.md`.

use crate::deviation::Deviation;
use crate::spec::{Activity, Adult, Child, Spec, age, day};
use auclair_engine::Month;

const RSA_AND_PRIME: &[&str] = &["rsa", "ppa"];
/// Housing benefit, and what counts it.
const HOUSING: &[&str] = &["aide_logement", "reduction_loyer_solidarite", "rsa", "ppa"];
const FAMILY: &[&str] = &["af", "cf", "asf", "paje_base"];
/// All but the support of lone parents, which looks at no income.
const INCOME: &[&str] =
    &["aide_logement", "reduction_loyer_solidarite", "rsa", "ppa", "af", "cf", "paje_base"];

/// All of them.
pub const DEVIATIONS: &[Deviation] = &[
    Deviation {
        name: "revenu interrompu",
        benefits: &["rsa"],
        rows: &["R13", "R14"],
        applies: |spec| spec.adults.iter().any(stopped),
    },
    Deviation {
        name: "naissance récente",
        benefits: RSA_AND_PRIME,
        rows: &["R9", "R12", "P8", "P9"],
        applies: |spec| {
            let recent = if spec.is_couple() { 5 } else { 8 };
            children(spec, |child, month| months_old(child, month) <= recent)
        },
    },
    Deviation {
        name: "prestations du mois de référence",
        benefits: RSA_AND_PRIME,
        rows: &["R16"],
        applies: |spec| {
            children(spec, |child, month| {
                let turned =
                    |years: i32| (0..=5).contains(&(months_old(child, month) - years * 12));
                [3, 6, 14, 18, 20, 21].into_iter().any(turned)
            })
        },
    },
    Deviation {
        name: "aide au logement du mois de référence",
        benefits: &["rsa"],
        rows: &["R17"],
        applies: |spec| {
            spec.home.status.is_rented()
                && spec.adults.iter().any(|adult| !adult.pay.recent.is_empty())
        },
    },
    Deviation {
        name: "congé parental",
        benefits: HOUSING,
        rows: &["R3", "P6", "A7"],
        applies: |spec| spec.adults.iter().any(|adult| adult.parental_leave),
    },
    Deviation {
        name: "résidence alternée",
        benefits: RSA_AND_PRIME,
        rows: &["R8", "P7"],
        applies: |spec| spec.children.iter().any(|child| child.custody),
    },
    Deviation {
        name: "forfait en résidence alternée",
        benefits: &["af"],
        rows: &["F7"],
        applies: |spec| {
            children(spec, |child, month| child.custody && age(&child.birth, month) == 20)
        },
    },
    Deviation {
        name: "travail au début du trimestre",
        benefits: &["ppa"],
        rows: &["P1"],
        applies: |spec| {
            spec.adults.iter().any(|adult| {
                adult.pay.ago(4) > 0 && (1..=3).all(|months| adult.pay.ago(months) == 0)
            })
        },
    },
    Deviation {
        name: "titre de séjour",
        benefits: RSA_AND_PRIME,
        rows: &["R4", "R5", "P4", "P5"],
        applies: |spec| {
            spec.adults.iter().any(|adult| match adult.country.as_deref() {
                None => false,
                Some("PT" | "RO") => adult.permit == 0,
                Some(_) => adult.permit <= 5 && (spec.is_couple() || !spec.children.is_empty()),
            })
        },
    },
    Deviation {
        name: "études",
        benefits: RSA_AND_PRIME,
        rows: &["R6", "P10"],
        applies: |spec| {
            let studies = |adult: &&Adult| adult.activity == Activity::Etudiant;
            let old_enough =
                |adult: &Adult| age(&adult.birth, spec.month()) >= 25 || !spec.children.is_empty();
            let mut others = spec.adults.iter().filter(|adult| !studies(adult));
            let alone = others.clone().any(old_enough);
            let works = others.any(|adult| !adult.pay.is_nothing());
            let mut students = spec.adults.iter().filter(studies);
            let earns = students.clone().any(|adult| !adult.pay.is_nothing());
            students.next().is_some()
                && (spec.is_couple() || !spec.children.is_empty())
                && (!alone || (earns && !works))
        },
    },
    Deviation {
        name: "grossesse",
        benefits: HOUSING,
        rows: &["R2", "A4"],
        applies: |spec| {
            spec.adults.iter().any(|adult| adult.pregnant)
                && (spec.children.is_empty() || !spec.is_couple())
        },
    },
    Deviation {
        name: "indemnités journalières",
        benefits: INCOME,
        rows: &["A16"],
        applies: |spec| spec.adults.iter().any(|adult| adult.sickness > 0),
    },
    Deviation {
        name: "enfant qui travaille",
        benefits: &["rsa", "ppa", "aide_logement", "reduction_loyer_solidarite", "cf"],
        rows: &["R7", "P3", "A13", "A15", "F14"],
        applies: |spec| spec.children.iter().any(|child| child.pay > 0),
    },
    Deviation {
        name: "aînés du même âge",
        benefits: &["af"],
        rows: &["F3"],
        applies: |spec| {
            let month = spec.month();
            let mut ages: Vec<i32> =
                spec.children.iter().map(|child| age(&child.birth, month)).collect();
            ages.retain(|age| *age < 20);
            matches!(ages.as_slice(), [first, second] if first == second && *first >= 13)
        },
    },
    Deviation {
        name: "mois de naissance et d'anniversaire",
        benefits: FAMILY,
        rows: &["F1", "F2"],
        applies: |spec| {
            children(spec, |child, month| {
                let old = months_old(child, month);
                old <= 1 || [3, 14, 16, 18, 20, 21].into_iter().any(|years| old == years * 12)
            })
        },
    },
    Deviation {
        name: "enfant à naître",
        benefits: &["cf", "paje_base"],
        rows: &["F9"],
        applies: |spec| spec.adults.iter().any(|adult| adult.pregnant) && !spec.children.is_empty(),
    },
    Deviation {
        name: "deux revenus",
        benefits: &["cf", "paje_base", "rsa", "ppa"],
        rows: &["F5"],
        applies: |spec| {
            // Between what each side asks of the second income, or from unemployment.
            let second = |adult: &Adult| {
                !adult.unemployment.is_nothing() || (270..530).contains(&adult.pay.usual)
            };
            let young = children(spec, |child, month| months_old(child, month) <= 3 * 12 + 5);
            spec.is_couple()
                && (young || spec.children.len() >= 3)
                && spec.adults.iter().any(second)
        },
    },
    Deviation {
        name: "majorité récente",
        benefits: &["ppa"],
        rows: &["P2"],
        applies: |spec| {
            let month = spec.month();
            let born = |adult: &Adult| day(&adult.birth).map(|birth| month.since(Month::of(birth)));
            spec.adults.iter().filter_map(born).any(|old| old <= 18 * 12 + 4)
        },
    },
    Deviation {
        name: "vingt-cinq ans dans le mois",
        benefits: &["rsa"],
        rows: &["R11"],
        applies: |spec| {
            let month = spec.month();
            let born = |adult: &Adult| day(&adult.birth).map(|birth| month.since(Month::of(birth)));
            spec.adults.iter().filter_map(born).any(|old| old == 25 * 12)
        },
    },
];

/// Whether pay has stopped, after some in the months of reference.
fn stopped(adult: &Adult) -> bool {
    adult.pay.ago(0) == 0 && (1..=4).any(|months| adult.pay.ago(months) > 0)
}

fn children(spec: &Spec, test: impl Fn(&Child, Month) -> bool) -> bool {
    let month = spec.month();
    spec.children.iter().any(|child| test(child, month))
}

/// How many months ago a child was born, counted by calendar months.
fn months_old(child: &Child, month: Month) -> i32 {
    day(&child.birth).map_or(i32::MAX, |birth| month.since(Month::of(birth)))
}
