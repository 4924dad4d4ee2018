//! Where the law decides against OpenFisca-France: a predicate on what is asked, never on results.

use crate::spec::Spec;

/// A difference that the law explains.
pub struct Deviation {
    /// Its name.
    pub name: &'static str,
    /// The benefits that it touches.
    pub benefits: &'static [&'static str],
    /// Its rows in `docs/openfisca.md`, each with the article that decides and a small household.
    pub rows: &'static [&'static str],
    /// Whether a household is touched.
    pub applies: fn(&Spec) -> bool,
}

impl std::fmt::Debug for Deviation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Deviation").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Deviation {
    /// Whether a household's benefit is touched.
    pub fn touches(&self, spec: &Spec, benefit: &str) -> bool {
        self.benefits.contains(&benefit) && (self.applies)(spec)
    }
}
