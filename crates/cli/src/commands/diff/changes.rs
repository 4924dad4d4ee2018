//! What takes effect between two months: figures, tables, scales and formulas.

use crate::law::{self, DatedFormula, Grid, Reach, Source, dated_formulas, grid, slices};
use auclair_engine::program::{
    DispositifId, NodeId, ParameterId, ReferenceId, RuleId, ScaleId, TableId, TextId,
};
use auclair_engine::text::{self, Texts};
use auclair_engine::{Month, Op, Program, Value};
use auclair_language::index::Named;
use auclair_language::{Compilation, Index, Symbol};
use rust_decimal::Decimal;
use time::Date;

/// Something that the law changed.
#[derive(Debug)]
pub(crate) struct Change {
    /// Whose it is; nothing when several dispositifs share it.
    pub(crate) dispositif: Option<DispositifId>,
    /// What it is: `chiffre`, `tableau`, `barème`, `formule`.
    pub(crate) what: &'static str,
    pub(crate) name: String,
    pub(crate) label: String,
    /// The day it takes effect.
    pub(crate) from: Date,
    pub(crate) how: How,
    pub(crate) sources: Vec<Source>,
    /// The file and line that declare it.
    pub(crate) place: (String, usize),
    /// The rules that read it directly.
    pub(crate) rules: Vec<String>,
    /// The rights that count it, each from which month on.
    pub(crate) reach: Vec<(String, Month)>,
}

/// What became of it; nothing before when it is new.
#[derive(Debug)]
pub(crate) enum How {
    /// One value, with its change in hundredths when it is a number.
    Value(Option<String>, String, Option<Decimal>),
    /// Lines: which, before, after. A slice of a scale that is gone has nothing after.
    Lines(Vec<(String, Option<String>, Option<String>)>),
    /// A formula as it is written.
    Formula(Option<String>, String),
}

/// What takes effect after the first day of `from`, up to that of `to`.
pub(crate) fn changes(compilation: &Compilation, from: Month, to: Month) -> Vec<Change> {
    let elaborated = &compilation.elaborated;
    let mut finder = Finder {
        compilation,
        program: &elaborated.program,
        texts: &elaborated.texts,
        index: Index::new(&compilation.files, elaborated),
        reach: Reach::new(&elaborated.program),
        between: (from.first_day(), to.first_day()),
        found: Vec::new(),
    };
    finder.parameters();
    finder.tables();
    finder.scales();
    finder.formulas();
    let mut found = finder.found;
    found.sort_by_key(|change| (change.dispositif.map(DispositifId::index), change.from));
    found
}

struct Finder<'a> {
    compilation: &'a Compilation,
    program: &'a Program,
    texts: &'a Texts,
    index: Index,
    reach: Reach<'a>,
    between: (Date, Date),
    found: Vec<Change>,
}

impl<'a> Finder<'a> {
    /// Pairs each of several dated things that takes effect in the time with the one before it.
    fn steps<T>(&self, dated: &'a [T], from: fn(&T) -> Date) -> Vec<(Option<&'a T>, &'a T)> {
        let before = [None].into_iter().chain(dated.iter().map(Some));
        let (after, until) = self.between;
        before.zip(dated).filter(|(_, now)| from(now) > after && from(now) <= until).collect()
    }

    fn parameters(&mut self) {
        let program = self.program;
        for (id, parameter) in (0u32..).map(ParameterId).zip(&program.parameters) {
            for (before, now) in self.steps(&parameter.values, |dated| dated.from) {
                if before.is_some_and(|before| before.value == now.value) {
                    continue;
                }
                let written = |value| text::value(value, parameter.kind, program, self.texts);
                let rise = before.and_then(|before| rise(before.value, now.value));
                let how = How::Value(before.map(|b| written(b.value)), written(now.value), rise);
                let what = ("chiffre", Named::Value(Symbol::Parameter(id)), parameter.dispositif);
                let label = (parameter.name.as_str(), parameter.label);
                let nodes = self.nodes(|op| matches!(op, Op::Parameter(read) if *read == id));
                self.add(what, label, (now.from, how), &now.references, &nodes);
            }
        }
    }

