//! From a document to the household that the rules ask about.

use crate::document::{Document, Member};
use crate::error::DocumentError;
use crate::given::{Series, Values, Window};
use crate::lexicon::Lexicon;
use crate::likeness::Likeness;
use crate::savings::Savings;
use crate::variable::{Entity, Received, Sense, State};
use crate::{home, person};
use auclair_engine::{Answer, Fact, Household, Month, QuestionId, Role, Room, Scope, Value};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A household, asked about at a month.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The month.
    pub month: Month,
    /// The household.
    pub household: Household,
}

/// A household that was described.
#[derive(Debug)]
pub(crate) struct Described {
    pub(crate) household: Household,
    pub(crate) likeness: Likeness,
}

/// A household being described.
pub(crate) struct Describing<'l> {
    pub(crate) lexicon: &'l Lexicon,
    room: &'l mut Room,
    pub(crate) household: Household,
    pub(crate) month: Month,
    /// The months that the rules read.
    pub(crate) window: Window,
}

/// The variables of a member that are read together, with what they are.
pub(crate) type States<'d, 'a> = Vec<(State, Values<'d, 'a>)>;

/// The household that a document describes, as asked about at a month by rules that read its past
/// from `first` on. Where it answers nothing, it means nothing.
pub(crate) fn household(
    lexicon: &Lexicon,
    document: &Document<'_>,
    month: Month,
    first: Month,
    room: &mut Room,
) -> Result<Described, DocumentError> {
    let mut describing = Describing {
        lexicon,
        household: Household::within(&lexicon.found.program, room),
        room,
        month,
        window: Window { first: first.min(month), last: month },
    };
    let people = people(document)?;
    let mut savings = Savings::default();
    for (role, member) in people {
        let states = describing.person(document, member, role)?;
        let person = describing.household.people().len() - 1;
        person::describe(&mut describing, person, &states)?;
        savings.add(&mut describing, person, &states)?;
    }
    savings.answer(&mut describing)?;
    person::expected(&mut describing);
    person::other_parent(&mut describing);
    if let Some(family) = document.members(Entity::Famille).first() {
        describing.family(document, family)?;
    }
    for member in document.members(Entity::FoyerFiscal) {
        describing.simple(document, Entity::FoyerFiscal, member, 0)?;
    }
    let dwelling = document.members(Entity::Menage).first();
    let states = match dwelling {
        Some(member) => describing.simple(document, Entity::Menage, member, 0)?,
        None => Vec::new(),
    };
    home::describe(&mut describing, &states)?;
    let household = describing.household;
    let likeness = Likeness::of(&household, lexicon, month);
    Ok(Described { household, likeness })
}

/// The people of the only family, each with their place: the first parent asks.
fn people<'d, 'a>(
    document: &'d Document<'a>,
) -> Result<Vec<(Role, &'d Member<'a>)>, DocumentError> {
    let all = document.members(Entity::Individu);
    if all.is_empty() {
        return Err(DocumentError::new("individus", "il n'y a personne"));
    }
    if document.members(Entity::Menage).len() > 1 {
        return Err(DocumentError::new("menages", "un document décrit un seul logement"));
    }
    let find = |entity: Entity, id: &Cow<'_, str>| {
        all.iter().find(|person| person.id == *id).ok_or_else(|| {
            let path = format!("{}.{id}", entity.plural());
            DocumentError::new(path, format!("« {id} » n'est pas parmi les individus"))
        })
    };
    for entity in [Entity::FoyerFiscal, Entity::Menage] {
        for member in document.members(entity) {
            for (_, id) in document.roles(member) {
                find(entity, id)?;
            }
        }
    }
    let mut people = Vec::with_capacity(all.len());
    match document.members(Entity::Famille) {
        // Someone alone is a family.
        [] if all.len() == 1 => people.extend(all.iter().map(|person| (Role::Demandeur, person))),
        [family] => {
            let mut parents = 0;
            for (role, id) in document.roles(family) {
                let place = match (*role, parents) {
                    (0, 0) => Role::Demandeur,
                    (0, 1) => Role::Conjoint,
                    (0, _) => {
                        let path = format!("familles.{}.parents", family.id);
                        return Err(DocumentError::new(path, "une famille a deux parents au plus"));
                    }
                    _ => Role::Enfant,
                };
                parents += usize::from(*role == 0);
                let person = find(Entity::Famille, id)?;
                if people.iter().any(|(_, other): &(Role, &Member<'_>)| other.id == person.id) {
                    let path = format!("familles.{}", family.id);
                    let message = format!("« {id} » y est deux fois");
                    return Err(DocumentError::new(path, message));
                }
                people.push((place, person));
            }
            if parents == 0 {
                let path = format!("familles.{}.parents", family.id);
                return Err(DocumentError::new(
                    path,
                    "il faut un parent : la personne qui demande",
                ));
            }
        }
        [] => return Err(DocumentError::new("familles", "il manque la famille")),
        _ => {
            let message = "un document décrit une seule famille : donnez un document à chacune";
            return Err(DocumentError::new("familles", message));
        }
    }
    if let Some(alone) =
        all.iter().find(|person| people.iter().all(|(_, other)| other.id != person.id))
    {
        let path = format!("individus.{}", alone.id);
        return Err(DocumentError::new(path, "cette personne n'est dans aucune famille"));
    }
    // Children may be named before parents: the order of roles is that of the rules.
    people.sort_by_key(|(role, _)| *role as u8);
    Ok(people)
}

