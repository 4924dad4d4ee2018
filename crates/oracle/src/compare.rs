//! Both sides of one household.

use crate::deviation::When;
use crate::deviations::DEVIATIONS;
use crate::document::{Others, Received};
use crate::ours::Ours;
use crate::report::EURO;
use crate::spec::Spec;
use auclair_openfisca::{Sense, variable};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The benefits to compare, by OpenFisca's names. Those that the rules do not calculate yet are
/// left out.
pub const BENEFITS: [&str; 8] =
    ["rsa", "ppa", "aide_logement", "reduction_loyer_solidarite", "af", "cf", "asf", "paje_base"];

/// The benefits that the rules calculate.
pub fn calculated() -> impl Iterator<Item = &'static str> {
    BENEFITS.into_iter().filter(|name| {
        variable(name).is_some_and(|(_, variable)| matches!(variable.sense, Sense::Right { .. }))
    })
}

/// A household and what OpenFisca finds for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// The household.
    pub spec: Spec,
    /// Benefits that both sides are given.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub others: Others,
    /// What both sides are given as received in the months before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub received: Received,
    /// What OpenFisca finds, by variable.
    pub theirs: BTreeMap<String, Decimal>,
}

/// Both sides of a benefit.
#[derive(Clone, Debug)]
pub struct Side {
    /// Which benefit.
    pub benefit: &'static str,
    /// What we find, or why it is not covered.
    pub ours: Result<Decimal, String>,
    /// What OpenFisca finds.
    pub theirs: Decimal,
    /// The differences of law that touch it.
    pub deviations: Vec<&'static str>,
    /// What we find for the household as OpenFisca reads it, where a difference says how it does.
    pub read: Option<Decimal>,
}

impl Side {
    /// By how much both differ; nothing when it is not covered.
    pub fn difference(&self) -> Option<Decimal> {
        self.ours.as_ref().ok().map(|ours| (*ours - self.theirs).abs())
    }

    /// Whether it counts: covered, and no difference of law explains it.
    pub fn counts(&self) -> bool {
        self.ours.is_ok() && !self.is_explained()
    }

    /// Whether a difference of law touches it, and gives what OpenFisca finds: our rules find it too for the
    /// household as OpenFisca reads it, or OpenFisca finds less where it is only known to. What is touched and
    /// finds neither may hide a fault of ours: it counts.
    pub fn is_explained(&self) -> bool {
        let found = match (self.read, &self.ours) {
            (Some(read), _) => (read - self.theirs).abs() <= EURO,
            (None, Ok(ours)) => self.theirs < *ours,
            (None, Err(_)) => false,
        };
        self.is_touched() && found
    }

    /// Whether a difference of law touches it.
    pub fn is_touched(&self) -> bool {
        !self.deviations.is_empty()
    }

    /// Whether either side finds a right.
    pub fn has_right(&self) -> bool {
        !self.theirs.is_zero() || self.ours.as_ref().is_ok_and(|ours| !ours.is_zero())
    }

    /// Whether both agree within this.
    pub fn within(&self, tolerance: Decimal) -> bool {
        self.difference().is_some_and(|difference| difference <= tolerance)
    }
}

/// Asks our side, benefit by benefit, and sets it beside the other.
pub fn compare(ours: &mut Ours, case: &Case) -> Vec<Side> {
    let sides = calculated().filter_map(|benefit| {
        let theirs = *case.theirs.get(benefit)?;
        let found = ours.ask(case, benefit);
        let (deviations, read) = match &found {
            Ok(amount) => touched(ours, case, benefit, *amount),
            Err(_) => (Vec::new(), None),
        };
        let ours = found.map_err(|error| error.message);
        Some(Side { benefit, ours, theirs, deviations, read })
    });
    sides.collect()
}

/// The differences that touch a benefit, and what we find for the household as all of them read it: OpenFisca does
/// not choose which of its readings to follow, and some change an amount only once others gave one. When
/// none changes it alone and all together do, all are named: whose leave and stay are both asked by the law, for one.
fn touched(
    ours: &mut Ours,
    case: &Case,
    benefit: &str,
    amount: Decimal,
) -> (Vec<&'static str>, Option<Decimal>) {
    let (mut alone, mut reading, mut small) = (Vec::new(), Vec::new(), false);
    let mut other = case.clone();
    for deviation in DEVIATIONS.iter().filter(|deviation| deviation.benefits.contains(&benefit)) {
        if deviation.touches(ours, case, benefit, amount) {
            alone.push(deviation.name);
            small |= matches!(deviation.when, When::SmallAllowance);
        }
        if let Some(spec) = deviation.read(&other) {
            other.spec = spec;
            reading.push(deviation.name);
        }
    }
    let mut read = if small { ours.small_allowance(&other) } else { None };
    if read.is_none() && other.spec != case.spec {
        read = ours.ask(&other, benefit).ok();
    }
    let changes = read.is_some_and(|read| (read - amount).abs() > EURO);
    match (alone.is_empty(), changes && reading.len() > 1) {
        (false, _) => (alone, read),
        (true, true) => (reading, read),
        (true, false) => (Vec::new(), None),
    }
}
