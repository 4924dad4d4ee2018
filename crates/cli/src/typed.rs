//! Days, months and counts, as people type and read them.

use crate::failure::Failure;
use auclair_engine::Month;
use time::Date;
use time::macros::format_description;

/// A day: `2026-11-21`.
pub(crate) fn day(text: &str) -> Result<Date, Failure> {
    let format = format_description!("[year]-[month]-[day]");
    Date::parse(text, format)
        .map_err(|_| Failure::new(format!("« {text} » n'est pas une date : écrivez 2026-11-21.")))
}

/// A month: `2026-11`.
pub(crate) fn month(text: &str) -> Result<Month, Failure> {
    text.parse()
        .map_err(|_| Failure::new(format!("« {text} » n'est pas un mois : écrivez 2026-11.")))
}

/// "1 règle", "2 règles".
pub(crate) fn several(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count > 1 { "s" } else { "" })
}
