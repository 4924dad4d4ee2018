//! The four folds of an explanation, as text.

use super::headings::Headings;
use auclair_engine::explain::{Check, Explanation, Status, Step, Tree};
use auclair_rules::{Overdue, Standing};
use std::io::{self, Write};

pub(super) fn folds(
    out: &mut impl Write,
    standing: &Standing,
    explanation: &Explanation,
    tree: &Tree,
    overdue: &[Overdue],
    currency: &str,
    say: &Headings,
) -> io::Result<()> {
    let [brief, calculation, conditions, law] = say.folds;
    match standing {
        Standing::Amount(amount) => {
            writeln!(out, "{}", say.amount(*amount, currency))?;
        }
        Standing::Between { low, high: Some(high), .. } => {
            let [from, to] = say.from_to;
            let (low, high) = (say.amount(*low, currency), say.amount(*high, currency));
            writeln!(out, "{}{}{from} {low} {to} {high}", say.to_be_told, say.colon)?;
        }
        Standing::Between { .. } => writeln!(out, "{}", say.to_be_told)?,
        Standing::Uncovered => writeln!(out, "{}", say.uncovered)?,
    }
    writeln!(out, "\n{brief}\n   {}", explanation.sentence)?;
    for (kind, caveat) in &explanation.caveats {
        writeln!(out, "   ⚠ {}{}{caveat}", say.caveat(*kind), say.colon)?;
    }
    for figure in overdue {
        writeln!(out, "   ⚠ {}", say.overdue(figure))?;
    }
    writeln!(out, "\n{calculation}")?;
    for step in &explanation.steps {
        self::step(out, step, currency, say, 1)?;
    }
    writeln!(out, "\n{conditions}")?;
    for check in &explanation.conditions {
        condition(out, check, say, 1)?;
    }
    writeln!(out, "\n{law}")?;
    for entry in &explanation.law {
        writeln!(out, "   {}", entry.reference.0)?;
        if let Some(link) = &entry.reference.1 {
            writeln!(out, "     {link}")?;
        }
        for figure in &entry.figures {
            let from = say.words.date(figure.from);
            let Headings { colon, since, .. } = say;
            writeln!(out, "     {}{colon}{} {since} {from}", figure.label, figure.value)?;
        }
        for rounding in &entry.roundings {
            writeln!(
                out,
                "     {} {}{}{} {} {}",
                say.rounded, rounding.how, say.colon, rounding.before, say.becomes, rounding.after
            )?;
        }
    }
    writeln!(out, "\n   {}", say.tree)?;
    branch(out, tree, say, 2)
}

fn step(
    out: &mut impl Write,
    step: &Step,
    currency: &str,
    say: &Headings,
    depth: usize,
) -> io::Result<()> {
    let verb = say.step(step.kind);
    let indent = "   ".repeat(depth);
    let amount = say.amount(step.amount, currency);
    let label =
        if step.label.is_empty() { String::new() } else { format!("{}{}", say.colon, step.label) };
    writeln!(out, "{indent}{amount:>14}  {verb}{label}")?;
    if let Some(formula) = &step.formula {
        writeln!(out, "{indent}                = {formula}")?;
    }
    if let Some(sentence) = &step.sentence {
        writeln!(out, "{indent}                {sentence}")?;
    }
    for below in &step.below {
        self::step(out, below, currency, say, depth + 1)?;
    }
    Ok(())
}

fn condition(out: &mut impl Write, check: &Check, say: &Headings, depth: usize) -> io::Result<()> {
    let mark = match check.status {
        Status::Met => '✓',
        Status::Failed => '✗',
        Status::Unknown => '?',
    };
    let indent = "   ".repeat(depth);
    let whom = check.person.as_ref().map(|name| format!("{name}{}", say.colon)).unwrap_or_default();
    let distance = check.distance.as_ref().map(|d| format!(" ({d})")).unwrap_or_default();
    writeln!(out, "{indent}{mark} {whom}{}{distance}", check.label)?;
    if let Some(from) = check.from {
        writeln!(out, "{indent}  {} {}", say.possible_from, say.words.month(from))?;
    }
    if check.status == Status::Failed
        && let Some(sentence) = &check.sentence
    {
        writeln!(out, "{indent}  {sentence}")?;
    }
    if check.any && check.below.len() > 1 {
        writeln!(out, "{indent}  {}", say.one_is_enough)?;
    }
    for below in &check.below {
        condition(out, below, say, depth + 1)?;
    }
    Ok(())
}

fn branch(out: &mut impl Write, node: &Tree, say: &Headings, depth: usize) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    let whom = node.person.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    let month = node.month.map(|month| format!(", {}", say.words.month(month))).unwrap_or_default();
    writeln!(out, "{indent}{}{whom}{month}{}{}", node.label, say.colon, node.value)?;
    if let Some(formula) = &node.formula {
        writeln!(out, "{indent}  = {formula}")?;
    }
    for below in &node.below {
        branch(out, below, say, depth + 1)?;
    }
    Ok(())
}
