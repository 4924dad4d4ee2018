//! What a program asks, what it gives, and the sentences that show it.

use super::{COUNT, Draw, Grown, LIST};
use auclair_engine::program::{Dispositif, Question, Rule};
use auclair_engine::text::{Segment, Template, Texts};
use auclair_engine::{
    DispositifId, Kind, NodeId, Op, Period, QuestionId, Range, RuleId, Scope, Set, TextId,
};

const TEXTS: usize = 8;

impl Grown {
    pub(super) fn ask(&mut self, draw: &mut Draw<'_>, scope: Scope, kind: Kind) {
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
    pub(super) fn give_results(&mut self, draw: &mut Draw<'_>) {
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
            demands: draw.bool(),
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
        Texts { language: "fr".into(), templates, ..Texts::default() }
    }
}

pub(super) fn text(draw: &mut Draw<'_>) -> Option<TextId> {
    draw.bool().then(|| TextId(draw.below(TEXTS) as u32))
}
