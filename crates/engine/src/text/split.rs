//! Sentences in two parts: those that are shown while questions are asked, and those that explain
//! results. Nobody waits for the second before the first question.

use super::{Segment, Template, Texts};
use crate::granted;
use crate::program::{Program, TextId};

/// What stands where a sentence has not come yet.
const AWAITED: &str = "…";

impl Texts {
    /// The sentences of questions, choices, topics and benefits, with « … » for the others; then
    /// these others, with nothing for the first.
    pub fn split(&self, program: &Program) -> (Self, Self) {
        let mut first = vec![false; self.templates.len()];
        shown_first(program, &mut |id| {
            if let Some(first) = first.get_mut(id.index()) {
                *first = true;
            }
        });
        let awaited = Template(vec![Segment::Literal(AWAITED.to_owned())]);
        let part = |wanted: bool, stands_in: &Template| {
            let templates = self.templates.iter().zip(&first);
            let kept = templates
                .map(|(text, is_first)| if *is_first == wanted { text } else { stands_in });
            let templates = kept.cloned().collect();
            Self { language: self.language.clone(), templates, ..Self::default() }
        };
        (part(true, &awaited), part(false, &Template::default()))
    }

    /// The same, with the sentences of another list where this one says nothing.
    #[must_use]
    pub fn completed_by(mut self, other: &Self) -> Self {
        for (text, known) in self.templates.iter_mut().zip(&other.templates) {
            if text.0.is_empty() {
                text.clone_from(known);
            }
        }
        self
    }
}

/// Each sentence that may be shown before any result.
fn shown_first(program: &Program, show: &mut dyn FnMut(TextId)) {
    for question in &program.questions {
        let words = [Some(question.label), question.ask, question.why, question.help];
        words.into_iter().flatten().for_each(&mut *show);
    }
    program.lists.iter().flat_map(|list| &list.values).for_each(|(_, label)| show(*label));
    program.themes.iter().for_each(|theme| show(theme.title));
    for dispositif in &program.dispositifs {
        show(dispositif.title);
        dispositif.summary.into_iter().for_each(&mut *show);
    }
    for (_, droit) in program.droits() {
        program.rules.get(droit.index()).into_iter().for_each(|rule| show(rule.label));
        // The first page says what is not covered.
        let uncovered = granted(program, droit).map(|(uncovered, _)| uncovered);
        let labels = uncovered.into_iter().flatten().filter_map(|condition| condition.label);
        labels.for_each(&mut *show);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Theme;

    fn texts(words: &[&str]) -> Texts {
        let template = |word: &&str| match *word {
            "" => Template::default(),
            word => Template(vec![Segment::Literal(word.to_owned())]),
        };
        let templates = words.iter().map(template).collect();
        Texts { language: "fr".to_owned(), templates, ..Texts::default() }
    }

    #[test]
    fn what_is_asked_comes_first_and_the_two_parts_are_the_whole() {
        let theme = Theme { name: "foyer".to_owned(), title: TextId(1) };
        let program = Program { themes: vec![theme], ..Program::default() };
        let whole = texts(&["On ajoute les revenus.", "Votre foyer", "Il manque 3 mois."]);
        let (first, then) = whole.split(&program);
        assert_eq!(first.templates, texts(&["…", "Votre foyer", "…"]).templates);
        assert_eq!(
            then.templates,
            texts(&["On ajoute les revenus.", "", "Il manque 3 mois."]).templates
        );
        assert_eq!(then.completed_by(&first).templates, whole.templates);
    }
}
