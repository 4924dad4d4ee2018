//! Households drawn at random: usual ones, about as often as in life; or those with low incomes and in
//! rare situations, several times as often.

use crate::spec::{self, Activity, Adult, Child, Home, Pay, Spec, Status};
use auclair_engine::Month;
use fastrand::Rng;
use std::ops::RangeInclusive;

/// Which households are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Draw {
    /// Those of life.
    #[default]
    Usual,
    /// Those where rules have their edges.
    Edges,
}

impl Draw {
    /// Whether something rare is so, that is so this many times in a thousand usual households.
    fn rare(self, rng: &mut Rng, thousandths: u32) -> bool {
        let times = if self == Self::Edges { 4 } else { 1 };
        rng.u32(0..1000) < thousandths * times
    }
}

/// Draws households; the same seed draws the same ones.
pub fn draw(seed: u64, count: usize, month: Month, which: Draw) -> Vec<Spec> {
    let mut rng = Rng::with_seed(seed);
    (0..count).map(|_| household(&mut rng, month, which)).collect()
}

/// Who lives together.
#[derive(Clone, Copy, Default, PartialEq)]
enum Shape {
    #[default]
    Alone,
    AloneWithChildren,
    Couple,
    CoupleWithChildren,
}

fn household(rng: &mut Rng, month: Month, which: Draw) -> Spec {
    // About as in the census, where children are those up to twenty.
    let shape = pick(
        rng,
        &[
            (Shape::Alone, 40),
            (Shape::AloneWithChildren, 8),
            (Shape::Couple, 30),
            (Shape::CoupleWithChildren, 22),
        ],
    );
    let mut children = Vec::new();
    let mut ages = match shape {
        Shape::Alone => {
            let ranges = [((18, 19), 2), ((20, 25), 23), ((26, 61), 45), ((62, 90), 30)];
            let range = pick(rng, &ranges);
            vec![rng.u32(range.0..=range.1)]
        }
        Shape::Couple => {
            let range = pick(rng, &[((19, 30), 25), ((31, 61), 35), ((62, 88), 40)]);
            vec![rng.u32(range.0..=range.1)]
        }
        Shape::AloneWithChildren | Shape::CoupleWithChildren => {
            let parent = rng.u32(20..=50);
            let number = pick(rng, &[(1, 45), (2, 38), (3, 13), (4, 4)]);
            // The children of lone parents are older.
            let alone = shape == Shape::AloneWithChildren;
            let youngest = if alone { rng.u32(0..=(parent - 18).min(10)) } else { 0 };
            children = siblings(rng, number, youngest..=(parent - 18).min(20), which)
                .into_iter()
                .map(|age| child(rng, month, age, which))
                .collect();
            vec![parent]
        }
    };
    if matches!(shape, Shape::Couple | Shape::CoupleWithChildren) {
        let first = ages.first().copied().unwrap_or(30);
        ages.push((first + rng.u32(0..=12)).saturating_sub(6).max(18));
    }
    let mut adults: Vec<Adult> = ages.iter().map(|age| adult(rng, month, *age, which)).collect();
    let mut recently_alone = false;
    if shape == Shape::AloneWithChildren {
        recently_alone = chance(rng, 30);
        if let Some(parent) = adults.first_mut()
            && chance(rng, 35)
        {
            let number = u32::try_from(children.len()).unwrap_or(1);
            parent.maintenance = Pay::steady(rng.u32(80..=350) * number);
        }
        if which.rare(rng, 60) {
            for child in &mut children {
                child.custody = true;
            }
        }
    }
    if ages.first().is_some_and(|age| *age <= 42)
        && which.rare(rng, if ages.len() > 1 { 50 } else { 10 })
        && let Some(adult) = adults.last_mut()
    {
        adult.pregnant = true;
    }
    let young = children.iter().any(|child| spec::age(&child.birth, month) < 3);
    if let Some(parent) = adults.iter_mut().find(|adult| adult.activity == Activity::Inactif)
        && young
        && which.rare(rng, 50)
    {
        parent.parental_leave = true;
    }
    let size = adults.len() + children.len();
    let home = home(rng, u32::try_from(size).unwrap_or(1), shape == Shape::Alone, which);
    Spec { month: month.to_string(), adults, children, home, recently_alone }
}

