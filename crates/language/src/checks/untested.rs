//! Branches that no test goes through: known once the tests have run.

use super::reach;
use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborated;
use crate::testing::TestRun;
use auclair_engine::program::NodeId;
use auclair_engine::{Branch, Op};
use std::collections::BTreeSet;

/// The branches of the rights that none of these tests went through.
pub fn untested(elaborated: &Elaborated, runs: &[TestRun]) -> Vec<Diagnostic> {
    let program = &elaborated.program;
    let tested: BTreeSet<(NodeId, Branch)> =
        runs.iter().flat_map(|run| run.branches.iter().copied()).collect();
    let mut found = Vec::new();
    for id in reach::from_results(elaborated) {
        let Some(op) = program.node(id).map(|node| &node.op) else { continue };
        for branch in op.branches() {
            if !tested.contains(&(id, branch)) {
                found.extend(report(elaborated, id, op, branch));
            }
        }
    }
    found.sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start));
    found.dedup();
    found
}

fn report(elaborated: &Elaborated, id: NodeId, op: &Op, branch: Branch) -> Option<Diagnostic> {
    let (place, what) = match (branch, op) {
        (Branch::Case(index), Op::Cases(cases) | Op::Except { exceptions: cases, .. }) => {
            (cases.get(index)?.value, "aucun test ne passe par ce cas")
        }
        (Branch::Base, Op::Except { base, .. }) => (*base, "aucun test ne se passe d'exception"),
        (Branch::Uncovered(index), Op::Granted { uncovered, .. }) => {
            (uncovered.get(index)?.node, "aucun test ne montre cette situation non couverte")
        }
        (Branch::Refused(index), Op::Granted { conditions, .. }) => {
            (conditions.get(index)?.node, "aucun test ne montre ce refus")
        }
        (Branch::Raised, Op::Bounded { low: Some(bound), .. }) => {
            (bound.node, "aucun test n'atteint ce minimum")
        }
        (Branch::Lowered, Op::Bounded { high: Some(bound), .. }) => {
            (bound.node, "aucun test n'atteint ce maximum")
        }
        (Branch::Withheld, Op::Withheld { below, .. }) => {
            (below.node, "aucun test ne donne un montant trop petit pour être versé")
        }
        _ => (id, "aucun test ne passe par ici"),
    };
    let span = elaborated.node_spans.get(place.index()).copied()?;
    let diagnostic = Diagnostic::warning(Code::Untested, span, what);
    Some(diagnostic.help("ajoutez un test qui y passe, avec la source du résultat attendu"))
}
