//! Figures that a result rests on and that should have been revised by the month asked about: the
//! law may have changed them, and these rules do not know it yet.

use crate::Jurisdiction;
use auclair_engine::Month;
use auclair_engine::explain::{Explanation, Figure, unmarked};
use auclair_engine::program::{TextId, next_expected};
use auclair_engine::text::Texts;
use time::Date;

/// A figure whose next value was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// What the figure is called, as the explanation says it.
    pub label: String,
    /// The day on which its next value was expected.
    pub due: Date,
}

impl Jurisdiction {
    /// The figures of an explanation, told by these texts, that should have been revised by a month.
    pub fn overdue(&self, explanation: &Explanation, texts: &Texts, month: Month) -> Vec<Overdue> {
        let mut found = Vec::new();
        for (label, from, checked, expected) in self.revised() {
            let due = next_expected(checked.map_or(from, |day| day.max(from)), expected);
            let Some(due) = due.filter(|due| *due <= month.first_day()) else { continue };
            // An explanation tells a figure by its label and by the day of its value.
            let label = texts.plain(label);
            let mut figures = explanation.law.iter().flat_map(|entry| &entry.figures);
            let same = |figure: &&Figure| figure.from == from && unmarked(&figure.label) == label;
            found.extend(figures.find(same).map(|it| Overdue { label: it.label.clone(), due }));
        }
        found
    }

    /// The dated figures: the label, the day of the last value, when someone last confirmed it, and
    /// when the next is expected.
    fn revised(&self) -> impl Iterator<Item = (TextId, Date, Option<Date>, &[(u8, u8)])> {
        let parameters = self.program.parameters.iter().filter_map(|figure| {
            let last = figure.values.last()?.from;
            Some((figure.label, last, figure.checked, figure.expected.as_slice()))
        });
        let tables = self.program.tables.iter().filter_map(|figure| {
            let last = figure.editions.last()?.from;
            Some((figure.label, last, figure.checked, figure.expected.as_slice()))
        });
        parameters.chain(tables)
    }
}

#[cfg(test)]
mod tests {
    use crate::household::read;
    use crate::{Simulation, jurisdiction};
    use auclair_engine::{Detail, Month};

    /// The labels of what is overdue in the supplement of a child, at a month.
    fn overdue(year: i32) -> Vec<String> {
        let rules = jurisdiction("quebec").expect("quebec");
        let json = r#"{ "format": "auclair/menage", "version": 2, "juridiction": "quebec", "mois": "2026-11",
            "personnes": [{ "prenom": "Zoé", "lien": "demandeur", "naissance": "1990-01-01" },
                          { "prenom": "Léo", "lien": "enfant", "naissance": "2018-01-01" }],
            "autres_reponses": "aucune" }"#;
        let document = read(json).expect("a household");
        let month = Month::new(year, 11).expect("a month");
        let plan = rules.plan(month, Detail::Sentences).expect("a plan");
        let simulation = Simulation::new(rules, &plan, &document.household).expect("values");
        let (_, droit) = rules.program.droits().next().expect("a right");
        let explanation = simulation.explain(droit);
        let found = rules.overdue(&explanation, &rules.texts, month);
        found.into_iter().map(|figure| format!("{} {}", figure.label, figure.due)).collect()
    }

    #[test]
    fn a_month_after_the_expected_day_is_told() {
        assert_eq!(overdue(2026), Vec::<String>::new());
        assert_eq!(overdue(2027), ["Supplément par enfant 2027-01-01"]);
        // A month of the past reads a value that was revised since.
        assert_eq!(overdue(2025), Vec::<String>::new());
    }
}
