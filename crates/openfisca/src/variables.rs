//! The table: variables of OpenFisca-France, and what they are here. A benefit is a line.

use crate::variable::{Entity, Output, Per, Received, Sense, State, Variable};
use Entity::{Famille, FoyerFiscal, Individu, Menage};
use Per::{Ever, Month, Year};
use Received::{AmongChildren, Answers, Instead};
use std::sync::OnceLock;

/// Every variable that a document may name.
pub const VARIABLES: &[Variable] = &[
    // What is calculated.
    right("rsa", Output::Droit("RSA"), Answers("RSA reçu"), "RSA"),
    right(
        "aide_logement",
        Output::Droit(HOUSING),
        Answers("aides au logement reçues"),
        "Aide au logement, quelle qu'elle soit, CRDS déduite",
    ),
    right("apl", housing("APL"), Instead("aide_logement"), "Aide personnalisée au logement"),
    right("alf", housing("ALF"), Instead("aide_logement"), "Allocation de logement familiale"),
    right("als", housing("ALS"), Instead("aide_logement"), "Allocation de logement sociale"),
    right(
        "reduction_loyer_solidarite",
        Output::Rule { dispositif: HOUSING, rule: "réduction de loyer de solidarité" },
        Instead("loyer"),
        "Réduction que le bailleur HLM doit faire",
    ),
    right(
        "ppa",
        before("prime d'activité", "prime due"),
        Received::Nothing,
        "Prime d'activité, CRDS non déduite",
    ),
    right(
        "af",
        before("allocations familiales", "allocations avant contribution"),
        Instead("af_base"),
        "Allocations familiales, CRDS non déduite",
    ),
    right(
        "cf",
        before("complément familial", "complément avant contribution"),
        Answers("complément familial reçu"),
        "Complément familial, CRDS non déduite",
    ),
    right(
        "asf",
        before("soutien familial", "soutien des enfants"),
        AmongChildren("soutien familial reçu"),
        "Allocation de soutien familial, CRDS non déduite ; l'autre parent paie toute la pension \
         fixée s'il en est reçu une, sinon rien n'est fixé",
    ),
    right(
        "paje_base",
        before("allocation de base", "allocation avant contribution"),
        Answers("allocation de base reçue"),
        "Allocation de base de la PAJE, CRDS non déduite",
    ),
    // Benefits that are only received.
    amount(Individu, "aah", "allocation adulte handicapé", "AAH reçue"),
    amount(Individu, "caah", "allocation adulte handicapé", "Complément d'AAH reçu"),
    amount(Individu, "asi", "minimum vieillesse", "ASI reçue"),
    amount(Famille, "aspa", "minimum vieillesse", "ASPA reçue par le premier parent"),
    amount(Individu, "ass", "solidarité spécifique", "ASS reçue"),
    state(Famille, Month, "aeeh", State::DisabledChild, "AEEH reçue"),
    amount(
        Individu,
        "contrat_engagement_jeune",
        "autres ressources",
        "Allocation du contrat d'engagement jeune reçue",
    ),
    amount(
        Famille,
        "af_base",
        "allocations familiales reçues",
        "Allocations familiales reçues, sans majoration ; calculées si elles ne sont pas données",
    ),
    amount(Famille, "paje_prepare", "PreParE reçue", "PreParE reçue"),
    // The person.
    Variable {
        name: "date_naissance",
        entity: Individu,
        per: Ever,
        sense: Sense::Birth,
        note: "Obligatoire. Un enfant à naître a sa date prévue",
    },
    state(Individu, Month, "activite", State::Activity, "Au mois demandé"),
    state(Individu, Month, "alternant", State::Apprentice, "Au mois demandé"),
    state(
        Individu,
        Ever,
        "date_debut_chomage",
        State::UnemployedSince,
        "Obligatoire pour un demandeur d'emploi quand l'aide au logement en dépend",
    ),
    state(Individu, Month, "type_conges", State::Leave, "Au mois demandé"),
    state(
        Individu,
        Month,
        "nationalite",
        State::Nationality,
        "Code ISO de deux lettres ; « FR » par défaut",
    ),
    state(
        Individu,
        Month,
        "duree_possession_titre_sejour",
        State::Permit,
        "En années. Un citoyen européen : depuis quand il a droit au séjour",
    ),
    state(
        Individu,
        Month,
        "enceinte",
        State::Pregnant,
        "La date prévue est celle d'un enfant à naître, ou se déduit des mois de grossesse donnés",
    ),
    state(
        Individu,
        Month,
        "garde_alternee",
        State::Custody,
        "L'enfant est compté ici pour l'aide au logement",
    ),
    yes_no(Individu, "boursier", "boursier", "Au mois demandé"),
    yes_no(
        Individu,
        "rsa_jeune_condition_heures_travail_remplie",
        "travail de trois ans",
        "Au mois demandé",
    ),
    // What the person receives.
    amount(Individu, "salaire_net", "salaire net social", "Montant net social"),
    amount(
        Individu,
        "salaire_imposable",
        "salaire imposable",
        "Estimé depuis le net s'il n'est pas donné",
    ),
    gross(Individu, "salaire_de_base", "salaire_net"),
    amount(Individu, "chomage_net", "allocation chômage", "Allocation de retour à l'emploi"),
    amount(
        Individu,
        "chomage_imposable",
        "chômage imposable",
        "Estimé depuis le net s'il n'est pas donné",
    ),
    gross(Individu, "chomage_brut", "chomage_net"),
    amount(Individu, "retraite_nette", "retraite nette", "Retraites"),
    amount(
        Individu,
        "retraite_imposable",
        "retraite imposable",
        "Estimée depuis le net si elle n'est pas donnée",
    ),
    gross(Individu, "retraite_brute", "retraite_nette"),
    daily_benefit("indemnites_journalieres_maladie"),
    daily_benefit("indemnites_journalieres_maternite"),
    daily_benefit("indemnites_journalieres_paternite"),
    daily_benefit("indemnites_journalieres_accident_travail"),
    daily_benefit("indemnites_journalieres_maladie_professionnelle"),
    amount(Individu, "pensions_invalidite", "pension d'invalidité", "Pension d'invalidité"),
    amount(
        Individu,
        "pensions_alimentaires_percues",
        "pension alimentaire reçue",
        "Pensions alimentaires reçues",
    ),
    amount(Individu, "revenus_locatifs", "revenus de placements", "Loyers reçus"),
    amount(Individu, "prestation_compensatoire", "autres ressources", "Prestation compensatoire"),
    amount(Individu, "bourse_recherche", "autres ressources", "Bourse de recherche"),
    amount(
        Individu,
        "revenus_stage_formation_pro",
        "autres ressources",
        "Rémunération de la formation professionnelle",
    ),
    Variable {
        name: "pensions_alimentaires_versees_individu",
        entity: Individu,
        per: Month,
        sense: Sense::LastYears("pension alimentaire versée", "pension versée il y a deux ans"),
        note: "Totaux de l'année dernière et de la précédente ; un montant négatif, comme OpenFisca les écrit, vaut son opposé",
    },
    Variable {
        name: "frais_reels",
        entity: Individu,
        per: Year,
        sense: Sense::LastYears("frais réels", "frais réels d'il y a deux ans"),
        note: "Ceux de l'année dernière et de la précédente",
    },
    nothing(Individu, Month, "indemnites_stage", "la gratification d'un stage n'est pas calculée"),
    nothing(Individu, Month, "gains_exceptionnels", "les gains exceptionnels ne sont pas calculés"),
    nothing(Individu, Month, "service_civique", "le service civique n'est pas calculé"),
    nothing(Individu, Month, "enfant_place", "un enfant placé n'est pas calculé"),
    state(Individu, Year, "mbic_imps", State::Turnover, TURNOVER),
    state(Individu, Year, "mbic_impv", State::Turnover, TURNOVER),
    state(Individu, Year, "mbnc_impo", State::Turnover, TURNOVER),
    // What the person owns.
    state(
        Individu,
        Month,
        "livret_a",
        State::LivretA,
        "Rapporte le taux du livret A du mois (RSA), compte comme capital (aide au logement)",
    ),
    state(Individu, Month, "epargne_revenus_imposables", State::TaxedSavings, CAPITAL),
    state(Individu, Month, "epargne_revenus_non_imposables", State::UntaxedSavings, CAPITAL),
    state(Individu, Month, "valeur_locative_immo_non_loue", State::RentalValue, "Par an"),
    state(Individu, Month, "valeur_locative_terrains_non_loues", State::LandValue, "Par an"),
    state(Individu, Month, "valeur_immo_non_loue", State::Worth, CAPITAL),
    state(Individu, Month, "valeur_terrains_non_loues", State::Worth, CAPITAL),
    state(Individu, Month, "valeur_patrimoine_loue", State::Worth, CAPITAL),
    // The person, for benefits that are not calculated.
    ignored(Individu, Month, "handicap"),
    ignored(Individu, Month, "taux_incapacite"),
    ignored(Individu, Month, "inapte_travail"),
    ignored(Individu, Month, "aah_restriction_substantielle_durable_acces_emploi"),
    ignored(Individu, Month, "aeeh_niveau_handicap"),
    ignored(Individu, Month, "ass_precondition_remplie"),
    ignored(Individu, Month, "scolarite"),
    ignored(Individu, Month, "annee_etude"),
    ignored(Individu, Month, "statuts_etablissement_scolaire"),
    ignored(Individu, Month, "bourse_criteres_sociaux_base_ressources_parentale"),
    ignored(Individu, Month, "bourse_criteres_sociaux_distance_domicile_familial"),
    ignored(Individu, Month, "regime_securite_sociale"),
    ignored(Individu, Month, "habite_chez_parents"),
    ignored(Individu, Month, "statut_marital"),
    // The family.
    state(
        Famille,
        Month,
        "rsa_isolement_recent",
        State::RecentlyAlone,
        "Isolé depuis moins de dix-huit mois, au mois demandé",
    ),
    yes_no(Famille, "proprietaire_proche_famille", "propriétaire parent", "Au mois demandé"),
    nothing(Famille, Month, "asile_demandeur", "la demande d'asile n'est pas calculée"),
    ignored(Famille, Month, "departement_experimentation_rsa"),
    ignored(Famille, Month, "bourse_criteres_sociaux_nombre_enfants_a_charge"),
    ignored(
        Famille,
        Month,
        "bourse_criteres_sociaux_nombre_enfants_a_charge_dans_enseignement_superieur",
    ),
    // The tax household.
    ignored(FoyerFiscal, Year, "caseT"),
    // The dwelling.
    state(
        Menage,
        Month,
        "statut_occupation_logement",
        State::Occupation,
        "Au mois demandé ; obligatoire",
    ),
    state(Menage, Month, "participation_frais", State::PaysShare, "Au mois demandé"),
    amount(Menage, "loyer", "loyer", "Sans les charges, au mois demandé"),
    ignored(Menage, Month, "charges_locatives"),
    state(
        Menage,
        Month,
        "zone_apl",
        State::Zone,
        "Au mois demandé ; obligatoire pour un locataire, sauf outre-mer",
    ),
    state(
        Menage,
        Month,
        "depcom",
        State::Commune,
        "Code Insee : dit l'outre-mer ; en métropole, donner aussi zone_apl",
    ),
    yes_no(Menage, "coloc", "colocation", "Au mois demandé"),
    yes_no(Menage, "logement_chambre", "chambre", "Au mois demandé"),
    state(Menage, Month, "logement_crous", State::StudentResidence, "Au mois demandé"),
    state(Menage, Month, "logement_conventionne", State::Agreement, "Au mois demandé"),
    ignored(Menage, Month, "etat_logement_foyer"),
];

