//! Documents answered: each value asked for is filled in, the rest stays as it was written.

use crate::JURISDICTION;
use crate::document::{Document, Null};
use crate::error::DocumentError;
use crate::household::{Asked, household};
use crate::lexicon::{Lexicon, Wanted};
use crate::plans::{Plans, bit};
use crate::variable::Entity;
use auclair_engine::{
    Answer, Asked as Needed, Evaluated, Household, Month, Outcome, Plan, RuleId, Scope, TOGETHER,
    Trace, Value, outcome, results_into, some_into, uncovered,
};
use auclair_rules::jurisdiction;
use rust_decimal::Decimal;

/// How many documents are read before they are answered: among more of them, more are alike.
const AT_ONCE: usize = 4 * TOGETHER;

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
        let mut answered = Ok(());
        self.answer_each(&[text], |answer| match answer {
            Ok(text) => out.push_str(text),
            Err(error) => answered = Err(error),
        });
        answered
    }

    /// Answers documents, in their order: gives each with what it asks for filled in. Many at once
    /// are answered much faster than one after the other.
    pub fn answer_each(
        &mut self,
        texts: &[&str],
        mut each: impl FnMut(Result<&str, DocumentError>),
    ) {
        let mut out = String::new();
        for texts in texts.chunks(AT_ONCE) {
            let documents: Vec<_> = texts.iter().map(|text| Document::read(text)).collect();
            let read: Vec<&Document<'_>> = documents.iter().flatten().collect();
            let mut values = self.values(&read).into_iter();
            for document in documents {
                let document = match document {
                    Ok(document) => document,
                    Err(error) => {
                        each(Err(error));
                        continue;
                    }
                };
                match values.next() {
                    Some(Ok(values)) => {
                        out.clear();
                        document.filled(&mut out, &values);
                        each(Ok(&out));
                    }
                    Some(Err(error)) => each(Err(error)),
                    None => {}
                }
            }
        }
    }

    /// The amounts that a document asks for, in the order of its text.
    pub fn amounts(&mut self, text: &str) -> Result<Vec<Decimal>, DocumentError> {
        let document = Document::read(text)?;
        self.values(&[&document]).into_iter().next().unwrap_or_else(|| Ok(Vec::new()))
    }

    /// The households that a document asks about, one for each month at which it does.
    pub fn read(&mut self, text: &str) -> Result<Vec<Asked>, DocumentError> {
        let document = Document::read(text)?;
        if document.nulls.is_empty() {
            let message = "rien n'est demandé : donnez null à une prestation, comme \"rsa\": {\"2026-10\": null}";
            return Err(DocumentError::new("", message));
        }
        let mut asked = Vec::new();
        for question in questions(0, &document) {
            let Question { month, null, wanted, .. } = question;
            let laid_out = self
                .plans
                .lay_out(&self.lexicon, month, wanted)
                .map_err(|message| wrong(&document, null, message))?;
            let household = household(&self.lexicon, &document, month, laid_out.first)?;
            asked.push(Asked { month, household });
        }
        Ok(asked)
    }

    /// The values that each document asks for, in the order of its text.
    fn values(&mut self, documents: &[&Document<'_>]) -> Vec<Result<Vec<Decimal>, DocumentError>> {
        let mut values: Vec<_> =
            documents.iter().map(|document| vec![Decimal::ZERO; document.nulls.len()]).collect();
        let mut errors: Vec<Option<(usize, DocumentError)>> =
            documents.iter().map(|_| None).collect();
        let all = documents.iter().enumerate();
        let mut all: Vec<Question<'_>> =
            all.flat_map(|(place, document)| questions(place, document)).collect();
        // Those that ask the same of the same month are answered together, those that are alike by
        // preference: they go through the same rules.
        all.sort_by_key(|question| (question.month, question.wanted, question.people));
        for alike in all.chunk_by(|a, b| (a.month, a.wanted) == (b.month, b.wanted)) {
            for some in alike.chunks(TOGETHER) {
                self.together(documents, some, |question, found| {
                    let place = question.document;
                    let error = match found {
                        Ok(found) => {
                            let values = values.get_mut(place).into_iter().flatten();
                            let nulls = documents.get(place).into_iter().flat_map(|d| &d.nulls);
                            let asked =
                                nulls.zip(values).filter(|(null, _)| null.month == question.month);
                            asked.zip(found).for_each(|((_, value), found)| *value = found);
                            return;
                        }
                        Err(error) => error,
                    };
                    // Of several, the first is told.
                    if let Some(told) = errors.get_mut(place)
                        && told.as_ref().is_none_or(|(order, _)| question.order < *order)
                    {
                        *told = Some((question.order, error));
                    }
                });
            }
        }
        let both = values.into_iter().zip(errors);
        both.map(|(values, error)| error.map_or(Ok(values), |(_, error)| Err(error))).collect()
    }

    /// Answers questions that ask the same of the same month: gives the values of each, in the
    /// order of its text.
    fn together<'q>(
        &mut self,
        documents: &[&Document<'_>],
        questions: &'q [Question<'_>],
        mut give: impl FnMut(&'q Question<'_>, Result<Vec<Decimal>, DocumentError>),
    ) {
        let Some(Question { month, wanted, .. }) = questions.first() else { return };
        let laid_out = match self.plans.lay_out(&self.lexicon, *month, *wanted) {
            Ok(laid_out) => laid_out,
            Err(message) => {
                for question in questions {
                    if let Some(document) = documents.get(question.document) {
                        give(question, Err(wrong(document, question.null, message.clone())));
                    }
                }
                return;
            }
        };
        let mut described = Vec::with_capacity(questions.len());
        let mut households = Vec::with_capacity(questions.len());
        for question in questions {
            let Some(document) = documents.get(question.document) else { continue };
            match household(&self.lexicon, document, *month, laid_out.first) {
                Ok(household) => {
                    described.push((question, document));
                    households.push(household);
                }
                Err(error) => give(question, Err(error)),
            }
        }
        laid_out.batch.results(&self.lexicon.found.program, &households);
        for (place, ((question, document), household)) in
            described.into_iter().zip(&households).enumerate()
        {
            let known = |null: &Null| laid_out.known(&self.lexicon, null, place);
            let found: Option<Vec<Decimal>> = asked(document, *month).map(known).collect();
            let found = match found {
                Some(found) => Ok(found),
                // What is missing, not covered or too large is told from the trace.
                None => {
                    let mut nulls = asked(document, *month);
                    let open = nulls.find(|null| known(null).is_none()).unwrap_or(question.null);
                    let (lexicon, trace, plan) = (&self.lexicon, &mut self.trace, laid_out.plan());
                    Evaluation { lexicon, document, plan, household }.values(trace, open)
                }
            };
            give(question, found);
        }
    }
}