impl Describing<'_> {
    /// Adds a person and what can be said of them variable by variable.
    fn person<'d, 'a>(
        &mut self,
        document: &'d Document<'a>,
        member: &'d Member<'a>,
        role: Role,
    ) -> Result<States<'d, 'a>, DocumentError> {
        let mut givens = document.givens(Entity::Individu, member);
        let birth = match givens.find(|values| values.variable.sense == Sense::Birth) {
            Some(values) => values.day()?,
            None => None,
        };
        let Some(birth) = birth else {
            let path = format!("individus.{}.date_naissance", member.id);
            return Err(DocumentError::new(path, "il manque la date de naissance"));
        };
        let person = self.household.people().len();
        self.household.add_within(self.room, &member.id, role, Some(birth));
        person::birth_leave(self, person, document.givens(Entity::Individu, member))?;
        self.simple(document, Entity::Individu, member, person)
    }

    /// What is said of the family as a whole.
    fn family<'a>(
        &mut self,
        document: &Document<'a>,
        member: &Member<'a>,
    ) -> Result<(), DocumentError> {
        let states = self.simple(document, Entity::Famille, member, 0)?;
        let (mut alone, mut disabled) = (false, false);
        for (state, values) in &states {
            match state {
                State::RecentlyAlone => alone = values.yes_no_at(self.month)?,
                State::DisabledChild => {
                    disabled = !values.amount_at(self.month)?.is_zero();
                }
                _ => {}
            }
        }
        // Only whether it is recent is said: a month ago, or long ago.
        let since = if alone { self.month.plus(-1) } else { self.month.plus(-240) };
        let questions = &self.lexicon.questions;
        self.answer(questions.alone_since, 0, Value::Date(since.first_day()));
        self.answer(questions.disabled_child, 0, Value::Bool(disabled));
        Ok(())
    }

    /// What is received for all children: as much for each who is young enough that month.
    fn among_children(&mut self, values: &Values<'_, '_>) -> Result<(), DocumentError> {
        let Some(question) = self.lexicon.answered(values.place) else { return Ok(()) };
        let people = self.household.people().iter().enumerate();
        let children = people.filter(|(_, person)| person.role == Role::Enfant);
        // Until the month in which each is twenty.
        let children: Vec<(usize, Month)> = children
            .filter_map(|(index, person)| Some((index, Month::of(person.birth?).plus(20 * 12))))
            .collect();
        let series = values.amounts(self.window)?;
        let window = self.window;
        let share = |month: Month, amount: Decimal| {
            let young = children.iter().filter(|(_, grown_up)| month < *grown_up).count();
            amount.checked_div(Decimal::from(u64::try_from(young).ok()?))
        };
        for (child, grown_up) in &children {
            if *grown_up <= window.first {
                continue;
            }
            let alike = children.iter().all(|(_, at)| *at > window.last || *at <= window.first);
            let shares = match &series {
                Series::Same(amount) if alike => share(window.first, *amount).map(Series::Same),
                series => {
                    let amount = |offset: i32| match series {
                        Series::Same(amount) => Some(*amount),
                        Series::Each(each) => each.get(usize::try_from(offset).ok()?).copied()?,
                    };
                    let each = (0..=window.last.since(window.first)).map(|offset| {
                        let month = window.first.plus(offset);
                        share(month, amount(offset)?).filter(|_| month < *grown_up)
                    });
                    Some(Series::Each(each.collect()))
                }
            };
            if let Some(shares) = shares {
                self.add(question, *child, &shares);
            }
        }
        Ok(())
    }

    /// Answers the questions that a variable answers by itself; gives the other variables.
    fn simple<'d, 'a>(
        &mut self,
        document: &'d Document<'a>,
        entity: Entity,
        member: &'d Member<'a>,
        person: usize,
    ) -> Result<States<'d, 'a>, DocumentError> {
        let mut states = Vec::with_capacity(16);
        for values in document.givens(entity, member) {
            if values.zero && self.lexicon.zero_changes_nothing(values.place) {
                continue;
            }
            match values.variable.sense {
                Sense::Birth
                | Sense::Ignored
                | Sense::Right { received: Received::Nothing, .. } => {}
                Sense::State(state) => states.push((state, values)),
                Sense::Amount(_) | Sense::Right { received: Received::Answers(_), .. } => {
                    self.amounts(&values, person)?;
                }
                Sense::Right { received: Received::AmongChildren(_), .. } => {
                    self.among_children(&values)?;
                }
                Sense::Right { received: Received::Instead(other), .. } => {
                    let why = format!("pour le passé, donnez « {other} »");
                    nothing(&values, &why)?;
                }
                Sense::LastYears(..) => {
                    let year = self.month.year();
                    let question = self.lexicon.answered(values.place);
                    self.number(&values, question, person, values.year(year - 1)?.abs())?;
                    let question = self.lexicon.answered_before(values.place);
                    self.number(&values, question, person, values.year(year - 2)?.abs())?;
                }
                Sense::YesNo(_) => {
                    let yes = values.yes_no_at(self.month)?;
                    if let Some(question) = self.lexicon.answered(values.place) {
                        self.answer(question, person, Value::Bool(yes));
                    }
                }
                Sense::Nothing(why) => nothing(&values, &format!("non couvert : {why}"))?,
                Sense::Gross(net) => gross(document, member, &values, net)?,
            }
        }
        Ok(states)
    }

    /// Adds amounts to the answers to a question.
    fn amounts(&mut self, values: &Values<'_, '_>, person: usize) -> Result<(), DocumentError> {
        let Some(id) = self.lexicon.answered(values.place) else { return Ok(()) };
        let Some(question) = self.lexicon.question(id) else { return Ok(()) };
        if !question.monthly {
            let amount = values.amount_at(self.month)?;
            return self.number(values, Some(id), person, amount);
        }
        let series = values.amounts(self.window)?;
        let each: &[Option<Decimal>] = match &series {
            Series::Same(amount) => &[Some(*amount)],
            Series::Each(amounts) => amounts,
        };
        let mut last = None;
        for (offset, amount) in (0..).zip(each) {
            // Most months are as the one before.
            if last == Some(amount) {
                continue;
            }
            last = Some(amount);
            if let Some(why) = amount.and_then(|amount| self.lexicon.outside(id, amount)) {
                let month = self.window.first.plus(offset);
                return Err(values.wrong(values.at(month).map(|(period, _)| period), why));
            }
        }
        self.add(id, person, &series);
        Ok(())
    }

    /// Adds amounts to what was answered before to the same question.
    pub(crate) fn add(&mut self, id: QuestionId, person: usize, series: &Series) {
        let Some(question) = self.lexicon.question(id) else { return };
        // Where something can stand for it, a month that is not given is left open.
        let missing = if question.fallback.is_some() { None } else { Some(Decimal::ZERO) };
        let window = self.window;
        let scope = question.scope;
        let given = |amount: Decimal| Answer::Given(Value::Number(amount));
        if let Series::Same(amount) = series
            && matches!(self.household.fact(id, scope, person), Fact::Missing)
        {
            return self.set(id, person, given(*amount));
        }
        let Some(fact) = self.household.fact_mut(id, scope, person) else { return };
        let answered = !matches!(fact, Fact::Missing);
        let before = |month: Month| match fact.at(month) {
            Answer::Given(Value::Number(amount)) => Some(amount),
            _ => None,
        };
        let mut changes: Vec<(Month, Answer)> = Vec::new();
        let mut last = None;
        for offset in 0..=window.last.since(window.first) {
            let month = window.first.plus(offset);
            let amount = match series {
                Series::Same(amount) => Some(*amount),
                Series::Each(amounts) => {
                    let index = usize::try_from(offset).unwrap_or_default();
                    amounts.get(index).copied().flatten()
                }
            };
            let before = if answered { before(month) } else { None };
            let total = match (amount, before) {
                (Some(amount), Some(before)) => Some(amount + before),
                (amount, before) => amount.or(before).or(missing),
            };
            if last != Some(total) {
                changes.push((month, total.map_or(Answer::Missing, given)));
                last = Some(total);
            }
        }
        *fact = match changes.as_slice() {
            [(_, answer)] => Fact::Always(*answer),
            _ => Fact::Since(changes),
        };
    }

    /// Answers the question of a variable with a number.
    fn number(
        &mut self,
        values: &Values<'_, '_>,
        question: Option<QuestionId>,
        person: usize,
        number: Decimal,
    ) -> Result<(), DocumentError> {
        let Some(id) = question else { return Ok(()) };
        if let Some(why) = self.lexicon.outside(id, number) {
            return Err(values.wrong(values.at(self.month).map(|(period, _)| period), why));
        }
        self.answer(id, person, Value::Number(number));
        Ok(())
    }

    /// Answers a question.
    pub(crate) fn answer(&mut self, question: QuestionId, person: usize, value: Value) {
        self.set(question, person, Answer::Given(value));
    }

    /// Answers a question with a choice.
    pub(crate) fn choose(&mut self, question: QuestionId, person: usize, name: &str) {
        // A choice that the rules no longer have leaves the question open: it is then said to be
        // missing, and a test of this crate names it.
        if let Some(value) = self.lexicon.choice(question, name) {
            self.answer(question, person, value);
        }
    }

    pub(crate) fn set(&mut self, question: QuestionId, person: usize, answer: Answer) {
        let scope =
            self.lexicon.question(question).map_or(Scope::Household, |question| question.scope);
        // What says nothing goes without saying.
        if self.lexicon.says_nothing(question, &answer)
            && matches!(self.household.fact(question, scope, person), Fact::Missing)
        {
            return;
        }
        if let Some(fact) = self.household.fact_mut(question, scope, person) {
            *fact = Fact::Always(answer);
        }
    }

    /// The number answered for the month asked about.
    pub(crate) fn now(&self, question: QuestionId, person: usize) -> Decimal {
        let fact = self.household.fact(question, Scope::Person, person);
        match fact.at(self.month) {
            Answer::Given(Value::Number(number)) => number,
            _ => Decimal::ZERO,
        }
    }
}

/// A gross amount says nothing by itself.
fn gross(
    document: &Document<'_>,
    member: &Member<'_>,
    values: &Values<'_, '_>,
    net: &str,
) -> Result<(), DocumentError> {
    let mut others = document.givens(Entity::Individu, member);
    if others.any(|other| other.variable.name == net) {
        return Ok(());
    }
    for (period, raw) in values.given {
        if !values.number(*period, raw)?.is_zero() {
            let message = format!("un montant brut ne suffit pas : donnez « {net} »");
            return Err(values.wrong(Some(*period), message));
        }
    }
    Ok(())
}

/// Refuses anything but zero or false.
fn nothing(values: &Values<'_, '_>, why: &str) -> Result<(), DocumentError> {
    for (period, raw) in values.given {
        if *raw == "false" {
            continue;
        }
        if *raw == "true" || !values.number(*period, raw)?.is_zero() {
            return Err(values.wrong(Some(*period), why));
        }
    }
    Ok(())
}
