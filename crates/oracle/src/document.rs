//! A household as the document that both sides read.

use crate::spec::{Activity, Adult, Child, Pay, Spec, Status};
use auclair_engine::Month;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// Benefits that are received and not calculated here: by entity, by member, by variable, each
/// month.
pub type Others = BTreeMap<String, BTreeMap<String, BTreeMap<String, Decimal>>>;

/// What a family received each month before the one asked about, of the benefits that are calculated:
/// by variable.
pub type Received = BTreeMap<String, Decimal>;

/// How many months before the one asked about benefits were received.
const PAST: i32 = 40;

/// The document of a household that asks for some variables, and is given what it receives beside and
/// what it received before.
pub fn document(spec: &Spec, asked: &[&str], others: &Others, received: &Received) -> Json {
    let months = Months::around(spec.month());
    let mut people = Map::new();
    let (mut parents, mut children) = (Vec::new(), Vec::new());
    for (index, adult) in spec.adults.iter().enumerate() {
        let id = format!("a{}", index + 1);
        people.insert(id.clone(), Json::Object(of_adult(&months, adult)));
        parents.push(id);
    }
    for (index, child) in spec.children.iter().enumerate() {
        let id = format!("e{}", index + 1);
        people.insert(id.clone(), Json::Object(of_child(&months, child)));
        children.push(id);
    }
    let mut family = Map::new();
    family.insert("parents".into(), json!(parents));
    family.insert("enfants".into(), json!(children));
    if spec.recently_alone {
        family.insert("rsa_isolement_recent".into(), months.state(&json!(true)));
    }
    if spec.home.family {
        family.insert("proprietaire_proche_famille".into(), months.state(&json!(true)));
    }
    let taxed = json!({ "declarants": parents, "personnes_a_charge": children });
    let mut document = Map::new();
    document.insert("individus".into(), Json::Object(people));
    document.insert("familles".into(), json!({ "f": family }));
    document.insert("foyers_fiscaux".into(), json!({ "t": taxed }));
    document.insert("menages".into(), json!({ "m": of_home(&months, spec, &parents, &children) }));
    for (entity, members) in others {
        for (id, variables) in members {
            for (name, amount) in variables {
                let total = amount * Decimal::from(PAST + 1);
                let span = format!("month:{}:{}", months.asked.plus(-PAST), PAST + 1);
                insert(&mut document, entity, id, name, json!({ span: number(total) }));
            }
        }
    }
    for (name, amount) in received {
        // Family benefits came after the last birth: nothing is said of those before.
        let since = if name == "aide_logement" { PAST } else { since_a_birth(spec) };
        for (from, count, amount) in
            [(-PAST, PAST - since, Decimal::ZERO), (-since, since, *amount)]
        {
            if count > 0 {
                let span = format!("month:{}:{count}", months.asked.plus(from));
                let total = number(amount * Decimal::from(count));
                insert(&mut document, "familles", "f", name, json!({ span: total }));
            }
        }
    }
    for name in asked {
        let month = months.asked.to_string();
        insert(&mut document, "familles", "f", name, json!({ month: null }));
    }
    Json::Object(document)
}

/// Adds values of a variable to those that it has.
fn insert(document: &mut Map<String, Json>, entity: &str, id: &str, name: &str, values: Json) {
    let members = document.get_mut(entity).and_then(Json::as_object_mut);
    let member = members.and_then(|members| members.get_mut(id)).and_then(Json::as_object_mut);
    let (Some(member), Json::Object(mut values)) = (member, values) else { return };
    match member.get_mut(name).and_then(Json::as_object_mut) {
        Some(before) => before.append(&mut values),
        None => {
            member.insert(name.to_owned(), Json::Object(values));
        }
    }
}

