//! The household that a test describes.

use super::Runner;
use crate::diagnostic::{Code, Diagnostic};
use crate::names::{Names, Symbol};
use crate::source::Span;
use crate::syntax::ast::{Literal, LiteralValue, Test, TestAnswer, TestPerson};
use auclair_engine::{Answer, Fact, Household, Kind, Month, Role, Scope, Unit, Value};
use time::Date;

impl Runner<'_> {
    pub(super) fn people(&mut self, test: &Test, household: &mut Household) {
        let mut counts = std::collections::BTreeMap::new();
        for person in &test.people {
            for _ in 0..person.count {
                let Some(role) = self.role(person, household) else { return };
                // « 2 enfants » are « enfant 1 » and « enfant 2 », as they are when told one by one.
                let one = match role {
                    Role::Demandeur | Role::Conjoint => "adulte",
                    Role::Enfant => "enfant",
                    Role::Autre => "autre personne",
                };
                let number: &mut u32 = counts.entry(one).or_default();
                *number += 1;
                let name = person.name.clone().unwrap_or_else(|| format!("{one} {number}"));
                let index = household.add(name, role, birth(person, test.month));
                if let Some(added) = household.person_mut(index) {
                    added.arrived = person.arrived;
                    added.left = person.left;
                }
            }
        }
    }

    fn role(&mut self, person: &TestPerson, household: &Household) -> Option<Role> {
        let adults = household
            .people()
            .iter()
            .filter(|person| matches!(person.role, Role::Demandeur | Role::Conjoint));
        match person.role.as_str() {
            "adulte" | "adultes" => {
                if let Some(months) = person.months {
                    self.fail(
                        person.span,
                        format!("un adulte de {months} mois ? des mois sont l'âge d'un bébé"),
                    );
                    return None;
                }
                match adults.count() {
                    0 => Some(Role::Demandeur),
                    1 => Some(Role::Conjoint),
                    _ => {
                        self.fail(person.span, "un test a deux adultes au plus ; les autres sont des « autres personnes »");
                        None
                    }
                }
            }
            "enfants" => Some(Role::Enfant),
            "autres personnes" => Some(Role::Autre),
            other => {
                let role = Role::named(other);
                if role.is_none() {
                    self.fail(
                        person.span,
                        format!("« {other} » n'est pas un rôle : adulte, enfant ou autre personne"),
                    );
                }
                role
            }
        }
    }

    pub(super) fn answer(&mut self, answer: &TestAnswer, household: &mut Household) {
        let names = &self.elaborated.names;
        let symbol = Names::find(&names.values, self.home, &answer.question.node);
        let Some(Symbol::Question(id)) = symbol else {
            let known = names.values.iter().filter_map(|((_, name), (symbol, _))| {
                matches!(symbol, Symbol::Question(_)).then_some(name.as_str())
            });
            let close = crate::suggest::closest(&answer.question.node, known);
            let message = format!("« {} » n'est pas une question", answer.question.node);
            let mut diagnostic =
                Diagnostic::error(Code::UnknownName, answer.question.span, message);
            diagnostic.help = close.map(|close| format!("vouliez-vous dire « {close} » ?"));
            self.failures.push(diagnostic);
            return;
        };
        let Some(question) = self.elaborated.program.questions.get(id.index()) else { return };
        let (kind, scope) = (question.kind, question.scope);
        let Some(value) = self.literal(&answer.value, kind) else { return };
        let people: Vec<usize> = match (&answer.who, scope) {
            (None, Scope::Household) => vec![0],
            (None, Scope::Person) => (0..household.people().len()).collect(),
            (Some(who), _) => match self.who(&who.node, who.span, household) {
                Some(person) => vec![person],
                None => return,
            },
        };
        for person in people {
            let Some(fact) = household.fact_mut(id, scope, person) else { continue };
            set(fact, value, answer.from, answer.to);
        }
    }

    pub(super) fn who(&mut self, name: &str, span: Span, household: &Household) -> Option<usize> {
        let found = household.people().iter().position(|person| person.name == name);
        if found.is_none() {
            let names: Vec<&str> =
                household.people().iter().map(|person| person.name.as_str()).collect();
            let message = format!("personne ne s'appelle « {name} » dans ce test");
            self.failures.push(
                Diagnostic::error(Code::UnknownName, span, message)
                    .help(format!("il y a : {}", names.join(", "))),
            );
        }
        found
    }

    /// The value of a literal where a kind is expected; the inner nothing is "I don't know".
    pub(super) fn literal(&mut self, literal: &Literal, kind: Kind) -> Option<Option<Value>> {
        let program = &self.elaborated.program;
        let found = match (&literal.value, kind) {
            (LiteralValue::Unknown, _) => return Some(None),
            (LiteralValue::Absent, _) => return Some(Some(Value::Absent)),
            (LiteralValue::Choice(name), Kind::Choice(list)) => {
                let values = program.lists.get(list.index());
                let position =
                    values.and_then(|list| list.values.iter().position(|(value, _)| value == name));
                match position.and_then(|position| u16::try_from(position).ok()) {
                    Some(position) => return Some(Some(Value::Choice(position))),
                    None => {
                        let known: Vec<&str> = values
                            .map(|list| {
                                list.values.iter().map(|(value, _)| value.as_str()).collect()
                            })
                            .unwrap_or_default();
                        let message = format!("« {name} » n'est pas un choix");
                        self.failures.push(
                            Diagnostic::error(Code::UnknownName, literal.span, message)
                                .help(format!("les choix sont : {}", known.join(", "))),
                        );
                        return None;
                    }
                }
            }
            (LiteralValue::Number(_, Some(unit)), _) => Kind::Number(*unit),
            (LiteralValue::Number(number, None), Kind::Number(_)) if number.is_zero() => kind,
            (LiteralValue::Number(_, None), _) => Kind::Number(Unit::Count),
            (LiteralValue::Bool(_), _) => Kind::Bool,
            (LiteralValue::Date(_), _) => Kind::Date,
            (LiteralValue::Choice(_), _) => Kind::Choice(auclair_engine::ListId(u32::MAX)),
        };
        if !crate::kinds::fits(kind, found) {
            let message = format!(
                "ici il faut {}, et c'est {}",
                crate::kinds::kind_name(kind, program),
                crate::kinds::kind_name(found, program)
            );
            self.failures.push(Diagnostic::error(Code::Kind, literal.span, message));
            return None;
        }
        literal.value.value().map(Some)
    }
}

