//! Children: OpenFisca reads otherwise who is one, since when, and what they earn.

use super::work::is_lone_parent;
use super::{TAXED_PAY, add, changed, euros, figure, first, set};
use crate::compare::Case;
use crate::spec::{Adult, Spec, age};
use rust_decimal::Decimal;

/// What is left of a net euro of pay once it is taxable and a tenth is deducted.
const COUNTED: Decimal = Decimal::from_parts(9_328_761, 0, 0, false, 7);

/// More than any child adds to RSA, and less than a dependent child may earn.
const TOO_MUCH_FOR_RSA: u32 = 1_000;

/// A child born in the quarter has been there all along.
pub(crate) fn born_before(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let long_ago = first(spec.month().plus(-9));
        for index in 0..spec.children.len() {
            let Some(child) = spec.children.get(index) else { continue };
            if spec.months_since(&child.birth) < 9
                && let Some(child) = spec.children.get_mut(index)
            {
                child.birth.clone_from(&long_ago);
            }
        }
    })
}

/// The base allowance counts from the birth on, for a lone parent too: as any other income would.
pub(crate) fn base_allowance_counts(case: &Case) -> Option<Spec> {
    let spec = &case.spec;
    let births = spec.children.iter().map(|child| spec.months_since(&child.birth));
    let youngest = births.filter(|months| *months >= 0).min()?;
    let amount = euros(*case.received.get("paje_base")?);
    if spec.is_couple() || amount == 0 {
        return None;
    }
    changed(spec, |spec| {
        let Some(parent) = spec.adults.first_mut() else { return };
        // Received from the month after the birth; the law leaves it out of count until three months have passed.
        for ago in (youngest - 3).max(0)..youngest {
            let Ok(ago) = usize::try_from(ago) else { continue };
            let before = parent.maintenance.ago(ago);
            set(&mut parent.maintenance, ago, before + amount);
        }
    })
}

/// A child who lives in turn with each parent lives here.
pub(crate) fn lives_here(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        for child in &mut spec.children {
            child.custody = false;
        }
    })
}

/// The same of a child of twenty alone.
pub(crate) fn grown_up_lives_here(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let month = spec.month();
        for child in &mut spec.children {
            child.custody &= age(&child.birth, month) != 20;
        }
    })
}

/// For RSA, a child who earns is of the household under one limit, whatever the child adds; so is then the pay.
pub(crate) fn earns_little_for_rsa(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let Some(limit) = limit(spec) else { return };
        let mut counted = 0;
        for child in &mut spec.children {
            if child.pay < limit {
                counted += std::mem::take(&mut child.pay);
            } else {
                // More than any child adds, and what was received for this one still counts.
                child.pay = child.pay.max(TOO_MUCH_FOR_RSA);
            }
        }
        if let Some(parent) = spec.adults.first_mut() {
            add(&mut parent.maintenance, counted);
        }
    })
}

/// For prime d'activité, a child who earns more is not of the household, but the pay always is.
pub(crate) fn earns_for_the_household(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let Some(limit) = limit(spec) else { return };
        let mut counted = 0;
        spec.children.retain(|child| {
            let stays = child.pay < limit;
            counted += if stays { 0 } else { child.pay };
            stays
        });
        // As pay of the adult who has least: each one's own raises the bonus. But a parent has to work.
        let works = |adult: &Adult| adult.turnover > 0 || (1..=4).any(|ago| adult.pay.ago(ago) > 0);
        if counted > 0
            && (is_lone_parent(spec) || spec.adults.iter().any(works))
            && let Some(parent) = spec.adults.iter_mut().min_by_key(|adult| adult.pay.ago(3))
        {
            add(&mut parent.pay, counted);
        }
    })
}

/// For family benefits, what a dependent child earned two years ago counts.
pub(crate) fn children_are_taxed(spec: &Spec) -> Option<Spec> {
    let limit = most_of_a_child(spec)?;
    let month = spec.month();
    changed(spec, |spec| {
        let earn = spec.children.iter().filter(|child| {
            (16..21).contains(&age(&child.birth, month)) && Decimal::from(child.pay) < limit
        });
        let taxed: Decimal = earn.map(|child| TAXED_PAY * Decimal::from(child.pay)).sum();
        if let Some(parent) = spec.adults.first_mut() {
            add(&mut parent.maintenance, euros(taxed));
        }
    })
}

/// For housing benefit, what a child earns above a limit counts: that of the end of the year before last, not of the
/// month.
pub(crate) fn child_above_an_older_limit(spec: &Spec) -> Option<Spec> {
    let month = spec.month();
    let name = "plafond du minimum vieillesse";
    let part = Decimal::new(125, 2);
    let limit = figure(None, name, month)? * part;
    let older = figure(None, name, month.january(-1).plus(-1))? * part;
    changed(spec, |spec| {
        for child in &mut spec.children {
            let earned = Decimal::from(child.pay) * COUNTED * Decimal::from(12);
            if earned > older {
                let more = (limit - older) / COUNTED / Decimal::from(12);
                child.pay += euros(more);
            }
        }
    })
}

/// What a child may earn to be counted in RSA: what a child adds, or what one adds to a parent newly alone.
fn limit(spec: &Spec) -> Option<u32> {
    let base = figure(Some("RSA"), "montant de base", spec.month())?;
    let alone = spec.recently_alone
        && !spec.is_couple()
        && spec.children.len() == 1
        && !spec.adults.iter().any(|adult| adult.pregnant);
    let part = if alone { Decimal::new(71_216, 5) } else { Decimal::new(40, 2) };
    // The first amount that is too much: pay is in whole euros.
    Some(euros((base * part).ceil()))
}

/// What a child may earn to be dependent: 55 % of 169 hours at the minimum wage.
pub(super) fn most_of_a_child(spec: &Spec) -> Option<Decimal> {
    let month = spec.month();
    let hours = figure(Some("aides au logement"), "heures du plafond de salaire", month)?;
    let part = figure(Some("aides au logement"), "part du SMIC d'un enfant", month)?;
    Some(figure(None, "SMIC horaire", month)? * hours * part)
}
