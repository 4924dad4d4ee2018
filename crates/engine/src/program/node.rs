//! The operations of a program.
//!
//! Each has the same name here, in the language's manual, in its test and in its explanation.

use super::{Kind, ParameterId, QuestionId, ReferenceId, RuleId, ScaleId, TableId, TextId};
use crate::value::Value;
use rust_decimal::Decimal;
use time::Date;

/// The index of a node; its operands have smaller ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The position in the program.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whether there is one value for the household or one for each person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One value.
    Household,
    /// One value for each person.
    Person,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it does.
    pub op: Op,
    /// One value, or one for each person.
    pub scope: Scope,
    /// The kind of its value.
    pub kind: Kind,
}

/// What a node does.
#[derive(Clone, Debug)]
pub enum Op {
    /// A value written in the rule.
    Constant(Value),
    /// A dated figure, at the month it is read.
    Parameter(ParameterId),
    /// An answer, at the month it is read.
    Question(QuestionId),
    /// Another rule, at the same month and for the same person.
    Rule(RuleId),
    /// The person's role in the household.
    Role,
    /// The person's date of birth.
    Birth,
    /// The first day of the month.
    MonthStart,
    /// The last day of the month.
    MonthEnd,
    /// A sum of terms, each added or taken away, each perhaps only if a condition holds.
    Sum(Vec<Term>),
    /// A product.
    Product(Vec<NodeId>),
    /// A quotient.
    Quotient(NodeId, NodeId),
    /// The least of several.
    Least(Vec<NodeId>),
    /// The greatest of several.
    Greatest(Vec<NodeId>),
    /// A comparison.
    Compare(Comparison, NodeId, NodeId),
    /// A choice is one of these, by the bits of their indices.
    Among(NodeId, u64),
    /// All conditions hold.
    All(Vec<NodeId>),
    /// At least one condition holds.
    Any(Vec<NodeId>),
    /// The condition does not hold.
    Not(NodeId),
    /// The value of the first case that holds.
    Cases(Vec<Case>),
    /// A value, save for exceptions; the first that holds wins.
    Except {
        /// The exceptions, in order of precedence.
        exceptions: Vec<Case>,
        /// The value otherwise.
        base: NodeId,
    },
    /// The formula in force at the month it is read.
    Dated(Vec<(Date, NodeId)>),
    /// A value kept between bounds.
    Bounded {
        /// The value.
        value: NodeId,
        /// At least this.
        low: Option<Bound>,
        /// At most this.
        high: Option<Bound>,
    },
    /// A value rounded, and the text that orders it.
    Rounded {
        /// The value.
        value: NodeId,
        /// To a multiple of this.
        step: Decimal,
        /// Which way.
        mode: RoundMode,
        /// The text that orders it.
        references: Vec<ReferenceId>,
    },
    /// A value that becomes zero below a threshold.
    Withheld {
        /// The value.
        value: NodeId,
        /// The threshold.
        below: Bound,
    },
    /// A right: what it is worth when its conditions hold, zero when one fails, unknown where it is
    /// not covered.
    Granted {
        /// Situations that are not covered.
        uncovered: Vec<Condition>,
        /// Conditions, all of which must hold.
        conditions: Vec<Condition>,
        /// The value.
        value: NodeId,
    },
    /// Something gathered over the people who live there that month.
    Persons {
        /// How.
        fold: Fold,
        /// Over those for whom this holds.
        members: Option<NodeId>,
        /// Of this; a count and a test of members alone need none.
        value: Option<NodeId>,
    },
    /// Something gathered over several months.
    Months {
        /// How.
        fold: Fold,
        /// Over which.
        span: Span,
        /// Of this.
        value: NodeId,
    },
    /// Something at another month.
    AtMonth {
        /// Which.
        month: MonthRef,
        /// What.
        value: NodeId,
    },
    /// Completed years or months since a day, on the first day of the month.
    Elapsed {
        /// Whether years are counted rather than months.
        years: bool,
        /// On the last day of the month instead of the first.
        at_end: bool,
        /// Since when.
        since: NodeId,
    },
    /// A day, some years, months or days later.
    Later {
        /// The day.
        date: NodeId,
        /// The duration; its unit is its kind's.
        by: NodeId,
    },
    /// The figure of a table.
    Lookup {
        /// Which table.
        table: TableId,
        /// Which row.
        row: NodeId,
        /// Which column.
        column: Option<NodeId>,
    },
    /// A scale applied to a number.
    Scaled {
        /// Which scale.
        scale: ScaleId,
        /// To what.
        value: NodeId,
    },
    /// A yearly amount by month (divided by twelve), or a monthly one by year.
    Converted {
        /// The amount.
        value: NodeId,
        /// Whether to divide by twelve rather than multiply.
        to_month: bool,
    },
}

impl Op {
    /// Calls `visit` with each sentence that belongs to this operation.
    pub fn texts(&self, visit: &mut dyn FnMut(TextId)) {
        let mut cases =
            |cases: &[Case]| cases.iter().filter_map(|case| case.text).for_each(&mut *visit);
        match self {
            Self::Cases(list) | Self::Except { exceptions: list, .. } => cases(list),
            Self::Bounded { low, high, .. } => {
                low.iter().chain(high).filter_map(|bound| bound.text).for_each(visit);
            }
            Self::Withheld { below, .. } => below.text.into_iter().for_each(visit),
            Self::Granted { uncovered, conditions, .. } => {
                for condition in uncovered.iter().chain(conditions) {
                    condition.label.into_iter().chain(condition.text).for_each(&mut *visit);
                }
            }
            _ => {}
        }
    }

