//! The conditions of a right in words, without any household to hold them against.

use crate::commands::doc::layout::sources;
use crate::commands::doc::site::Site;
use crate::law;
use auclair_engine::program::{Condition, NodeId, Op, ReferenceId, RuleId, TextId};
use auclair_engine::text::{Segment, uncapitalized};
use auclair_engine::{Kind, granted};
use maud::{Markup, html};

/// A condition that a rule states, with what it says.
struct Need {
    label: String,
    sentence: Option<String>,
    references: Vec<ReferenceId>,
}

/// What must hold, then what is not covered.
pub(super) fn conditions(site: &Site, droit: RuleId) -> Markup {
    let Some((uncovered, required)) = granted(site.program(), droit) else { return html! {} };
    html! {
        @if !required.is_empty() {
            section {
                h2 { "Les conditions" }
                ul.conditions { @for condition in required { (required_one(site, condition)) } }
            }
        }
        @if !uncovered.is_empty() {
            section {
                h2 { "Ce que ce site ne calcule pas" }
                p { "Dans ces situations, vous avez peut-être droit à cette aide : demandez à l'organisme." }
                ul {
                    @for condition in uncovered {
                        li {
                            @let label = label(site, condition);
                            @match condition.text.and_then(|text| whole(site, text)) {
                                // « Outre-mer : outre-mer, … » says it twice.
                                Some(said) if said.starts_with(&label) => { (said) }
                                Some(said) => { (label) " : " (uncapitalized(&said)) }
                                None => { (label) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn required_one(site: &Site, condition: &Condition) -> Markup {
    let mut needs = Vec::new();
    collect(site, condition.node, 0, &mut needs);
    let label = label(site, condition);
    // A rule that only repeats the condition adds nothing.
    needs.retain(|need| need.label != label || need.sentence.is_some());
    let refusal = condition.text.and_then(|text| whole(site, text));
    html! {
        li {
            strong { (label) }
            @if needs.is_empty() {
                @if let Some(said) = refusal { p { (said) } }
            }
            (law_of(site, &condition.references))
            @if !needs.is_empty() {
                ul {
                    @for need in needs {
                        li {
                            @if need.label != label { (need.label) }
                            @if let Some(sentence) = &need.sentence {
                                @if need.label == label { (sentence) } @else { " : " (uncapitalized(sentence)) }
                            }
                            (law_of(site, &need.references))
                        }
                    }
                }
            }
        }
    }
}

/// The rules that must all hold for a condition to hold, as far as they have words of their own.
fn collect(site: &Site, node: NodeId, depth: usize, needs: &mut Vec<Need>) {
    let program = site.program();
    let Some(found) = program.node(node).filter(|_| depth < 6) else { return };
    match &found.op {
        Op::All(parts) => parts.iter().for_each(|part| collect(site, *part, depth + 1, needs)),
        Op::Persons { members, value, .. } => {
            for node in members.iter().chain(value) {
                collect(site, *node, depth + 1, needs);
            }
        }
        Op::Rule(id) if found.kind == Kind::Bool => {
            let Some(rule) = program.rules.get(id.index()) else { return };
            let sentence = rule.explanation.and_then(|text| whole(site, text));
            let before = needs.len();
            if sentence.is_none() {
                collect(site, rule.node, depth + 1, needs);
            }
            if needs.len() == before {
                let label = site.texts().plain(rule.label);
                needs.push(Need { label, sentence, references: rule.references.clone() });
            }
        }
        _ => {}
    }
}

fn label(site: &Site, condition: &Condition) -> String {
    condition.label.map(|label| site.texts().plain(label)).unwrap_or_default()
}

/// A sentence that shows no value of a household.
fn whole(site: &Site, text: TextId) -> Option<String> {
    let template = site.texts().get(text)?;
    let literal = template.0.iter().all(|segment| matches!(segment, Segment::Literal(_)));
    literal.then(|| site.texts().plain(text))
}

fn law_of(site: &Site, references: &[ReferenceId]) -> Markup {
    let law = law::sources(site.program(), references);
    html! { @if !law.is_empty() { div.source { (sources(&law)) } } }
}
