//! Documents answered: each value asked for is filled in, the rest stays as it was written.

use crate::JURISDICTION;
use crate::document::{Document, Null};
use crate::error::DocumentError;
use crate::household::{Asked, household};
use crate::lexicon::{Lexicon, Wanted};
use crate::plans::{LaidOut, Plans, bit};
use crate::variable::Entity;
use auclair_engine::{
    Answer, Asked as Needed, Evaluated, Household, Month, Outcome, Plan, RuleId, Scope, Trace,
    Value, outcome, results_into, uncovered,
};
use auclair_rules::jurisdiction;
use rust_decimal::Decimal;
use std::fmt::Write;
use std::sync::Arc;

/// Answers documents, one after the other.
#[derive(Debug)]
pub struct Calculator {
    lexicon: Lexicon,
    plans: Plans,
    trace: Trace,
}

impl Calculator {
    /// Ties the table of variables to the compiled rules.
    ///
    /// Fails, in French, when the rules lack what the table names: they were compiled with errors.
    pub fn new() -> Result<Self, String> {
        let found = jurisdiction(JURISDICTION)
            .ok_or("les règles de France ont des erreurs : « auclair check » les donne")?;
        let lexicon = Lexicon::new(found)?;
        Ok(Self { lexicon, plans: Plans::default(), trace: Trace::default() })
    }

    /// Answers a document: writes it with what it asks for filled in.
    pub fn answer(&mut self, text: &str, out: &mut String) -> Result<(), DocumentError> {
        let document = Document::read(text)?;
        let values = self.values(&document)?;
        let mut values = values.iter();
        document.filled(out, |_, out| {
            let value = values.next().copied().unwrap_or_default();
            let _ = write!(out, "{}", value.normalize());
            Ok(())
        })
    }

    /// The amounts that a document asks for, in the order of its text.
    pub fn amounts(&mut self, text: &str) -> Result<Vec<Decimal>, DocumentError> {
        self.values(&Document::read(text)?)
    }

    /// The households that a document asks about, one for each month at which it does.
    pub fn read(&mut self, text: &str) -> Result<Vec<Asked>, DocumentError> {
        let document = Document::read(text)?;
        if document.nulls.is_empty() {
            let message = "rien n'est demandé : donnez null à une prestation, comme \"rsa\": {\"2026-10\": null}";
            return Err(DocumentError::new("", message));
        }
        let mut asked = Vec::new();
        for (month, null) in months(&document) {
            let (household, _) = self.household(&document, null)?;
            asked.push(Asked { month, household });
        }
        Ok(asked)
    }

    /// The values of what is asked for, in the order of the text.
    fn values(&mut self, document: &Document<'_>) -> Result<Vec<Decimal>, DocumentError> {
        let mut values = vec![Decimal::ZERO; document.nulls.len()];
        for (month, null) in months(document) {
            let (household, laid_out) = self.household(document, null)?;
            let program = &self.lexicon.found.program;
            let asked = document.nulls.iter().enumerate();
            let asked = asked.filter(|(_, other)| other.month == month);
            results_into(&mut self.trace, program, &laid_out.plan, &household)
                .map_err(|fault| wrong(document, null, format!("le calcul a échoué : {fault}")))?;
            let answered = Answered {
                lexicon: &self.lexicon,
                document,
                plan: &laid_out.plan,
                trace: &self.trace,
                household: &household,
            };
            for (index, null) in asked {
                if let Some(value) = values.get_mut(index) {
                    *value = answered.value(null)?;
                }
            }
        }
        Ok(values)
    }

    /// The household asked about at the month of a value, and the rules laid out for all that is
    /// asked at that month.
    fn household(
        &mut self,
        document: &Document<'_>,
        null: &Null,
    ) -> Result<(Household, Arc<LaidOut>), DocumentError> {
        let asked = document.nulls.iter().filter(|other| other.month == null.month);
        let wanted = asked.fold(0, |wanted, null| wanted | bit(null.variable));
        let laid_out = self
            .plans
            .lay_out(&self.lexicon, null.month, wanted)
            .map_err(|message| wrong(document, null, message))?;
        let household = household(&self.lexicon, document, null.month, laid_out.first)?;
        Ok((household, laid_out))
    }
}

/// The months asked about, each with the first value asked for.
fn months<'d>(document: &'d Document<'_>) -> Vec<(Month, &'d Null)> {
    let mut months: Vec<(Month, &Null)> = Vec::with_capacity(1);
    for null in &document.nulls {
        if months.iter().all(|(month, _)| *month != null.month) {
            months.push((null.month, null));
        }
    }
    months
}

/// Something wrong with a value that is asked for.
fn wrong(document: &Document<'_>, null: &Null, message: String) -> DocumentError {
    let variable = crate::VARIABLES.get(null.variable);
    let entity = variable.map_or(Entity::Famille, |variable| variable.entity);
    let member = document.members(entity).get(null.member).map_or("", |member| &member.id);
    let name = variable.map_or("", |variable| variable.name);
    let path = format!("{}.{member}.{name}.{}", entity.plural(), null.month);
    DocumentError::new(path, message)
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