    fn tables(&mut self) {
        let program = self.program;
        for (id, table) in (0u32..).map(TableId).zip(&program.tables) {
            for (before, now) in self.steps(&table.editions, |edition| edition.from) {
                let after = grid(program, self.texts, id, table, now);
                let before = before.map(|before| grid(program, self.texts, id, table, before));
                let lines = cells(before.as_ref(), &after);
                if lines.is_empty() {
                    continue;
                }
                let what = ("tableau", Named::Value(Symbol::Table(id)), table.dispositif);
                let label = (table.name.as_str(), table.label);
                let reads = |op: &Op| matches!(op, Op::Lookup { table, .. } if *table == id);
                let nodes = self.nodes(reads);
                self.add(what, label, (now.from, How::Lines(lines)), &now.references, &nodes);
            }
        }
    }

    fn scales(&mut self) {
        let program = self.program;
        for (id, scale) in (0u32..).map(ScaleId).zip(&program.scales) {
            for (before, now) in self.steps(&scale.editions, |slices| slices.from) {
                let after = slices(program, self.texts, scale, now);
                let before =
                    before.map_or_else(Vec::new, |b| slices(program, self.texts, scale, b));
                let lines = slices_changed(&before, &after);
                if lines.is_empty() {
                    continue;
                }
                let what = ("barème", Named::Scale(id), scale.dispositif);
                let label = (scale.name.as_str(), scale.label);
                let reads = |op: &Op| matches!(op, Op::Scaled { scale, .. } if *scale == id);
                let nodes = self.nodes(reads);
                self.add(what, label, (now.from, How::Lines(lines)), &now.references, &nodes);
            }
        }
    }

    fn formulas(&mut self) {
        let dated = dated_formulas(self.compilation);
        for (id, formulas) in &dated {
            let Some(rule) = self.program.rules.get(id.index()) else { continue };
            let (after, until) = self.between;
            let before = [None].into_iter().chain(formulas.iter().map(Some));
            for (before, now) in before.zip(formulas) {
                let in_time = now.from > after && now.from <= until;
                if in_time && before.is_none_or(|before| before.text != now.text) {
                    let node = self.dated_node(rule.node, now.from);
                    self.formula(*id, before, now, &node);
                }
            }
        }
    }

    fn formula(
        &mut self,
        id: RuleId,
        before: Option<&DatedFormula>,
        now: &DatedFormula,
        nodes: &[NodeId],
    ) {
        let Some(rule) = self.program.rules.get(id.index()) else { return };
        let how = How::Formula(before.map(|before| before.text.clone()), now.text.clone());
        let named = match rule.dispositif {
            Some(dispositif) if rule.droit => Named::Dispositif(dispositif),
            _ => Named::Value(Symbol::Rule(id)),
        };
        let what = ("formule", named, rule.dispositif);
        self.add(what, (&rule.name, rule.label), (now.from, how), &[], nodes);
        if let Some(change) = self.found.last_mut() {
            change.sources.clone_from(&now.sources);
        }
    }

    /// The operation that only the formula of this date has: what reads it is the rule itself.
    fn dated_node(&self, rule: NodeId, from: Date) -> Vec<NodeId> {
        let mut pending = vec![rule];
        while let Some(id) = pending.pop() {
            match self.program.node(id).map(|node| &node.op) {
                Some(Op::Dated(formulas)) => {
                    let of_date = formulas.iter().filter(|(date, _)| *date == from);
                    return of_date.map(|(_, node)| *node).collect();
                }
                Some(Op::Granted { value, .. }) => pending.push(*value),
                _ => {}
            }
        }
        Vec::new()
    }

