//! What results follow from.

use super::State;
use auclair_engine::{Household, Plan};
use std::rc::Rc;

/// A household and the rules laid out for its month: equal as long as they are the very same, which
/// is told at once.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) household: Rc<Household>,
    pub(crate) plan: Option<Rc<Plan>>,
}

impl Said {
    pub(crate) fn of(state: &State) -> Self {
        Self { household: Rc::clone(&state.household), plan: state.plan.clone() }
    }
}

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.household, &other.household)
            && self.plan.as_ref().map(Rc::as_ptr) == other.plan.as_ref().map(Rc::as_ptr)
    }
}
