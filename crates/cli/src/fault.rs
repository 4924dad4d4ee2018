//! Why a household could not be calculated, said in French to whoever asked.

use crate::failure::Failure;
use auclair_engine::{Fault, NodeId, PlanError, Program, text};
use auclair_rules::{Jurisdiction, SimulationError};

/// Says what went wrong, in which rule, and what can be done.
pub(crate) fn told(jurisdiction: &Jurisdiction, error: &SimulationError) -> Failure {
    let program = &jurisdiction.program;
    Failure::new(match error {
        SimulationError::TooEarly(first) => format!(
            "Ce mois ne peut pas être calculé : ces règles commencent en {}. Choisissez un mois plus récent.",
            text::month(*first)
        ),
        SimulationError::Plan(PlanError::NoFigure { name, month }) => format!(
            "Ce mois ne peut pas être calculé : « {name} » n'a pas encore de valeur en {}. \
             Choisissez un mois plus récent, ou ajoutez la valeur plus ancienne dans les règles.",
            text::month(*month)
        ),
        SimulationError::Plan(PlanError::Damaged) => {
            "Ce mois ne peut pas être calculé : les règles de ce programme sont incomplètes. \
             Recompilez-les, puis lancez « auclair check »."
                .to_owned()
        }
        SimulationError::Fault(fault) => {
            let (node, why) = match fault {
                Fault::Overflow(node) => (*node, "un nombre y devient trop grand"),
                Fault::DivisionByZero(node) => (*node, "on y divise par zéro"),
                Fault::Kind(node) => (*node, "deux sortes de valeurs s'y mêlent"),
            };
            format!(
                "Le calcul a échoué{} : {why}. Vérifiez les réponses ; si elles sont justes, la règle est à corriger.",
                place(program, node)
            )
        }
    })
}

/// Where an operation stands: the operations of a rule come before its own.
fn place(program: &Program, node: NodeId) -> String {
    let rules = program.rules.iter().filter(|rule| rule.node >= node);
    match rules.min_by_key(|rule| rule.node) {
        Some(rule) => {
            let (file, line) = &rule.place;
            format!(" dans la règle « {} » ({file}:{line})", rule.name)
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use auclair_engine::Month;
    use auclair_rules::jurisdiction;

    #[test]
    fn each_failure_is_told_in_french_with_its_rule() {
        let quebec = jurisdiction("quebec").expect("rules");
        let month = Month::new(2024, 3).expect("a month");
        let (_, droit) = quebec.program.droits().next().expect("a right");
        let rule = &quebec.program.rules[droit.index()];
        let no_figure = PlanError::NoFigure { name: "montant".into(), month };
        let said = |error| told(quebec, &error).message().unwrap_or_default().to_owned();
        assert!(said(SimulationError::TooEarly(month)).contains("commencent en mars\u{a0}2024"));
        assert!(
            said(no_figure.into())
                .contains("« montant » n'a pas encore de valeur en mars\u{a0}2024")
        );
        assert!(said(PlanError::Damaged.into()).contains("incomplètes"));
        let divided = said(Fault::DivisionByZero(rule.node).into());
        assert!(
            divided.contains("dans la règle « supplément scolaire » (quebec/fournitures.regle:")
        );
        assert!(divided.contains("divise par zéro"));
        assert!(said(Fault::Overflow(rule.node).into()).contains("trop grand"));
        assert!(said(Fault::Kind(rule.node).into()).contains("deux sortes de valeurs"));
    }
}
