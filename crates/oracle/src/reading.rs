//! Households as OpenFisca reads them, where the law reads something else; nothing when it reads the same.

mod ages;
mod children;
mod home;
mod stay;
mod work;

pub(crate) use ages::*;
pub(crate) use children::*;
pub(crate) use home::*;
pub(crate) use stay::*;
pub(crate) use work::*;

use crate::spec::{Pay, Spec};
use auclair_engine::program::Program;
use auclair_engine::{Month, Value};
use auclair_rules::jurisdiction;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What is taxable of a net euro of pay, and of unemployment benefit: as in the documents.
const TAXED_PAY: Decimal = Decimal::from_parts(1_036_529, 0, 0, false, 6);
const TAXED_UNEMPLOYMENT: Decimal = Decimal::from_parts(1_031_442, 0, 0, false, 6);

/// Unless it is the same one.
fn changed(spec: &Spec, change: impl FnOnce(&mut Spec)) -> Option<Spec> {
    let mut read = spec.clone();
    change(&mut read);
    (read != *spec).then_some(read)
}

/// The months whose income RSA and prime d'activité count, by how long ago they were.
fn quarter(spec: &Spec) -> std::ops::RangeInclusive<u8> {
    if is_after_reform(spec) { 2..=4 } else { 1..=3 }
}

/// Whether the month asked about follows the reform of March 2025.
fn is_after_reform(spec: &Spec) -> bool {
    Month::new(2025, 3).is_some_and(|from| spec.month() >= from)
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

/// More of it each month.
fn add(pay: &mut Pay, amount: u32) {
    pay.usual += amount;
    pay.recent.iter_mut().for_each(|month| *month += amount);
}

/// A dated figure of the rules, as it is at a month: what both sides read is written once.
fn figure(dispositif: Option<&str>, name: &str, month: Month) -> Option<Decimal> {
    let program: &Program = &jurisdiction(auclair_openfisca::JURISDICTION)?.program;
    let owner = match dispositif {
        Some(name) => Some(program.dispositif(name)?),
        None => None,
    };
    let found =
        program.parameters.iter().find(|found| found.name == name && found.dispositif == owner);
    let day = month.first_day();
    match found?.values.iter().rev().find(|dated| dated.from <= day)?.value {
        Value::Number(amount) => Some(amount),
        _ => None,
    }
}

/// Whole euros.
fn euros(amount: Decimal) -> u32 {
    amount.round().to_u32().unwrap_or_default()
}
