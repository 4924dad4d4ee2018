//! A situation told in French, as a household that a person can picture.

use super::Checked;
use super::decide::{Cuts, Region, Situation, Term};
use crate::names::Names;
use auclair_engine::program::{Fold, NodeId, Op};
use auclair_engine::{Kind, Scope, text};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// « un foyer sans enfant, où « zone » est « Outre-mer » »
pub(super) fn told(
    checked: &Checked,
    terms: &BTreeMap<String, Term>,
    situation: &Situation,
) -> String {
    let known = |key: &String| terms.get(key);
    let person = situation.keys().filter_map(known).any(|term| {
        checked.program.node(term.node).is_some_and(|node| node.scope == Scope::Person)
    });
    let (mut with, mut whose) = (Vec::new(), Vec::new());
    for (key, region) in situation {
        let Some(term) = known(key) else { continue };
        match people(checked, term, region) {
            Some(words) => with.push(words),
            None => whose.push(clause(checked, term, region)),
        }
    }
    let mut told = String::from(if person { "une personne" } else { "un foyer" });
    if with.is_empty() && whose.is_empty() {
        told.push_str(" quelconque");
    }
    if !with.is_empty() {
        told.push(' ');
        told.push_str(&listed(&with));
    }
    if !whose.is_empty() {
        told.push_str(if with.is_empty() { " où " } else { ", où " });
        told.push_str(&listed(&whose));
    }
    told
}

/// Who lives there: « sans enfant », « avec 3 enfants ».
fn people(checked: &Checked, term: &Term, region: &Region) -> Option<String> {
    if term.minus.is_some() {
        return None;
    }
    let node = named(checked, term.node);
    let Op::Persons { fold, .. } = checked.program.node(node)?.op else { return None };
    let span = checked.node_spans.get(node.index()).copied()?;
    let written = checked.written(span);
    let openings = ["nombre d'", "nombre de ", "au moins une ", "au moins un "];
    let who = openings.iter().find_map(|opening| written.strip_prefix(opening))?;
    let (group, rest) = match who.split_once(" dont ") {
        Some((group, rest)) => (group, format!(" dont « {rest} »")),
        None => (who, String::new()),
    };
    let one = singular(checked, group);
    match (fold, region) {
        (Fold::Count, Region::Number(number)) if number.is_zero() => {
            Some(format!("sans {one}{rest}"))
        }
        (Fold::Count, Region::Number(number)) if *number == Decimal::ONE => {
            Some(format!("avec 1 {one}{rest}"))
        }
        (Fold::Count, Region::Number(number)) => {
            Some(format!("avec {} {group}{rest}", text::number(*number, None)))
        }
        (Fold::Any, Region::Bool(true)) => Some(format!("avec au moins 1 {one}{rest}")),
        (Fold::Any, Region::Bool(false)) => Some(format!("sans {one}{rest}")),
        _ => None,
    }
}

/// The rule that a node names, as far as it only names another node.
fn named(checked: &Checked, node: NodeId) -> NodeId {
    match checked.program.node(node).map(|node| &node.op) {
        Some(Op::Rule(id)) => checked.program.rules.get(id.index()).map_or(node, |rule| rule.node),
        _ => node,
    }
}

/// What one member of a group is called.
fn singular<'a>(checked: &'a Checked, group: &'a str) -> &'a str {
    let groups = &checked.names.groups;
    let homes = groups.keys().filter(|(_, name)| name == group).map(|(home, _)| *home);
    for home in homes {
        let Some(id) = Names::find(groups, home, group) else { continue };
        let names = groups.iter().filter(|(_, (other, _))| *other == id);
        if let Some(short) = names.map(|((_, name), _)| name).min_by_key(|name| name.len()) {
            return short;
        }
    }
    group
}

/// « « zone » est « Outre-mer » », « « loyer » dépasse 500 € par mois »
fn clause(checked: &Checked, term: &Term, region: &Region) -> String {
    let name = |node: NodeId| {
        let span = checked.node_spans.get(node.index()).copied().unwrap_or_default();
        format!("« {} »", checked.written(span))
    };
    let subject = name(term.node);
    match (region, &term.cuts) {
        (Region::Bool(true), _) => format!("{subject} est vrai"),
        (Region::Bool(false), _) => format!("{subject} est faux"),
        (Region::Choice(bit), _) => match choice(checked, term.node, *bit) {
            Some(choice) => format!("{subject} est « {choice} »"),
            None => subject,
        },
        (Region::Number(number), Cuts::Number(points, whole)) => {
            if let Some(other) = term.minus {
                let other = name(other);
                return if number.is_zero() {
                    format!("{subject} égale {other}")
                } else if number.is_sign_negative() {
                    format!("{subject} est inférieur à {other}")
                } else {
                    format!("{subject} dépasse {other}")
                };
            }
            let amount = |number: Decimal| written(checked, term.node, number);
            if *whole || points.contains(number) {
                return format!("{subject} vaut {}", amount(*number));
            }
            let below = points.iter().rev().find(|point| *point < number);
            let above = points.iter().find(|point| *point > number);
            match (below, above) {
                (Some(below), Some(above)) => {
                    format!("{subject} est entre {} et {}", amount(*below), amount(*above))
                }
                (Some(below), None) => format!("{subject} dépasse {}", amount(*below)),
                (None, Some(above)) => format!("{subject} est inférieur à {}", amount(*above)),
                (None, None) => subject,
            }
        }
        (Region::Number(number), _) => {
            format!("{subject} vaut {}", text::number(*number, None))
        }
    }
}

fn choice<'a>(checked: &'a Checked, node: NodeId, bit: u64) -> Option<&'a str> {
    let Kind::Choice(list) = checked.program.node(node)?.kind else { return None };
    let values = &checked.program.lists.get(list.index())?.values;
    values.get(bit.trailing_zeros() as usize).map(|(name, _)| name.as_str())
}

fn written(checked: &Checked, node: NodeId, number: Decimal) -> String {
    match checked.program.node(node).map(|node| node.kind) {
        Some(Kind::Number(unit)) => text::written(number, unit, &checked.program.currency),
        _ => text::number(number, None),
    }
}

/// « a, b et c »
pub(super) fn listed(words: &[String]) -> String {
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} et {last}", others.join(", ")),
        None => String::new(),
    }
}
