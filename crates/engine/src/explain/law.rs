//! The law behind a result: articles, dated figures and roundings that had a part in it.

use super::{At, Explainer, unmarked};
use crate::program::{Cell, Op, ReferenceId, RoundMode};
use crate::text;
use crate::value::Value;
use crate::{Kind, Unit};
use rust_decimal::Decimal;
use time::Date;

/// A text of law and what it gave to the result.
#[derive(Clone, Debug)]
pub struct LawEntry {
    /// The text, and its address when known.
    pub reference: (String, Option<String>),
    /// The rules that rest on it.
    pub rules: Vec<String>,
    /// The figures it sets.
    pub figures: Vec<Figure>,
    /// The roundings it orders.
    pub roundings: Vec<Rounding>,
}

/// A dated figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is, [marked](super::pieces) by its key if that is wanted.
    pub label: String,
    /// Its value.
    pub value: String,
    /// Since when.
    pub from: Date,
}

/// A rounding.
#[derive(Clone, Debug, PartialEq)]
pub struct Rounding {
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// How.
    pub how: String,
}

impl Explainer<'_> {
    pub(super) fn law(&self, weighty: &[At]) -> Vec<LawEntry> {
        let mut entries = Vec::new();
        let mut last = None;
        for &at in weighty {
            let Some(node) = self.program.node(at.node) else { continue };
            match &node.op {
                Op::Rule(id) => {
                    let Some(rule) = self.program.rules.get(id.index()) else { continue };
                    // What is weighty comes by node: one rule, at its months and people, in a row.
                    if last.replace(at.node) != Some(at.node) {
                        let label = self.name_of(rule.label, at);
                        self.each_entry(&mut entries, &rule.references, &mut |entry| {
                            push_once(&mut entry.rules, &label);
                        });
                    }
                }
                Op::Parameter(_) | Op::Lookup { .. } | Op::Scaled { .. } => {
                    if let Some((figure, references)) = self.figure(at) {
                        self.each_entry(&mut entries, references, &mut |entry| {
                            entry.add(&figure);
                        });
                    }
                }
                // The condition that refuses rests on the law too.
                Op::Granted { uncovered, conditions, .. } => {
                    let Some(refusing) = self.refusing(at, uncovered, conditions) else { continue };
                    let label = refusing.label.map(|label| self.name_of(label, at));
                    self.each_entry(&mut entries, &refusing.references, &mut |entry| {
                        if let Some(label) = &label {
                            push_once(&mut entry.rules, label);
                        }
                    });
                }
                Op::Rounded { value, step, mode, references } => {
                    let inner = self.value(at.node(*value));
                    if let (Value::Number(before), Value::Number(after)) = (inner, self.value(at))
                        && before != after
                    {
                        let rounding = Rounding {
                            before: self.words().number(before.round_dp(6), None),
                            after: self.written(after, node.kind),
                            how: self.rounding(*step, *mode, node.kind),
                        };
                        self.each_entry(&mut entries, references, &mut |entry| {
                            push_once(&mut entry.roundings, &rounding);
                        });
                    }
                }
                _ => {}
            }
        }
        entries
    }

    /// « à l'euro inférieur »
    fn rounding(&self, step: Decimal, mode: RoundMode, kind: Kind) -> String {
        let money = matches!(kind, Kind::Number(Unit::Money(_)));
        let words = self.words();
        let [euro, centime, dollar, cent, unit, hundredth] = words.rounded;
        let (one, cent) = match self.program.currency.as_str() {
            "€" => (euro, centime),
            "$" => (dollar, cent),
            _ => (unit, hundredth),
        };
        let to = if step == Decimal::new(1, 2) && money {
            cent.to_owned()
        } else if step == Decimal::ONE {
            if money { one.to_owned() } else { unit.to_owned() }
        } else {
            text::fill(words.multiple, &[&self.written(step, kind)])
        };
        let [nearest, down, up] = words.ways;
        let way = match mode {
            RoundMode::Nearest => nearest,
            RoundMode::Down => down,
            RoundMode::Up => up,
        };
        text::fill(way, &[&to])
    }

    /// A figure, a cell of a table or a whole scale as it was read, and its sources.
    fn figure(&self, at: At) -> Option<(Figure, &[ReferenceId])> {
        let day = at.month.first_day();
        let (label, from, references) = match &self.program.node(at.node)?.op {
            Op::Parameter(id) => {
                let parameter = self.program.parameters.get(id.index())?;
                let current = parameter.values.iter().rev().find(|dated| dated.from <= day)?;
                (parameter.label, current.from, &current.references)
            }
            Op::Lookup { table, .. } => {
                let table = self.program.tables.get(table.index())?;
                let current = table.editions.iter().rev().find(|edition| edition.from <= day)?;
                (table.label, current.from, &current.references)
            }
            Op::Scaled { scale, .. } => {
                let scale = self.program.scales.get(scale.index())?;
                let current = scale.editions.iter().rev().find(|edition| edition.from <= day)?;
                let label = self.mark(at, self.name_of(scale.label, at));
                let value = self.slices(&current.slices, scale.argument);
                return Some((Figure { label, value, from: current.from }, &current.references));
            }
            _ => return None,
        };
        let label = self.mark(at, self.name_of(label, at));
        Some((Figure { label, value: self.shown(at), from }, references))
    }

    /// « 0,45 % à partir de 0 € ; 0,68 % à partir de 45 € »
    fn slices(&self, slices: &[(Cell, Cell)], argument: Kind) -> String {
        let words = self.words();
        let slices = slices.iter().map(|(from, rate)| {
            let rate = self.written(rate.0, Kind::Number(Unit::Percent));
            text::fill(words.slice, &[&rate, &self.written(from.0, argument)])
        });
        slices.collect::<Vec<_>>().join(words.and_also)
    }

    /// Does something with the entry of each of these references.
    fn each_entry(
        &self,
        entries: &mut Vec<LawEntry>,
        references: &[ReferenceId],
        act: &mut dyn FnMut(&mut LawEntry),
    ) {
        for id in references {
            let reference = self.reference(*id);
            let order = |entry: &LawEntry| entry.reference.0.cmp(&reference.0);
            let place = match entries.binary_search_by(order) {
                Ok(place) => place,
                Err(place) => {
                    let (rules, figures, roundings) = (Vec::new(), Vec::new(), Vec::new());
                    entries.insert(place, LawEntry { reference, rules, figures, roundings });
                    place
                }
            };
            entries.get_mut(place).into_iter().for_each(&mut *act);
        }
    }
}

impl LawEntry {
    /// Adds a figure, unless it is there already: read at other months, it may have other marks.
    fn add(&mut self, figure: &Figure) {
        let label = unmarked(&figure.label);
        let known = |other: &Figure| {
            (&other.value, other.from) == (&figure.value, figure.from)
                && unmarked(&other.label) == label
        };
        if !self.figures.iter().any(known) {
            self.figures.push(figure.clone());
        }
    }
}

fn push_once<T: PartialEq + Clone>(list: &mut Vec<T>, item: &T) {
    if !list.contains(item) {
        list.push(item.clone());
    }
}