/// The dispositif of housing benefit.
pub(crate) const HOUSING: &str = "aides au logement";
const CAPITAL: &str = "Capital, au mois demandé";
const TURNOVER: &str = "Chiffre d'affaires d'une micro-entreprise, réparti sur les mois de l'année ; une seule activité à son compte";

/// The variable of this name, and its place in the table.
pub fn variable(name: &str) -> Option<(usize, &'static Variable)> {
    static PLACES: OnceLock<Vec<Vec<usize>>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let mut places = vec![Vec::new(); SHELVES];
        for (place, variable) in VARIABLES.iter().enumerate() {
            places.get_mut(shelf(variable.name)).into_iter().for_each(|shelf| shelf.push(place));
        }
        places
    });
    let mut found = places.get(shelf(name))?.iter().filter_map(|place| {
        let variable = VARIABLES.get(*place)?;
        (variable.name == name).then_some((*place, variable))
    });
    found.next_back()
}

/// Documents name variables by the dozen: those of a shelf have the same length, and the same ends.
const SHELVES: usize = 256;

fn shelf(name: &str) -> usize {
    let [first, .., before, last] = name.as_bytes() else { return 0 };
    let sum = name.len() * 31 + usize::from(*first) * 7 + usize::from(*before) * 3;
    (sum + usize::from(*last)) % SHELVES
}