fn of_adult(months: &Months, adult: &Adult) -> Map<String, Json> {
    let mut said = Map::new();
    let mut say = |name: &str, value: Json| said.insert(name.to_owned(), value);
    say("date_naissance", json!({ "ETERNITY": adult.birth }));
    let activity = match adult.activity {
        Activity::Actif => "actif",
        Activity::Chomeur => "chomeur",
        Activity::Etudiant => "etudiant",
        Activity::Retraite => "retraite",
        Activity::Inactif => "inactif",
    };
    say("activite", months.state(&json!(activity)));
    income(
        &mut say,
        months,
        ["salaire_net", "salaire_imposable", "salaire_de_base"],
        &adult.pay,
        pay,
    );
    let names = ["chomage_net", "chomage_imposable", "chomage_brut"];
    income(&mut say, months, names, &adult.unemployment, unemployment);
    let names = ["retraite_nette", "retraite_imposable", "retraite_brute"];
    income(&mut say, months, names, &adult.pension, pension);
    // In social scale: nobody has a grant that the other side would guess.
    say("boursier", months.each(&json!(adult.grant)));
    for (name, amount) in [
        ("indemnites_journalieres_maladie", adult.sickness),
        ("pensions_invalidite", adult.invalidity),
    ] {
        if amount > 0 {
            say(name, months.amount(&Pay::steady(amount), Decimal::from));
        }
    }
    if !adult.maintenance.is_nothing() {
        say("pensions_alimentaires_percues", months.amount(&adult.maintenance, Decimal::from));
    }
    for (name, amount) in [("frais_reels", adult.expenses), ("mbic_imps", adult.turnover)] {
        if amount > 0 {
            say(name, months.yearly(amount));
        }
    }
    for (name, amount) in
        [("livret_a", adult.livret), ("epargne_revenus_imposables", adult.taxed_savings)]
    {
        if amount > 0 {
            say(name, months.state(&json!(amount)));
        }
    }
    for (name, yes) in [
        ("ass_precondition_remplie", adult.solidarity),
        ("rsa_jeune_condition_heures_travail_remplie", adult.worked_enough),
        ("enceinte", adult.pregnant),
        ("handicap", adult.incapacity > 0),
        ("aah_restriction_substantielle_durable_acces_emploi", adult.restricted),
        ("inapte_travail", adult.unfit),
    ] {
        if yes {
            say(name, months.state(&json!(true)));
        }
    }
    if adult.incapacity > 0 {
        say("taux_incapacite", months.state(&number(rate(adult.incapacity))));
    }
    if adult.parental_leave {
        say("type_conges", months.state(&json!("conge_parental")));
    }
    if let Some(day) = &adult.unemployed_since {
        say("date_debut_chomage", json!({ "ETERNITY": day }));
    }
    if let Some(country) = &adult.country {
        say("nationalite", months.state(&json!(country)));
        say("duree_possession_titre_sejour", months.state(&json!(adult.permit)));
    }
    said
}

fn of_child(months: &Months, child: &Child) -> Map<String, Json> {
    let mut said = Map::new();
    let mut say = |name: &str, value: Json| said.insert(name.to_owned(), value);
    say("date_naissance", json!({ "ETERNITY": child.birth }));
    if child.pay > 0 {
        let names = ["salaire_net", "salaire_imposable", "salaire_de_base"];
        income(&mut say, months, names, &Pay::steady(child.pay), pay);
    }
    if child.custody {
        say("garde_alternee", months.state(&json!(true)));
    }
    if child.incapacity > 0 {
        say("handicap", months.state(&json!(true)));
        say("taux_incapacite", months.state(&number(rate(child.incapacity))));
    }
    said
}

