//! What is particular in a household: disagreements are sorted by it.

use crate::compare::{Case, Side};
use crate::spec::{Activity, Status, age};

/// The particulars of a household that may explain a disagreement, the rarest first.
pub fn traits(case: &Case, side: &Side) -> Vec<&'static str> {
    let spec = &case.spec;
    let month = spec.month();
    let adults = &spec.adults;
    let any = |test: fn(&crate::spec::Adult) -> bool| adults.iter().any(test);
    let does = |activity: Activity| adults.iter().any(|adult| adult.activity == activity);
    let zero = |yes: bool, name: &'static str| yes.then_some(name);
    let found = [
        zero(side.theirs.is_zero(), "OpenFisca ne trouve rien"),
        zero(side.ours.as_ref().is_ok_and(rust_decimal::Decimal::is_zero), "nous ne trouvons rien"),
        zero(!case.others.is_empty(), "autres prestations"),
        zero(any(|adult| adult.pregnant), "enceinte"),
        zero(any(|adult| adult.country.is_some()), "étranger"),
        zero(spec.children.iter().any(|child| child.custody), "résidence alternée"),
        zero(spec.children.iter().any(|child| child.pay > 0), "enfant salarié"),
        zero(spec.children.iter().any(|child| age(&child.birth, month) >= 19), "grand enfant"),
        zero(any(|adult| adult.parental_leave), "congé parental"),
        zero(any(|adult| adult.sickness > 0), "indemnités journalières"),
        zero(any(|adult| adult.invalidity > 0), "invalidité"),
        zero(any(|adult| !adult.maintenance.is_nothing()), "pension alimentaire"),
        zero(any(|adult| adult.expenses > 0), "frais réels"),
        zero(any(|adult| adult.livret + adult.taxed_savings > 30_000), "patrimoine"),
        zero(any(|adult| !adult.pay.recent.is_empty()), "salaire qui varie"),
        zero(does(Activity::Etudiant), "étudiant"),
        zero(does(Activity::Chomeur), "chômage"),
        zero(does(Activity::Retraite), "retraite"),
        zero(spec.home.shared, "colocation"),
        zero(spec.home.room, "chambre"),
        zero(spec.home.family, "logement de la famille"),
        zero(spec.home.status == Status::LocataireHlm, "HLM"),
        zero(spec.is_couple(), "couple"),
    ];
    found.into_iter().flatten().collect()
}

/// What OpenFisca calculates on the way to a benefit.
pub fn intermediate(benefit: &str) -> &'static [&'static str] {
    match benefit {
        "rsa" => &[
            "rsa",
            "rsa_socle",
            "rsa_socle_majore",
            "rsa_base_ressources",
            "rsa_forfait_logement",
            "rsa_nb_enfants",
            "aide_logement",
            "af_base",
            "cf",
            "asf",
            "paje_base",
        ],
        "aide_logement" | "reduction_loyer_solidarite" => &[
            "aide_logement",
            "aide_logement_base_ressources",
            "aide_logement_loyer_retenu",
            "aide_logement_charges",
            "aide_logement_participation_personnelle",
            "aide_logement_montant_brut_avant_degressivite",
            "reduction_loyer_solidarite",
            "al_nb_personnes_a_charge",
            "al_couple",
        ],
        "ppa" => &[
            "ppa",
            "ppa_base_ressources",
            "ppa_montant_forfaitaire_familial_non_majore",
            "ppa_montant_forfaitaire_familial_majore",
            "ppa_forfait_logement",
            "rsa",
        ],
        "af" => &[
            "af",
            "af_base",
            "af_majoration",
            "af_nbenf",
            "prestations_familiales_base_ressources",
        ],
        "cf" => &["cf", "cf_base_ressources"],
        "asf" => &["asf"],
        _ => &["paje_base", "prestations_familiales_base_ressources"],
    }
}