fn adult(rng: &mut Rng, month: Month, age: u32, which: Draw) -> Adult {
    use Activity::{Actif, Chomeur, Etudiant, Inactif, Retraite};
    let activity = match age {
        68.. => Retraite,
        62.. => pick(rng, &[(Retraite, 70), (Actif, 20), (Inactif, 7), (Chomeur, 3)]),
        26.. if which == Draw::Edges => pick(rng, &[(Actif, 62), (Inactif, 16), (Chomeur, 22)]),
        26.. => pick(rng, &[(Actif, 74), (Inactif, 14), (Chomeur, 12)]),
        _ => pick(rng, &[(Actif, 48), (Etudiant, 32), (Inactif, 8), (Chomeur, 12)]),
    };
    let mut adult = Adult { birth: birth(rng, month, age), activity, ..Adult::default() };
    match activity {
        Actif => {
            let pay = salary(rng, which);
            adult.pay = if which.rare(rng, 150) { varying(rng, pay) } else { Pay::steady(pay) };
            if which.rare(rng, 30) {
                adult.turnover = rng.u32(1500..=25_000);
            }
            if which == Draw::Edges && chance(rng, 5) {
                adult.sickness = rng.u32(100..=900);
            }
        }
        Chomeur => {
            let months = rng.i32(1..=36);
            adult.unemployed_since = Some(format!("{}-15", month.plus(-months)));
            if chance(rng, 55) {
                adult.unemployment = Pay::steady(rng.u32(500..=1600));
            } else if chance(rng, 35) && age > 30 {
                adult.solidarity = true;
            }
            if chance(rng, 15) {
                adult.pay = Pay::steady(rng.u32(100..=700));
            }
        }
        Retraite => {
            let range = pick(rng, &[((0, 700), 20), ((700, 1300), 40), ((1300, 2800), 40)]);
            adult.pension = Pay::steady(rng.u32(range.0..=range.1));
        }
        Etudiant => {
            adult.grant = chance(rng, 35);
            if chance(rng, 30) {
                adult.pay = Pay::steady(rng.u32(150..=1100));
            }
        }
        Inactif => {
            if age < 62 && chance(rng, 8) {
                adult.invalidity = rng.u32(300..=1100);
                adult.unfit = true;
                adult.incapacity = pick(rng, &[(50, 1), (70, 1), (80, 1), (85, 1)]);
            }
        }
    }
    if adult.incapacity == 0 && age < 75 && chance(rng, 7) {
        adult.incapacity = pick(rng, &[(30, 1), (55, 1), (65, 1), (75, 1), (80, 1), (95, 1)]);
        adult.restricted = (50..80).contains(&adult.incapacity) && chance(rng, 55);
        adult.unfit = matches!(activity, Inactif | Retraite) && chance(rng, 60);
    }
    if (20..25).contains(&age) && matches!(activity, Inactif | Chomeur) {
        adult.worked_enough = chance(rng, 15);
    }
    if which.rare(rng, 60) {
        let country = pick(rng, &[("PT", 1), ("RO", 1), ("DZ", 1), ("MA", 1), ("SN", 1)]);
        adult.country = Some(country.to_owned());
        // Three foreigners in four have been there for more than five years.
        let recent = [(0, 2), (1, 3), (3, 5), (5, 2)];
        let settled = [(8, 14), (12, 22)];
        let years = if which == Draw::Edges || chance(rng, 25) {
            pick(rng, &recent)
        } else {
            pick(rng, &settled)
        };
        adult.permit = years;
    }
    if chance(rng, 20) {
        adult.livret = rng.u32(100..=20_000);
    }
    if chance(rng, 5) {
        adult.taxed_savings = rng.u32(1000..=60_000);
    }
    if activity == Actif && which.rare(rng, 30) {
        adult.expenses = rng.u32(500..=9000);
    }
    adult
}

