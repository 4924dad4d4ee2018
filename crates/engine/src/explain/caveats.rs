//! What is less than certain in a result, and what it is said of.

use super::{At, Explainer};
use crate::program::{Caveat, CaveatKind, NodeId, Op, RuleId};
use crate::text;

/// A reservation, said of one thing or of several.
struct Doubt {
    kind: CaveatKind,
    text: String,
    /// What it was first met at.
    at: At,
    /// The figures that it is said of, and their names.
    figures: Vec<(At, String)>,
}

impl Explainer<'_> {
    /// The reservations of a right; each leads to the line of what it is said of.
    pub(super) fn caveats(
        &self,
        droit: RuleId,
        root: At,
        weighty: &[At],
    ) -> Vec<(CaveatKind, String)> {
        let rule = self.program.rules.get(droit.index());
        let mut found: Vec<_> =
            rule.iter().flat_map(|rule| &rule.caveats).map(|caveat| (root, caveat)).collect();
        for &at in weighty {
            found.extend(self.caveats_of(at.node).into_iter().map(|caveat| (at, caveat)));
            // What stands in for an answer is said even where a lower amount counts: another answer may be lower still.
            if let Some(Op::Least(items)) = self.program.node(at.node).map(|node| &node.op) {
                for item in items {
                    let stands_in = self.stands_in(at.node(*item));
                    let theirs = stands_in.map(|node| self.caveats_of(node)).unwrap_or_default();
                    found.extend(theirs.into_iter().map(|caveat| (at, caveat)));
                }
            }
        }
        let plain = self.unmarked();
        // The same thing may be said of several figures.
        let mut said: Vec<Doubt> = Vec::new();
        for (at, caveat) in found {
            let text = plain.sentence(caveat.text, root, None);
            // What is said of a figure does not name it.
            let figure = matches!(
                self.program.node(at.node).map(|node| &node.op),
                Some(Op::Parameter(_) | Op::Lookup { .. })
            );
            let about = if figure { plain.label(at) } else { None }.map(|label| (at, label));
            match said.iter_mut().find(|doubt| doubt.text == text) {
                Some(Doubt { figures, .. }) => {
                    let known = |(_, label): &_| figures.iter().any(|(_, other)| other == label);
                    let fresh = about.filter(|about| !known(about));
                    figures.extend(fresh);
                }
                None => {
                    let figures = about.into_iter().collect();
                    said.push(Doubt { kind: caveat.kind, text, at, figures });
                }
            }
        }
        said.sort_by_key(|doubt| doubt.kind);
        said.into_iter().map(|doubt| (doubt.kind, self.doubt(doubt))).collect()
    }

    /// What stands in for a question that was not answered.
    fn stands_in(&self, at: At) -> Option<NodeId> {
        let Some(Op::Question(id)) = self.program.node(at.node).map(|node| &node.op) else {
            return None;
        };
        let unanswered = self.is_answered(*id, at) == Some(false);
        self.program.questions.get(id.index()).filter(|_| unanswered)?.fallback
    }

    fn doubt(&self, Doubt { text, at, figures, .. }: Doubt) -> String {
        if figures.is_empty() {
            return self.mark_numbers(at, &text);
        }
        let words = self.words();
        let text = self.mark_numbers(at, &text::uncapitalized(&text));
        let figures = figures.into_iter().map(|(at, label)| self.mark(at, label));
        let figures = figures.collect::<Vec<_>>().join(words.and_also);
        format!("{figures}{}{text}", words.colon)
    }

    /// The reservations attached to a node.
    fn caveats_of(&self, node: NodeId) -> Vec<&Caveat> {
        match self.program.node(node).map(|node| &node.op) {
            Some(Op::Rule(id)) => {
                self.program.rules.get(id.index()).iter().flat_map(|rule| &rule.caveats).collect()
            }
            Some(Op::Parameter(id)) => {
                self.program.parameters.get(id.index()).iter().flat_map(|p| &p.caveats).collect()
            }
            Some(Op::Lookup { table, .. }) => {
                self.program.tables.get(table.index()).iter().flat_map(|t| &t.caveats).collect()
            }
            _ => Vec::new(),
        }
    }
}
