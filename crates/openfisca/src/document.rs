//! A document: what it gives stays where it is written, what it asks is noted.

use crate::error::DocumentError;
use crate::given::Values;
use crate::habits::Habits;
use crate::period::Period;
use crate::reader::Reader;
use crate::variable::{Entity, Variable};
use auclair_engine::Month;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// A document in the format of `/calculate`.
#[derive(Debug, Default)]
pub struct Document<'a> {
    pub(crate) members: [Vec<Member<'a>>; 4],
    /// Who belongs to what, each with the place of the role among those of the entity.
    pub(crate) roles: Vec<(usize, Cow<'a, str>)>,
    pub(crate) givens: Vec<Given>,
    pub(crate) values: Vec<(Period, &'a str)>,
    pub(crate) nulls: Vec<Null>,
}

/// A person, a family, a tax household or a dwelling.
#[derive(Debug)]
pub(crate) struct Member<'a> {
    pub(crate) id: Cow<'a, str>,
    /// Who belongs to it.
    pub(crate) roles: Range<usize>,
    pub(crate) givens: Range<usize>,
}

/// The values given to a variable.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// The place of the variable in the table.
    pub(crate) place: usize,
    pub(crate) variable: &'static Variable,
    pub(crate) values: Range<usize>,
    /// Whether they are all written 0.
    pub(crate) zero: bool,
}

/// A value that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Null {
    /// The place of the variable in the table.
    pub(crate) variable: usize,
    /// The member of its entity.
    pub(crate) member: usize,
    pub(crate) month: Month,
    /// Where `null` stands in the text.
    pub(crate) at: Range<usize>,
}

impl<'a> Document<'a> {
    /// Reads a document.
    pub fn read(text: &'a str) -> Result<Self, DocumentError> {
        let mut document = Self::default();
        document.fill(text, &mut Habits::default())?;
        Ok(document)
    }

    /// Reads another document in the room that the last one took; its habits are likely those of
    /// the others.
    pub(crate) fn fill(
        &mut self,
        text: &'a str,
        habits: &mut Habits<'a>,
    ) -> Result<(), DocumentError> {
        self.members.iter_mut().for_each(Vec::clear);
        self.roles.clear();
        self.givens.clear();
        self.values.clear();
        self.nulls.clear();
        Reader::new(text, self, habits).read()
    }

    /// The members of an entity.
    pub(crate) fn members(&self, entity: Entity) -> &[Member<'a>] {
        self.members.get(entity as usize).map_or(&[], Vec::as_slice)
    }

    /// Who belongs to a member, each with the place of the role among those of the entity.
    pub(crate) fn roles(&self, member: &Member<'a>) -> &[(usize, Cow<'a, str>)] {
        self.roles.get(member.roles.clone()).unwrap_or_default()
    }

    /// What is given about a member.
    pub(crate) fn givens<'d>(
        &'d self,
        entity: Entity,
        member: &'d Member<'a>,
    ) -> impl Iterator<Item = Values<'d, 'a>> + Clone {
        let givens = self.givens.get(member.givens.clone()).unwrap_or_default();
        givens.iter().map(move |given| Values {
            entity,
            id: &member.id,
            place: given.place,
            variable: given.variable,
            given: self.values.get(given.values.clone()).unwrap_or_default(),
            zero: given.zero,
        })
    }
}

/// The values asked for at a month.
pub(crate) fn asked(nulls: &[Null], month: Month) -> impl Iterator<Item = &Null> {
    nulls.iter().filter(move |null| null.month == month)
}

/// The text of a document, with these values in the places of those asked for.
pub(crate) fn filled(text: &str, nulls: &[Null], values: &[Decimal], out: &mut String) {
    let mut from = 0;
    for (null, value) in nulls.iter().zip(values) {
        out.push_str(text.get(from..null.at.start).unwrap_or_default());
        // Most benefits are not due.
        if value.is_zero() {
            out.push('0');
        } else {
            let _ = write!(out, "{}", value.normalize());
        }
        from = null.at.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
}
