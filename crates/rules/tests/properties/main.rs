//! What must hold of the rules for every household, tried on many drawn at random.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

mod alike;
mod draw;
mod explained;
mod followed;
mod foreigners;
mod narrow;
mod ranges;
mod saved;
mod several;
mod steps;
mod together;
