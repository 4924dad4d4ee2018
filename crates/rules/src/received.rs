//! What a household said it already receives, beside what the rules find: confirmed, or not and by how
//! much.
//!
//! The question about what was paid of a right is named after it: « RSA reçu », « aides au logement
//! reçues ». Where the rules have something that stands for its answer, that is what is compared: it is
//! the same month, and the same part of the right. Otherwise, the right at the month asked about is.
//!
//! What stands for an answer is what the law counts, before the contribution that is withheld when it is
//! paid (CRDS, ordonnance 96-50, art. 14 and 19): that is taken off first, as the right itself does. Whoever
//! gives the whole of a payment where a part was asked for is told so.

use crate::{Right, Standing};
use auclair_engine::program::{Dispositif, NodeId, Op, RuleId};
use auclair_engine::{Answer, Evaluated, Month, Program, QuestionId, Scope, Value, total};
use rust_decimal::{Decimal, RoundingStrategy};

/// What was said to be received of a right, and what the rules make of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The question that it answers.
    pub question: QuestionId,
    /// The month it was received for.
    pub month: Month,
    /// How much.
    pub amount: Decimal,
    /// The month of what it is compared with.
    pub against: Month,
    /// What the rules find.
    pub verdict: Verdict,
}

/// What the rules make of an amount received.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The same, but for a rounding.
    Confirmed,
    /// This instead: so much, and the distance from what was received.
    Other(Decimal, Decimal),
    /// The whole of the right, where the question asks for a part of it.
    Whole,
    /// Answers are missing to tell.
    Open,
    /// The situation is not covered.
    Uncovered,
}

/// Amounts closer than this differ by a rounding: several benefits are paid in whole euros.
const ROUNDING: Decimal = Decimal::ONE;

/// What was said to be received of a right; nothing when nothing was.
pub fn received(evaluated: &Evaluated<'_>, right: &Right) -> Option<Received> {
    let Evaluated { program, plan, household, .. } = *evaluated;
    let id = question(program, program.dispositifs.get(right.dispositif.index())?)?;
    let question = program.questions.get(id.index())?;
    let month = *plan.reads(id).last()?;
    let people = if question.scope == Scope::Person { household.people().len() } else { 1 };
    let (mut amount, mut found, mut any) = (Decimal::ZERO, Some(Decimal::ZERO), false);
    for person in 0..people {
        let answer = household.fact(id, question.scope, person).at(month);
        let Answer::Given(Value::Number(said)) = answer else { continue };
        if evaluated.applies(id, person) {
            let stands = evaluated.stands_in(id, person, month);
            let stands = stands.and_then(Value::number);
            found = found.zip(stands).map(|(found, one)| total([found, one]));
            amount = total([amount, said]);
            any = true;
        }
    }
    // Whoever says that nothing else was received says so of a right that is not drawn yet.
    if !any || (amount.is_zero() && question.fallback.is_none()) {
        return None;
    }
    let against = if question.fallback.is_some() { month } else { plan.month() };
    let verdict = match (&right.standing, question.fallback) {
        (Standing::Uncovered, _) => Verdict::Uncovered,
        (Standing::Amount(found), None) => Verdict::of(amount, *found),
        (_, Some(_)) => found.map_or(Verdict::Open, |found| {
            let rate = withheld(program, right.rule, month).unwrap_or_default();
            let paid = total([found, -round_down(found * rate)]);
            Verdict::of_part(amount, [found, paid], &right.standing)
        }),
        (Standing::Between { .. }, None) => Verdict::Open,
    };
    Some(Received { question: id, month, amount, against, verdict })
}

impl Verdict {
    fn of(said: Decimal, found: Decimal) -> Self {
        let found = found.round_dp(2);
        let gap = total([found, -said]);
        if gap.abs() < ROUNDING { Self::Confirmed } else { Self::Other(found, gap) }
    }

