//! Households drawn at random, for the questions of a jurisdiction.

use auclair_engine::{
    Answer, Fact, Household, Kind, Month, QuestionId, Range, Role, Scope, Set, Unit, Value,
};
use auclair_rules::Jurisdiction;
use proptest::prelude::*;
use rust_decimal::Decimal;
use time::{Date, Duration};

/// A household and the month it is asked about.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    pub(crate) household: Household,
    pub(crate) month: Month,
}

/// Numbers taken one after the other; zero when there is none left.
struct Draw(std::vec::IntoIter<u32>);

impl Draw {
    fn below(&mut self, end: u32) -> u32 {
        self.0.next().unwrap_or(0) % end.max(1)
    }
}

/// Households between the first month of the rules and November 2026; with `gaps`, some answers are missing.
pub(crate) fn households(
    jurisdiction: &'static Jurisdiction,
    gaps: bool,
) -> impl Strategy<Value = Drawn> {
    prop::collection::vec(any::<u32>(), 400).prop_map(move |numbers| {
        let mut draw = Draw(numbers.into_iter());
        let first = jurisdiction.program.first_month.expect("a first month");
        let last = Month::new(2026, 11).expect("a month");
        let months = u32::try_from(last.since(first)).expect("months") + 1;
        let month = first.plus(i32::try_from(draw.below(months)).expect("an offset"));
        let mut household = Household::new(&jurisdiction.program);
        people(&mut draw, &mut household, month);
        for (index, question) in (0u32..).zip(&jurisdiction.program.questions) {
            let count = if question.scope == Scope::Person { household.people().len() } else { 1 };
            for person in 0..count {
                let fact = fact(&mut draw, question, month, gaps);
                let id = QuestionId(index);
                *household.fact_mut(id, question.scope, person).expect("a fact") = fact;
            }
        }
        Drawn { household, month }
    })
}

/// One to seven people: who asks, perhaps a couple, children, others.
fn people(draw: &mut Draw, household: &mut Household, month: Month) {
    let born = |draw: &mut Draw, from: u32, to: u32| {
        let days = from * 365 + draw.below((to - from) * 365);
        month.last_day() - Duration::days(i64::from(days))
    };
    let birth = born(draw, 16, 95);
    household.add("Claude", Role::Demandeur, Some(birth));
    if draw.below(2) == 1 {
        let birth = born(draw, 16, 95);
        let person = household.add("Camille", Role::Conjoint, Some(birth));
        arrival(draw, household, person, month);
    }
    for index in 0..draw.below(5) {
        let birth = born(draw, 0, 26);
        let person = household.add(format!("Enfant {index}"), Role::Enfant, Some(birth));
        arrival(draw, household, person, month);
    }
    if draw.below(4) == 0 {
        let birth = born(draw, 1, 80);
        household.add("Dominique", Role::Autre, Some(birth));
    }
}

/// Some came, or left, in the months that the rules look back on.
fn arrival(draw: &mut Draw, household: &mut Household, person: usize, month: Month) {
    let moved = month.plus(-i32::try_from(draw.below(20)).unwrap_or(0));
    if let Some(person) = household.person_mut(person) {
        match draw.below(8) {
            0 => person.arrived = Some(moved),
            1 => person.left = Some(moved),
            _ => {}
        }
    }
}

fn fact(
    draw: &mut Draw,
    question: &auclair_engine::program::Question,
    month: Month,
    gaps: bool,
) -> Fact {
    match draw.below(8) {
        0 if gaps => return Fact::Missing,
        1 if gaps => return Fact::Always(Answer::DontKnow),
        _ => {}
    }
    let first = answer(draw, question.kind, question.range);
    let mut fact = Fact::Always(first);
    if question.monthly && draw.below(3) == 0 {
        let other = answer(draw, question.kind, question.range);
        let back = i32::try_from(draw.below(14)).unwrap_or(0);
        fact.set(month.plus(-back), other);
    }
    fact
}

fn answer(draw: &mut Draw, kind: Kind, range: Range) -> Answer {
    let value = match (kind, range.set) {
        (Kind::Bool, _) => Value::Bool(draw.below(4) == 0),
        (Kind::Number(unit), Set::Numbers { low, high }) => {
            // Most people have nothing of most things.
            let most = match unit {
                Unit::Count => 4,
                Unit::Money(_) => 2500,
                _ => 40,
            };
            let number = match draw.below(3) {
                0 | 1 => Decimal::ZERO,
                _ => Decimal::from(draw.below(most)) + Decimal::new(i64::from(draw.below(100)), 2),
            };
            let number = if unit == Unit::Count { number.trunc() } else { number };
            let number = low.map_or(number, |low| number.max(low));
            Value::Number(high.map_or(number, |high| number.min(high)))
        }
        (Kind::Choice(_), Set::Choices(mask)) => {
            let choices: Vec<u16> = (0..64).filter(|bit| mask & (1 << bit) != 0).collect();
            let index = draw.below(u32::try_from(choices.len()).unwrap_or(1));
            let choice = choices.get(usize::try_from(index).unwrap_or(0)).copied().unwrap_or(0);
            Value::Choice(choice)
        }
        (_, Set::Dates { low, high }) => {
            let day = Date::from_ordinal_date(2026, 6).expect("a day")
                - Duration::days(i64::from(draw.below(4000)));
            let day = low.map_or(day, |low| day.max(low));
            Value::Date(high.map_or(day, |high| day.min(high)))
        }
        (kind, set) => panic!("a question of kind {kind:?} within {set:?}"),
    };
    Answer::Given(value)
}
