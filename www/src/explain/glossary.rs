//! The words of the law that an explanation uses, with the way to the page that says what they mean.

use crate::dom::{details, link, list, nothing, p};
use crate::route::slug;
use crate::texts::texts;
use crate::words::capital;
use auclair_engine::explain::{Check, Explanation, Step};
use yew::Html;

/// The words of the page, a line each, in all their forms.
const WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/glossary"));

/// The words that an explanation uses; nothing when it uses none, or speaks another language.
pub(crate) fn glossary(explanation: &Explanation) -> Html {
    let told = told(explanation);
    let used: Vec<Html> = used(&told)
        .map(|word| {
            link("", &format!("glossaire.html#{}", slug(word)), &capital(word))
                .attr("target", "_blank")
                .into()
        })
        .collect();
    if used.is_empty() {
        return nothing();
    }
    let words = texts().right();
    details("words screen", words.words()).add(p("", words.words_lead())).add(list("", used)).into()
}

/// The words of the glossary that a text uses, in one of their forms.
fn used(told: &str) -> impl Iterator<Item = &'static str> {
    let told = told.to_ascii_lowercase();
    WORDS.lines().filter_map(move |line| {
        let mut forms = line.split('|');
        forms
            .any(|form| told.contains(&form.to_ascii_lowercase()))
            .then(|| line.split('|').next())?
    })
}

/// All that an explanation says, but for its law.
fn told(explanation: &Explanation) -> String {
    let mut told = explanation.sentence.clone();
    explanation.steps.iter().for_each(|step| add_step(&mut told, step));
    explanation.conditions.iter().for_each(|check| add_check(&mut told, check));
    told
}

fn add_step(told: &mut String, step: &Step) {
    for words in [Some(&step.label), step.sentence.as_ref(), step.formula.as_ref()] {
        told.extend(words.into_iter().flat_map(|words| [words, "\n"]));
    }
    step.below.iter().for_each(|below| add_step(told, below));
}

fn add_check(told: &mut String, check: &Check) {
    for words in [Some(&check.label), check.sentence.as_ref(), check.distance.as_ref()] {
        told.extend(words.into_iter().flat_map(|words| [words, "\n"]));
    }
    check.below.iter().for_each(|below| add_check(told, below));
}

#[cfg(test)]
mod tests {
    use super::*;
    use auclair_engine::program::TextId;
    use auclair_rules::{JURISDICTIONS, jurisdiction};

    #[test]
    fn a_word_is_found_in_each_of_its_forms() {
        let found = |told| used(told).collect::<Vec<_>>();
        let told = "Forfait logement\nIl a trois enfants à votre charge.";
        assert_eq!(found(told), ["à charge", "forfait logement"]);
        assert!(found("Vous avez droit à l'aide.").is_empty());
    }

    #[test]
    fn each_word_stands_on_the_page_and_none_is_explained_that_nothing_says() {
        let page = include_str!("../../pages/glossaire.html");
        let sentences = JURISDICTIONS.iter().flat_map(|id| {
            let texts = &jurisdiction(id).expect("rules").texts;
            let ids = (0..u32::try_from(texts.templates.len()).expect("few")).map(TextId);
            ids.map(|id| texts.plain(id)).collect::<Vec<_>>()
        });
        let said = sentences.collect::<Vec<_>>().join("\n");
        let used: Vec<_> = used(&said).collect();
        assert_eq!(used.len(), page.matches("<dt ").count(), "{used:?}");
        for word in used {
            assert!(page.contains(&format!("<dt id=\"{}\"", slug(word))), "{word}");
        }
    }
}
