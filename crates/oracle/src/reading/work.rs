//! Work, and what stands for its pay.

use super::children::most_of_a_child;
use super::{TAXED_PAY, TAXED_UNEMPLOYMENT, changed, euros, figure, first, set};
use crate::compare::Case;
use crate::spec::{Activity, Adult, Pay, Spec, age_on_the_first, day};
use auclair_engine::Month;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// An income puts itself out of count only the month after which it stops: what stopped earlier is as
/// if it went on, a little.
pub(crate) fn interrupted(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        for adult in &mut spec.adults {
            let pay = &mut adult.pay;
            if pay.ago(0) == 0 && pay.ago(1) == 0 && (2..=4).any(|months| pay.ago(months) > 0) {
                set(pay, 0, 1);
            }
        }
    })
}

/// For prime d'activité, work is asked of the last three months, even where the quarter ends a month earlier; of a
/// student, above the minimum wage of the month asked about; and not of who is then a lone parent.
pub(crate) fn works_lately(case: &Case) -> Option<Spec> {
    let spec = &case.spec;
    let limit = most_of_a_child(spec)?;
    // From so many hours a month on, AAH counts with pay.
    let least = figure(None, "SMIC horaire", spec.month())? * Decimal::from(29);
    let works = |(index, adult): (usize, &Adult)| {
        let of_one = |of: &BTreeMap<_, BTreeMap<String, Decimal>>| {
            of.get(&format!("a{}", index + 1))?.get("aah").copied()
        };
        let aah = case.others.get("individus").and_then(of_one).unwrap_or_default();
        let earned = |ago| {
            let pay = Decimal::from(adult.pay.ago(ago));
            if pay >= least { pay + aah } else { pay }
        };
        if adult.activity == Activity::Etudiant {
            (1..=3).all(|ago| earned(ago) > limit)
        } else {
            adult.turnover > 0 || (1..=3).any(|ago| adult.pay.ago(ago) > 0)
        }
    };
    let enough = is_lone_parent(spec) || spec.adults.iter().enumerate().any(works);
    changed(spec, |spec| {
        for adult in &mut spec.adults {
            if !enough {
                adult.pay = Pay::default();
                adult.turnover = 0;
            } else if adult.activity == Activity::Etudiant {
                adult.activity = Activity::Actif;
            }
        }
    })
}

/// Alone, with a child under three, or for less than eighteen months, or waiting for one.
pub(super) fn is_lone_parent(spec: &Spec) -> bool {
    let month = spec.month();
    let young = spec.children.iter().any(|child| age_on_the_first(&child.birth, month) < 3);
    let waits = spec.adults.iter().any(|adult| adult.pregnant);
    !spec.is_couple() && (waits || young || (spec.recently_alone && !spec.children.is_empty()))
}

/// Unemployment lowers what past pay counts for housing benefit a month later.
pub(crate) fn unemployed_later(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let since = spec.month().plus(-2);
        for adult in &mut spec.adults {
            let begun = adult.unemployed_since.as_deref().and_then(day);
            if begun.is_some_and(|day| Month::of(day) == since) {
                adult.unemployed_since = Some(first(since.plus(1)));
            }
        }
    })
}

/// A leave closes nothing.
pub(crate) fn not_on_leave(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        for adult in &mut spec.adults {
            adult.parental_leave = false;
        }
    })
}

/// Past income of who lost work or retired counts as it was, for family benefits.
pub(crate) fn as_if_nothing_had_stopped(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        for adult in &mut spec.adults {
            if matches!(adult.activity, Activity::Chomeur | Activity::Retraite) {
                adult.activity = Activity::Inactif;
            }
        }
    })
}

/// For prime d'activité, daily benefits are work in each month with pay, however long they last.
pub(crate) fn sickness_is_work(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        for adult in spec.adults.iter_mut().filter(|adult| adult.sickness > 0) {
            let sickness = std::mem::take(&mut adult.sickness);
            for ago in 0..=4 {
                let pay = adult.pay.ago(ago);
                let income = if pay > 0 { &mut adult.pay } else { &mut adult.maintenance };
                set(income, ago, income.ago(ago) + sickness);
            }
        }
    })
}

/// Daily benefits are not taxed.
pub(crate) fn without_sickness(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        for adult in &mut spec.adults {
            adult.sickness = 0;
        }
    })
}

/// Expenses above pay are a loss, for housing benefit, which counts the twelve months before the last.
pub(crate) fn loses_for_housing(spec: &Spec) -> Option<Spec> {
    loses(spec, 2..=13, false)
}

/// And for family benefits, which count the year before last.
pub(crate) fn loses_for_family(spec: &Spec) -> Option<Spec> {
    let since = spec.month().since(spec.month().january(-2));
    loses(spec, since - 11..=since, true)
}

/// A loss is taken off what the other adult earned, or off the profit of a business; even without any pay, or not.
fn loses(spec: &Spec, months: RangeInclusive<i32>, without_pay: bool) -> Option<Spec> {
    let earned = |adult: &Adult| -> u32 {
        let taxed = months.clone().filter_map(|ago| usize::try_from(ago).ok()).map(|ago| {
            let (pay, unemployment) = (adult.pay.ago(ago), adult.unemployment.ago(ago));
            TAXED_PAY * Decimal::from(pay) + TAXED_UNEMPLOYMENT * Decimal::from(unemployment)
        });
        euros(taxed.sum())
    };
    changed(spec, |spec| {
        for index in 0..spec.adults.len() {
            let Some(adult) = spec.adults.get(index) else { continue };
            let loss = adult.expenses.saturating_sub(earned(adult));
            if loss == 0 || (earned(adult) == 0 && !without_pay) {
                continue;
            }
            let other = spec.adults.iter().position(|other| earned(other) > other.expenses);
            if let Some(other) = other.and_then(|other| spec.adults.get_mut(other)) {
                other.expenses = other.expenses.max(earned(other) / 10) + loss;
            } else if let Some(adult) = spec.adults.get_mut(index) {
                // Half of a turnover is profit.
                adult.turnover = adult.turnover.saturating_sub(2 * loss);
            }
        }
    })
}
