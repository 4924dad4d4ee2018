//! A program grown node by node, each of a kind that earlier ones can feed.

use super::furniture::furniture;
use super::results::text;
use super::{COUNT, Draw, LIST};
use auclair_engine::program::{Bound, Case, Condition, Node, RoundMode, Span, Term};
use auclair_engine::{
    Comparison, Fold, Kind, ListId, MonthRef, NodeId, Op, Program, Scope, Unit, Value,
};
use rust_decimal::Decimal;
use time::Date;

/// A well-formed program: every node reads earlier ones of the right kind.
pub(crate) struct Grown {
    pub(crate) program: Program,
    pools: Vec<(Kind, Scope, NodeId)>,
}

impl Grown {
    pub(crate) fn new(draw: &mut Draw<'_>, size: usize) -> Self {
        let mut grown = Self { program: furniture(draw), pools: Vec::new() };
        for kind in [Kind::Bool, COUNT, Kind::Date, LIST] {
            for scope in [Scope::Household, Scope::Person] {
                let value = draw.value(kind);
                grown.add(Op::Constant(value), scope, kind);
            }
        }
        grown.add(Op::Birth, Scope::Person, Kind::Date);
        grown.add(Op::Role, Scope::Person, Kind::Choice(ListId(0)));
        for _ in 0..size {
            grown.grow(draw);
        }
        grown.give_results(draw);
        grown
    }

    pub(super) fn add(&mut self, op: Op, scope: Scope, kind: Kind) -> NodeId {
        let id = NodeId(u32::try_from(self.program.nodes.len()).expect("few nodes"));
        self.program.nodes.push(Node { op, scope, kind });
        self.pools.push((kind, scope, id));
        id
    }

    /// A node of a kind that `scope` can read.
    pub(super) fn operand(&mut self, draw: &mut Draw<'_>, kind: Kind, scope: Scope) -> NodeId {
        let found: Vec<NodeId> = self
            .pools
            .iter()
            .filter(|(of, at, _)| *of == kind && (scope == Scope::Person || *at == scope))
            .map(|(_, _, id)| *id)
            .collect();
        // The latest ones more often, so that programs grow deep.
        let back = draw.below(found.len()).min(draw.below(found.len()));
        found[found.len() - 1 - back]
    }

    fn several(&mut self, draw: &mut Draw<'_>, kind: Kind, scope: Scope) -> Vec<NodeId> {
        (0..=draw.below(3)).map(|_| self.operand(draw, kind, scope)).collect()
    }

    fn bound(&mut self, draw: &mut Draw<'_>, scope: Scope) -> Bound {
        Bound { node: self.operand(draw, COUNT, scope), text: text(draw), references: Vec::new() }
    }

    fn cases(&mut self, draw: &mut Draw<'_>, kind: Kind, scope: Scope) -> Vec<Case> {
        (0..=draw.below(2))
            .map(|_| Case {
                when: Some(self.operand(draw, Kind::Bool, scope)),
                value: self.operand(draw, kind, scope),
                text: text(draw),
                references: Vec::new(),
            })
            .collect()
    }

    pub(super) fn conditions(&mut self, draw: &mut Draw<'_>, least: usize) -> Vec<Condition> {
        (0..least + draw.below(3))
            .map(|_| Condition {
                node: self.operand(draw, Kind::Bool, Scope::Household),
                label: text(draw),
                text: text(draw),
                references: Vec::new(),
            })
            .collect()
    }

