//! A household evaluated by itself, to say why a value cannot be given.

use crate::document::{Document, Null, asked};
use crate::error::DocumentError;
use crate::lexicon::{Lexicon, Wanted};
use crate::variable::Entity;
use auclair_engine::{
    Answer, Asked as Needed, Evaluated, Household, Outcome, Plan, RuleId, Scope, Trace, Value,
    outcome, results_into, some_into, uncovered,
};
use rust_decimal::Decimal;

/// Something wrong with a value that is asked for.
pub(crate) fn wrong(document: &Document<'_>, null: &Null, message: String) -> DocumentError {
    let variable = crate::VARIABLES.get(null.variable);
    let entity = variable.map_or(Entity::Famille, |variable| variable.entity);
    let member = document.members(entity).get(null.member).map_or("", |member| &member.id);
    let name = variable.map_or("", |variable| variable.name);
    let path = format!("{}.{member}.{name}.{}", entity.plural(), null.month);
    DocumentError::new(path, message)
}

/// A household that is evaluated by itself, to say why a value cannot be given.
pub(crate) struct Evaluation<'c, 'a> {
    pub(crate) lexicon: &'c Lexicon,
    pub(crate) document: &'c Document<'a>,
    pub(crate) plan: &'c Plan,
    pub(crate) household: &'c Household,
}

impl Evaluation<'_, '_> {
    /// The values asked for, when the first that was not found is `open`.
    pub(crate) fn values(
        self,
        trace: &mut Trace,
        open: &Null,
    ) -> Result<Vec<Decimal>, DocumentError> {
        let Self { lexicon, document, plan, household } = self;
        let program = &lexicon.found.program;
        let failed = |fault| wrong(document, open, format!("le calcul a échoué : {fault}"));
        // Nearly always, this says why.
        let wanted = lexicon.wanted(open.variable).into_iter();
        let rules: Vec<RuleId> = wanted.flat_map(Wanted::rules).collect();
        some_into(trace, program, plan, household, &rules).map_err(failed)?;
        Answered { lexicon, document, plan, trace, household }.value(open)?;
        results_into(trace, program, plan, household).map_err(failed)?;
        let answered = Answered { lexicon, document, plan, trace, household };
        asked(&document.nulls, open.month).map(|null| answered.value(null)).collect()
    }
}

/// A household evaluated for a document.
struct Answered<'c, 'a> {
    lexicon: &'c Lexicon,
    document: &'c Document<'a>,
    plan: &'c Plan,
    trace: &'c Trace,
    household: &'c Household,
}

impl Answered<'_, '_> {
    fn value(&self, null: &Null) -> Result<Decimal, DocumentError> {
        match self.lexicon.wanted(null.variable) {
            Some(Wanted::Droit(droit)) => self.droit(null, droit),
            Some(Wanted::DroitIf(droit, rule, choice)) => {
                let amount = self.droit(null, droit)?;
                if amount.is_zero() {
                    return Ok(amount);
                }
                match self.rule(rule) {
                    Value::Unknown(_) => Err(self.unknown(null, rule)),
                    value => Ok(if value == choice { amount } else { Decimal::ZERO }),
                }
            }
            Some(Wanted::Before(droit, rule)) => {
                let amount = self.droit(null, droit)?;
                if amount.is_zero() { Ok(amount) } else { self.amount(null, rule) }
            }
            Some(Wanted::Rule(rule)) => self.amount(null, rule),
            None => Err(wrong(self.document, null, "cette variable ne se calcule pas".into())),
        }
    }

    fn amount(&self, null: &Null, rule: RuleId) -> Result<Decimal, DocumentError> {
        match self.rule(rule) {
            Value::Number(amount) => Ok(amount),
            Value::Unknown(_) => Err(self.unknown(null, rule)),
            _ => Ok(Decimal::ZERO),
        }
    }

    fn rule(&self, rule: RuleId) -> Value {
        let rules = &self.lexicon.found.program.rules;
        let node = rules.get(rule.index()).map(|rule| rule.node);
        node.and_then(|node| self.plan.slot(node, self.plan.month()))
            .map_or(Value::Absent, |slot| self.trace.value(slot, 0))
    }

    fn droit(&self, null: &Null, droit: RuleId) -> Result<Decimal, DocumentError> {
        let program = &self.lexicon.found.program;
        match outcome(program, self.plan, self.trace, droit) {
            Outcome::Amount(amount) => Ok(amount),
            Outcome::Uncovered => Err(wrong(self.document, null, self.why_uncovered(droit))),
            Outcome::Between(..) => Err(self.unknown(null, droit)),
        }
    }

    fn why_uncovered(&self, droit: RuleId) -> String {
        let program = &self.lexicon.found.program;
        let conditions = uncovered(program, self.plan, self.trace, droit);
        let words = conditions.filter_map(|condition| condition.text.or(condition.label));
        let words: Vec<String> = words.map(|text| self.lexicon.found.texts.plain(text)).collect();
        format!("non couvert : {}", words.join(" "))
    }

    /// Which answer is missing, by the variable that gives it.
    fn unknown(&self, null: &Null, rule: RuleId) -> DocumentError {
        let found = self.lexicon.found;
        let evaluated = Evaluated {
            program: &found.program,
            plan: self.plan,
            trace: self.trace,
            household: self.household,
        };
        let Some(need) = evaluated.needs(&[rule]).into_iter().next() else {
            return self.imprecise(null);
        };
        let Needed::Question(question, person) = need.asked else {
            return wrong(self.document, null, "il manque une date de naissance".into());
        };
        let label = self
            .lexicon
            .question(question)
            .map(|question| found.texts.plain(question.label))
            .unwrap_or_default();
        let names = self.lexicon.variables_of(question);
        let Some((entity, name)) = names.first() else {
            let message = format!("non couvert : il faudrait savoir « {label} »");
            return wrong(self.document, null, message);
        };
        let path = format!("{}.{name}", self.member(*entity, person));
        DocumentError::new(path, format!("il manque cette variable ({label})"))
    }

    /// Where a person or the only member of an entity is described.
    fn member(&self, entity: Entity, person: Option<usize>) -> String {
        let person = person.filter(|_| entity == Entity::Individu);
        let id = match person.and_then(|person| self.household.people().get(person)) {
            Some(person) => person.name.as_str(),
            None => self.document.members(entity).first().map_or("*", |member| &member.id),
        };
        format!("{}.{id}", entity.plural())
    }

    /// What is known only within bounds: where the dwelling is, or when a birth is due.
    fn imprecise(&self, null: &Null) -> DocumentError {
        let questions = &self.lexicon.questions;
        let zone = self.household.fact(questions.zone, Scope::Household, 0).at(null.month);
        if !matches!(zone, Answer::Given(_)) {
            let path = format!("{}.zone_apl", self.member(Entity::Menage, None));
            return DocumentError::new(path, "il manque cette variable (Zone du logement)");
        }
        let due = (0..self.household.people().len()).find(|person| {
            let fact = self.household.fact(questions.due, Scope::Person, *person);
            matches!(fact.at(null.month), Answer::Within(_))
        });
        let path = format!("{}.enceinte", self.member(Entity::Individu, due));
        let message = "le résultat dépend de la date de la naissance : décrivez l'enfant à naître, \
                       avec sa date prévue, ou donnez les mois de grossesse passés";
        DocumentError::new(path, message)
    }
}
