//! A document, read in one pass: what it gives stays where it is written, what it asks is noted.

use crate::error::{DocumentError, closest};
use crate::given::Values;
use crate::period::Period;
use crate::variable::{Entity, Per, Sense, Variable};
use crate::variables::{VARIABLES, variable};
use auclair_engine::Month;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// A document in the format of `/calculate`.
#[derive(Debug)]
pub struct Document<'a> {
    text: &'a str,
    members: [Vec<Member<'a>>; 4],
    values: Vec<(Period, &'a str)>,
    pub(crate) nulls: Vec<Null>,
}

/// A person, a family, a tax household or a dwelling.
#[derive(Debug)]
pub(crate) struct Member<'a> {
    pub(crate) id: Cow<'a, str>,
    /// Who belongs to it, each with the place of the role among those of the entity.
    pub(crate) roles: Vec<(usize, Cow<'a, str>)>,
    givens: Vec<Given>,
}

/// The values given to a variable.
#[derive(Debug)]
struct Given {
    /// The place of the variable in the table.
    place: usize,
    variable: &'static Variable,
    values: Range<usize>,
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
        let mut reader = Reader {
            document: Self {
                text,
                members: Default::default(),
                values: Vec::with_capacity(64),
                nulls: Vec::new(),
            },
            entity: Entity::Individu,
            error: None,
        };
        let mut json = serde_json::Deserializer::from_str(text);
        let read = Whole(&mut reader).deserialize(&mut json).and_then(|()| json.end());
        match (reader.error, read) {
            (Some(error), _) => Err(error),
            (None, Ok(())) => Ok(reader.document),
            (None, Err(error)) => Err(DocumentError::new(
                "",
                format!("ce n'est pas du JSON bien formé (colonne {})", error.column()),
            )),
        }
    }

    /// The members of an entity.
    pub(crate) fn members(&self, entity: Entity) -> &[Member<'a>] {
        self.members.get(entity as usize).map_or(&[], Vec::as_slice)
    }

    /// What is given about a member.
    pub(crate) fn givens<'d>(
        &'d self,
        entity: Entity,
        member: &'d Member<'a>,
    ) -> impl Iterator<Item = Values<'d, 'a>> + Clone {
        member.givens.iter().map(move |given| Values {
            entity,
            id: &member.id,
            place: given.place,
            variable: given.variable,
            given: self.values.get(given.values.clone()).unwrap_or_default(),
        })
    }

    /// The text, each value asked for replaced by what `write` writes.
    pub(crate) fn filled(
        &self,
        out: &mut String,
        mut write: impl FnMut(&Null, &mut String) -> Result<(), DocumentError>,
    ) -> Result<(), DocumentError> {
        let mut from = 0;
        for null in &self.nulls {
            out.push_str(self.text.get(from..null.at.start).unwrap_or_default());
            write(null, out)?;
            from = null.at.end;
        }
        out.push_str(self.text.get(from..).unwrap_or_default());
        Ok(())
    }
}

/// The document being read, and the first thing found wrong in it.
struct Reader<'a> {
    document: Document<'a>,
    entity: Entity,
    error: Option<DocumentError>,
}

impl<'a> Reader<'a> {
    /// Notes what is wrong, and stops the reading.
    fn refuse<E: Error>(&mut self, path: String, message: String) -> E {
        self.error = Some(DocumentError::new(path, message));
        E::custom("")
    }

    fn member(&self) -> &str {
        let members = self.document.members.get(self.entity as usize);
        members.and_then(|members| members.last()).map_or("", |member| &member.id)
    }

    fn place(&self, rest: &str) -> String {
        format!("{}.{}.{rest}", self.entity.plural(), self.member())
    }

    /// Where the member being read is kept.
    fn open(&mut self) -> Option<&mut Member<'a>> {
        self.document.members.get_mut(self.entity as usize)?.last_mut()
    }
}

/// The whole document: `{ "individus": { … }, … }`.
struct Whole<'r, 'a>(&'r mut Reader<'a>);

impl<'de> DeserializeSeed<'de> for Whole<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Text)? {
            let Some(entity) = Entity::ALL.into_iter().find(|entity| entity.plural() == key) else {
                let names = Entity::ALL.map(Entity::plural);
                let message = match closest(&key, names.into_iter()) {
                    Some(close) => format!("« {key} » n'est pas une entité : « {close} » ?"),
                    None => {
                        format!("« {key} » n'est pas une entité : {}", names.join(", "))
                    }
                };
                return Err(self.0.refuse(key.into_owned(), message));
            };
            self.0.entity = entity;
            map.next_value_seed(Members(self.0))?;
        }
        Ok(())
    }
}

/// The members of an entity, by their identifiers.
struct Members<'r, 'a>(&'r mut Reader<'a>);

