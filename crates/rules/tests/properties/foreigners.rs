//! Foreigners are asked of their stay when it matters, and never dropped in silence.

use crate::draw::{Drawn, households};
use auclair_engine::{
    Answer, Asked, Detail, Fact, Household, Kind, Outcome, QuestionId, RuleId, Value,
};
use auclair_rules::{Jurisdiction, Simulation, jurisdiction};
use proptest::prelude::*;

/// What is asked of a stay, once a nationality is known.
const STAY: [&str; 5] = [
    "droit au séjour",
    "en France depuis",
    "titre de séjour",
    "titre de travail depuis",
    "conditions de bourse remplies",
];

fn found() -> &'static Jurisdiction {
    jurisdiction("france").expect("france")
}

fn question(name: &str) -> QuestionId {
    found().program.question(name).expect("a question")
}

fn choice(name: &str, choice: &str) -> Value {
    let program = &found().program;
    let Kind::Choice(list) = program.questions[question(name).index()].kind else {
        panic!("« {name} » is a choice");
    };
    let values = &program.lists[list.index()].values;
    let index = values.iter().position(|(value, _)| value == choice).expect("a choice");
    Value::Choice(u16::try_from(index).expect("few choices"))
}

/// The same people, all of this nationality, of whose stay nothing is said but this.
fn of(drawn: &Drawn, nationality: &str, said: &[(&str, Value)]) -> Household {
    let mut household = drawn.household.clone();
    for person in 0..household.people().len() {
        let mut set = |name: &str, answer: Answer| {
            let id = question(name);
            let scope = found().program.questions[id.index()].scope;
            *household.fact_mut(id, scope, person).expect("a fact") = Fact::Always(answer);
        };
        for name in STAY {
            set(name, Answer::Missing);
        }
        for (name, value) in said {
            set(name, Answer::Given(*value));
        }
        set("nationalité", Answer::Given(choice("nationalité", nationality)));
    }
    household
}

fn results(drawn: &Drawn, household: &Household) -> Vec<(RuleId, Outcome, Vec<Asked>)> {
    let plan = found().plan(drawn.month, Detail::Sentences).expect("a plan");
    let simulation = Simulation::new(found(), &plan, household).expect("an evaluation");
    let evaluated = simulation.evaluated();
    simulation
        .outcomes()
        .map(|(_, rule, outcome)| {
            let needs = evaluated.needs(&[rule]).into_iter().map(|need| need.asked);
            (rule, outcome, needs.collect())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// A French household is asked nothing of a stay, and nothing is left open.
    #[test]
    fn the_french_are_asked_nothing(drawn in households(found(), false)) {
        for (_, outcome, needs) in results(&drawn, &of(&drawn, "française", &[])) {
            prop_assert!(!matches!(outcome, Outcome::Between(..)), "{outcome:?} for want of {needs:?}");
        }
    }

    /// Of whose permit nothing is said, a right is open and its question is asked, or it is the same with
    /// the best permit as with none.
    #[test]
    fn a_permit_is_asked_when_it_matters(drawn in households(found(), false)) {
        let permit = question("titre de séjour");
        let with = |name: &str| {
            let said = [("titre de séjour", choice("titre de séjour", name))];
            results(&drawn, &of(&drawn, "autre", &said))
        };
        let (refugee, none) = (with("réfugié"), with("aucun titre"));
        let silent = results(&drawn, &of(&drawn, "autre", &[]));
        for ((open, refugee), none) in silent.iter().zip(&refugee).zip(&none) {
            if refugee.1 == none.1 {
                continue;
            }
            prop_assert!(matches!(open.1, Outcome::Between(..)), "{open:?}, {refugee:?}, {none:?}");
            prop_assert!(open.2.iter().any(|asked| matches!(asked, Asked::Question(id, _) if *id == permit)), "{:?}", open.2);
        }
    }

    /// So it is of a European's right to stay.
    #[test]
    fn a_right_to_stay_is_asked_when_it_matters(drawn in households(found(), false)) {
        let right = question("droit au séjour");
        let long_ago = time::Date::from_ordinal_date(2010, 1).expect("a day");
        let with = |yes: bool| {
            let said = [
                ("droit au séjour", Value::Bool(yes)),
                ("en France depuis", Value::Date(long_ago)),
            ];
            results(&drawn, &of(&drawn, "européenne", &said))
        };
        let (yes, no) = (with(true), with(false));
        let since = [("en France depuis", Value::Date(long_ago))];
        let silent = results(&drawn, &of(&drawn, "européenne", &since));
        for ((open, yes), no) in silent.iter().zip(&yes).zip(&no) {
            if yes.1 == no.1 {
                continue;
            }
            prop_assert!(matches!(open.1, Outcome::Between(..)), "{open:?}, {yes:?}, {no:?}");
            prop_assert!(open.2.iter().any(|asked| matches!(asked, Asked::Question(id, _) if *id == right)), "{:?}", open.2);
        }
    }

    /// So is how a child of foreigners came.
    #[test]
    fn how_a_child_came_is_asked_when_it_matters(drawn in households(found(), false)) {
        let came = question("enfant en règle");
        let resident = ("titre de séjour", choice("titre de séjour", "carte de résident"));
        let with = |answer: Answer| {
            let mut household = of(&drawn, "autre", &[resident]);
            for person in 0..household.people().len() {
                let scope = found().program.questions[came.index()].scope;
                *household.fact_mut(came, scope, person).expect("a fact") = Fact::Always(answer);
            }
            results(&drawn, &household)
        };
        let (yes, no) = (with(Answer::Given(Value::Bool(true))), with(Answer::Given(Value::Bool(false))));
        for ((open, yes), no) in with(Answer::Missing).iter().zip(&yes).zip(&no) {
            if yes.1 == no.1 {
                continue;
            }
            prop_assert!(matches!(open.1, Outcome::Between(..)), "{open:?}, {yes:?}, {no:?}");
            prop_assert!(open.2.iter().any(|asked| matches!(asked, Asked::Question(id, _) if *id == came)), "{:?}", open.2);
        }
    }
}
