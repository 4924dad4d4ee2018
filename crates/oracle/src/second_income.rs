//! Couples with two incomes for one side alone, where a limit then decides.
//!
//! OpenFisca counts unemployment too, against twelve times the monthly base; the law counts work alone,
//! against 13.6 % of the ceiling of social security (CSS R522-2).

use crate::spec::{Adult, Spec, age};
use auclair_engine::Month;

/// By year of payment: the limits without a child, and what two incomes add to each. The lowest is that
/// of the higher complement, the next that of the whole allowance, the last that of half of it.
const LIMITS: [(i32, [(i64, i64); 3]); 3] = [
    (2024, [(11_650, 4_680), (23_296, 9_363), (27_833, 11_188)]),
    (2025, [(12_209, 4_907), (24_414, 9_812), (29_169, 11_725)]),
    (2026, [(12_429, 4_995), (24_853, 9_989), (29_694, 11_936)]),
];

/// By year of income: the base of January in cents, and the ceiling of the year.
const BASES: [(i32, i64, i64); 3] =
    [(2022, 41_481, 41_136), (2023, 43_917, 43_992), (2024, 44_593, 46_368)];

/// What a complement, which three children open, reaches above its limit as it diminishes, a year.
const ABOVE: i64 = 2_400;

/// Whether a second income counts for one side alone, and decides.
pub(crate) fn decides(spec: &Spec) -> bool {
    let month = spec.month();
    let reference = month.january(-2);
    let year = month.january(0).year();
    let base = BASES.iter().find(|(of, ..)| *of == reference.year());
    let limits = LIMITS.iter().find(|(of, _)| *of == year);
    let (true, Some((_, base, ceiling)), Some((_, limits))) = (spec.is_couple(), base, limits)
    else {
        return false;
    };
    let incomes = spec.adults.iter().map(|adult| income(adult, month, reference));
    let incomes: Vec<(i64, i64)> = incomes.collect();
    let ours = incomes.iter().all(|(work, _)| *work * 1000 >= ceiling * 136);
    let theirs = incomes.iter().all(|(_, both)| *both * 100 >= base * 12);
    if ours == theirs {
        return false;
    }
    let total: i64 = incomes.iter().map(|(_, both)| both).sum();
    let children = spec.children.iter().filter(|child| age(&child.birth, month) < 21).count();
    let children = i64::try_from(children).unwrap_or_default();
    let percent = 100 + 25 * children.min(2) + 30 * (children - 2).max(0);
    let above = if children >= 3 { ABOVE } else { 0 };
    limits.iter().any(|(limit, more)| {
        let low = limit * percent / 100;
        // Two hundredths on both sides, for what this does not look at.
        (low * 98 / 100..(low + more + above) * 102 / 100).contains(&total)
    })
}

/// Taxed income of a year, in euros, after what is deducted: of work, and with unemployment.
fn income(adult: &Adult, month: Month, reference: Month) -> (i64, i64) {
    let (mut work, mut both) = (0, 0);
    for offset in 0..12 {
        let ago = usize::try_from(month.since(reference.plus(offset))).unwrap_or(0);
        work += i64::from(adult.pay.ago(ago)) * 1_036_529;
        both += i64::from(adult.pay.ago(ago)) * 1_036_529
            + i64::from(adult.unemployment.ago(ago)) * 1_031_442;
    }
    let expenses = |income: i64| (income / 10).max(i64::from(adult.expenses) * 1_000_000);
    ((work - expenses(work)) / 1_000_000, (both - expenses(both)) / 1_000_000)
}
