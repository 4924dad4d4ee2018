//! From which month on a right counts something that takes effect: rules may read past months.

use auclair_engine::program::RuleId;
use auclair_engine::{Detail, Month, NodeId, Plan, Program};
use std::collections::BTreeMap;

/// A right that reads nothing newer than this does not read it at all.
const LATEST: i32 = 36;

/// The plans of rights, laid out as they are needed.
pub(crate) struct Reach<'a> {
    program: &'a Program,
    plans: BTreeMap<(RuleId, Month), Option<Plan>>,
}

impl<'a> Reach<'a> {
    pub(crate) fn new(program: &'a Program) -> Self {
        Self { program, plans: BTreeMap::new() }
    }

    /// Each right that reads one of these nodes, with the first month whose result counts what
    /// takes effect in `since`.
    pub(crate) fn of(&mut self, nodes: &[NodeId], since: Month) -> Vec<(String, Month)> {
        let program = self.program;
        let mut found = Vec::new();
        for (id, droit) in program.droits() {
            let first = (0..=LATEST)
                .map(|later| since.plus(later))
                .find(|month| self.reads(droit, *month, nodes, since));
            if let (Some(month), Some(dispositif)) = (first, program.dispositifs.get(id.index())) {
                found.push((dispositif.name.clone(), month));
            }
        }
        found
    }

    fn reads(&mut self, droit: RuleId, month: Month, nodes: &[NodeId], since: Month) -> bool {
        let program = self.program;
        let plan = self
            .plans
            .entry((droit, month))
            .or_insert_with(|| Plan::new(program, month, &[droit], Detail::Results).ok());
        // A rule may also read a later month of the same year.
        let read: Vec<Month> =
            (0..=month.since(since) + 12).map(|later| since.plus(later)).collect();
        plan.as_ref().is_some_and(|plan| {
            nodes.iter().any(|node| read.iter().any(|at| plan.slot(*node, *at).is_some()))
        })
    }
}
