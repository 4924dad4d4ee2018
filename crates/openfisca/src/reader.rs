//! The reading of a document, in one pass.

use crate::document::{Document, Given, Member, Null};
use crate::error::{DocumentError, closest};
use crate::habits::{self, Before, Habits, Mark};
use crate::json::{Json, Malformed};
use crate::period::Period;
use crate::variable::{Entity, Per, Sense, Variable};
use crate::variables::{VARIABLES, variable};
use std::borrow::Cow;

/// The document being read.
pub(crate) struct Reader<'d, 'a> {
    json: Json<'a>,
    document: &'d mut Document<'a>,
    habits: &'d mut Habits<'a>,
    entity: Entity,
}

/// What is said of a member and was known, piece by piece.
struct Run {
    before: usize,
    from: Mark,
    after: usize,
    to: Mark,
    pieces: usize,
}

/// Why the reading stopped.
enum Stop {
    /// The text is not JSON, or not of the shape of a document.
    Malformed,
    Told(DocumentError),
}

impl From<Malformed> for Stop {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

impl<'d, 'a> Reader<'d, 'a> {
    pub(crate) fn new(
        text: &'a str,
        document: &'d mut Document<'a>,
        habits: &'d mut Habits<'a>,
    ) -> Self {
        Self { json: Json::new(text), document, habits, entity: Entity::Individu }
    }

    pub(crate) fn read(mut self) -> Result<(), DocumentError> {
        match self.whole() {
            Ok(()) => Ok(()),
            Err(Stop::Told(error)) => Err(error),
            Err(Stop::Malformed) => {
                let column = self.json.column();
                let message = format!("ce n'est pas du JSON bien formé (colonne {column})");
                Err(DocumentError::new("", message))
            }
        }
    }

