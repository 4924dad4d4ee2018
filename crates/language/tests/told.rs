//! A sentence says a number of its own month, or nothing.

#![allow(clippy::expect_used, reason = "a test says what is wrong by failing")]

mod example;

use auclair_engine::explain::{Explainer, Tree, pieces, unmarked};
use auclair_engine::program::Scope;
use auclair_engine::{
    Answer, Detail, Evaluated, Fact, Household, Month, Plan, QuestionId, Role, Value, evaluate,
};
use auclair_language::{SourceFile, compile};
use example::SHARED;
use rust_decimal::Decimal;

/// « de secours » is only said: what « d'avant » says at the month before, which it reads, is laid out at no
/// month but the one asked about, where the income is another.
const RULES: &str = "\
dispositif aide « Aide d'exemple » par mois   [LOI 1]

règle plus tard : €/mois   [LOI 2]
  vaut revenu × 2

règle d'avant : €/mois   [LOI 2]
  vaut revenu + 1 €/mois
  expliquer « Doublé, il serait de {plus tard}. »

règle de secours : €/mois   [LOI 2]
  vaut d'avant au mois M-1
  expliquer « Un secours de {de secours}. »

droit aide : €/mois   [LOI 1]
  vaut revenu
  expliquer « L'aide est de {aide}, ou de {de secours} après {d'avant}. »

test « exemple » au 05/2026
  soit 1 adulte de 41 ans
  avec revenu : 100 €/mois
  attendu aide = 100 €/mois
  source « Un exemple. »
";

fn lines<'a>(tree: &'a Tree, found: &mut Vec<&'a Tree>) {
    found.push(tree);
    tree.below.iter().for_each(|below| lines(below, found));
}

#[test]
fn a_number_of_another_month_is_not_said() {
    let files = vec![SourceFile::new("commun.regle", SHARED), SourceFile::new("aide.regle", RULES)];
    let compilation = compile(files, "");
    assert_eq!(compilation.diagnostics, []);
    let program = &compilation.elaborated.program;
    let month = Month::new(2026, 5).expect("a month");
    let plan = Plan::of_all(program, month, Detail::Sentences).expect("a plan");
    let mut household = Household::new(program);
    household.add("Léa", Role::Demandeur, None);
    let amount = |of: i64| Answer::Given(Value::Number(Decimal::from(of)));
    let mut fact = Fact::Always(amount(100));
    fact.set(month, amount(300));
    *household.fact_mut(QuestionId(0), Scope::Household, 0).expect("a fact") = fact;
    let trace = evaluate(program, &plan, &household).expect("a trace");
    let evaluated = Evaluated { program, plan: &plan, trace: &trace, household: &household };
    let explainer = Explainer::new(evaluated, &compilation.elaborated.texts).marked();
    let (_, droit) = program.droits().next().expect("a right");
    let explanation = explainer.explain(droit);
    assert_eq!(
        unmarked(&explanation.sentence),
        "L'aide est de 300\u{a0}€ par mois, ou de 101\u{a0}€ par mois après 301\u{a0}€ par mois."
    );
    let tree = explainer.tree(droit);
    let mut all = Vec::new();
    lines(&tree, &mut all);
    let key = pieces(&explanation.sentence).into_iter().filter_map(|(key, _)| key).nth(1);
    let line = all.iter().find(|line| line.key.as_deref() == key).expect("a line");
    assert_eq!(line.value, "101\u{a0}€ par mois");
    let before =
        all.iter().find(|line| line.label == "d'avant" && line.month.is_some()).expect("a line");
    assert_eq!(before.month, Month::new(2026, 4));
    assert_eq!(before.sentence, None, "« 600 » would be the double of May");
}
