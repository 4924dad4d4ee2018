//! A question as it is asked, with its values put in.

use super::{At, Explainer};
use crate::program::{NodeId, QuestionId, TextId};

/// The words of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionWords {
    /// Its short label.
    pub label: String,
    /// The question in full; its label when it has no more.
    pub ask: String,
    /// Why it is asked.
    pub why: Option<String>,
    /// Help to answer it.
    pub help: Option<String>,
}

impl Explainer<'_> {
    /// The words of a question, about a person when it is asked of each.
    pub fn question(&self, id: QuestionId, person: Option<usize>) -> QuestionWords {
        let at = At { node: NodeId(u32::MAX), month: self.plan.month(), person };
        let words = |text: TextId| self.sentence(text, at, None);
        let question = self.program.questions.get(id.index());
        let label = question.map(|question| words(question.label)).unwrap_or_default();
        QuestionWords {
            ask: question.and_then(|question| question.ask).map_or_else(|| label.clone(), words),
            why: question.and_then(|question| question.why).map(words),
            help: question.and_then(|question| question.help).map(words),
            label,
        }
    }
}
