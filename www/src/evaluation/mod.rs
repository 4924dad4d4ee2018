//! The only place that calls the engine: from a household and a month to what the pages show.

mod asked;
mod worth;

pub(crate) use asked::{cells, is_resource};
#[cfg(test)]
pub(crate) use worth::LATER;

use crate::pace::{Made, Pace, at_once};
use crate::speech::{Speech, french, sentences, speech};
use crate::state::Cell;
use crate::texts::{texts, with};
use crate::words;
use asked::{asked, estimated, is_about_resources, with_nothing_more};
use auclair_engine::explain::{Explainer, Explanation, QuestionWords, Tree};
use auclair_engine::program::{CaveatKind, RuleId};
use auclair_engine::{
    Answer, Asked, Fact, Household, Month, Need, Outcome, Plan, Trace, Value, granted, outcome,
};
use auclair_rules::{Jurisdiction, Simulation};
pub(crate) use auclair_rules::{Received, Right, Standing, Verdict};
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// How many evaluations may narrow what an answer is worth, which is waited for.
const STAKES_BUDGET: usize = 240;

/// A right that is explained, in which language, and whether its values are marked.
type Told = (RuleId, *const Speech, bool);

/// A household evaluated at a month.
#[derive(Debug)]
pub(crate) struct View {
    jurisdiction: &'static Jurisdiction,
    plan: Rc<Plan>,
    household: Rc<Household>,
    trace: Trace,
    rights: Made<Vec<Right>>,
    so_far: Made<Vec<Right>>,
    first: Made<Vec<Right>>,
    then: Made<Vec<(Month, Vec<Right>)>>,
    without_days: OnceCell<Rc<Household>>,
    /// The rights explained so far, each in the language that was spoken.
    explained: RefCell<Vec<(Told, Rc<Explanation>)>>,
    /// The household had it received nothing more, while that was not said.
    settled: Option<Household>,
    /// The answers that can still change a result.
    pub(crate) needs: Vec<Need>,
    /// The answers that are not known, and would change a result.
    pub(crate) unsure: Vec<Need>,
    /// The questions to show: those that can change a result, and those that were answered.
    pub(crate) asked: Vec<Cell>,
    /// The estimates that an exact answer could replace.
    pub(crate) estimated: Vec<Cell>,
}

/// Evaluates a household; nothing when the evaluation fails, which no answer should bring about.
pub(crate) async fn view(
    jurisdiction: &'static Jurisdiction,
    plan: &Rc<Plan>,
    household: &Rc<Household>,
    pace: Pace,
) -> Option<View> {
    let rules: Vec<RuleId> = jurisdiction.program.droits().map(|(_, rule)| rule).collect();
    let mut simulation = Simulation::results(jurisdiction, plan, household).ok()?;
    pace.breathe().await;
    let needs = simulation.evaluated().needs(&rules);
    let unsure = simulation.evaluated().unsure(&rules);
    pace.breathe().await;
    let (mut settled, mut later_needs) = (None, None);
    if needs.iter().any(|need| is_about_resources(jurisdiction, need)) {
        let household = with_nothing_more(jurisdiction, household);
        let later = Simulation::results(jurisdiction, plan, &household).ok()?;
        later_needs = Some(later.evaluated().needs(&rules));
        settled = Some(household);
        pace.breathe().await;
    }
    simulation.complete().ok()?;
    pace.breathe().await;
    let asked = asked(&simulation, &needs, later_needs.as_ref().unwrap_or(&needs));
    let estimated = estimated(&simulation);
    let trace = simulation.trace;
    Some(View {
        jurisdiction,
        plan: Rc::clone(plan),
        household: Rc::clone(household),
        trace,
        rights: Made::default(),
        so_far: Made::default(),
        first: Made::default(),
        then: Made::default(),
        without_days: OnceCell::new(),
        explained: RefCell::default(),
        settled,
        needs,
        unsure,
        asked,
        estimated,
    })
}

/// The situations that the rules do not cover, each with the rights it concerns.
pub(crate) fn left_out(jurisdiction: &'static Jurisdiction) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for (id, rule) in jurisdiction.program.droits() {
        let dispositif = jurisdiction.program.dispositifs.get(id.index());
        let right = dispositif.map(|found| found.name.clone()).unwrap_or_default();
        let uncovered = granted(&jurisdiction.program, rule).map(|(uncovered, _)| uncovered);
        for condition in uncovered.unwrap_or_default() {
            let Some(label) = condition.label else { continue };
            let situation = sentences(jurisdiction).plain(label);
            match found.iter_mut().find(|(other, _)| *other == situation) {
                Some((_, rights)) => rights.push(right.clone()),
                None => found.push((situation, vec![right.clone()])),
            }
        }
    }
    found
}

