//! What depends on no household, found while a plan is laid out.

use super::{Evaluation, Here, Trace};
use crate::Household;
use crate::plan::{Plan, Slot, Step};
use crate::program::{NodeId, Program};
use crate::value::Value;

/// What depends on no household, as far as a plan is laid out.
#[derive(Debug)]
pub(crate) struct Constants {
    nobody: Household,
    trace: Trace,
}

impl Constants {
    pub(crate) fn new() -> Self {
        Self { nobody: Household::new(&Program::default()), trace: Trace::of_nobody() }
    }

    /// Keeps what a slot is always worth.
    pub(crate) fn keep(&mut self, slot: Slot, value: Value) {
        self.trace.keep_constant(slot, value);
    }

    /// What a step always gives, all of whose operands were kept.
    pub(crate) fn made_by(
        &mut self,
        program: &Program,
        plan: &Plan,
        step: &Step,
        node: NodeId,
    ) -> Option<Value> {
        let Self { nobody: household, trace } = self;
        let place = trace.spare();
        let mut evaluation = Evaluation { program, plan, household, trace, fault: None };
        let here = Here { node, month: plan.month, person: 0, place };
        let made = evaluation.step(step, here).is_some();
        let value = *self.trace.at(place);
        self.trace.forget(place);
        Some(value).filter(|value| made && !value.is_unknown())
    }
}
