//! The document of a household: what the app saves and what `auclair explain` reads.
//!
//! One JSON format, versioned. Unknown fields are refused, older versions migrated, newer ones
//! refused with a reason. Its schema: `auclair schema`.

mod answer;
mod error;
mod migrate;
mod read;
mod schema;
mod write;

pub use answer::{read_answer, write_answer};
pub use error::DocumentError;
pub use read::read;
pub use schema::schema;
pub use write::write;

use auclair_engine::{Household, Month};

/// What identifies the format.
pub const FORMAT: &str = "auclair/menage";
/// The version this program writes.
pub const VERSION: u64 = 2;

/// A household as its document describes it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The jurisdiction.
    pub jurisdiction: String,
    /// The month asked about.
    pub month: Month,
    /// The version of the rules that saved it, if it was saved.
    pub rules: Option<String>,
    /// The people and their answers.
    pub household: Household,
}