    /// Of a part of a right, before and after what is withheld: people may know either.
    fn of_part(said: Decimal, [before, paid]: [Decimal; 2], whole: &Standing) -> Self {
        let confirmed = |found| Self::of(said, found) == Self::Confirmed;
        if confirmed(before) {
            return Self::Confirmed;
        }
        match (Self::of(said, paid), whole) {
            (Self::Other(..), Standing::Amount(whole)) if confirmed(*whole) => Self::Whole,
            (verdict, _) => verdict,
        }
    }
}

/// The share of an amount that a right withholds at a month: of « A − contribution », where « contribution » is
/// a percentage of A, rounded.
fn withheld(program: &Program, droit: RuleId, month: Month) -> Option<Decimal> {
    let op = |node| program.node(node).map(|node| &node.op);
    let formula = |rule: RuleId| {
        let mut node = program.rules.get(rule.index())?.node;
        while let Op::Granted { value, .. } | Op::Rounded { value, .. } = op(node)? {
            node = *value;
        }
        op(node)
    };
    let Op::Sum(terms) = formula(droit)? else { return None };
    let [whole, less] = terms.as_slice() else { return None };
    let (Op::Rule(whole), Op::Rule(contribution)) = (op(whole.value)?, op(less.value)?) else {
        return None;
    };
    let Op::Product(factors) = formula(*contribution)? else { return None };
    let of_whole = |node: &NodeId| matches!(op(*node), Some(Op::Rule(of)) if of == whole);
    let Some(Op::Parameter(rate)) = factors.iter().find(|it| !of_whole(it)).and_then(|it| op(*it))
    else {
        return None;
    };
    let values = &program.parameters.get(rate.index())?.values;
    let current = values.iter().rev().find(|dated| dated.from <= month.first_day())?;
    current.value.number().filter(|_| less.minus && factors.iter().any(of_whole))
}

/// To the cent below, as the contribution is.
fn round_down(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::ToZero)
}

