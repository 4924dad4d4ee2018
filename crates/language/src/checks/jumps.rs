//! Amounts such that one euro more costs the household money. The law holds some, such as a
//! threshold below which nothing is paid: each is worth knowing, and any other is a slip.
//!
//! What each test of the rules describes is a household. One amount is moved along its range, and
//! what the household has in all is watched: where it falls by more than the amount rises, the
//! place is narrowed down to one unit of money. What `saut voulu` says of the place is not told.

use crate::diagnostic::{Code, Diagnostic};
use crate::elaborate::Elaborated;
use crate::syntax::ast::{Test, TestPerson};
use crate::testing::household;
use auclair_engine::program::{Question, QuestionId, RuleId};
use auclair_engine::{
    Answer, Detail, Fact, Household, Kind, Op, Outcome, Period, Plan, Program, Set, Trace, Unit,
    Value, evaluate_into, outcome, results_into, text,
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// How far apart the amounts are that are tried first.
const STEP: Decimal = Decimal::from_parts(25, 0, 0, false, 0);
/// Up to this amount a month.
const HIGHEST: Decimal = Decimal::from_parts(4000, 0, 0, false, 0);
/// What roundings do is no jump.
const TOLERANCE: Decimal = Decimal::from_parts(2, 0, 0, false, 0);

/// The worst jump of each right along each amount, told for the household that meets it.
pub fn jumps(elaborated: &Elaborated) -> Vec<Diagnostic> {
    let program = &elaborated.program;
    let mut worst: BTreeMap<(RuleId, QuestionId), Jump> = BTreeMap::new();
    let mut families = BTreeSet::new();
    for (home, test) in &elaborated.tests {
        // One household of each kind: the others differ by answers.
        let kind = (*home, test.people.iter().map(|person| (&person.role, person.count)).collect());
        let kind: (_, Vec<(&String, u32)>) = kind;
        if !families.insert(kind) {
            continue;
        }
        let Some(household) = household(elaborated, *home, test) else { continue };
        let Ok(plan) = Plan::of_all(program, test.month, Detail::Results) else { continue };
        for (id, question) in amounts(program) {
            if plan.reads(id).is_empty() {
                continue;
            }
            let household = household.clone();
            let trace = Trace::default();
            let mut walk = Walk { elaborated, program, plan: &plan, household, id, trace };
            for fall in walk.along(question) {
                let jump = Jump { fall, test };
                let known = worst.entry((jump.fall.droit, id)).or_insert_with(|| jump.clone());
                if known.fall.loss < jump.fall.loss {
                    *known = jump;
                }
            }
        }
    }
    // Amounts that count alike meet the same jump.
    let mut alike: BTreeMap<(RuleId, Decimal), (Jump, Vec<&str>)> = BTreeMap::new();
    for ((droit, id), jump) in worst {
        let Some(question) = program.questions.get(id.index()) else { continue };
        let group = alike.entry((droit, jump.fall.loss)).or_insert_with(|| (jump, Vec::new()));
        group.1.push(&question.name);
    }
    alike.into_values().filter_map(|(jump, names)| report(elaborated, &jump, &names)).collect()
}

/// What is counted in money each month.
fn amounts(program: &Program) -> impl Iterator<Item = (QuestionId, &Question)> {
    (0u32..)
        .zip(&program.questions)
        .filter(|(_, question)| question.kind == Kind::Number(Unit::Money(Period::Month)))
        .map(|(index, question)| (QuestionId(index), question))
}

/// A fall, and the household that meets it.
#[derive(Clone)]
struct Jump<'a> {
    fall: Fall,
    test: &'a Test,
}

/// Between these two amounts, a right falls so much that the household loses this.
#[derive(Clone)]
struct Fall {
    droit: RuleId,
    from: Decimal,
    to: Decimal,
    loss: Decimal,
}

/// What each right gives a month, at an amount; nothing where it is not known.
#[derive(Clone)]
struct Point {
    amount: Decimal,
    rights: Vec<(RuleId, Option<Decimal>)>,
}