    /// Reads an object: `each` reads the value of a key.
    fn object(
        &mut self,
        mut each: impl FnMut(&mut Self, Cow<'a, str>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.json.take(b'{')?;
        if self.json.takes(b'}') {
            return Ok(());
        }
        loop {
            let key = self.json.string()?;
            self.json.take(b':')?;
            each(self, key)?;
            if !self.json.goes_on(b'}')? {
                return Ok(());
            }
        }
    }

    /// The whole document: `{ "individus": { … }, … }`.
    fn whole(&mut self) -> Result<(), Stop> {
        self.object(|reader, key| {
            let Some(entity) = Entity::ALL.into_iter().find(|entity| entity.plural() == key) else {
                let names = Entity::ALL.map(Entity::plural);
                let message = match closest(&key, names.into_iter()) {
                    Some(close) => format!("« {key} » n'est pas une entité : « {close} » ?"),
                    None => format!("« {key} » n'est pas une entité : {}", names.join(", ")),
                };
                return Err(Stop::Told(DocumentError::new(key, message)));
            };
            reader.entity = entity;
            reader.object(Self::member)
        })?;
        if self.json.next().is_some() { Err(Stop::Malformed) } else { Ok(()) }
    }

    /// A member of an entity, by its identifier: who belongs to it, and its variables.
    fn member(&mut self, id: Cow<'a, str>) -> Result<(), Stop> {
        let entity = self.entity;
        if let Some(members) = self.document.members.get_mut(entity as usize) {
            if members.iter().any(|member| member.id == id) {
                let path = format!("{}.{id}", entity.plural());
                let message = format!("« {id} » est décrit deux fois");
                return Err(Stop::Told(DocumentError::new(path, message)));
            }
            let (roles, givens) = (self.document.roles.len(), self.document.givens.len());
            members.push(Member { id, roles: roles..roles, givens: givens..givens });
        }
        self.json.take(b'{')?;
        if self.json.takes(b'}') {
            return Ok(());
        }
        let mut before = habits::beginning(entity);
        let mut run: Option<Run> = None;
        loop {
            self.json.next();
            let (first, from) = (before, self.mark());
            if self.known(&mut before) {
                let (to, after) = (self.mark(), before);
                let run = run.get_or_insert(Run { before: first, from, after, to, pieces: 0 });
                (run.after, run.to, run.pieces) = (after, to, run.pieces + 1);
            } else {
                self.note(run.take());
                before = self.field(before)?;
                let marks = (from, self.mark());
                self.habits.note(first, before, self.json.text(), self.document, marks);
            }
            if !self.json.goes_on(b'}')? {
                self.note(run);
                return Ok(());
            }
        }
    }

    fn mark(&self) -> Mark {
        Mark::of(self.document, self.json.at())
    }

    /// Notes what was known piece by piece, to know it at once.
    fn note(&mut self, run: Option<Run>) {
        if let Some(run) = run.filter(|run| run.pieces > 1) {
            let (text, marks) = (self.json.text(), (run.from, run.to));
            self.habits.note(run.before, run.after, text, self.document, marks);
        }
    }

    /// Takes what is said of a member and is written as before, if it is.
    fn known(&mut self, before: &mut usize) -> bool {
        let member = self.document.members(self.entity).len().saturating_sub(1);
        let (text, at) = (self.json.left(), self.json.at());
        let Some(taken) = self.habits.take(before, text, at, self.document, member) else {
            return false;
        };
        self.json.skip(taken);
        let (givens, roles) = (self.document.givens.len(), self.document.roles.len());
        if let Some(member) = self.open() {
            member.givens.end = givens;
            member.roles.end = roles;
        }
        true
    }

    /// Who belongs to a member, or one of its variables; gives where what comes after is noted.
    fn field(&mut self, before: usize) -> Result<usize, Stop> {
        if let Some((place, variable)) = self.habits.variable(before)
            && self.json.takes_string(variable.name)
        {
            self.json.take(b':')?;
            self.variable(place, variable)?;
            return Ok(habits::after(place));
        }
        let key = self.json.string()?;
        self.json.take(b':')?;
        if let Some(role) = self.entity.roles().iter().position(|role| *role == key) {
            self.people(role)?;
            return Ok(before);
        }
        let (place, variable) = self.named(&key)?;
        self.habits.note_variable(before, place);
        self.variable(place, variable)?;
        Ok(habits::after(place))
    }

    /// The people who hold a role: one identifier or several.
    fn people(&mut self, role: usize) -> Result<(), Stop> {
        if self.json.next() == Some(b'"') {
            return self.person(role);
        }
        self.json.take(b'[')?;
        if self.json.takes(b']') {
            return Ok(());
        }
        loop {
            self.person(role)?;
            if !self.json.goes_on(b']')? {
                return Ok(());
            }
        }
    }

    fn person(&mut self, role: usize) -> Result<(), Stop> {
        let id = self.json.string()?;
        self.document.roles.push((role, id));
        let end = self.document.roles.len();
        if let Some(member) = self.open() {
            member.roles.end = end;
        }
        Ok(())
    }

    /// The variable of this name, for the member being read.
    fn named(&self, key: &str) -> Result<(usize, &'static Variable), Stop> {
        let Some((place, variable)) = variable(key) else {
            let here = VARIABLES.iter().filter(|other| other.entity == self.entity);
            let message = match closest(key, here.map(|other| other.name)) {
                Some(close) => format!("« {key} » n'est pas une variable connue : « {close} » ?"),
                None => format!(
                    "« {key} » n'est pas une variable connue ; docs/calculate.md les donne toutes"
                ),
            };
            return Err(self.told(key, message));
        };
        if variable.entity != self.entity {
            let message = format!("« {key} » se donne dans « {} »", variable.entity.plural());
            return Err(self.told(key, message));
        }
        Ok((place, variable))
    }

    /// The values of a variable.
    fn variable(&mut self, place: usize, variable: &'static Variable) -> Result<(), Stop> {
        let from = self.document.values.len();
        let first = self.json.next();
        if first != Some(b'{') {
            // A list is no shape of a document at all.
            if first == Some(b'[') {
                return Err(Stop::Malformed);
            }
            self.json.raw()?;
            let period = if variable.per == Per::Ever { "ETERNITY" } else { "2025-10" };
            let message = format!("ici il faut un objet par période : {{ \"{period}\": … }}");
            return Err(self.told(variable.name, message));
        }
        self.json.take(b'{')?;
        if !self.json.takes(b'}') {
            let mut before = Before::Variable(place);
            loop {
                before = self.dated(place, variable, before)?;
                if !self.json.goes_on(b'}')? {
                    break;
                }
            }
        }
        let values = from..self.document.values.len();
        if !values.is_empty() {
            let given = self.document.values.get(values.clone()).unwrap_or_default();
            let zero = given.iter().all(|(_, raw)| *raw == "0");
            self.document.givens.push(Given { place, variable, values, zero });
            let end = self.document.givens.len();
            if let Some(member) = self.open() {
                member.givens.end = end;
            }
        }
        Ok(())
    }

    /// A period and the value of a variable for it; gives that period.
    fn dated(
        &mut self,
        place: usize,
        variable: &'static Variable,
        before: Before,
    ) -> Result<Before, Stop> {
        if let Some((known, text, period)) = self.habits.period(before)
            && self.json.takes_string(text)
        {
            self.json.take(b':')?;
            self.value(place, variable, text, Some(period))?;
            return Ok(Before::Period(known));
        }
        let text = self.json.string()?;
        let period = Period::read(&text);
        self.json.take(b':')?;
        self.value(place, variable, &text, period)?;
        Ok(self.habits.note_period(before, text, period))
    }

    /// The value of a variable for a period.
    fn value(
        &mut self,
        place: usize,
        variable: &'static Variable,
        key: &str,
        period: Option<Period>,
    ) -> Result<(), Stop> {
        let raw = self.json.raw()?;
        let told = |reader: &Self, message: String| {
            reader.told(&format!("{}.{key}", variable.name), message)
        };
        let Some(period) = period else {
            let message = format!(
                "« {key} » n'est pas une période : 2025-10, 2025, month:2025-01:12 ou ETERNITY"
            );
            return Err(told(self, message));
        };
        if variable.per == Per::Year && period.year().is_none() && period != Period::Ever {
            return Err(told(self, format!("« {} » se donne par année civile", variable.name)));
        }
        if raw != "null" {
            self.document.values.push((period, raw));
            return Ok(());
        }
        let Sense::Right { .. } = variable.sense else {
            let message = format!("« {} » n'est pas calculé ici : donnez sa valeur", variable.name);
            return Err(told(self, message));
        };
        let Some(month) = period.month() else {
            return Err(told(self, format!("« {} » se demande mois par mois", variable.name)));
        };
        let end = self.json.at();
        let members = self.document.members(variable.entity).len();
        self.document.nulls.push(Null {
            variable: place,
            member: members.saturating_sub(1),
            month,
            at: end - raw.len()..end,
        });
        Ok(())
    }

    /// Something wrong about the member being read.
    fn told(&self, rest: &str, message: String) -> Stop {
        let member = self.document.members(self.entity).last().map_or("", |member| &member.id);
        let path = format!("{}.{member}.{rest}", self.entity.plural());
        Stop::Told(DocumentError::new(path, message))
    }

    /// Where the member being read is kept.
    fn open(&mut self) -> Option<&mut Member<'a>> {
        self.document.members.get_mut(self.entity as usize)?.last_mut()
    }
}
