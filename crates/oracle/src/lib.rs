//! Our amounts beside those of OpenFisca-France, an engine that nobody here wrote.
//!
//! Households are drawn at random, asked to both sides as the same document, and compared. Where
//! the law decides against the other engine, a [`Deviation`] says so, with its article.

mod compare;
mod deviation;
mod deviations;
mod document;
mod draw;
mod openfisca;
mod ours;
mod reading;
mod recording;
pub mod report;
mod spec;
mod traits;

pub use compare::{BENEFITS, Case, Side, calculated, compare};
pub use deviation::{Deviation, When};
pub use deviations::DEVIATIONS;
pub use document::{Others, Received, document};
pub use draw::{Draw, draw};
pub use openfisca::{Found, OpenFisca};
pub use ours::Ours;
pub use recording::{Made, Recording};
pub use spec::{Activity, Adult, Child, Home, Pay, Spec, Status};
pub use traits::{intermediate, traits};