/// Ages of children of the same parents, the eldest first: a year apart or more, but for twins.
fn siblings(rng: &mut Rng, number: u32, ages: RangeInclusive<u32>, which: Draw) -> Vec<u32> {
    let range = ages;
    let mut ages: Vec<u32> = Vec::new();
    for _ in 0..number {
        let age = rng.u32(range.clone());
        if !ages.contains(&age) || which.rare(rng, 20) {
            ages.push(age);
        }
    }
    ages.sort_unstable_by(|a, b| b.cmp(a));
    ages
}

fn child(rng: &mut Rng, month: Month, age: u32, which: Draw) -> Child {
    let mut child = Child { birth: birth(rng, month, age), ..Child::default() };
    if chance(rng, 4) {
        child.incapacity = pick(rng, &[(50, 1), (70, 1), (80, 1), (90, 1)]);
    }
    if age >= 16 && which.rare(rng, 40) {
        child.pay = rng.u32(150..=1400);
    }
    child
}

fn home(rng: &mut Rng, size: u32, alone: bool, which: Draw) -> Home {
    use Status::{
        LocataireFoyer, LocataireHlm, LocataireMeuble, LocataireVide, LogeGratuitement,
        PrimoAccedant, Proprietaire, SansDomicile,
    };
    let zone = pick(rng, &[(1, 25), (2, 45), (3, 30)]);
    let status = pick(
        rng,
        &[
            (LocataireVide, 33),
            (LocataireHlm, 24),
            (LocataireMeuble, 9),
            (Proprietaire, 18),
            (PrimoAccedant, 2),
            (LogeGratuitement, 12),
            (LocataireFoyer, 1),
            (SansDomicile, 1),
        ],
    );
    let mut home = Home { status, zone, ..Home::default() };
    if status.is_rented() {
        let base = match zone {
            1 => 520,
            2 => 420,
            _ => 350,
        };
        let social = if status == LocataireHlm { 68 } else { 100 };
        home.rent = base * (80 + 22 * size) * social * rng.u32(70..=135) / 1_000_000;
        home.shared = status != LocataireHlm && alone && chance(rng, 15);
        home.room = which.rare(rng, 20);
        home.family = status != LocataireHlm && which.rare(rng, 20);
    }
    home
}

fn salary(rng: &mut Rng, which: Draw) -> u32 {
    let (short, minimum, middle, high) =
        if which == Draw::Edges { (30, 25, 33, 12) } else { (18, 22, 38, 22) };
    let ranges = [
        ((150, 1250), short),
        ((1250, 1600), minimum),
        ((1600, 2600), middle),
        ((2600, 6000), high),
    ];
    let range = pick(rng, &ranges);
    rng.u32(range.0..=range.1)
}

/// Lost some months ago, begun some months ago, or never the same.
fn varying(rng: &mut Rng, pay: u32) -> Pay {
    let months = rng.usize(1..=14);
    match rng.u32(0..100) {
        0..30 => Pay { usual: pay, recent: vec![0; months] },
        30..65 => Pay { usual: 0, recent: vec![pay; months] },
        _ => {
            let recent = (0..14).map(|_| pay * rng.u32(50..=140) / 100).collect();
            Pay { usual: pay, recent }
        }
    }
}

/// A birth such that someone is this old at the month's end, but for days on which OpenFisca,
/// which divides days by the mean length of a year, is a year ahead.
fn birth(rng: &mut Rng, month: Month, age: u32) -> String {
    let since = i32::try_from(age * 12).unwrap_or(0) + rng.i32(0..12);
    let day = pick(rng, &[(1, 1), (4, 1), (10, 4), (15, 4), (20, 4), (28, 4)]);
    format!("{}-{day:02}", month.plus(-since))
}

fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(0..100) < percent
}

/// One of several, by their weights.
fn pick<T: Copy + Default>(rng: &mut Rng, choices: &[(T, u32)]) -> T {
    let total: u32 = choices.iter().map(|(_, weight)| weight).sum();
    let mut at = rng.u32(0..total.max(1));
    let mut picked = None;
    for (choice, weight) in choices {
        picked = Some(*choice);
        if at < *weight {
            break;
        }
        at -= weight;
    }
    picked.unwrap_or_default()
}
