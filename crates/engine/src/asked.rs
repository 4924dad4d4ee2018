//! What a form needs to know of a question: whether it applies, and what stands for its answer.

use crate::evaluated::{At, Evaluated};
use crate::{Month, QuestionId, Value};

impl Evaluated<'_> {
    /// Whether a question is read and nothing excludes it, for a person when it is asked of each.
    pub fn applies(&self, question: QuestionId, person: usize) -> bool {
        let months = self.plan.reads(question);
        if months.is_empty() {
            return false;
        }
        let Some(found) = self.program.questions.get(question.index()) else { return false };
        let Some(asked_if) = found.asked_if else { return true };
        months
            .iter()
            .any(|month| self.may_hold(At { node: asked_if, month: *month, person: Some(person) }))
    }

    /// What stands for an answer at a month when nobody gave it; nothing when it has no fallback.
    pub fn stands_in(&self, question: QuestionId, person: usize, month: Month) -> Option<Value> {
        let fallback = self.program.questions.get(question.index())?.fallback?;
        self.plan.slot(fallback, month)?;
        Some(self.value(At { node: fallback, month, person: Some(person) }))
    }
}

#[cfg(test)]
mod tests {
    use crate::program::{
        ChoiceList, Kind, Node, NodeId, Op, Program, Question, Rule, RuleId, Scope, TextId, Unit,
    };
    use crate::{
        Answer, Detail, Evaluated, Fact, Household, Month, Plan, QuestionId, Range, Role, Value,
        evaluate,
    };

    fn question(kind: Kind, scope: Scope) -> Question {
        Question {
            name: String::new(),
            kind,
            scope,
            monthly: false,
            range: if kind == Kind::Bool { Range::ANY_BOOL } else { Range::ANY_NUMBER },
            asked_if: None,
            fallback: None,
            theme: None,
            entry: None,
            label: TextId(0),
            ask: None,
            why: None,
            help: None,
            references: Vec::new(),
        }
    }

    /// « a : oui/non », « b : nombre par personne, posée si a, à défaut 0 ».
    fn program() -> Program {
        let count = Kind::Number(Unit::Count);
        let node = |op, scope, kind| Node { op, scope, kind };
        let (a, b) = (
            question(Kind::Bool, Scope::Household),
            Question {
                asked_if: Some(NodeId(0)),
                fallback: Some(NodeId(1)),
                ..question(count, Scope::Person)
            },
        );
        Program {
            lists: vec![ChoiceList { name: Role::LIST.into(), values: Vec::new() }],
            questions: vec![a, b],
            nodes: vec![
                node(Op::Question(QuestionId(0)), Scope::Household, Kind::Bool),
                node(Op::Constant(Value::ZERO), Scope::Household, count),
                node(Op::Question(QuestionId(1)), Scope::Person, count),
            ],
            rules: vec![Rule {
                name: "b".into(),
                dispositif: None,
                kind: count,
                scope: Scope::Person,
                node: NodeId(2),
                droit: true,
                detailed: false,
                demands: false,
                label: TextId(0),
                explanation: None,
                references: Vec::new(),
                caveats: Vec::new(),
                place: (String::new(), 0),
            }],
            texts: vec![Vec::new()],
            ..Program::default()
        }
    }

    #[test]
    fn a_question_applies_while_nothing_excludes_it() {
        let program = program();
        let month = Month::new(2026, 11).expect("a month");
        let plan = Plan::new(&program, month, &[RuleId(0)], Detail::Results).expect("a plan");
        let mut household = Household::new(&program);
        household.add("Ali", Role::Demandeur, None);
        let mut seen = Vec::new();
        for a in [Answer::DontKnow, Answer::Given(Value::Bool(false))] {
            if let Some(fact) = household.fact_mut(QuestionId(0), Scope::Household, 0) {
                *fact = Fact::Always(a);
            }
            let trace = evaluate(&program, &plan, &household).expect("a trace");
            let evaluated =
                Evaluated { program: &program, plan: &plan, trace: &trace, household: &household };
            seen.push(evaluated.applies(QuestionId(1), 0));
            assert_eq!(evaluated.stands_in(QuestionId(1), 0, month), Some(Value::ZERO));
            assert_eq!(evaluated.stands_in(QuestionId(0), 0, month), None);
        }
        assert_eq!(seen, [true, false]);
    }
}
