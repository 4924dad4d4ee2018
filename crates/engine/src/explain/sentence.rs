//! Sentences with their values put in.

use super::{At, Explainer};
use crate::program::{Kind, Rule, TextId, Unit};
use crate::text::{self, Segment};
use crate::value::Value;
use rust_decimal::Decimal;

impl Explainer<'_> {
    /// The words that go with the sentences.
    pub(crate) fn words(&self) -> &'static text::Words {
        self.texts.words()
    }

    /// A sentence as it reads at a place of the trace; empty when a value that it shows is not known
    /// there: that of another month would be false. Of several sentences, those are left out whose value
    /// is hardly known.
    pub(crate) fn sentence(&self, id: TextId, at: At, gap: Option<(At, &str)>) -> String {
        self.told(id, at, gap).unwrap_or_default()
    }

    /// The same; nothing rather than an empty sentence.
    pub(crate) fn told(&self, id: TextId, at: At, gap: Option<(At, &str)>) -> Option<String> {
        let join = if self.words().elides { text::join } else { String::push_str };
        let mut words = String::new();
        // Whether the rest of a sentence is passed over: a value of it is hardly known.
        let mut passed = false;
        for segment in &self.texts.get(id)?.0 {
            match segment {
                Segment::Literal(literal) => {
                    let mut said = literal.as_str();
                    if passed {
                        let Some(end) = full_stop(said, true) else { continue };
                        said = said.get(end..).unwrap_or_default();
                        if words.is_empty() {
                            said = said.trim_start();
                        }
                        passed = false;
                    }
                    words.push_str(&self.mark_numbers(at, said));
                }
                _ if passed => {}
                Segment::Value(node) | Segment::Counted { node, .. } => {
                    let at = self.placeholder(at, *node)?;
                    if self.hardly_known(at) {
                        words.truncate(full_stop(&words, false).unwrap_or_default());
                        passed = true;
                        continue;
                    }
                    let shown = match segment {
                        Segment::Counted { one, many, .. } => self.counted(at, one, many),
                        _ => self.shown(at),
                    };
                    self.join_value(join, &mut words, shown, at);
                }
                Segment::Gap => match gap {
                    Some((from, gap)) => self.join_value(join, &mut words, gap.to_owned(), from),
                    None => join(&mut words, "…"),
                },
                Segment::Person => join(&mut words, self.name(at.person)),
            }
        }
        Some(words).filter(|words| !words.is_empty())
    }

    /// Whether a number may be so many things that telling between which two says nothing.
    fn hardly_known(&self, at: At) -> bool {
        let known = match self.range(at).bounds() {
            (Some(low), Some(high)) => {
                low.checked_mul(Decimal::TEN).is_none_or(|most| most >= high)
            }
            (Some(low), None) => low > Decimal::ZERO,
            _ => false,
        };
        let number =
            matches!(self.program.node(at.node).map(|node| node.kind), Some(Kind::Number(_)));
        number && !known && self.value(at).is_unknown()
    }

    /// What a rule says, where it is so: most of those that are yes or no say it of who is one.
    pub(crate) fn explained(&self, rule: &Rule, at: At) -> Option<String> {
        let holds = rule.kind != Kind::Bool || rule.demands || self.value(at).is_true();
        rule.explanation.filter(|_| holds).and_then(|text| self.told(text, at, None))
    }

    /// Adds a value; what stands before it is joined to its words, and not to its mark.
    fn join_value(&self, join: fn(&mut String, &str), words: &mut String, shown: String, at: At) {
        join(words, &shown);
        words.truncate(words.len() - shown.len());
        words.push_str(&self.mark(at, shown));
    }

    /// What a sentence shows at a month, if it is laid out there. Rules that only sentences need may
    /// not be: they are told at the month asked about alone.
    fn placeholder(&self, at: At, node: crate::NodeId) -> Option<At> {
        self.plan.slot(node, at.month).map(|_| at.node(node))
    }

    /// « 1 enfant », « 2 enfants »; « un enfant » when the singular is written with its article.
    fn counted(&self, at: At, one: &str, many: &str) -> String {
        let Value::Number(count) = self.value(at) else { return many.to_owned() };
        if count == Decimal::ONE && text::bare(one) != one {
            return one.to_owned();
        }
        let word = if count < Decimal::TWO { text::bare(one) } else { many };
        format!("{} {word}", self.words().number(count, None))
    }

    /// A value as a sentence shows it; a range as its two ends.
    pub(crate) fn shown(&self, at: At) -> String {
        let kind = self.program.node(at.node).map_or(Kind::Bool, |node| node.kind);
        let value = self.value(at);
        if let (Value::Unknown(_), Kind::Number(unit)) = (value, kind) {
            return self.between(self.range(at).bounds(), unit);
        }
        text::value(value, kind, self.program, self.texts)
    }

    /// What an unknown number can be, in words.
    pub(super) fn between(
        &self,
        (low, high): (Option<Decimal>, Option<Decimal>),
        unit: Unit,
    ) -> String {
        let words = self.words();
        let write = |number: Decimal| words.written(number, unit, &self.program.currency);
        match (low, high) {
            (Some(low), Some(high)) => text::fill(words.range, &[&write(low), &write(high)]),
            // « At least zero » is nothing known: amounts are no less.
            (Some(low), None) if !low.is_zero() => text::fill(words.at_least, &[&write(low)]),
            (None, Some(high)) => text::fill(words.at_most, &[&write(high)]),
            _ => words.unknown_amount.into(),
        }
    }
}

/// Where the first or the last sentence of some words ends that another one follows.
fn full_stop(words: &str, first: bool) -> Option<usize> {
    let mut pairs = words.as_bytes().windows(2);
    let ends = |pair: &[u8]| pair == b". ";
    let place = if first { pairs.position(ends) } else { pairs.rposition(ends) };
    place.map(|place| place + 1)
}