impl<'de> DeserializeSeed<'de> for Members<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("members")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let entity = self.0.entity;
        while let Some(id) = map.next_key_seed(Text)? {
            if let Some(members) = self.0.document.members.get_mut(entity as usize) {
                if members.iter().any(|member| member.id == id) {
                    let path = format!("{}.{id}", entity.plural());
                    return Err(self.0.refuse(path, format!("« {id} » est décrit deux fois")));
                }
                members.push(Member { id, roles: Vec::new(), givens: Vec::with_capacity(16) });
            }
            map.next_value_seed(Described(self.0))?;
        }
        Ok(())
    }
}

/// What is said of a member: who belongs to it, and its variables.
struct Described<'r, 'a>(&'r mut Reader<'a>);

impl<'de> DeserializeSeed<'de> for Described<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Described<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("variables")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let reader = self.0;
        while let Some(key) = map.next_key_seed(Text)? {
            let roles = reader.entity.roles();
            if let Some(role) = roles.iter().position(|role| *role == key) {
                map.next_value_seed(People { reader, role })?;
                continue;
            }
            let Some((place, variable)) = variable(&key) else {
                let here = VARIABLES.iter().filter(|other| other.entity == reader.entity);
                let message = match closest(&key, here.map(|other| other.name)) {
                    Some(close) => {
                        format!("« {key} » n'est pas une variable connue : « {close} » ?")
                    }
                    None => format!(
                        "« {key} » n'est pas une variable connue ; docs/calculate.md les donne toutes"
                    ),
                };
                return Err(reader.refuse(reader.place(&key), message));
            };
            if variable.entity != reader.entity {
                let message = format!("« {key} » se donne dans « {} »", variable.entity.plural());
                return Err(reader.refuse(reader.place(&key), message));
            }
            let from = reader.document.values.len();
            map.next_value_seed(ByPeriod { reader, place, variable })?;
            let values = from..reader.document.values.len();
            if let (false, Some(member)) = (values.is_empty(), reader.open()) {
                member.givens.push(Given { place, variable, values });
            }
        }
        Ok(())
    }
}

/// The people who hold a role: one identifier or several.
struct People<'r, 'a> {
    reader: &'r mut Reader<'a>,
    role: usize,
}

impl<'de> DeserializeSeed<'de> for People<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for People<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("identifiers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(id) = list.next_element_seed(Text)? {
            if let Some(member) = self.reader.open() {
                member.roles.push((self.role, id));
            }
        }
        Ok(())
    }

    fn visit_borrowed_str<E: Error>(self, id: &'de str) -> Result<(), E> {
        if let Some(member) = self.reader.open() {
            member.roles.push((self.role, Cow::Borrowed(id)));
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<(), E> {
        if let Some(member) = self.reader.open() {
            member.roles.push((self.role, Cow::Owned(id.to_owned())));
        }
        Ok(())
    }
}

/// The values of a variable by period.
struct ByPeriod<'r, 'a> {
    reader: &'r mut Reader<'a>,
    place: usize,
    variable: &'static Variable,
}

impl<'de> DeserializeSeed<'de> for ByPeriod<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ByPeriod<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("values by period")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { reader, place, variable } = self;
        while let Some(key) = map.next_key_seed(Text)? {
            let raw: &'de RawValue = map.next_value()?;
            let raw = raw.get();
            let path = |reader: &Reader<'_>| reader.place(&format!("{}.{key}", variable.name));
            let Some(period) = Period::read(&key) else {
                let message = format!(
                    "« {key} » n'est pas une période : 2025-10, 2025, month:2025-01:12 ou ETERNITY"
                );
                return Err(reader.refuse(path(reader), message));
            };
            if variable.per == Per::Year && period.year().is_none() && period != Period::Ever {
                let message = format!("« {} » se donne par année civile", variable.name);
                return Err(reader.refuse(path(reader), message));
            }
            if raw != "null" {
                reader.document.values.push((period, raw));
                continue;
            }
            let Sense::Right { .. } = variable.sense else {
                let message =
                    format!("« {} » n'est pas calculé ici : donnez sa valeur", variable.name);
                return Err(reader.refuse(path(reader), message));
            };
            let Some(month) = period.month() else {
                let message = format!("« {} » se demande mois par mois", variable.name);
                return Err(reader.refuse(path(reader), message));
            };
            let start = (raw.as_ptr() as usize) - (reader.document.text.as_ptr() as usize);
            let members = reader.document.members(variable.entity).len();
            reader.document.nulls.push(Null {
                variable: place,
                member: members.saturating_sub(1),
                month,
                at: start..start + raw.len(),
            });
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Err(self.wrong())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Err(self.wrong())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Err(self.wrong())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Err(self.wrong())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Err(self.wrong())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Err(self.wrong())
    }
}

impl ByPeriod<'_, '_> {
    fn wrong<E: Error>(self) -> E {
        let path = self.reader.place(self.variable.name);
        let period = if self.variable.per == Per::Ever { "ETERNITY" } else { "2025-10" };
        let message = format!("ici il faut un objet par période : {{ \"{period}\": … }}");
        self.reader.refuse(path, message)
    }
}

/// A text, borrowed where it has no escape.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}
