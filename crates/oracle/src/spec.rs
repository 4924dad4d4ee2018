//! A household in a few words: what is drawn, recorded, and what deviations look at.

use auclair_engine::Month;
use serde::{Deserialize, Serialize};
use time::Date;

/// A household asked about at a month. Amounts are whole euros a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spec {
    /// The month asked about, as `2026-02`.
    pub month: String,
    /// One adult, or two who live as a couple.
    pub adults: Vec<Adult>,
    /// Their children.
    #[serde(default, skip_serializing_if = "is_default")]
    pub children: Vec<Child>,
    /// Where they live.
    pub home: Home,
    /// Alone for less than eighteen months.
    #[serde(default, skip_serializing_if = "is_default")]
    pub recently_alone: bool,
}

/// An adult.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Adult {
    /// Date of birth, as `1990-05-14`.
    pub birth: String,
    /// What they do.
    pub activity: Activity,
    /// Net pay.
    #[serde(skip_serializing_if = "is_default")]
    pub pay: Pay,
    /// Net unemployment benefit.
    #[serde(skip_serializing_if = "is_default")]
    pub unemployment: Pay,
    /// Net pension.
    #[serde(skip_serializing_if = "is_default")]
    pub pension: Pay,
    /// Daily sickness benefit.
    #[serde(skip_serializing_if = "is_default")]
    pub sickness: u32,
    /// Invalidity pension.
    #[serde(skip_serializing_if = "is_default")]
    pub invalidity: u32,
    /// Maintenance received.
    #[serde(skip_serializing_if = "is_default")]
    pub maintenance: Pay,
    /// Real expenses declared each year.
    #[serde(skip_serializing_if = "is_default")]
    pub expenses: u32,
    /// Yearly turnover of a small business.
    #[serde(skip_serializing_if = "is_default")]
    pub turnover: u32,
    /// Money on a Livret A.
    #[serde(skip_serializing_if = "is_default")]
    pub livret: u32,
    /// Savings whose interest is taxed.
    #[serde(skip_serializing_if = "is_default")]
    pub taxed_savings: u32,
    /// Without work since this day.
    #[serde(skip_serializing_if = "is_default")]
    pub unemployed_since: Option<String>,
    /// Meets what ASS asks of past work.
    #[serde(skip_serializing_if = "is_default")]
    pub solidarity: bool,
    /// Has a student grant.
    #[serde(skip_serializing_if = "is_default")]
    pub grant: bool,
    /// Has worked enough for the RSA of the young.
    #[serde(skip_serializing_if = "is_default")]
    pub worked_enough: bool,
    /// Expects a child, for months.
    #[serde(skip_serializing_if = "is_default")]
    pub pregnant: bool,
    /// On parental leave.
    #[serde(skip_serializing_if = "is_default")]
    pub parental_leave: bool,
    /// Country, when not France, by its code.
    #[serde(skip_serializing_if = "is_default")]
    pub country: Option<String>,
    /// For how many years a permit was held.
    #[serde(skip_serializing_if = "is_default")]
    pub permit: u8,
    /// Rate of incapacity, in hundredths.
    #[serde(skip_serializing_if = "is_default")]
    pub incapacity: u8,
    /// Whether disability lastingly restricts access to work.
    #[serde(skip_serializing_if = "is_default")]
    pub restricted: bool,
    /// Unfit for work.
    #[serde(skip_serializing_if = "is_default")]
    pub unfit: bool,
}

/// What an adult does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Activity {
    /// Works.
    Actif,
    /// Looks for work.
    Chomeur,
    /// Studies.
    Etudiant,
    /// Is retired.
    Retraite,
    /// Something else.
    #[default]
    Inactif,
}

/// An amount each month: the usual one, but for the last months.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pay {
    /// Each month.
    pub usual: u32,
    /// But from the month asked about on, going back.
    #[serde(skip_serializing_if = "is_default")]
    pub recent: Vec<u32>,
}

impl Pay {
    /// The same each month.
    pub fn steady(usual: u32) -> Self {
        Self { usual, recent: Vec::new() }
    }

    /// The amount of some months before the month asked about.
    pub fn ago(&self, months: usize) -> u32 {
        self.recent.get(months).copied().unwrap_or(self.usual)
    }

    /// Whether there is none at all.
    pub fn is_nothing(&self) -> bool {
        self.usual == 0 && self.recent.iter().all(|amount| *amount == 0)
    }
}

/// A child.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Child {
    /// Date of birth.
    pub birth: String,
    /// Net pay, each month.
    #[serde(skip_serializing_if = "is_default")]
    pub pay: u32,
    /// Lives in turn with each parent.
    #[serde(skip_serializing_if = "is_default")]
    pub custody: bool,
    /// Rate of incapacity, in hundredths.
    #[serde(skip_serializing_if = "is_default")]
    pub incapacity: u8,
}

/// A dwelling.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Home {
    /// How it is occupied.
    pub status: Status,
    /// The zone of housing benefit, 1 to 3.
    pub zone: u8,
    /// The rent without charges.
    #[serde(skip_serializing_if = "is_default")]
    pub rent: u32,
    /// Shared by several households.
    #[serde(skip_serializing_if = "is_default")]
    pub shared: bool,
    /// Only a room.
    #[serde(skip_serializing_if = "is_default")]
    pub room: bool,
    /// It belongs to a parent or a child.
    #[serde(skip_serializing_if = "is_default")]
    pub family: bool,
}

/// How a dwelling is occupied, by OpenFisca's names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Rented empty.
    #[default]
    LocataireVide,
    /// Rented from social housing.
    LocataireHlm,
    /// Rented furnished.
    LocataireMeuble,
    /// Owned.
    Proprietaire,
    /// Being bought.
    PrimoAccedant,
    /// For nothing.
    LogeGratuitement,
    /// A hostel.
    LocataireFoyer,
    /// None.
    SansDomicile,
}

impl Status {
    /// Whether a rent is paid for a home of one's own.
    pub fn is_rented(self) -> bool {
        matches!(self, Self::LocataireVide | Self::LocataireHlm | Self::LocataireMeuble)
    }
}

impl Spec {
    /// The month asked about; January 2024 when it is badly written.
    pub fn month(&self) -> Month {
        self.month.parse().ok().or_else(|| Month::new(2024, 1)).unwrap_or(Month::BEGINNING)
    }

    /// How many calendar months ago someone was born.
    pub fn months_since(&self, birth: &str) -> i32 {
        day(birth).map_or(i32::MAX, |birth| self.month().since(Month::of(birth)))
    }

    /// Whether two adults live as a couple.
    pub fn is_couple(&self) -> bool {
        self.adults.len() > 1
    }
}

/// A day, as `1990-05-14`.
pub(crate) fn day(text: &str) -> Option<Date> {
    let (month, day) = text.rsplit_once('-')?;
    let first = month.parse::<Month>().ok()?.first_day();
    Date::from_calendar_date(first.year(), first.month(), day.parse().ok()?).ok()
}

/// Completed years at the end of a month.
pub(crate) fn age(birth: &str, month: Month) -> i32 {
    let Some(birth) = day(birth) else { return 0 };
    let last = month.last_day();
    let before = (last.month() as u8, last.day()) < (birth.month() as u8, birth.day());
    last.year() - birth.year() - i32::from(before)
}

/// Completed years on the first day of a month.
pub(crate) fn age_on_the_first(birth: &str, month: Month) -> i32 {
    let (Some(birth), first) = (day(birth), month.first_day()) else { return 0 };
    let before = (first.month() as u8, first.day()) < (birth.month() as u8, birth.day());
    first.year() - birth.year() - i32::from(before)
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
