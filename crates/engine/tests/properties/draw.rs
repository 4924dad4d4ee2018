//! Programs and households drawn at random.
//!
//! A draw is a list of plain numbers, from which a program is grown: shrinking the list shrinks the
//! program.

use auclair_engine::program::{
    Bound, Case, Cell, ChoiceList, Condition, Dated, Dispositif, Edition, Key, Node, Parameter,
    Question, RoundMode, Rule, Scale, Slices, Span, Table, Term,
};
use auclair_engine::text::{Segment, Template, Texts};
use auclair_engine::{
    Comparison, DispositifId, Fold, Kind, ListId, Month, MonthRef, NodeId, Op, Period, Program,
    QuestionId, Range, RuleId, Scope, Set, TextId, Unit, Value,
};
use rust_decimal::Decimal;
use time::Date;

/// The month every program is asked about.
pub(crate) fn month() -> Month {
    Month::new(2026, 11).expect("a month")
}

/// The count of things.
pub(crate) const COUNT: Kind = Kind::Number(Unit::Count);
const LIST: Kind = Kind::Choice(ListId(1));

/// Numbers taken one after the other; zero when there is none left.
pub(crate) struct Draw<'a>(pub(crate) std::slice::Iter<'a, u32>);

impl Draw<'_> {
    pub(crate) fn raw(&mut self) -> u32 {
        self.0.next().copied().unwrap_or(0)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.raw() as usize % end.max(1)
    }

    pub(crate) fn bool(&mut self) -> bool {
        self.raw() % 2 == 1
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// A number such as those of the law: small, large, negative, with cents.
    pub(crate) fn number(&mut self) -> Decimal {
        let raw = i64::from(self.raw());
        match raw % 5 {
            0 => Decimal::from(raw / 5 % 7 - 3),
            1 => Decimal::new(raw / 5 % 200_000 - 50_000, 2),
            2 => Decimal::new(raw / 5 % 100, 2),
            3 => Decimal::ZERO,
            _ => Decimal::from(raw / 5 % 3),
        }
    }

    pub(crate) fn date(&mut self) -> Date {
        let day = 2_440_000 + (self.raw() % 21_500) as i32;
        Date::from_julian_day(day).expect("a day")
    }

    pub(crate) fn value(&mut self, kind: Kind) -> Value {
        match kind {
            Kind::Bool => Value::Bool(self.bool()),
            Kind::Number(_) => Value::Number(self.number()),
            Kind::Date => Value::Date(self.date()),
            Kind::Choice(_) => Value::Choice(self.below(4) as u16),
        }
    }
}

/// A well-formed program: every node reads earlier ones of the right kind.
pub(crate) struct Grown {
    pub(crate) program: Program,
    pools: Vec<(Kind, Scope, NodeId)>,
}