    fn grow(&mut self, draw: &mut Draw<'_>) {
        let scope = if draw.bool() { Scope::Person } else { Scope::Household };
        let any_kind = draw.pick(&[Kind::Bool, COUNT, Kind::Date, LIST]);
        let tag = draw.below(32);
        let mut of = |grown: &mut Self, kind: Kind| grown.operand(draw, kind, scope);
        let (op, kind) = match tag {
            0 => return self.ask(draw, scope, any_kind),
            1 => {
                let (value, kind) = (draw.value(any_kind), any_kind);
                (Op::Constant(value), kind)
            }
            2 | 3 => {
                let terms = (0..=draw.below(3)).map(|_| Term {
                    minus: draw.bool(),
                    value: self.operand(draw, COUNT, scope),
                    when: draw.bool().then(|| self.operand(draw, Kind::Bool, scope)),
                });
                (Op::Sum(terms.collect()), COUNT)
            }
            4 => (Op::Product(self.several(draw, COUNT, scope)), COUNT),
            5 => (Op::Quotient(of(self, COUNT), of(self, COUNT)), COUNT),
            6 => (Op::Least(self.several(draw, COUNT, scope)), COUNT),
            7 => (Op::Greatest(self.several(draw, COUNT, scope)), COUNT),
            8 | 9 => {
                let kinds = [COUNT, COUNT, Kind::Date, Kind::Bool, LIST];
                let kind = draw.pick(&kinds);
                let comparison = draw.pick(&comparisons(kind));
                let (a, b) = (self.operand(draw, kind, scope), self.operand(draw, kind, scope));
                (Op::Compare(comparison, a, b), Kind::Bool)
            }
            10 => (Op::Among(of(self, LIST), u64::from(draw.raw() % 16)), Kind::Bool),
            11 => (Op::All(self.several(draw, Kind::Bool, scope)), Kind::Bool),
            12 => (Op::Any(self.several(draw, Kind::Bool, scope)), Kind::Bool),
            13 => (Op::Not(of(self, Kind::Bool)), Kind::Bool),
            14 => {
                let mut cases = self.cases(draw, any_kind, scope);
                if draw.bool() {
                    let value = self.operand(draw, any_kind, scope);
                    cases.push(Case { when: None, value, text: None, references: Vec::new() });
                }
                (Op::Cases(cases), any_kind)
            }
            15 => {
                let exceptions = self.cases(draw, any_kind, scope);
                (Op::Except { exceptions, base: self.operand(draw, any_kind, scope) }, any_kind)
            }
            16 => {
                let (early, late) =
                    (self.operand(draw, any_kind, scope), self.operand(draw, any_kind, scope));
                let from = |year| Date::from_ordinal_date(year, 1).expect("a day");
                (Op::Dated(vec![(from(1), early), (from(2026), late)]), any_kind)
            }
            17 => {
                let value = self.operand(draw, COUNT, scope);
                let low = draw.bool().then(|| self.bound(draw, scope));
                let high = draw.bool().then(|| self.bound(draw, scope));
                (Op::Bounded { value, low, high }, COUNT)
            }
            18 => {
                let step = draw.pick(&[Decimal::ONE, Decimal::new(1, 2), Decimal::from(12)]);
                let mode = draw.pick(&[RoundMode::Nearest, RoundMode::Down, RoundMode::Up]);
                let value = self.operand(draw, COUNT, scope);
                (Op::Rounded { value, step, mode, references: Vec::new() }, COUNT)
            }
            19 => {
                let value = self.operand(draw, COUNT, scope);
                (Op::Withheld { value, below: self.bound(draw, scope) }, COUNT)
            }
            20..=22 => return self.gather(draw),
            23 | 24 => {
                let (fold, kind) = fold(draw);
                let value = self.operand(draw, kind.0, scope);
                let from = -(draw.below(6) as i32);
                let span = if draw.bool() {
                    Span::Offsets(from, from + draw.below(4) as i32)
                } else {
                    Span::Year(-(draw.below(2) as i32))
                };
                (Op::Months { fold, span, value }, kind.1)
            }
            25 => {
                let month = draw.pick(&[
                    MonthRef::Offset(-1),
                    MonthRef::Offset(-14),
                    MonthRef::OfYear(12, -1),
                    MonthRef::Asked,
                ]);
                (Op::AtMonth { month, value: self.operand(draw, any_kind, scope) }, any_kind)
            }
            26 => {
                let (years, at_end) = (draw.bool(), draw.bool());
                let since = self.operand(draw, Kind::Date, scope);
                (Op::Elapsed { years, at_end, since }, COUNT)
            }
            27 => {
                let months = Value::Number(Decimal::from(draw.below(400)));
                let by = self.add(Op::Constant(months), scope, Kind::Number(Unit::Months));
                (Op::Later { date: self.operand(draw, Kind::Date, scope), by }, Kind::Date)
            }
            28 => {
                let table = auclair_engine::program::TableId(draw.below(2) as u32);
                let row = if table.0 == 0 { LIST } else { COUNT };
                let row = self.operand(draw, row, scope);
                let column = (table.0 == 1).then(|| self.operand(draw, LIST, scope));
                (Op::Lookup { table, row, column }, COUNT)
            }
            29 => {
                let scale = auclair_engine::program::ScaleId(0);
                (Op::Scaled { scale, value: self.operand(draw, COUNT, scope) }, COUNT)
            }
            30 => {
                let to_month = draw.bool();
                (Op::Converted { value: self.operand(draw, COUNT, scope), to_month }, COUNT)
            }
            _ => (if draw.bool() { Op::MonthStart } else { Op::MonthEnd }, Kind::Date),
        };
        self.add(op, scope, kind);
    }

    fn gather(&mut self, draw: &mut Draw<'_>) {
        let (fold, (from, to)) = fold(draw);
        let members = draw.bool().then(|| self.operand(draw, Kind::Bool, Scope::Person));
        let alone = matches!(fold, Fold::Count | Fold::Any) && members.is_some() && draw.bool();
        let value = (!alone).then(|| self.operand(draw, from, Scope::Person));
        self.add(Op::Persons { fold, members, value }, Scope::Household, to);
    }
}

/// How to gather, the kind of what is gathered and the kind of the result.
fn fold(draw: &mut Draw<'_>) -> (Fold, (Kind, Kind)) {
    draw.pick(&[
        (Fold::Sum, (COUNT, COUNT)),
        (Fold::Mean, (COUNT, COUNT)),
        (Fold::Count, (Kind::Bool, COUNT)),
        (Fold::Any, (Kind::Bool, Kind::Bool)),
        (Fold::All, (Kind::Bool, Kind::Bool)),
        (Fold::Least, (COUNT, COUNT)),
        (Fold::Greatest, (COUNT, COUNT)),
    ])
}

fn comparisons(kind: Kind) -> Vec<Comparison> {
    use Comparison::{AtLeast, AtMost, Different, Equal, Less, More};
    match kind {
        Kind::Bool | Kind::Choice(_) => vec![Equal, Different],
        Kind::Number(_) | Kind::Date => vec![Equal, Different, Less, AtMost, More, AtLeast],
    }
}