    fn nodes(&self, reads: impl Fn(&Op) -> bool) -> Vec<NodeId> {
        let nodes = (0u32..).map(NodeId).zip(&self.program.nodes);
        nodes.filter(|(_, node)| reads(&node.op)).map(|(id, _)| id).collect()
    }

    fn add(
        &mut self,
        (what, named, dispositif): (&'static str, Named, Option<DispositifId>),
        (name, label): (&str, TextId),
        (from, how): (Date, How),
        references: &[ReferenceId],
        nodes: &[NodeId],
    ) {
        let month = Month::of(from);
        // A month reads what is in force on its first day.
        let since = if month.first_day() < from { month.plus(1) } else { month };
        let label = self.texts.plain(label);
        self.found.push(Change {
            dispositif,
            what,
            name: name.to_owned(),
            label: if label == name { String::new() } else { label },
            from,
            how,
            sources: law::sources(self.program, references),
            place: self.place(named),
            rules: self.rules(named),
            reach: self.reach.of(nodes, since),
        });
    }

    fn place(&self, named: Named) -> (String, usize) {
        // The droit of a dispositif is declared after the dispositif itself.
        let declared = self.index.declarations(named).last();
        let file = declared.and_then(|at| self.compilation.files.get(at.span.file as usize));
        match (declared, file) {
            (Some(at), Some(file)) => (file.path.clone(), file.position(at.span.start as usize).0),
            _ => Default::default(),
        }
    }

    /// The rules whose fiche names something, save its own.
    fn rules(&self, named: Named) -> Vec<String> {
        let mut rules: Vec<String> = Vec::new();
        for found in self.index.of(named) {
            let place = self.index.fiche(found.span.file, found.span.start);
            let name = match place.and_then(|place| place.named) {
                Some(reader) if reader == named => None,
                Some(Named::Value(Symbol::Rule(id))) => {
                    self.program.rules.get(id.index()).map(|rule| rule.name.clone())
                }
                Some(Named::Dispositif(id)) => {
                    self.program.dispositifs.get(id.index()).map(|found| found.name.clone())
                }
                _ => None,
            };
            rules.extend(name.filter(|name| !rules.contains(name)));
        }
        rules
    }
}

/// By how much a number rose, in hundredths, to a tenth.
fn rise(before: Value, after: Value) -> Option<Decimal> {
    let (before, after) = (before.number()?, after.number()?);
    let part = (after - before).checked_div(before)?;
    Some((part * Decimal::ONE_HUNDRED).round_dp(1))
}

type Line = (String, Option<String>, Option<String>);

/// The figures of a table that differ.
fn cells(before: Option<&Grid>, after: &Grid) -> Vec<Line> {
    let mut lines = Vec::new();
    for (row, (name, figures)) in after.rows.iter().enumerate() {
        for (column, figure) in figures.iter().enumerate() {
            let old = before
                .and_then(|before| before.rows.get(row))
                .and_then(|(_, figures)| figures.get(column));
            if old == Some(figure) {
                continue;
            }
            let name = match after.columns.get(column) {
                Some(column) if !column.is_empty() => format!("{name}, {column}"),
                _ => name.clone(),
            };
            lines.push((name, old.cloned(), Some(figure.clone())));
        }
    }
    lines
}

/// The slices of a scale that are new, gone or of another rate.
fn slices_changed(before: &[(String, String)], after: &[(String, String)]) -> Vec<Line> {
    let rate = |slices: &[(String, String)], words: &str| {
        slices.iter().find(|(other, _)| other == words).map(|(_, rate)| rate.clone())
    };
    let gone = before.iter().filter(|(words, _)| rate(after, words).is_none());
    let gone = gone.map(|(words, old)| (words.clone(), Some(old.clone()), None));
    let now =
        after.iter().map(|(words, now)| (words.clone(), rate(before, words), Some(now.clone())));
    gone.chain(now).filter(|(_, old, now)| old != now).collect()
}
