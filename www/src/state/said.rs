//! What results follow from.

use super::State;
use auclair_engine::{Household, Month};
use std::rc::Rc;

/// A household, and whose rules at which month: equal as long as the household is the very same,
/// which is told at once.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) household: Rc<Household>,
    /// The name of the jurisdiction, and the month.
    rules: (&'static str, Month),
}

impl Said {
    pub(crate) fn of(state: &State) -> Self {
        Self::with(state, Rc::clone(&state.household))
    }

    /// The same with another household.
    pub(super) fn with(state: &State, household: Rc<Household>) -> Self {
        Self { household, rules: (state.jurisdiction.id, state.month) }
    }

    /// Whether it is about the same rules.
    pub(super) fn is_under(&self, state: &State) -> bool {
        self.rules == (state.jurisdiction.id, state.month)
    }
}

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.household, &other.household) && self.rules == other.rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;
    use yew::Reducible;

    #[test]
    fn what_changes_no_answer_has_nothing_evaluated_again() {
        let state = Rc::new(State::new("france", time::Date::MIN).expect("a state"));
        let said = Said::of(&state);
        for action in [Action::Begin, Action::Spoken, Action::Draw, Action::Review] {
            let told = format!("{action:?}");
            assert!(Said::of(&Rc::clone(&state).reduce(action)) == said, "{told}");
        }
        let role = auclair_engine::Role::Enfant;
        assert!(Said::of(&state.reduce(Action::Add(role))) != said, "the control");
    }
}
