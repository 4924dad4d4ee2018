//! Where they live, and who waits for a child there.

use super::changed;
use crate::spec::{Adult, Spec, Status};

/// Someone alone who waits for a child is a couple for housing benefit, in social housing too.
pub(crate) fn waits_for_a_child(spec: &Spec) -> Option<Spec> {
    let waits = spec.adults.iter().any(|adult| adult.pregnant);
    if !waits || spec.is_couple() || spec.home.status != Status::LocataireHlm {
        return None;
    }
    changed(spec, |spec| {
        let Some(adult) = spec.adults.first_mut() else { return };
        adult.pregnant = false;
        let birth = adult.birth.clone();
        spec.adults.push(Adult { birth, ..Adult::default() });
    })
}

/// A child to be born counts for nothing.
pub(crate) fn without_pregnancy(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        for adult in &mut spec.adults {
            adult.pregnant = false;
        }
    })
}

/// It does for someone alone.
pub(crate) fn couple_without_pregnancy(spec: &Spec) -> Option<Spec> {
    if spec.is_couple() { without_pregnancy(spec) } else { None }
}

/// Whether a room is shared: two reductions of the ceiling of rent, where the law has one.
pub(crate) fn is_shared_room(spec: &Spec) -> bool {
    spec.home.shared && spec.home.room
}