fn set(fact: &mut Fact, value: Option<Value>, from: Option<Month>, to: Option<Month>) {
    let answer = value.map_or(Answer::DontKnow, Answer::Given);
    match (from, to) {
        (None, _) => *fact = Fact::Always(answer),
        (Some(from), None) => {
            let mut changes = match std::mem::take(fact) {
                Fact::Missing => Vec::new(),
                Fact::Always(always) => vec![(Month::BEGINNING, always)],
                Fact::Since(changes) => changes,
            };
            changes.retain(|(month, _)| *month < from);
            changes.push((from, answer));
            *fact = Fact::Since(changes);
        }
        (Some(from), Some(to)) => {
            let mut month = from;
            while month <= to {
                fact.set(month, answer);
                month = month.plus(1);
            }
        }
    }
}

/// The date of birth that gives a person their age on the first day of the month.
fn birth(person: &TestPerson, month: Month) -> Option<Date> {
    if person.birth.is_some() {
        return person.birth;
    }
    let months = match (person.age, person.months) {
        (Some(years), _) => i32::try_from(years).ok()?.checked_mul(12)?,
        (None, Some(months)) => i32::try_from(months).ok()?,
        (None, None) => return None,
    };
    // Born in the month before: the age does not change within the month asked about.
    let months = if person.age.is_some() { months + 1 } else { months };
    let born = month.plus(-months);
    Some(if person.age.is_some() { born.last_day() } else { born.first_day() })
}
