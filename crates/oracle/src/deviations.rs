//! The differences that the law explains, one a line of `docs/openfisca.md`.

use crate::deviation::Deviation;

/// All of them.
pub const DEVIATIONS: &[Deviation] = &[];