    /// Calls `visit` with each operand, in the order in which a reader meets them.
    pub fn operands(&self, visit: &mut dyn FnMut(NodeId)) {
        match self {
            Self::Constant(_)
            | Self::Parameter(_)
            | Self::Question(_)
            | Self::Rule(_)
            | Self::Role
            | Self::Birth
            | Self::MonthStart
            | Self::MonthEnd => {}
            Self::Sum(terms) => {
                for term in terms {
                    term.when.into_iter().for_each(&mut *visit);
                    visit(term.value);
                }
            }
            Self::Product(nodes)
            | Self::Least(nodes)
            | Self::Greatest(nodes)
            | Self::All(nodes)
            | Self::Any(nodes) => nodes.iter().copied().for_each(visit),
            Self::Quotient(a, b) | Self::Compare(_, a, b) | Self::Later { date: a, by: b } => {
                visit(*a);
                visit(*b);
            }
            Self::Cases(cases) => cases.iter().for_each(|case| case.operands(visit)),
            Self::Except { exceptions, base } => {
                for case in exceptions {
                    case.operands(visit);
                }
                visit(*base);
            }
            Self::Dated(formulas) => {
                for (_, node) in formulas {
                    visit(*node);
                }
            }
            Self::Bounded { value, low, high } => {
                visit(*value);
                low.iter().chain(high).for_each(|bound| visit(bound.node));
            }
            Self::Withheld { value, below } => {
                visit(*value);
                visit(below.node);
            }
            Self::Granted { uncovered, conditions, value } => {
                uncovered.iter().chain(conditions).for_each(|condition| visit(condition.node));
                visit(*value);
            }
            Self::Persons { members, value, .. } => {
                for node in members.iter().chain(value) {
                    visit(*node);
                }
            }
            Self::Lookup { row, column, .. } => {
                visit(*row);
                column.iter().copied().for_each(visit);
            }
            Self::Not(value)
            | Self::Among(value, _)
            | Self::Rounded { value, .. }
            | Self::Months { value, .. }
            | Self::AtMonth { value, .. }
            | Self::Elapsed { since: value, .. }
            | Self::Scaled { value, .. }
            | Self::Converted { value, .. } => visit(*value),
        }
    }
}

/// A term of a sum.
#[derive(Clone, Debug)]
pub struct Term {
    /// Whether it is taken away.
    pub minus: bool,
    /// The term.
    pub value: NodeId,
    /// Counted only if this holds.
    pub when: Option<NodeId>,
}

/// A value under a condition; the last of a list may have none.
#[derive(Clone, Debug)]
pub struct Case {
    /// The condition.
    pub when: Option<NodeId>,
    /// The value.
    pub value: NodeId,
    /// What is said when this case applies.
    pub text: Option<TextId>,
    /// Where the case stands in the law.
    pub references: Vec<ReferenceId>,
}

impl Case {
    fn operands(&self, visit: &mut dyn FnMut(NodeId)) {
        self.when.into_iter().for_each(&mut *visit);
        visit(self.value);
    }
}

/// A bound of a value.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The bound.
    pub node: NodeId,
    /// What is said when it decides.
    pub text: Option<TextId>,
    /// Where it stands in the law.
    pub references: Vec<ReferenceId>,
}

/// A condition of a right, or a situation it does not cover.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The condition.
    pub node: NodeId,
    /// The condition in words.
    pub label: Option<TextId>,
    /// What is said when it fails (or, of a situation not covered, when it holds).
    pub text: Option<TextId>,
    /// Where it stands in the law.
    pub references: Vec<ReferenceId>,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// =
    Equal,
    /// ≠
    Different,
    /// <
    Less,
    /// ≤
    AtMost,
    /// >
    More,
    /// ≥
    AtLeast,
}

/// How values are gathered over people or months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Their sum.
    Sum,
    /// Their average.
    Mean,
    /// How many are true.
    Count,
    /// Whether at least one is true.
    Any,
    /// Whether all are true.
    All,
    /// The least.
    Least,
    /// The greatest.
    Greatest,
}

/// Several months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// From one offset to another, both included, counted from the month of reading.
    Offsets(i32, i32),
    /// The calendar year, as an offset from the year of the month of reading.
    Year(i32),
}

impl Span {
    /// How many months there are.
    pub fn length(self) -> i32 {
        match self {
            Self::Offsets(from, to) => to.saturating_sub(from).saturating_add(1).max(0),
            Self::Year(_) => 12,
        }
    }
}

/// Another month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthRef {
    /// An offset from the month of reading.
    Offset(i32),
    /// A month (1 to 12) of a calendar year, as an offset from the year of the month of reading.
    OfYear(u8, i32),
    /// The month asked about, whatever the month of reading.
    Asked,
}

/// Which way a value is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundMode {
    /// To the nearest, halves away from zero.
    Nearest,
    /// Down.
    Down,
    /// Up.
    Up,
}
