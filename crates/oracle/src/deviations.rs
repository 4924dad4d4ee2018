//! The differences that the law explains, each told in `docs/openfisca.md`.

use crate::deviation::{Deviation, When};
use crate::reading;
use crate::spec::Spec;

const RSA: &[&str] = &["rsa"];
const PRIME: &[&str] = &["ppa"];
const RSA_AND_PRIME: &[&str] = &["rsa", "ppa"];
const HOUSING: &[&str] = &["aide_logement", "reduction_loyer_solidarite"];
const ALLOWANCES: &[&str] = &["af"];
const SUPPORT: &[&str] = &["asf"];
const UNDER_A_LIMIT: &[&str] = &["cf", "paje_base"];
const OF_THE_YEAR_BEFORE_LAST: &[&str] = &["af", "cf", "paje_base"];

const FIRST_OF_THE_MONTH: &str = "âge au premier jour du mois";
const WORKING_CHILD: &str = "enfant qui travaille";

/// All of them.
pub const DEVIATIONS: &[Deviation] = &[
    reads("revenu interrompu", RSA, &["R13", "R14"], reading::interrupted),
    reads("naissance pendant le trimestre", RSA, &["R9", "R12"], reading::born_before),
    reads("naissance pendant le trimestre", PRIME, &["P8"], reading::born_on_the_first),
    Deviation {
        name: "nouveau-né d'un parent seul",
        benefits: PRIME,
        rows: &["P9"],
        when: When::ReadsCase(reading::base_allowance_counts),
    },
    reads(FIRST_OF_THE_MONTH, RSA, &["R10", "R11"], reading::aged_on_the_first_for_rsa),
    reads(FIRST_OF_THE_MONTH, PRIME, &["P11"], reading::aged_on_the_first_for_prime),
    reads(FIRST_OF_THE_MONTH, HOUSING, &["A10"], reading::aged_on_the_first_for_housing),
    reads(FIRST_OF_THE_MONTH, ALLOWANCES, &["F1", "F2"], reading::aged_on_the_first_for_allowances),
    reads(FIRST_OF_THE_MONTH, SUPPORT, &["F1", "F2"], reading::aged_on_the_first_for_support),
    reads(FIRST_OF_THE_MONTH, UNDER_A_LIMIT, &["F1", "F2"], reading::aged_on_the_first_for_base),
    reads("majorité récente", PRIME, &["P2"], reading::grown_up_each_month),
    reads("résidence alternée", RSA_AND_PRIME, &["R8", "P7"], reading::lives_here),
    reads("forfait en résidence alternée", ALLOWANCES, &["F7"], reading::grown_up_lives_here),
    Deviation {
        name: "travail des derniers mois",
        benefits: PRIME,
        rows: &["P1", "P10"],
        when: When::ReadsCase(reading::works_lately),
    },
    reads("titre de séjour", RSA, &["R4", "R5"], reading::admitted_to_rsa),
    reads("titre de séjour", PRIME, &["P4", "P5"], reading::admitted_to_prime),
    reads("congé parental", RSA_AND_PRIME, &["R3", "P6"], reading::not_on_leave),
    reads("grossesse d'un couple", RSA, &["R2"], reading::couple_without_pregnancy),
    reads("grossesse", HOUSING, &["A4"], reading::waits_for_a_child),
    reads("indemnités journalières", PRIME, &["P12"], reading::sickness_is_work),
    reads(
        "indemnités journalières",
        &["aide_logement", "reduction_loyer_solidarite", "af", "cf", "paje_base"],
        &["A16"],
        reading::without_sickness,
    ),
    reads("chômage récent", HOUSING, &["A18"], reading::unemployed_later),
    reads("frais réels", HOUSING, &["A17"], reading::loses_for_housing),
    reads("frais réels", OF_THE_YEAR_BEFORE_LAST, &["F11"], reading::loses_for_family),
    reads(WORKING_CHILD, RSA, &["R7"], reading::earns_little_for_rsa),
    reads(WORKING_CHILD, PRIME, &["P3"], reading::earns_for_the_household),
    reads(WORKING_CHILD, HOUSING, &["A15"], reading::child_above_an_older_limit),
    reads(WORKING_CHILD, OF_THE_YEAR_BEFORE_LAST, &["F14"], reading::children_are_taxed),
    Deviation {
        name: "colocation d'une chambre",
        benefits: HOUSING,
        rows: &["A3"],
        when: When::Lowers(reading::is_shared_room),
    },
    Deviation {
        name: "petite allocation",
        benefits: &["aide_logement"],
        rows: &["A1"],
        when: When::SmallAllowance,
    },
    reads("aînés du même âge", ALLOWANCES, &["F3"], reading::elders_of_one_age),
    reads(
        "chômage ou retraite",
        OF_THE_YEAR_BEFORE_LAST,
        &["F4"],
        reading::as_if_nothing_had_stopped,
    ),
    reads("enfant à naître", UNDER_A_LIMIT, &["F9"], reading::without_pregnancy),
];

type Names = &'static [&'static str];

const fn reads(
    name: &'static str,
    benefits: Names,
    rows: Names,
    read: fn(&Spec) -> Option<Spec>,
) -> Deviation {
    Deviation { name, benefits, rows, when: When::Reads(read) }
}
