//! What must hold for every program and every household, tried on thousands drawn at random.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a test says what is wrong by failing"
)]

mod damaged;
mod draw;
mod packed;
mod sound;
mod together;
