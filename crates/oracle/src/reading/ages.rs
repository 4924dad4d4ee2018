//! Ages: OpenFisca reads those of the first day of a month; the law often those of its last.

use super::{changed, first, quarter, set};
use crate::spec::{Spec, age, age_on_the_first, day};
use auclair_engine::Month;
use std::ops::RangeInclusive;

/// For how many months after eighteen the months before are still counted.
const JUST_GROWN_UP: i32 = 18 * 12 + 5;

/// For RSA, a child is three from the month that follows the birthday, and an adult twenty-five; and one who is
/// twenty the month asked about was so all along the quarter.
pub(crate) fn aged_on_the_first_for_rsa(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let asked = spec.month();
        later(spec, &[3], 0..=0);
        later(spec, &[25], 0..=4);
        let long_ago = asked.plus(-20 * 12 - 5);
        for child in &mut spec.children {
            if had_birthday(&child.birth, asked, &[20], 1..=4) {
                child.birth = first(long_ago);
            }
        }
        for adult in &mut spec.adults {
            delay(&mut adult.birth, asked, &[25], 0..=0);
        }
    })
}

/// For prime d'activité, the same of a child, in each month of the quarter.
pub(crate) fn aged_on_the_first_for_prime(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| later(spec, &[3, 20, 25], 0..=4))
}

/// A child counts until the birthday has passed; one born on the first day of a month, from that day on.
pub(crate) fn aged_on_the_first_for_housing(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        later(spec, &[21], 0..=0);
        born_on_the_first_day(spec);
    })
}

/// So it is for family allowances; and one who is fourteen on the first day of a month is so from that day on.
pub(crate) fn aged_on_the_first_for_allowances(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let asked = spec.month();
        later(spec, &[20, 21], 0..=0);
        born_on_the_first_day(spec);
        for child in &mut spec.children {
            let Some(date) = day(&child.birth) else { continue };
            if age(&child.birth, asked) == 14 && date.day() == 1 && is_month_of(&child.birth, asked)
            {
                child.birth = first(Month::of(date).plus(-1));
            }
        }
    })
}

/// And for family support.
pub(crate) fn aged_on_the_first_for_support(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        later(spec, &[20], 0..=0);
        born_on_the_first_day(spec);
    })
}

/// A birth opens the base allowance at once, with the ceiling of the children who were there before; that closes
/// the complement, which is not paid beside.
pub(crate) fn aged_on_the_first_for_base(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let asked = spec.month();
        later(spec, &[3, 20, 21], 0..=0);
        born_on_the_first_day(spec);
        let ages = spec.children.iter().map(|child| spec.months_since(&child.birth));
        let ages: Vec<i32> = ages.collect();
        let new = ages.iter().position(|months| *months == 0);
        let (Some(index), false) = (new, ages.iter().any(|months| (1..36).contains(months))) else {
            return;
        };
        if let Some(child) = spec.children.get_mut(index) {
            child.birth = first(asked.plus(-1));
        }
        if index > 0 {
            spec.children.remove(index - 1);
        }
    })
}

/// For prime d'activité, someone in the household is eighteen on the first day of each month that is counted; it
/// need not be who worked.
pub(crate) fn grown_up_each_month(spec: &Spec) -> Option<Spec> {
    let asked = spec.month();
    if spec.adults.iter().all(|adult| spec.months_since(&adult.birth) > JUST_GROWN_UP) {
        return None;
    }
    changed(spec, |spec| {
        let mut grown_up = false;
        for ago in quarter(spec) {
            let month = asked.plus(-i32::from(ago));
            if spec.adults.iter().all(|adult| age_on_the_first(&adult.birth, month) < 18) {
                for adult in &mut spec.adults {
                    set(&mut adult.pay, ago.into(), 0);
                }
            } else {
                grown_up = true;
            }
        }
        // A turnover is that of a year.
        if !grown_up {
            spec.adults.iter_mut().for_each(|adult| adult.turnover = 0);
        }
        let grown_up = first(asked.plus(-19 * 12));
        for index in 0..spec.adults.len() {
            let Some(adult) = spec.adults.get(index) else { continue };
            if spec.months_since(&adult.birth) <= JUST_GROWN_UP
                && let Some(adult) = spec.adults.get_mut(index)
            {
                adult.birth.clone_from(&grown_up);
            }
        }
    })
}

/// Of two children, the eldest is told by age in years, on the first day of the month: when it is the same,
/// neither has the supplement for age.
pub(crate) fn elders_of_one_age(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let asked = spec.month();
        let ages = spec.children.iter().map(|child| age_on_the_first(&child.birth, asked));
        let ages: Vec<i32> = ages.filter(|age| *age < 20).collect();
        if !matches!(ages.as_slice(), [first, second] if first == second) {
            return;
        }
        for child in &mut spec.children {
            if age_on_the_first(&child.birth, asked) < 20 {
                child.birth = first(asked.plus(-10 * 12));
            }
        }
    })
}

/// A child born within the quarter has been there from the first day of that month.
pub(crate) fn born_on_the_first(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        let asked = spec.month();
        for child in &mut spec.children {
            if let Some(birth) = day(&child.birth)
                && (0..=4).contains(&asked.since(Month::of(birth)))
            {
                child.birth = first(Month::of(birth));
            }
        }
    })
}

/// Children who had one of these birthdays so many months ago, after the first day, had it the month after.
fn later(spec: &mut Spec, ages: &[i32], months: RangeInclusive<i32>) {
    let asked = spec.month();
    for child in &mut spec.children {
        delay(&mut child.birth, asked, ages, months.clone());
    }
}

fn delay(birth: &mut String, asked: Month, ages: &[i32], months: RangeInclusive<i32>) {
    let Some(date) = day(birth) else { return };
    if had_birthday(birth, asked, ages, months) {
        *birth = first(Month::of(date).plus(1));
    }
}

/// Whether someone had one of these birthdays so many months ago, after the first day.
fn had_birthday(birth: &str, asked: Month, ages: &[i32], mut months: RangeInclusive<i32>) -> bool {
    months.any(|ago| {
        let month = asked.plus(-ago);
        let reached = age(birth, month);
        ages.contains(&reached) && age_on_the_first(birth, month) < reached
    })
}

/// Who was born on the first day of the month asked about was born before.
fn born_on_the_first_day(spec: &mut Spec) {
    let asked = spec.month();
    for child in &mut spec.children {
        if child.birth == first(asked) {
            child.birth = first(asked.plus(-1));
        }
    }
}

fn is_month_of(birth: &str, month: Month) -> bool {
    day(birth).is_some_and(|birth| u8::from(birth.month()) == month.number())
}
