//! What an evaluation does: the operations of a program, months and dated figures resolved.

use super::Slot;
use super::alike::SameIf;
use crate::program::{Fold, NodeId, QuestionId, RoundMode};
use crate::value::Value;
use crate::{Comparison, Month, Unit};
use rust_decimal::Decimal;
use time::Date;

/// One operation at one month.
#[derive(Debug)]
pub(crate) struct Instruction {
    pub(crate) step: Step,
    pub(crate) month: Month,
    pub(crate) node: NodeId,
    /// How deep it lies on others.
    pub(crate) depth: u32,
    /// The first instruction that does the same at another month.
    pub(crate) like: Option<Slot>,
    /// What must not change for both to give the same value.
    pub(crate) same_if: SameIf,
}

/// Months in a row that are made in the same way.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) length: usize,
    /// What must not change for them all to be worth the same.
    pub(crate) same_if: SameIf,
}

/// What an instruction does.
#[derive(Debug)]
pub(crate) enum Step {
    Constant(Value),
    Question { question: QuestionId, asked_if: Option<Slot>, fallback: Option<Slot> },
    Role,
    Birth,
    Sum(Box<[(bool, Slot, Option<Slot>)]>),
    Product(Box<[Slot]>),
    Quotient(Slot, Slot),
    Least(Box<[Slot]>),
    Greatest(Box<[Slot]>),
    Compare(Comparison, Slot, Slot),
    Among(Slot, u64),
    All(Box<[Slot]>),
    Any(Box<[Slot]>),
    Not(Slot),
    Cases(Box<[(Option<Slot>, Slot)]>),
    Bounded { value: Slot, low: Option<Slot>, high: Option<Slot> },
    Rounded { value: Slot, step: Decimal, mode: RoundMode },
    Withheld { value: Slot, below: Slot },
    Granted { uncovered: Box<[Slot]>, conditions: Box<[Slot]>, value: Slot },
    Persons { fold: Fold, members: Option<Slot>, value: Option<Slot> },
    Months { fold: Fold, values: Box<[Slot]>, runs: Box<[Run]> },
    Elapsed { years: bool, day: Date, since: Slot },
    Later { date: Slot, by: Slot, unit: Unit },
    Lookup { table: usize, edition: usize, row: Slot, column: Option<Slot> },
    Scaled { scale: usize, edition: usize, value: Slot },
    Converted { value: Slot, to_month: bool },
}

impl Step {
    /// Whether this, done to these operands, does the same as another step of the same node, to
    /// operands that are the same in the eyes of `same`. What a step holds beside them comes from
    /// its node, but for dates.
    pub(super) fn resembles(
        &self,
        operands: &[Slot],
        other: &Self,
        same: &mut dyn FnMut(Slot, Slot) -> bool,
    ) -> bool {
        let mut alike = match (self, other) {
            (Self::Lookup { edition: a, .. }, Self::Lookup { edition: b, .. })
            | (Self::Scaled { edition: a, .. }, Self::Scaled { edition: b, .. }) => a == b,
            _ => true,
        };
        let mut ours = operands.iter();
        other.operands(&mut |theirs| {
            alike = alike && ours.next().is_some_and(|ours| same(*ours, theirs));
        });
        alike && ours.next().is_none()
    }

    /// Whether this, done to these operands, does the same as another step of the same node.
    pub(super) fn does_the_same(&self, operands: &[Slot], other: &Self) -> bool {
        let same_day = match (self, other) {
            (Self::Elapsed { day: a, .. }, Self::Elapsed { day: b, .. }) => a == b,
            _ => true,
        };
        same_day && self.resembles(operands, other, &mut |a, b| a == b)
    }

    /// Whether this reads something of its month beside its operands.
    pub(super) fn reads_the_month(&self) -> bool {
        matches!(self, Self::Question { .. } | Self::Persons { .. })
    }

    /// Whether this asks something of the household beside its operands.
    pub(super) fn asks(&self) -> bool {
        matches!(self, Self::Question { .. } | Self::Persons { .. } | Self::Role | Self::Birth)
    }

    /// Calls `visit` with each operand.
    pub(super) fn operands(&self, visit: &mut dyn FnMut(Slot)) {
        match self {
            Self::Constant(_) | Self::Role | Self::Birth => {}
            Self::Question { asked_if, fallback, .. } => {
                asked_if.iter().chain(fallback).for_each(|slot| visit(*slot));
            }
            Self::Sum(terms) => {
                for (_, value, when) in terms {
                    if let Some(when) = when {
                        visit(*when);
                    }
                    visit(*value);
                }
            }
            Self::Product(slots)
            | Self::Least(slots)
            | Self::Greatest(slots)
            | Self::All(slots)
            | Self::Any(slots)
            | Self::Months { values: slots, .. } => slots.iter().for_each(|slot| visit(*slot)),
            Self::Quotient(a, b)
            | Self::Compare(_, a, b)
            | Self::Withheld { value: a, below: b }
            | Self::Later { date: a, by: b, .. } => {
                visit(*a);
                visit(*b);
            }
            Self::Among(slot, _)
            | Self::Not(slot)
            | Self::Rounded { value: slot, .. }
            | Self::Elapsed { since: slot, .. }
            | Self::Scaled { value: slot, .. }
            | Self::Converted { value: slot, .. } => visit(*slot),
            Self::Cases(cases) => {
                for (when, value) in cases {
                    if let Some(when) = when {
                        visit(*when);
                    }
                    visit(*value);
                }
            }
            Self::Bounded { value, low, high } => {
                visit(*value);
                low.iter().chain(high).for_each(|slot| visit(*slot));
            }
            Self::Granted { uncovered, conditions, value } => {
                uncovered.iter().chain(conditions).for_each(|slot| visit(*slot));
                visit(*value);
            }
            Self::Persons { members, value, .. } => {
                members.iter().chain(value).for_each(|slot| visit(*slot));
            }
            Self::Lookup { row, column, .. } => {
                visit(*row);
                if let Some(column) = column {
                    visit(*column);
                }
            }
        }
    }
}
