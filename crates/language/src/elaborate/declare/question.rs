//! Questions: what is asked, and what an unknown answer can be.

use super::next;
use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborator;
use crate::names::{Names, Symbol};
use crate::source::Span;
use crate::syntax::ast::{KindName, Question};
use auclair_engine::program::{ListId, QuestionId};
use auclair_engine::{Kind, Range, Scope, Set, program};

impl Elaborator<'_> {
    /// Questions are shared, wherever they are written: an answer means the same to all.
    pub(super) fn declare_question(&mut self, question: Question, span: Span) {
        let id = QuestionId(next(self.out.program.questions.len()));
        self.name_value(None, &question.title, Symbol::Question(id));
        let kind = if let KindName::OwnChoices = question.kind.node {
            let list = ListId(next(self.out.program.lists.len()));
            let name = &question.title.name.node;
            self.fill_list(name, &question.choices);
            self.out.names.lists.entry((None, name.clone())).or_insert((list, question.kind.span));
            Kind::Choice(list)
        } else {
            self.kind(&question.kind)
        };
        let range = self.question_range(&question, kind);
        let person = question.per_person;
        let theme = question.theme.as_ref().and_then(|theme| {
            let table = (&self.out.names.themes, &self.out.names.unread);
            Names::need(table, None, theme, "un thème déclaré", self.diagnostics)
        });
        let label = self.title(&question.title, person);
        let ask = question.ask.as_ref().map(|text| self.sentence(text, person));
        let why = question.why.as_ref().map(|text| self.sentence(text, person));
        let help = question.help.as_ref().map(|text| self.sentence(text, person));
        let references = self.references(&question.references);
        self.out.program.questions.push(program::Question {
            name: question.title.name.node.clone(),
            kind,
            scope: if person { Scope::Person } else { Scope::Household },
            monthly: question.monthly,
            range,
            asked_if: None,
            fallback: None,
            theme,
            entry: question.entry.as_ref().map(|entry| entry.node.clone()),
            label,
            ask,
            why,
            help,
            references,
        });
        self.out.question_spans.push(span);
        self.bodies.questions.push((self.home, question));
    }

    /// What an unknown answer can be: between the declared bounds, or any choice.
    fn question_range(&mut self, question: &Question, kind: Kind) -> Range {
        let mut bound = |literal: &Option<crate::syntax::ast::Literal>| {
            let literal = literal.as_ref()?;
            let (value, found, zero) = self.literal_value(&literal.value, literal.span)?;
            if !zero && !crate::kinds::fits(kind, found) {
                let message = format!(
                    "la borne est en {}, la question en {}",
                    crate::kinds::kind_name(found, &self.out.program),
                    crate::kinds::kind_name(kind, &self.out.program)
                );
                self.diagnostics.push(Diagnostic::error(Code::Kind, literal.span, message));
            }
            Some(value)
        };
        let (low, high) = (bound(&question.low), bound(&question.high));
        let set = match kind {
            Kind::Bool => Set::Bools { no: true, yes: true },
            Kind::Number(_) => Set::Numbers {
                low: low.and_then(auclair_engine::Value::number),
                high: high.and_then(auclair_engine::Value::number),
            },
            Kind::Date => {
                let day = |value| match value {
                    Some(auclair_engine::Value::Date(day)) => Some(day),
                    _ => None,
                };
                Set::Dates { low: day(low), high: day(high) }
            }
            Kind::Choice(list) => {
                let count = self.out.program.lists.get(list.index()).map_or(0, |l| l.values.len());
                Set::Choices(
                    u64::MAX.checked_shr(64 - u32::try_from(count).unwrap_or(64)).unwrap_or(0),
                )
            }
        };
        Range { set, absent: false }
    }
}
