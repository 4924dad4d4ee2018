//! The rules of each jurisdiction, compiled in, and the typed door through which the app, the
//! command and others use them.

pub mod household;
pub mod json;
mod jurisdiction;
mod later;
mod overdue;
mod received;
mod simulation;
mod standing;
mod translations;
pub mod ways;
pub mod zones;

pub use jurisdiction::{JURISDICTIONS, Jurisdiction, jurisdiction};
pub use overdue::Overdue;
pub use received::{Received, Verdict, received};
pub use simulation::{Simulation, SimulationError};
pub use standing::{BUDGET, Narrowing, Right, Standing};
#[cfg(feature = "translations")]
pub use translations::{Translation, translations};