fn of_home(months: &Months, spec: &Spec, parents: &[String], children: &[String]) -> Json {
    let home = &spec.home;
    let status = match home.status {
        Status::LocataireVide => "locataire_vide",
        Status::LocataireHlm => "locataire_hlm",
        Status::LocataireMeuble => "locataire_meuble",
        Status::Proprietaire => "proprietaire",
        Status::PrimoAccedant => "primo_accedant",
        Status::LogeGratuitement => "loge_gratuitement",
        Status::LocataireFoyer => "locataire_foyer",
        Status::SansDomicile => "sans_domicile",
    };
    let mut said = Map::new();
    let mut say = |name: &str, value: Json| said.insert(name.to_owned(), value);
    say("personne_de_reference", json!(parents.get(..1).unwrap_or_default()));
    say("conjoint", json!(parents.get(1..).unwrap_or_default()));
    say("enfants", json!(children));
    say("statut_occupation_logement", months.state(&json!(status)));
    say("loyer", months.amount(&Pay::steady(home.rent), Decimal::from));
    say("zone_apl", months.state(&json!(format!("zone_{}", home.zone))));
    for (name, yes) in [("coloc", home.shared), ("logement_chambre", home.room)] {
        if yes {
            say(name, months.state(&json!(true)));
        }
    }
    Json::Object(said)
}

/// How many of the past months follow the month of the last birth.
fn since_a_birth(spec: &Spec) -> i32 {
    let births = spec.children.iter().map(|child| spec.months_since(&child.birth));
    let last = births.filter(|months| *months >= 0).min();
    last.map_or(PAST, |months| (months - 1).clamp(0, PAST))
}

/// What a net amount is once taxable, then before contributions.
type Amounts = fn(u32) -> (Decimal, Decimal);

fn income(
    say: &mut impl FnMut(&str, Json) -> Option<Json>,
    months: &Months,
    [net, taxable, gross]: [&str; 3],
    amounts: &Pay,
    of: Amounts,
) {
    say(net, months.amount(amounts, Decimal::from));
    say(taxable, months.amount(amounts, |amount| of(amount).0));
    say(gross, months.amount(amounts, |amount| of(amount).1));
}

// Orders of magnitude that public simulators use; both sides are given the same amounts.

fn pay(net: u32) -> (Decimal, Decimal) {
    let net = Decimal::from(net);
    (cents(net * Decimal::new(1_036_529, 6)), cents(net / Decimal::new(78, 2)))
}

fn unemployment(net: u32) -> (Decimal, Decimal) {
    let net = Decimal::from(net);
    (cents(net * Decimal::new(1_031_442, 6)), cents(net / Decimal::new(906_173, 6)))
}

fn pension(net: u32) -> (Decimal, Decimal) {
    let amount = Decimal::from(net);
    let taxable = if net < 1100 { amount } else { amount * Decimal::new(1_031_317, 6) };
    (cents(taxable), cents(amount / Decimal::new(926, 3)))
}

fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

fn rate(hundredths: u8) -> Decimal {
    Decimal::new(i64::from(hundredths), 2)
}

/// A number as JSON writes it.
fn number(number: Decimal) -> Json {
    serde_json::from_str(&number.normalize().to_string()).unwrap_or(Json::Null)
}

/// The four calendar years that end with the one asked about.
struct Months {
    asked: Month,
    first: Month,
}

impl Months {
    const COUNT: i32 = 48;

    fn around(asked: Month) -> Self {
        Self { asked, first: asked.january(-3) }
    }

    fn span(&self) -> String {
        format!("month:{}:{}", self.first, Self::COUNT)
    }

    fn state(&self, value: &Json) -> Json {
        json!({ self.span(): value })
    }

    /// Month by month, for what OpenFisca does not repeat.
    fn each(&self, value: &Json) -> Json {
        let months = (-14..3).map(|offset| (self.asked.plus(offset).to_string(), value.clone()));
        Json::Object(months.collect())
    }

    fn yearly(&self, amount: u32) -> Json {
        let years =
            (-3..1).map(|years| (self.asked.january(years).year().to_string(), json!(amount)));
        Json::Object(years.collect())
    }

    fn amount(&self, pay: &Pay, of: impl Fn(u32) -> Decimal) -> Json {
        if pay.recent.is_empty() {
            return json!({ self.span(): number(of(pay.usual) * Decimal::from(Self::COUNT)) });
        }
        let months = (0..Self::COUNT).map(|offset| {
            let month = self.first.plus(offset);
            let ago = usize::try_from(self.asked.since(month)).unwrap_or(0);
            (month.to_string(), number(of(pay.ago(ago))))
        });
        Json::Object(months.collect())
    }
}
