//! Documents answered: each value asked for is filled in, the rest stays as it was written.

use crate::JURISDICTION;
use crate::document::{Document, Null};
use crate::error::DocumentError;
use crate::household::{Asked, household};
use crate::lexicon::{Lexicon, Wanted};
use crate::variable::Entity;
use auclair_engine::{
    Answer, Asked as Needed, Detail, Evaluated, Household, Month, Outcome, Plan, RuleId, Scope,
    Trace, Value, evaluate_into, outcome, uncovered,
};
use auclair_rules::jurisdiction;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::fmt::Write;

/// Answers documents, one after the other.
#[derive(Debug)]
pub struct Calculator {
    lexicon: Lexicon,
    /// What was laid out before, by month and by the variables asked for.
    prepared: HashMap<(Month, u128), Prepared>,
    trace: Trace,
}

/// The rules laid out for some variables at a month.
#[derive(Debug)]
struct Prepared {
    plan: Plan,
    /// The first month of the past that is read.
    first: Month,
}

/// Months to lay out at once: a stream asks about one or a few.
const MOST_PREPARED: usize = 256;

impl Calculator {
    /// Ties the table of variables to the compiled rules.
    ///
    /// Fails, in French, when the rules lack what the table names: they were compiled with errors.
    pub fn new() -> Result<Self, String> {
        let found = jurisdiction(JURISDICTION)
            .ok_or("les règles de France ont des erreurs : « auclair check » les donne")?;
        Ok(Self {
            lexicon: Lexicon::new(found)?,
            prepared: HashMap::new(),
            trace: Trace::default(),
        })
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
    pub fn read(&self, text: &str) -> Result<Vec<Asked>, DocumentError> {
        let document = Document::read(text)?;
        let mut months: Vec<Month> = document.nulls.iter().map(|null| null.month).collect();
        months.sort_unstable();
        months.dedup();
        if months.is_empty() {
            let message = "rien n'est demandé : donnez null à une prestation, comme \"rsa\": {\"2026-10\": null}";
            return Err(DocumentError::new("", message));
        }
        let asked = months.into_iter().map(|month| {
            // Further back than any rule of today reads.
            let household = household(&self.lexicon, &document, month, month.plus(-60))?;
            Ok(Asked { month, household })
        });
        asked.collect()
    }

    /// The values of what is asked for, in the order of the text.
    fn values(&mut self, document: &Document<'_>) -> Result<Vec<Decimal>, DocumentError> {
        let mut values = vec![Decimal::ZERO; document.nulls.len()];
        for (index, null) in document.nulls.iter().enumerate() {
            let earlier = document.nulls.iter().take(index);
            if earlier.clone().any(|other| other.month == null.month) {
                continue;
            }
            let month = null.month;
            let asked = || document.nulls.iter().filter(|other| other.month == month);
            let mask = asked().fold(0, |mask, null| mask | bit(null.variable));
            self.prepare(document, null, mask)?;
            let Some(prepared) = self.prepared.get(&(month, mask)) else { continue };
            let household = household(&self.lexicon, document, month, prepared.first)?;
            let program = &self.lexicon.found.program;
            evaluate_into(&mut self.trace, program, &prepared.plan, &household)
                .map_err(|fault| wrong(document, null, format!("le calcul a échoué : {fault}")))?;
            let answered = Answered {
                lexicon: &self.lexicon,
                document,
                plan: &prepared.plan,
                trace: &self.trace,
                household: &household,
            };
            for (value, null) in values.iter_mut().zip(&document.nulls) {
                if null.month == month {
                    *value = answered.value(null)?;
                }
            }
        }
        Ok(values)
    }

    /// Lays out the rules for what is asked at a month, unless they were before.
    fn prepare(
        &mut self,
        document: &Document<'_>,
        null: &Null,
        mask: u128,
    ) -> Result<(), DocumentError> {
        let month = null.month;
        if self.prepared.contains_key(&(month, mask)) {
            return Ok(());
        }
        let program = &self.lexicon.found.program;
        if let Some(first) = program.first_month.filter(|first| month < *first) {
            let message = format!("les règles commencent en {first}");
            return Err(wrong(document, null, message));
        }
        let places = (0..128).filter(|place| mask & bit(*place) != 0);
        let rules: Vec<RuleId> = places
            .filter_map(|place| self.lexicon.wanted(place))
            .flat_map(|wanted| match wanted {
                Wanted::Droit(rule) | Wanted::Rule(rule) => [Some(rule), None],
                Wanted::DroitIf(droit, rule, _) | Wanted::Before(droit, rule) => {
                    [Some(droit), Some(rule)]
                }
            })
            .flatten()
            .collect();
        let plan = Plan::new(program, month, &rules, Detail::Results).map_err(|error| {
            wrong(document, null, format!("ce mois ne se calcule pas : {error}"))
        })?;
        let first = plan.reads().values().filter_map(|months| months.first()).min();
        let first = first.copied().unwrap_or(month);
        if self.prepared.len() >= MOST_PREPARED {
            self.prepared.clear();
        }
        self.prepared.insert((month, mask), Prepared { plan, first });
        Ok(())
    }
}

/// The bit of a variable asked for; benefits stand first in the table.
fn bit(place: usize) -> u128 {
    u32::try_from(place).ok().and_then(|place| 1u128.checked_shl(place)).unwrap_or(0)
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