impl Point {
    /// How much each right falls from here to another point, when it is known at both.
    fn falls_to(&self, other: &Self) -> impl Iterator<Item = (RuleId, Decimal)> {
        let pairs = self.rights.iter().zip(&other.rights);
        pairs.filter_map(|((droit, before), (_, after))| Some((*droit, (*before)? - (*after)?)))
    }

    fn fall_to(&self, other: &Self) -> Decimal {
        self.falls_to(other).map(|(_, fall)| fall).sum()
    }
}

/// What a clause that may make a jump decided.
#[derive(PartialEq)]
enum Decision {
    /// Whether it holds, when that is known.
    Holds(Option<bool>),
    /// The rounded value, and the step to which it is rounded.
    Rounded(Decimal, Decimal),
}

/// A household along one of its amounts.
struct Walk<'a> {
    elaborated: &'a Elaborated,
    program: &'a Program,
    plan: &'a Plan,
    household: Household,
    id: QuestionId,
    trace: Trace,
}

impl Walk<'_> {
    fn along(&mut self, question: &Question) -> Vec<Fall> {
        let Set::Numbers { low, high } = question.range.set else { return Vec::new() };
        let highest = high.map_or(HIGHEST, |high| high.min(HIGHEST));
        // What changes nothing at a few amounts is taken to change nothing.
        let few = [Decimal::ZERO, highest / Decimal::TEN, highest / Decimal::TWO, highest];
        let rights: BTreeSet<_> = few
            .into_iter()
            .map(|amount| self.at(question, amount).map(|point| point.rights))
            .collect();
        if rights.len() == 1 {
            return Vec::new();
        }
        let mut points = Vec::new();
        let mut amount = low.unwrap_or_default();
        while amount <= highest {
            let Some(point) = self.at(question, amount) else { return Vec::new() };
            // Once nothing is left, nothing can fall.
            let done = point.rights.iter().all(|(_, right)| *right == Some(Decimal::ZERO));
            points.push(point);
            if done {
                break;
            }
            amount += STEP;
        }
        let mut falls = Vec::new();
        for (index, pair) in points.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            let fall = before.fall_to(after);
            // Beside a steady slope, a jump stands out even when it is small.
            let neighbours = [index.checked_sub(1), Some(index + 1)];
            let steady = neighbours.into_iter().flatten().any(|other| {
                let pair = points.get(other).zip(points.get(other + 1));
                pair.is_some_and(|(a, b)| (a.fall_to(b) - fall).abs() <= TOLERANCE)
            });
            if !steady || fall > STEP + TOLERANCE {
                falls.extend(self.narrow(question, before.clone(), after.clone()));
            }
        }
        falls
    }

    /// The place between two points where most is lost, one unit of money wide.
    fn narrow(&mut self, question: &Question, mut from: Point, mut to: Point) -> Option<Fall> {
        while to.amount - from.amount > Decimal::ONE {
            let middle = ((from.amount + to.amount) / Decimal::TWO).floor();
            let middle = self.at(question, middle)?;
            if from.fall_to(&middle) >= middle.fall_to(&to) {
                to = middle;
            } else {
                from = middle;
            }
        }
        let loss = from.fall_to(&to) - (to.amount - from.amount);
        let (droit, _) = from.falls_to(&to).max_by_key(|(_, fall)| *fall)?;
        let fall = Fall { droit, from: from.amount, to: to.amount, loss };
        (loss > TOLERANCE && !self.wanted(question, &fall)).then_some(fall)
    }

    /// Whether something that the law lets make a jump decides otherwise at the end of a fall.
    fn wanted(&mut self, question: &Question, fall: &Fall) -> bool {
        let mut decisions = |amount| self.decisions(question, amount);
        let (Some(before), Some(after)) = (decisions(fall.from), decisions(fall.to)) else {
            return false;
        };
        before.into_iter().zip(after).any(|pair| match pair {
            // A rounding makes one step: what moves it by several is another jump.
            (Decision::Rounded(before, step), Decision::Rounded(after, _)) => {
                before != after && (before - after).abs() <= step
            }
            (before, after) => before != after,
        })
    }

    /// What decides of the jumps that the law wants, for each month and each person.
    fn decisions(&mut self, question: &Question, amount: Decimal) -> Option<Vec<Decision>> {
        self.answer(question, amount)?;
        // What no result read is wanted too.
        evaluate_into(&mut self.trace, self.program, self.plan, &self.household).ok()?;
        let months: BTreeSet<_> =
            self.plan.questions().flat_map(|(_, months)| months).copied().collect();
        let mut found = Vec::new();
        for node in &self.elaborated.wanted_jumps {
            let Some(op) = self.program.node(*node).map(|node| &node.op) else { continue };
            for slot in months.iter().filter_map(|month| self.plan.slot(*node, *month)) {
                for person in 0..self.trace.people() {
                    found.push(match (op, self.trace.value(slot, person)) {
                        (Op::Rounded { step, .. }, Value::Number(number)) => {
                            Decision::Rounded(number, *step)
                        }
                        (Op::Withheld { .. }, Value::Number(number)) => {
                            Decision::Holds(Some(number.is_zero()))
                        }
                        (_, Value::Bool(holds)) => Decision::Holds(Some(holds)),
                        _ => Decision::Holds(None),
                    });
                }
            }
        }
        Some(found)
    }

    fn answer(&mut self, question: &Question, amount: Decimal) -> Option<()> {
        let fact = self.household.fact_mut(self.id, question.scope, 0)?;
        *fact = Fact::Always(Answer::Given(Value::Number(amount)));
        Some(())
    }

    /// What the rights are worth when the answer is this amount; nothing when that is not known.
    fn at(&mut self, question: &Question, amount: Decimal) -> Option<Point> {
        self.answer(question, amount)?;
        results_into(&mut self.trace, self.program, self.plan, &self.household).ok()?;
        let mut rights = Vec::new();
        for (_, droit) in self.program.droits() {
            let monthly = match self.program.rules.get(droit.index())?.kind {
                Kind::Number(Unit::Money(Period::Month)) => Decimal::ONE,
                Kind::Number(Unit::Money(Period::Year)) => Decimal::from(12),
                _ => continue,
            };
            let right = match outcome(self.program, self.plan, &self.trace, droit) {
                Outcome::Amount(amount) => amount.checked_div(monthly),
                Outcome::Between(..) | Outcome::Uncovered => None,
            };
            rights.push((droit, right));
        }
        Some(Point { amount, rights })
    }
}

