//! Results of a household about which all that decides is known: only what decides is looked at.
//!
//! An evaluation fills the whole trace, because explanations read it. Over many households only
//! results are wanted: a pass goes from a result to what it needs, once each, leaves out the
//! branches that do not apply, and reads a year whose months are alike once. What it finds is what
//! an evaluation would find (`tests/properties/certain.rs`); where something unknown decides, it
//! stops, and an evaluation says what can be.

mod layout;
mod pass;

pub use layout::Certain;
pub use pass::{Pass, Scratch};
