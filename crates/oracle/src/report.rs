//! What a comparison prints.

use crate::compare::{Case, Side};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fmt::Write;

/// One euro.
pub const EURO: Decimal = Decimal::ONE;
/// Two cents.
pub const TWO_CENTS: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// How a benefit compares over many households.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Households.
    pub households: usize,
    /// Those that are not covered.
    pub uncovered: usize,
    /// Those that a difference of law explains.
    pub deviating: usize,
    /// Of those that count: with a right on either side.
    pub with_right: usize,
    /// Of those that count: within a euro.
    pub within_euro: usize,
    /// Of those with a right: within a euro.
    pub right_within_euro: usize,
    /// Of those that count: within two cents.
    pub within_cents: usize,
    /// The largest difference among those that count.
    pub largest: Decimal,
}

impl Tally {
    /// Adds a household.
    pub fn add(&mut self, side: &Side) {
        self.households += 1;
        if side.ours.is_err() {
            self.uncovered += 1;
        } else if side.is_explained() {
            self.deviating += 1;
        }
        if !side.counts() {
            return;
        }
        self.with_right += usize::from(side.has_right());
        self.within_euro += usize::from(side.within(EURO));
        self.right_within_euro += usize::from(side.has_right() && side.within(EURO));
        self.within_cents += usize::from(side.within(TWO_CENTS));
        self.largest = self.largest.max(side.difference().unwrap_or_default());
    }

    /// How many count.
    pub fn counted(&self) -> usize {
        self.households - self.uncovered - self.deviating
    }
}

/// The tallies of each benefit.
pub fn tally<'a>(sides: impl Iterator<Item = &'a Side>) -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    for side in sides {
        tallies.entry(side.benefit).or_default().add(side);
    }
    tallies
}

/// A table of tallies.
pub fn table(title: &str, tallies: &BTreeMap<&'static str, Tally>) -> String {
    let mut table = format!(
        "{title}\n  {:<28}{:>8}{:>14}{:>9}{:>9}{:>11}{:>11}{:>11}{:>12}\n",
        "",
        "foyers",
        "non couverts",
        "écarts",
        "un droit",
        "à 1 €",
        "dont droit",
        "à 2 cent.",
        "le plus"
    );
    for (benefit, tally) in tallies {
        let _ = writeln!(
            table,
            "  {benefit:<28}{:>8}{:>14}{:>9}{:>9}{:>11}{:>11}{:>11}{:>12}",
            tally.households,
            tally.uncovered,
            tally.deviating,
            tally.with_right,
            percent(tally.within_euro, tally.counted()),
            percent(tally.right_within_euro, tally.with_right),
            percent(tally.within_cents, tally.counted()),
            format!("{:.2} €", tally.largest).replace('.', ","),
        );
    }
    table
}

/// How many each difference of law touches, and all of them together; and for each benefit, of those who have a right
/// to it on either side: most households have none, and are touched by nothing.
pub fn deviations(households: &[(Case, Vec<Side>)]) -> String {
    let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    let mut touched = 0;
    for (_, sides) in households {
        let names: std::collections::BTreeSet<&str> =
            sides.iter().flat_map(|side| side.deviations.iter().copied()).collect();
        touched += usize::from(!names.is_empty());
        for name in names {
            let count = counts.entry(name).or_default();
            count.0 += 1;
            let differs = sides
                .iter()
                .filter(|side| side.deviations.contains(&name))
                .any(|side| side.ours.is_ok() && !side.within(EURO));
            count.1 += usize::from(differs);
            let mut touched = sides.iter().filter(|side| side.deviations.contains(&name));
            count.2 += usize::from(touched.all(Side::is_explained));
        }
    }
    let mut lines =
        format!("Écarts de droit : {} des foyers en ont un.\n", percent(touched, households.len()));
    for (name, (count, differ, found)) in counts {
        let _ = writeln!(
            lines,
            "  {name} : {count} foyers, dont {differ} diffèrent ; lu comme OpenFisca le lit, {found} \
             retrouvent son montant"
        );
    }
    for (benefit, (touched, rights)) in touched_rights(households) {
        let _ = writeln!(
            lines,
            "  {benefit} : {touched} des {rights} droits, {}",
            percent(touched, rights)
        );
    }
    lines
}

/// For each benefit, how many have a right on either side, and how many of them a difference of law touches.
fn touched_rights(households: &[(Case, Vec<Side>)]) -> BTreeMap<&'static str, (usize, usize)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let sides = households.iter().flat_map(|(_, sides)| sides);
    for side in sides.filter(|side| side.ours.is_ok() && side.has_right()) {
        let (touched, rights) = counts.entry(side.benefit).or_default();
        *touched += usize::from(side.is_touched());
        *rights += 1;
    }
    counts
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let tenths = part * 10_000 / whole;
    format!("{},{:02} %", tenths / 100, tenths % 100)
}
