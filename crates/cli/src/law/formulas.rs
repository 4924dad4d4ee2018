//! The dated formulas of rules, as they are written.

use super::{Source, sources};
use auclair_engine::program::{ReferenceId, RuleId};
use auclair_language::syntax::ast::Item;
use auclair_language::syntax::parse;
use auclair_language::{Compilation, Span};
use std::collections::BTreeMap;
use time::Date;

/// A formula from a date on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DatedFormula {
    /// The day it takes effect.
    pub(crate) from: Date,
    /// Its lines, without the one that dates it.
    pub(crate) text: String,
    /// Where it stands in the law.
    pub(crate) sources: Vec<Source>,
}

/// The dated formulas of each rule that has some, in order.
pub(crate) fn dated_formulas(compilation: &Compilation) -> BTreeMap<RuleId, Vec<DatedFormula>> {
    let spans = &compilation.elaborated.rule_spans;
    let rules: BTreeMap<Span, RuleId> = spans.iter().copied().zip((0u32..).map(RuleId)).collect();
    let mut found = BTreeMap::new();
    for (number, file) in (0u32..).zip(&compilation.files) {
        for fiche in parse(number, &file.text).fiches {
            let (Item::Rule(rule), Some(id)) = (fiche.item, rules.get(&fiche.span)) else {
                continue;
            };
            let dates = rule.formulas.iter().filter_map(|(from, _)| from.as_ref());
            let formulas: Vec<DatedFormula> = dates
                .map(|from| {
                    let (heading, text) = lines(&file.text, from.span);
                    DatedFormula { from: from.node, text, sources: law(compilation, *id, &heading) }
                })
                .collect();
            if !formulas.is_empty() {
                found.insert(*id, formulas);
            }
        }
    }
    found
}

/// The line that holds a date, and those indented below it.
fn lines(text: &str, date: Span) -> (String, String) {
    let start = text.get(..date.start as usize).and_then(|before| before.rfind('\n'));
    let rest = text.get(start.map_or(0, |newline| newline + 1)..).unwrap_or_default();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = rest.lines();
    let heading = lines.next().unwrap_or_default();
    let below: Vec<&str> = lines.take_while(|line| indent(line) > indent(heading)).collect();
    let margin = below.iter().map(|line| indent(line)).min().unwrap_or(0);
    let below: Vec<&str> = below.iter().filter_map(|line| line.get(margin..)).collect();
    (heading.to_owned(), below.join("\n"))
}

/// The references of a rule that stand on the line of a formula; all of them when none does.
fn law(compilation: &Compilation, id: RuleId, heading: &str) -> Vec<Source> {
    let program = &compilation.elaborated.program;
    let Some(rule) = program.rules.get(id.index()) else { return Vec::new() };
    let here: Vec<ReferenceId> = rule
        .references
        .iter()
        .copied()
        .filter(|id| {
            let reference = program.references.get(id.index());
            reference.is_some_and(|reference| heading.contains(&reference.article))
                && heading.contains('[')
        })
        .collect();
    sources(program, if here.is_empty() { &rule.references } else { &here })
}
