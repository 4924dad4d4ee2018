//! Households as OpenFisca reads them, where the law reads something else; nothing when it reads the same.

use crate::spec::{Activity, Adult, Pay, Spec, age, day};
use auclair_engine::Month;

/// Unless it is the same one.
fn changed(spec: &Spec, change: impl FnOnce(&mut Spec)) -> Option<Spec> {
    let mut read = spec.clone();
    change(&mut read);
    (read != *spec).then_some(read)
}

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

/// Ages are those of the first day of each month, and a child of this month has been there for months.
pub(crate) fn aged_on_the_first(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let asked = spec.month();
        let births = spec.children.iter_mut().map(|child| &mut child.birth);
        for birth in births.chain(spec.adults.iter_mut().map(|adult| &mut adult.birth)) {
            let Some(date) = day(birth) else { continue };
            let month = Month::of(date);
            *birth = match asked.since(month) {
                0 => first(asked.plus(-1)),
                1..=8 => continue,
                _ if date.day() > 1 => first(month.plus(1)),
                _ => continue,
            };
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

/// Who worked in the first month of the quarter alone did not work, since March 2025.
pub(crate) fn worked_later(spec: &Spec) -> Option<Spec> {
    let later = Month::new(2025, 3).is_some_and(|from| spec.month() >= from);
    let idle = spec.adults.iter().all(|adult| (1..=3).all(|months| adult.pay.ago(months) == 0));
    if !later || !idle {
        return None;
    }
    changed(spec, |spec| {
        for adult in &mut spec.adults {
            if adult.pay.ago(4) > 0 {
                set(&mut adult.pay, 4, 0);
            }
        }
    })
}

/// One adult whose stay is admitted is enough for both; a European is not, before three months.
pub(crate) fn admitted_to_rsa(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        newcomers(spec);
        if spec.adults.iter().any(admitted) {
            all_admitted(spec);
        }
    })
}

/// So is a child, who is taken for French; and for how long a permit was held is read once.
pub(crate) fn admitted_to_prime(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        newcomers(spec);
        if !spec.children.is_empty() || spec.adults.iter().any(admitted) {
            all_admitted(spec);
        }
    })
}

fn is_european(adult: &Adult) -> bool {
    matches!(adult.country.as_deref(), Some("PT" | "RO"))
}

fn newcomers(spec: &mut Spec) {
    for adult in spec.adults.iter_mut().filter(|adult| is_european(adult) && adult.permit == 0) {
        adult.country = Some("SN".to_owned());
    }
}

fn admitted(adult: &Adult) -> bool {
    adult.country.is_none() || is_european(adult) || adult.permit >= 5
}

fn all_admitted(spec: &mut Spec) {
    for adult in spec.adults.iter_mut().filter(|adult| !is_european(adult)) {
        adult.country = None;
    }
}

/// One adult old enough is enough for another who does not study.
pub(crate) fn old_enough(spec: &Spec) -> Option<Spec> {
    let month = spec.month();
    let old = |adult: &Adult| age(&adult.birth, month) >= 25 || adult.worked_enough;
    if !spec.adults.iter().any(old) {
        return None;
    }
    changed(spec, |spec| {
        let young = |adult: &&mut Adult| adult.activity != Activity::Etudiant && !old(adult);
        for adult in spec.adults.iter_mut().filter(young) {
            adult.birth = first(month.plus(-30 * 12));
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

/// A child to be born counts for nothing.
pub(crate) fn without_pregnancy(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        for adult in &mut spec.adults {
            adult.pregnant = false;
        }
    })
}

/// It does for someone alone.
pub(crate) fn couple_without_pregnancy(spec: &Spec) -> Option<Spec> {
    if spec.is_couple() { without_pregnancy(spec) } else { None }
}

/// Daily benefits are not taxed.
pub(crate) fn without_sickness(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        for adult in &mut spec.adults {
            adult.sickness = 0;
        }
    })
}

fn first(month: Month) -> String {
    format!("{month}-01")
}

fn set(pay: &mut Pay, ago: usize, amount: u32) {
    while pay.recent.len() <= ago {
        pay.recent.push(pay.usual);
    }
    if let Some(month) = pay.recent.get_mut(ago) {
        *month = amount;
    }
}
