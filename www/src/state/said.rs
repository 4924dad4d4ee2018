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

    /// Whether these rules are the very same.
    pub(crate) fn is_for(&self, plan: Option<&Rc<Plan>>) -> bool {
        self.plan.as_ref().map(Rc::as_ptr) == plan.map(Rc::as_ptr)
    }
}

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.household, &other.household) && self.is_for(other.plan.as_ref())
    }
}
