//! What is asked.

use super::{Expr, KindName, Labelled, Literal, Name, Text};
use crate::source::Spanned;

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name and short label.
    pub title: Labelled,
    /// The kind of its answers.
    pub kind: Spanned<KindName>,
    /// Its own choices.
    pub choices: Vec<Labelled>,
    /// Asked of each person.
    pub per_person: bool,
    /// Can differ from month to month.
    pub monthly: bool,
    /// Its topic.
    pub theme: Option<Name>,
    /// How it is entered.
    pub entry: Option<Text>,
    /// In full.
    pub ask: Option<Text>,
    /// Why.
    pub why: Option<Text>,
    /// Help.
    pub help: Option<Text>,
    /// The least answer.
    pub low: Option<Literal>,
    /// The greatest answer.
    pub high: Option<Literal>,
    /// For whom or when it is asked.
    pub asked_if: Option<Expr>,
    /// What stands for it when it is not answered.
    pub fallback: Option<Expr>,
    /// References.
    pub references: Vec<Text>,
}