/// What a document asks of one month.
struct Question<'d> {
    /// The place of the document among those that are answered.
    document: usize,
    /// Its place among the months of the document.
    order: usize,
    month: Month,
    /// The first value asked for.
    null: &'d Null,
    /// The bits of the variables asked for.
    wanted: u128,
    /// How many people there are, and how many parents.
    people: (usize, usize),
}

/// What a document asks, month by month.
fn questions<'d>(place: usize, document: &'d Document<'_>) -> Vec<Question<'d>> {
    let mut questions: Vec<Question<'d>> = Vec::with_capacity(1);
    for null in &document.nulls {
        let bit = bit(null.variable);
        match questions.iter_mut().find(|question| question.month == null.month) {
            Some(question) => question.wanted |= bit,
            None => questions.push(Question {
                document: place,
                order: questions.len(),
                month: null.month,
                null,
                wanted: bit,
                people: document.people(),
            }),
        }
    }
    questions
}

/// The values asked for at a month.
fn asked<'d>(document: &'d Document<'_>, month: Month) -> impl Iterator<Item = &'d Null> {
    document.nulls.iter().filter(move |null| null.month == month)
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

/// A household that is evaluated by itself, to say why a value cannot be given.
struct Evaluation<'c, 'a> {
    lexicon: &'c Lexicon,
    document: &'c Document<'a>,
    plan: &'c Plan,
    household: &'c Household,
}

impl Evaluation<'_, '_> {
    /// The values asked for, when the first that was not found is `open`.
    fn values(self, trace: &mut Trace, open: &Null) -> Result<Vec<Decimal>, DocumentError> {
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
        asked(document, open.month).map(|null| answered.value(null)).collect()
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