const fn right(
    name: &'static str,
    output: Output,
    received: Received,
    note: &'static str,
) -> Variable {
    let sense = Sense::Right { output, received };
    Variable { name, entity: Famille, per: Month, sense, note }
}

const fn housing(choice: &'static str) -> Output {
    Output::DroitIf { dispositif: HOUSING, rule: "nature de l'aide", choice }
}

const fn before(dispositif: &'static str, rule: &'static str) -> Output {
    Output::Before { dispositif, rule }
}

const fn amount(
    entity: Entity,
    name: &'static str,
    question: &'static str,
    note: &'static str,
) -> Variable {
    Variable { name, entity, per: Month, sense: Sense::Amount(question), note }
}

const fn daily_benefit(name: &'static str) -> Variable {
    amount(Individu, name, "indemnités journalières", "Indemnités journalières")
}

const fn gross(entity: Entity, name: &'static str, net: &'static str) -> Variable {
    let note = "Montant brut : ne compte pas, mais demande que le net soit donné";
    Variable { name, entity, per: Month, sense: Sense::Gross(net), note }
}

const fn yes_no(
    entity: Entity,
    name: &'static str,
    question: &'static str,
    note: &'static str,
) -> Variable {
    Variable { name, entity, per: Month, sense: Sense::YesNo(question), note }
}

const fn state(
    entity: Entity,
    per: Per,
    name: &'static str,
    state: State,
    note: &'static str,
) -> Variable {
    Variable { name, entity, per, sense: Sense::State(state), note }
}

const fn nothing(entity: Entity, per: Per, name: &'static str, why: &'static str) -> Variable {
    Variable { name, entity, per, sense: Sense::Nothing(why), note: "" }
}

const fn ignored(entity: Entity, per: Per, name: &'static str) -> Variable {
    Variable { name, entity, per, sense: Sense::Ignored, note: "" }
}
