//! Explanations, read from a trace after the evaluation: they cost nothing before.
//!
//! Four folds of one trace: a sentence, the steps that add up to the cent, the conditions with
//! their distance, and the law with the whole tree.

mod caveats;
mod comparison;
mod conditions;
mod formula;
mod law;
mod mark;
mod question;
mod reasons;
mod sentence;
mod steps;
mod tree;
mod weight;

pub use conditions::{Check, Status};
pub use law::{Figure, LawEntry, Rounding};
pub use mark::{pieces, unmarked};
pub use question::QuestionWords;
pub use steps::{Step, StepKind};
pub use tree::Tree;

use crate::evaluated::{At, Evaluated, Seen};
use crate::program::{CaveatKind, NodeId, Op, ReferenceId, RuleId};
use crate::text::Texts;
use crate::{Outcome, outcome};
use mark::Notes;
use std::cell::RefCell;
use std::ops::Deref;

/// A result explained, but for its [`Tree`], which costs three times the rest and is opened by few.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// What is said of the right.
    pub outcome: Outcome,
    /// In one sentence.
    pub sentence: String,
    /// The steps, which add up to the amount.
    pub steps: Vec<Step>,
    /// The conditions, then the situations that are not covered.
    pub conditions: Vec<Check>,
    /// The law: articles, figures and roundings that had a part in it.
    pub law: Vec<LawEntry>,
    /// What is less than certain.
    pub caveats: Vec<(CaveatKind, String)>,
}

/// Reads a trace.
#[derive(Clone, Copy)]
pub struct Explainer<'a> {
    /// What was evaluated.
    pub evaluated: Evaluated<'a>,
    /// The sentences of the language wanted.
    pub texts: &'a Texts,
    /// Whether numbers are [marked](pieces) by the key of what they are.
    marks: bool,
    notes: Option<&'a RefCell<Notes>>,
}

impl<'a> Deref for Explainer<'a> {
    type Target = Evaluated<'a>;

    fn deref(&self) -> &Evaluated<'a> {
        &self.evaluated
    }
}

impl<'a> Explainer<'a> {
    /// Reads what was evaluated, in the language of these sentences.
    pub fn new(evaluated: Evaluated<'a>, texts: &'a Texts) -> Self {
        Self { evaluated, texts, marks: false, notes: None }
    }

    /// The same, where each number is [marked](pieces) by the key of its line of the [`Tree`].
    #[must_use]
    pub fn marked(self) -> Self {
        Self { marks: true, ..self }
    }
}

impl Explainer<'_> {
    /// Explains a right.
    pub fn explain(&self, droit: RuleId) -> Explanation {
        let outcome = outcome(self.program, self.plan, self.trace, droit);
        let root = self.root(droit);
        let weighty = self.weighty(root);
        let mut sentence = self.headline(droit, &outcome);
        // What a right says in this case stands whatever it is worth: another right comes first.
        let also = self.branch(root).and_then(|text| self.told(text, root, None));
        if let Some(also) = also.filter(|also| *also != sentence) {
            sentence.push(' ');
            sentence.push_str(&also);
        }
        Explanation {
            sentence,
            steps: self.steps(droit, &outcome),
            conditions: self.conditions(droit),
            law: self.law(&weighty),
            caveats: self.caveats(droit, root, &weighty),
            outcome,
        }
    }

    fn root(&self, droit: RuleId) -> At {
        let node = self.program.rules.get(droit.index()).map_or(NodeId(u32::MAX), |rule| rule.node);
        At { node, month: self.plan.month(), person: None }
    }

    /// A reference as a reader sees it, and its address when known.
    pub fn reference(&self, id: ReferenceId) -> (String, Option<String>) {
        self.texts.reference(self.program, id)
    }

    /// The label of the rule, question, figure or table that a node names.
    pub(super) fn label(&self, at: At) -> Option<String> {
        let label = match &self.program.node(at.node)?.op {
            Op::Rule(id) => self.program.rules.get(id.index())?.label,
            Op::Question(id) => self.program.questions.get(id.index())?.label,
            Op::Parameter(id) => self.program.parameters.get(id.index())?.label,
            Op::Lookup { table, .. } => self.program.tables.get(table.index())?.label,
            _ => return None,
        };
        Some(self.sentence(label, at, None))
    }
}