const TEXTS: usize = 8;

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

    fn add(&mut self, op: Op, scope: Scope, kind: Kind) -> NodeId {
        let id = NodeId(u32::try_from(self.program.nodes.len()).expect("few nodes"));
        self.program.nodes.push(Node { op, scope, kind });
        self.pools.push((kind, scope, id));
        id
    }

    /// A node of a kind that `scope` can read.
    fn operand(&mut self, draw: &mut Draw<'_>, kind: Kind, scope: Scope) -> NodeId {
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

    fn conditions(&mut self, draw: &mut Draw<'_>, least: usize) -> Vec<Condition> {
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

    fn ask(&mut self, draw: &mut Draw<'_>, scope: Scope, kind: Kind) {
        let range = match kind {
            Kind::Bool => Range::ANY_BOOL,
            Kind::Number(_) => {
                let (a, b) = (draw.number(), draw.number());
                let low = draw.bool().then_some(a.min(b));
                Range::numbers(low, draw.bool().then_some(a.max(b)))
            }
            Kind::Date => {
                let (a, b) = (draw.date(), draw.date());
                Range {
                    set: Set::Dates { low: Some(a.min(b)), high: Some(a.max(b)) },
                    absent: false,
                }
            }
            Kind::Choice(_) => Range { set: Set::Choices(0b1111), absent: false },
        };
        let asked_if = (draw.below(3) == 0).then(|| self.operand(draw, Kind::Bool, scope));
        let fallback = (draw.below(4) == 0).then(|| self.operand(draw, kind, scope));
        let id = QuestionId(u32::try_from(self.program.questions.len()).expect("few questions"));
        self.program.questions.push(Question {
            name: format!("question {}", id.0),
            kind,
            scope,
            monthly: draw.bool(),
            range,
            asked_if,
            fallback,
            theme: None,
            entry: None,
            label: TextId(0),
            ask: text(draw),
            why: text(draw),
            help: text(draw),
            references: Vec::new(),
        });
        self.add(Op::Question(id), scope, kind);
    }

    /// A few rules over what has grown, and the right that they lead to.
    fn give_results(&mut self, draw: &mut Draw<'_>) {
        for index in 0..3 {
            let scope = if draw.bool() { Scope::Person } else { Scope::Household };
            let node = self.operand(draw, COUNT, scope);
            self.rule(draw, format!("règle {index}"), node, scope, false);
            let rule = RuleId(self.program.rules.len() as u32 - 1);
            self.add(Op::Rule(rule), scope, COUNT);
        }
        let op = Op::Granted {
            uncovered: self.conditions(draw, 0),
            conditions: self.conditions(draw, 1),
            value: self.operand(draw, COUNT, Scope::Household),
        };
        let node = self.add(op, Scope::Household, COUNT);
        self.rule(draw, "aide".into(), node, Scope::Household, true);
        let droit = RuleId(self.program.rules.len() as u32 - 1);
        self.program.dispositifs.push(Dispositif {
            name: "aide".into(),
            title: TextId(0),
            summary: None,
            droit: Some(droit),
            period: Period::Month,
            procedures: Vec::new(),
            references: Vec::new(),
        });
    }

    fn rule(&mut self, draw: &mut Draw<'_>, name: String, node: NodeId, scope: Scope, droit: bool) {
        self.program.rules.push(Rule {
            name,
            dispositif: droit.then_some(DispositifId(0)),
            kind: COUNT,
            scope,
            node,
            droit,
            detailed: draw.bool(),
            label: TextId(0),
            explanation: text(draw),
            references: Vec::new(),
            caveats: Vec::new(),
            place: ("exemple.regle".into(), 1),
        });
    }

    /// Sentences that show values of the program, one of each form.
    pub(crate) fn texts(&mut self, draw: &mut Draw<'_>) -> Texts {
        let mut templates = vec![Template(vec![Segment::Literal("aide".into())])];
        self.program.texts = vec![Vec::new()];
        for _ in 1..TEXTS {
            let kind = draw.pick(&[Kind::Bool, COUNT, Kind::Date, LIST]);
            let shown = self.operand(draw, kind, Scope::Household);
            let counted = self.operand(draw, COUNT, Scope::Household);
            templates.push(Template(vec![
                Segment::Literal("il y a ".into()),
                Segment::Value(shown),
                Segment::Counted { node: counted, one: "enfant".into(), many: "enfants".into() },
                Segment::Gap,
                Segment::Person,
            ]));
            self.program.texts.push(vec![shown, counted]);
        }
        Texts { language: "fr".into(), templates }
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

fn text(draw: &mut Draw<'_>) -> Option<TextId> {
    draw.bool().then(|| TextId(draw.below(TEXTS) as u32))
}

fn comparisons(kind: Kind) -> Vec<Comparison> {
    use Comparison::{AtLeast, AtMost, Different, Equal, Less, More};
    match kind {
        Kind::Bool | Kind::Choice(_) => vec![Equal, Different],
        Kind::Number(_) | Kind::Date => vec![Equal, Different, Less, AtMost, More, AtLeast],
    }
}

/// The lists, figures, tables and scales that nodes may read.
fn furniture(draw: &mut Draw<'_>) -> Program {
    let list = |name: &str| ChoiceList {
        name: name.into(),
        values: (0..4).map(|index| (format!("choix {index}"), TextId(0))).collect(),
    };
    let from = Date::from_ordinal_date(1, 1).expect("a day");
    let mut cells = |rows: usize, columns: usize| -> Vec<Vec<Cell>> {
        (0..rows).map(|_| (0..columns).map(|_| Cell(draw.number())).collect()).collect()
    };
    let table = |rows: Key, columns: Option<Key>, cells, beyond| Table {
        name: "tableau".into(),
        kind: COUNT,
        dispositif: None,
        label: TextId(0),
        rows,
        columns,
        editions: vec![Edition { from, cells, beyond, references: Vec::new() }],
        expected: Vec::new(),
        checked: None,
        caveats: Vec::new(),
    };
    let by_choice = table(Key::Choices(vec![0, 2]), None, cells(2, 1), None);
    let (rows, beyond) = (cells(3, 2), cells(1, 2).pop());
    let by_count = table(
        Key::Counts { first: 1, count: 3 },
        Some(Key::Choices(vec![1, 3])),
        rows,
        if draw.bool() { beyond } else { None },
    );
    let slices = (0..3)
        .map(|slice| {
            (Cell(Decimal::from(slice * 100)), Cell(Decimal::new(i64::from(draw.raw() % 50), 2)))
        })
        .collect();
    Program {
        currency: "€".into(),
        version: "essai".into(),
        lists: vec![list("lien"), list("liste")],
        parameters: vec![Parameter {
            name: "chiffre".into(),
            kind: COUNT,
            dispositif: None,
            label: TextId(0),
            values: vec![Dated {
                from,
                value: Value::Number(draw.number()),
                references: Vec::new(),
            }],
            expected: Vec::new(),
            checked: None,
            caveats: Vec::new(),
        }],
        tables: vec![by_choice, by_count],
        scales: vec![Scale {
            name: "barème".into(),
            argument: COUNT,
            dispositif: None,
            label: TextId(0),
            editions: vec![Slices { from, slices, references: Vec::new() }],
        }],
        ..Program::default()
    }
}