fn report(elaborated: &Elaborated, jump: &Jump, questions: &[&str]) -> Option<Diagnostic> {
    let program = &elaborated.program;
    let rule = program.rules.get(jump.fall.droit.index())?;
    let (question, others) = questions.split_first()?;
    let span = elaborated.rule_spans.get(jump.fall.droit.index()).copied()?;
    let amount =
        |number: Decimal| text::written(number, Unit::Money(Period::Once), &program.currency);
    let message = format!(
        "« {} » : pour {}, quand « {} » passe de {} à {}, le foyer perd {} par mois",
        rule.name,
        family(jump.test),
        question,
        amount(jump.fall.from),
        amount(jump.fall.to),
        amount(jump.fall.loss),
    );
    let label = format!("le foyer du test « {} »", jump.test.name.node);
    let mut found = Diagnostic::warning(Code::Jump, span, message)
        .and(jump.test.name.span, label)
        .help("si la loi le veut, écrivez « saut voulu [article] » sous ce qui le fait ; sinon, cherchez le cas ou le seuil de trop");
    if !others.is_empty() {
        found = found.label(format!("de même pour : {}", others.join(", ")));
    }
    Some(found)
}

/// « 1 adulte de 35 ans et 2 enfants de 8 ans »
fn family(test: &Test) -> String {
    let people: Vec<String> = test.people.iter().map(person).collect();
    super::situation::listed(&people)
}

fn person(person: &TestPerson) -> String {
    let who = match &person.name {
        Some(name) => format!("{name}, {}", person.role),
        None => format!("{} {}", person.count, person.role),
    };
    match (person.age, person.months) {
        (Some(age), _) => format!("{who} de {age} ans"),
        (None, Some(months)) => format!("{who} de {months} mois"),
        (None, None) => match person.birth {
            Some(birth) => format!("{who} né le {}", text::date(birth)),
            None => who,
        },
    }
}
