//! Documents in the format of the OpenFisca Web API's `/calculate`, asked to the rules of Au clair.
//!
//! A document says what is known of people, families, tax households and dwellings, with
//! OpenFisca-France's names, variable by variable and period by period. What it gives as `null` is
//! asked for. The door is [`Calculator`]; the table of what is read is [`VARIABLES`].
//!
//! Only names, periods and the shape of documents come from OpenFisca: the law is ours.

mod alone;
mod business;
mod calculator;
mod document;
mod error;
mod given;
mod habits;
mod home;
mod household;
mod json;
mod lexicon;
mod likeness;
pub mod page;
mod period;
mod person;
mod plans;
mod reader;
mod savings;
mod variable;
mod variables;

pub use calculator::Calculator;
pub use document::Document;
pub use error::DocumentError;
pub use household::Asked;
pub use period::Period;
pub use variable::{Entity, Output, Per, Received, Sense, State, Variable};
pub use variables::{VARIABLES, variable};

/// The only jurisdiction that OpenFisca-France describes.
pub const JURISDICTION: &str = "france";
