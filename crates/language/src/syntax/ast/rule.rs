//! Rules, their conditions, and the clauses of their formulas.

use super::{Expr, KindName, Labelled, Text};
use crate::source::{Span, Spanned};
use auclair_engine::Unit;
use auclair_engine::program::{CaveatKind, RoundMode};
use rust_decimal::Decimal;
use time::Date;

/// A rule, or the droit of a dispositif.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name and label; a droit has the name of its dispositif.
    pub title: Labelled,
    /// Its kind.
    pub kind: Spanned<KindName>,
    /// Whether it is the droit of its dispositif.
    pub droit: bool,
    /// Whether there is one value for each person.
    pub per_person: bool,
    /// Situations that are not covered.
    pub uncovered: Vec<ConditionLine>,
    /// Conditions.
    pub conditions: Vec<ConditionLine>,
    /// The formulas, by date of effect; a rule that never changed has one without date.
    pub formulas: Vec<(Option<Spanned<Date>>, Formula)>,
    /// What it does, in a sentence.
    pub explanation: Option<Text>,
    /// What it takes, in a sentence that is true as well of who does not have it.
    pub demand: Option<Text>,
    /// Reservations.
    pub caveats: Vec<(CaveatKind, Text)>,
    /// References.
    pub references: Vec<Text>,
    /// Quotations of the law.
    pub quotes: Vec<Text>,
    /// Whether its terms are shown in its place among the steps of a result.
    pub detailed: bool,
}

/// A condition of a droit.
#[derive(Clone, Debug)]
pub struct ConditionLine {
    /// The condition.
    pub condition: Expr,
    /// The condition in words.
    pub label: Option<Text>,
    /// What is said when it decides.
    pub text: Option<Text>,
    /// Where the law wants the jump that it makes.
    pub jump: Option<Jump>,
    /// References.
    pub references: Vec<Text>,
}

/// How a rule is worked out. Its clauses apply in the order of the fields.
#[derive(Clone, Debug, Default)]
pub struct Formula {
    /// The value: cases, or the terms of a sum.
    pub value: Option<Spanned<FormulaValue>>,
    /// Exceptions.
    pub exceptions: Vec<ExceptionLine>,
    /// At least.
    pub low: Option<BoundLine>,
    /// At most.
    pub high: Option<BoundLine>,
    /// Rounded.
    pub rounding: Option<Rounding>,
    /// Zero below.
    pub threshold: Option<BoundLine>,
}

impl Formula {
    /// Calls `visit` with each expression that stands in it.
    pub fn expressions(&self, visit: &mut dyn FnMut(&Expr)) {
        match self.value.as_ref().map(|value| &value.node) {
            Some(FormulaValue::Cases(cases)) => {
                for case in cases {
                    visit(&case.value);
                    case.when.iter().for_each(&mut *visit);
                }
            }
            Some(FormulaValue::Sum(terms)) => {
                for term in terms {
                    visit(&term.value);
                    term.when.iter().for_each(&mut *visit);
                }
            }
            None => {}
        }
        for exception in &self.exceptions {
            visit(&exception.when);
            visit(&exception.value);
        }
        let bounds = self.low.iter().chain(&self.high).chain(&self.threshold);
        bounds.for_each(|bound| visit(&bound.value));
    }
}

/// The value of a formula.
#[derive(Clone, Debug)]
pub enum FormulaValue {
    /// Cases, the last of which may have no condition.
    Cases(Vec<CaseLine>),
    /// The terms of a sum.
    Sum(Vec<TermLine>),
}

/// `vaut … si …`
#[derive(Clone, Debug)]
pub struct CaseLine {
    /// Where it is.
    pub span: Span,
    /// The value.
    pub value: Expr,
    /// The condition.
    pub when: Option<Expr>,
    /// Whether it says `sinon`.
    pub otherwise: bool,
    /// What is said when it applies.
    pub text: Option<Text>,
    /// Where the law wants the jump that it makes.
    pub jump: Option<Jump>,
    /// References.
    pub references: Vec<Text>,
}

/// A term of `la somme de`.
#[derive(Clone, Debug)]
pub struct TermLine {
    /// Whether it is taken away.
    pub minus: bool,
    /// The term.
    pub value: Expr,
    /// Counted only if this holds.
    pub when: Option<Expr>,
}

/// `sauf si … : …`
#[derive(Clone, Debug)]
pub struct ExceptionLine {
    /// Where it is.
    pub span: Span,
    /// The condition.
    pub when: Expr,
    /// The value then.
    pub value: Expr,
    /// Whether it takes precedence over the exceptions that follow.
    pub prevails: bool,
    /// What is said when it applies.
    pub text: Option<Text>,
    /// Where the law wants the jump that it makes.
    pub jump: Option<Jump>,
    /// References.
    pub references: Vec<Text>,
}

/// `au moins …`, `au plus …`, `non versé en dessous de …`
#[derive(Clone, Debug)]
pub struct BoundLine {
    /// Where it is.
    pub span: Span,
    /// The bound.
    pub value: Expr,
    /// What is said when it decides.
    pub text: Option<Text>,
    /// Where the law wants the jump that it makes.
    pub jump: Option<Jump>,
    /// References.
    pub references: Vec<Text>,
}

/// `arrondi …`
#[derive(Clone, Debug)]
pub struct Rounding {
    /// Where it is.
    pub span: Span,
    /// To a multiple of this, whose unit is that of the rule.
    pub step: Decimal,
    /// The unit of the step.
    pub unit: Unit,
    /// Which way.
    pub mode: RoundMode,
    /// Where the law wants the jump that it makes.
    pub jump: Option<Jump>,
    /// References.
    pub references: Vec<Text>,
}

/// `saut voulu [référence]`: where this decides, one unit of money more may cost the household money,
/// and the law wants it so.
#[derive(Clone, Debug)]
pub struct Jump {
    /// Where it is.
    pub span: Span,
    /// Where the law wants it.
    pub references: Vec<Text>,
}