/// The question about what was paid of a right.
pub(crate) fn question(program: &Program, dispositif: &Dispositif) -> Option<QuestionId> {
    let asks = |name: &str| {
        let rest = name.strip_prefix(dispositif.name.as_str());
        matches!(rest, Some(" reçu" | " reçue" | " reçus" | " reçues"))
    };
    let found = program.questions.iter().position(|question| asks(&question.name))?;
    Some(QuestionId(u32::try_from(found).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Simulation, household, jurisdiction};
    use auclair_engine::{Detail, Fact};

    /// What is said of a right of the household of Marseille, once a question has this answer.
    fn told(droit: &str, name: &str, answer: Answer) -> Option<Received> {
        let document = household::read(include_str!("../../../tests/cases/marseille.json"));
        let mut document = document.expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("france");
        let program = &found.program;
        let plan = found.plan(document.month, Detail::Sentences).expect("a plan");
        let place = program.questions.iter().position(|question| question.name == name);
        let id = QuestionId(u32::try_from(place.expect("a question")).expect("a place"));
        let fact = document.household.fact_mut(id, program.questions[id.index()].scope, 0);
        *fact.expect("a fact") = Fact::Always(answer);
        let simulation = Simulation::new(found, &plan, &document.household).expect("values");
        let named = |right: &Right| program.dispositifs[right.dispositif.index()].name == droit;
        let right = simulation.rights(60).into_iter().find(named).expect("a right");
        received(&simulation.evaluated(), &right)
    }

    fn given(amount: i64) -> Answer {
        Answer::Given(Value::Number(Decimal::from(amount)))
    }

    #[test]
    fn what_the_rules_find_is_confirmed_but_for_a_rounding() {
        let told = |amount| told("RSA", "RSA reçu", given(amount)).expect("received").verdict;
        // The law gives 573,49 € in November 2026.
        assert_eq!(told(573), Verdict::Confirmed);
        assert_eq!(told(574), Verdict::Confirmed);
        assert_eq!(told(500), Verdict::Other(Decimal::new(57349, 2), Decimal::new(7349, 2)));
    }

    #[test]
    fn what_stands_for_an_answer_is_compared_at_its_own_month() {
        let housing = told("aides au logement", "aides au logement reçues", given(250));
        let housing = housing.expect("received");
        assert_eq!(housing.month.to_string(), "2026-09");
        assert_eq!(housing.against, housing.month);
        assert_eq!(housing.verdict, Verdict::Other(Decimal::from(304), Decimal::from(54)));
    }

    /// What is said of the family allowances of four children, the eldest of whom is 16.
    fn allowances(said: &str) -> Verdict {
        let child = |year| format!(r#"{{"lien": "enfant", "naissance": "{year}-03-02"}}"#);
        let children: Vec<String> = [2010, 2014, 2017, 2020].into_iter().map(child).collect();
        let text = format!(
            r#"{{"format": "auclair/menage", "version": 2, "juridiction": "france", "mois": "2026-11",
            "personnes": [
              {{"lien": "demandeur", "naissance": "1985-01-01", "reponses": {{"nationalité": "française"}}}},
              {}],
            "reponses": {{"zone": "zone 2", "allocations familiales reçues": {said}}},
            "autres_reponses": "aucune"}}"#,
            children.join(",")
        );
        let document = household::read(&text).expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("france");
        let plan = found.plan(document.month, Detail::Sentences).expect("a plan");
        let simulation = Simulation::new(found, &plan, &document.household).expect("values");
        let dispositif = |right: &Right| &found.program.dispositifs[right.dispositif.index()].name;
        let rights = simulation.rights(60);
        let right = rights.iter().find(|it| dispositif(it) == "allocations familiales");
        let right = right.expect("a right");
        // 478,16 € × (32 % + 2 × 41 %) = 545,10 € ; 16 % of 478,16 € for who is 14 or more.
        let whole = Decimal::new(54510 + 7651 - 310, 2);
        assert_eq!(right.standing, Standing::Amount(whole));
        received(&simulation.evaluated(), right).expect("received").verdict
    }

    #[test]
    fn family_allowances_are_paid_without_the_contribution() {
        // 0,5 % of 545,10 € is 2,72 € in whole cents.
        assert_eq!(allowances("542.38"), Verdict::Confirmed);
        assert_eq!(allowances("545.10"), Verdict::Confirmed, "before it too");
        let (paid, gap) = (Decimal::new(54238, 2), Decimal::new(4238, 2));
        assert_eq!(allowances("500"), Verdict::Other(paid, gap));
    }

    #[test]
    fn a_payment_with_its_supplement_for_age_is_the_whole() {
        assert_eq!(allowances("618.51"), Verdict::Whole);
        let (paid, gap) = (Decimal::new(54238, 2), Decimal::new(-7762, 2));
        assert_eq!(allowances("620"), Verdict::Other(paid, gap));
    }

    #[test]
    fn what_was_not_received_is_not_compared() {
        assert_eq!(told("RSA", "RSA reçu", given(0)), None);
        assert_eq!(told("RSA", "RSA reçu", Answer::DontKnow), None);
        assert_eq!(told("prime d'activité", "RSA reçu", given(500)), None);
    }

    #[test]
    fn the_contribution_of_each_family_benefit_is_known() {
        let program = &jurisdiction("france").expect("france").program;
        let month = Month::new(2026, 11).expect("a month");
        for name in [
            "allocations familiales",
            "complément familial",
            "soutien familial",
            "allocation de base",
        ] {
            let id = program.dispositif(name).expect("a dispositif");
            let droit = program.dispositifs[id.index()].droit.expect("a right");
            assert_eq!(withheld(program, droit, month), Some(Decimal::new(5, 3)), "{name}");
        }
    }

    #[test]
    fn every_right_that_others_count_has_its_question() {
        let program = &jurisdiction("france").expect("france").program;
        let asked = program.dispositifs.iter().filter(|one| question(program, one).is_some());
        let names: Vec<&str> = asked.map(|one| one.name.as_str()).collect();
        assert_eq!(names.len(), 6, "{names:?}");
    }
}
