//! What can be reached from some nodes, with whatever months and people.

use crate::elaborate::Elaborated;
use auclair_engine::program::NodeId;
use auclair_engine::{Op, Program};
use std::collections::BTreeSet;

/// The nodes that these need, directly or not.
pub(super) fn from(program: &Program, roots: impl IntoIterator<Item = NodeId>) -> BTreeSet<NodeId> {
    let mut seen = BTreeSet::new();
    let mut pending: Vec<NodeId> = roots.into_iter().collect();
    while let Some(node) = pending.pop() {
        if !seen.insert(node) {
            continue;
        }
        let Some(found) = program.node(node) else { continue };
        match &found.op {
            Op::Rule(id) => pending.extend(program.rules.get(id.index()).map(|rule| rule.node)),
            Op::Question(id) => {
                if let Some(question) = program.questions.get(id.index()) {
                    pending.extend(question.asked_if);
                    pending.extend(question.fallback);
                }
            }
            op => op.operands(&mut |operand| pending.push(operand)),
        }
    }
    seen
}

/// The nodes of a rule itself, without those of the rules it names.
pub(super) fn within(program: &Program, root: NodeId) -> BTreeSet<NodeId> {
    let mut seen = BTreeSet::new();
    let mut pending = vec![root];
    while let Some(node) = pending.pop() {
        if seen.insert(node)
            && let Some(found) = program.node(node)
        {
            found.op.operands(&mut |operand| pending.push(operand));
        }
    }
    seen
}

/// The nodes that results and their sentences need.
pub(super) fn from_results(elaborated: &Elaborated) -> BTreeSet<NodeId> {
    let program = &elaborated.program;
    let rules = program.droits().filter_map(|(_, rule)| program.rules.get(rule.index()));
    let roots = rules.map(|rule| rule.node);
    let texts = program.texts.iter().flatten().copied();
    from(program, roots.chain(texts))
}
