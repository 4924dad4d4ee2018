//! Where the law decides against OpenFisca-France: a predicate on what is asked, never on what it finds.

use crate::compare::Case;
use crate::ours::Ours;
use crate::report::EURO;
use crate::spec::Spec;
use rust_decimal::Decimal;

/// A difference that the law explains.
pub struct Deviation {
    /// Its name.
    pub name: &'static str,
    /// The benefits that it touches.
    pub benefits: &'static [&'static str],
    /// Its rows in `docs/openfisca.md`, each with the article that decides and a small household.
    pub rows: &'static [&'static str],
    /// Which households it touches.
    pub when: When,
}

/// Which households a difference touches.
#[derive(Clone, Copy)]
pub enum When {
    /// OpenFisca reads a household as this other one: those for which our rules find another amount then.
    Reads(fn(&Spec) -> Option<Spec>),
    /// The same, from what both sides are given beside.
    ReadsCase(fn(&Case) -> Option<Spec>),
    /// OpenFisca finds less for those of which this is true: nobody for whom our rules find nothing.
    Lowers(fn(&Spec) -> bool),
    /// Those who would be paid an allowance too small to be paid.
    SmallAllowance,
}

impl std::fmt::Debug for Deviation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Deviation").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Deviation {
    /// Whether a household's benefit, of which our rules find this amount, is touched.
    pub fn touches(&self, ours: &mut Ours, case: &Case, benefit: &str, amount: Decimal) -> bool {
        if !self.benefits.contains(&benefit) {
            return false;
        }
        match self.when {
            When::Reads(_) | When::ReadsCase(_) => self.read(case).is_some_and(|spec| {
                let found = ours.ask(&Case { spec, ..case.clone() }, benefit);
                found.is_ok_and(|found| (found - amount).abs() > EURO)
            }),
            When::Lowers(holds) => !amount.is_zero() && holds(&case.spec),
            When::SmallAllowance => {
                amount.is_zero() && ours.small_allowance(case).is_some_and(|due| due > EURO)
            }
        }
    }

    /// The household as OpenFisca reads it, where this says how.
    pub fn read(&self, case: &Case) -> Option<Spec> {
        match self.when {
            When::Reads(read) => read(&case.spec),
            When::ReadsCase(read) => read(case),
            When::Lowers(_) | When::SmallAllowance => None,
        }
    }
}