impl View {
    fn simulation<T>(&self, read: impl FnOnce(&Explainer<'_>) -> T) -> T {
        let evaluated = auclair_engine::Evaluated {
            program: &self.jurisdiction.program,
            plan: &self.plan,
            trace: &self.trace,
            household: &self.household,
        };
        read(&Explainer::new(evaluated, sentences(self.jurisdiction)))
    }

    /// Makes what results show, and lets the browser do other things meanwhile.
    pub(crate) async fn prepare(&self) {
        let pace = Pace::InPieces;
        if self.rights.is_missing() {
            self.rights.keep(self.find_rights(pace).await);
        }
        if self.first.is_missing() {
            self.first.keep(self.find_first(pace).await);
        }
        if self.then.is_missing() {
            self.then.keep(self.find_then(pace).await);
        }
        for right in self.rights() {
            if self.explained.borrow().iter().all(|((rule, ..), _)| *rule != right.rule) {
                pace.breathe().await;
                self.explain(right.rule);
            }
        }
    }

    /// Whether it was not said yet what the household received.
    pub(crate) fn provisional(&self) -> bool {
        self.settled.is_some()
    }

    /// The household without the days of birth, if its rights do not depend on them; as it is otherwise.
    pub(crate) fn without_days(&self) -> &Household {
        self.without_days.get_or_init(|| {
            let mut vague = (*self.household).clone();
            for person in 0..vague.people().len() {
                if let Some(person) = vague.person_mut(person) {
                    person.birth = person.birth.and_then(|birth| birth.replace_day(1).ok());
                }
            }
            let rights_of =
                |household| at_once(self.rights_of(Cow::Borrowed(household), 0, Pace::AtOnce));
            if rights_of(&vague) == rights_of(&self.household) {
                Rc::new(vague)
            } else {
                Rc::clone(&self.household)
            }
        })
    }

    /// The words of a question.
    pub(crate) fn words(&self, cell: Cell) -> QuestionWords {
        self.simulation(|explainer| explainer.question(cell.question, cell.person))
    }

    /// The four folds of a right, in the language that is spoken.
    pub(crate) fn explain(&self, rule: RuleId) -> Rc<Explanation> {
        self.explained((rule, speech(), false))
    }

    /// The same, where each number that is shown tells its line of the [`tree`](Self::tree).
    pub(crate) fn explain_marked(&self, rule: RuleId) -> Rc<Explanation> {
        self.explained((rule, speech(), true))
    }

    fn explained(&self, told: Told) -> Rc<Explanation> {
        let mut explained = self.explained.borrow_mut();
        if let Some((_, explanation)) = explained.iter().find(|(other, _)| *other == told) {
            return Rc::clone(explanation);
        }
        let (rule, _, marks) = told;
        let explanation = Rc::new(self.explained_now(rule, marks));
        explained.push((told, Rc::clone(&explanation)));
        explanation
    }

    fn explained_now(&self, rule: RuleId, marks: bool) -> Explanation {
        let mut explanation = self.simulation(|explainer| {
            if marks { explainer.marked() } else { *explainer }.explain(rule)
        });
        if let Some(Standing::Amount(_)) = self.narrowed(rule).map(|right| &right.standing) {
            texts().results().whatever().clone_into(&mut explanation.sentence);
        }
        let told = sentences(self.jurisdiction);
        for figure in self.jurisdiction.overdue(&explanation, told, self.plan.month()) {
            let told = with(texts().doubts().overdue(), &[&figure.label, &words::date(figure.due)]);
            explanation.caveats.push((CaveatKind::Unconfirmed, told));
        }
        explanation
    }

    /// The whole calculation of a right.
    pub(crate) fn tree(&self, rule: RuleId) -> Tree {
        self.simulation(|explainer| explainer.marked().tree(rule))
    }

    /// A right of which more is known than its calculation says, since answers are missing.
    pub(crate) fn narrowed(&self, rule: RuleId) -> Option<&Right> {
        let found = outcome(&self.jurisdiction.program, &self.plan, &self.trace, rule);
        let narrowed = matches!(found, Outcome::Between(..));
        self.rights().iter().find(|right| narrowed && right.rule == rule)
    }

    /// What an answer is worth: the rights that depend on it, each with all that it may be from one
    /// answer to another, had the household received nothing more than what was said.
    pub(crate) fn stakes(&self, cell: Cell) -> Vec<Right> {
        let mut vague = with_nothing_more(self.jurisdiction, &self.household);
        if let Some(fact) =
            vague.fact_mut(cell.question, cell.scope(), cell.person.unwrap_or_default())
        {
            *fact = Fact::Always(Answer::DontKnow);
        }
        let Ok(simulation) = Simulation::results(self.jurisdiction, &self.plan, &vague) else {
            return Vec::new();
        };
        let asked = Asked::Question(cell.question, cell.person);
        let evaluated = simulation.evaluated();
        let depends =
            |right: &Right| evaluated.unsure(&[right.rule]).iter().any(|need| need.asked == asked);
        let rights = simulation.rights(STAKES_BUDGET);
        rights.into_iter().filter(depends).collect()
    }

    /// The answers that can still change one right, those that decide first.
    pub(crate) fn missing(&self, rule: RuleId) -> Vec<Need> {
        self.simulation(|explainer| {
            let evaluated = explainer.evaluated;
            let mut missing = evaluated.needs(&[rule]);
            missing.extend(evaluated.unsure(&[rule]));
            missing
        })
    }

    /// What was said to be received of a right already.
    pub(crate) fn received(&self, right: &Right) -> Option<Received> {
        self.simulation(|explainer| auclair_rules::received(&explainer.evaluated, right))
    }

    /// The same in French, whatever the language of the page.
    pub(crate) fn explain_in_french(&self, rule: RuleId) -> Explanation {
        self.simulation(|explainer| {
            let french = french().sentences(self.jurisdiction);
            Explainer::new(explainer.evaluated, french).explain(rule)
        })
    }

    /// What stands for an answer at the last month it is read.
    pub(crate) fn estimate(&self, cell: Cell) -> Option<Value> {
        let month = *self.plan.reads(cell.question).last()?;
        self.simulation(|explainer| {
            explainer.stands_in(cell.question, cell.person.unwrap_or(0), month)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plans;
    use auclair_engine::QuestionId;
    use auclair_rules::{household, jurisdiction};
    use rust_decimal::Decimal;

    fn seen(case: &str, change: impl Fn(&str) -> String) -> View {
        let path = format!("{}/../tests/cases/{case}.json", env!("CARGO_MANIFEST_DIR"));
        let text = change(&std::fs::read_to_string(path).expect("a case"));
        let document = household::read(&text).expect("a household");
        let found = jurisdiction(&document.jurisdiction).expect("a jurisdiction");
        let plan = plans::plan(found, document.month).expect("a plan");
        made(found, &plan, document.household)
    }

    fn made(of: &'static Jurisdiction, plan: &Rc<Plan>, household: Household) -> View {
        let household = Rc::new(household);
        at_once(Box::pin(view(of, plan, &household, Pace::AtOnce))).flatten().expect("a view")
    }

    fn standing_of(view: &View, name: &str) -> Standing {
        let of = |right: &&Right| {
            let found = view.jurisdiction.program.dispositifs.get(right.dispositif.index());
            found.is_some_and(|found| found.name == name)
        };
        view.rights().iter().find(of).expect("a right").standing.clone()
    }

    #[test]
    fn a_whole_household_has_amounts_and_nothing_left_to_ask() {
        let view = seen("marseille", str::to_owned);
        assert_eq!(standing_of(&view, "aides au logement"), Standing::Amount(Decimal::from(308)));
        assert!(view.needs.is_empty() && !view.provisional());
    }

    #[test]
    fn an_unknown_rent_gives_a_range_around_the_amount() {
        let view = seen("marseille", |text| text.replace("\"loyer\": 450", "\"loyer\": null"));
        let Standing::Between { low, high: Some(high), .. } =
            standing_of(&view, "aides au logement")
        else {
            panic!("a range");
        };
        assert!(low < Decimal::from(308) && high >= Decimal::from(308), "{low} {high}");
    }

    #[test]
    fn a_sentence_says_no_other_amount_than_the_result_above_it() {
        let known = seen("marseille", str::to_owned);
        let mut household = (*known.household).clone();
        for (index, question) in (0u32..).zip(&known.jurisdiction.program.questions) {
            if question.name == "indemnités journalières" {
                let fact = household.fact_mut(QuestionId(index), question.scope, 0);
                *fact.expect("a fact") = Fact::Always(Answer::DontKnow);
            }
        }
        let view = made(known.jurisdiction, &known.plan, household);
        let (mut ranges, mut amounts) = (0, 0);
        for right in view.rights().iter().filter(|right| view.narrowed(right.rule).is_some()) {
            let sentence = view.explain(right.rule).sentence.clone();
            if let Standing::Amount(_) = right.standing {
                assert_eq!(sentence, texts().results().whatever());
                amounts += 1;
            } else {
                assert!(!sentence.contains(|c: char| c.is_ascii_digit()), "{sentence}");
                ranges += 1;
            }
        }
        assert!(ranges > 0 && amounts > 0, "{ranges} {amounts}");
    }

    #[test]
    fn a_day_of_birth_that_changes_a_right_is_noticed() {
        let day = |birth: &str| {
            let view = seen("village", |text| text.replace("2003-04-18", birth));
            view.without_days().people().first().and_then(|who| who.birth).map(time::Date::day)
        };
        assert_eq!((day("1970-11-17"), day("2003-04-18")), (Some(17), Some(1)));
    }

    #[test]
    fn what_is_not_covered_asks_nothing_more() {
        let view = seen("marseille", |text| text.replace("\"zone 2\"", "\"outre-mer\""));
        assert!(view.rights().iter().all(|right| right.standing == Standing::Uncovered));
        assert!(view.needs.is_empty());
    }
}
