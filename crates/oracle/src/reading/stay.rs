//! Who may stay, of whom OpenFisca asks less, or more.

use super::changed;
use crate::spec::{Adult, Spec};

/// One adult whose stay is admitted is enough for both; a European is not, before three months.
pub(crate) fn admitted_to_rsa(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        newcomers(spec);
        if spec.adults.iter().any(admitted) {
            all_admitted(spec);
        }
    })
}

/// So is a child, who is taken for French; and for how long a permit was held is read once.
pub(crate) fn admitted_to_prime(spec: &Spec) -> Option<Spec> {
    changed(spec, |spec| {
        newcomers(spec);
        if !spec.children.is_empty() || spec.adults.iter().any(admitted) {
            all_admitted(spec);
        }
    })
}

fn is_european(adult: &Adult) -> bool {
    matches!(adult.country.as_deref(), Some("PT" | "RO"))
}

fn newcomers(spec: &mut Spec) {
    for adult in spec.adults.iter_mut().filter(|adult| is_european(adult) && adult.permit == 0) {
        adult.country = Some("SN".to_owned());
    }
}

fn admitted(adult: &Adult) -> bool {
    adult.country.is_none() || is_european(adult) || adult.permit >= 5
}

fn all_admitted(spec: &mut Spec) {
    for adult in spec.adults.iter_mut().filter(|adult| !is_european(adult)) {
        adult.country = None;
    }
}
