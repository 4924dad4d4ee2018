//! The names that the rules give to the ways of a benefit, for those who show each in its place.

/// The ways to claim, in the order they are shown: a person first, a screen last, then the papers.
pub const CLAIM: [&str; 5] = ["guichet", "téléphone", "courrier", "en ligne", PAPERS];
/// What to bring.
pub const PAPERS: &str = "pièces";
/// The way of who belongs to another body because of a job in farming.
pub const FARMING: &str = "métier agricole";
/// The way to contest.
pub const CONTEST: &str = "recours";
