//! Dated figures, tables and scales.

use super::{Elaborator, Revised};
use crate::diagnostic::{Code, Diagnostic};
use crate::kinds::{kind_name, unit_name};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Edition, Labelled, Literal, Parameter, RowKey, Scale, Table, Upkeep};
use auclair_engine::program::{self, Cell, Dated, Key, Slices, TableId};
use auclair_engine::{Kind, ListId, Unit, Value};
use rust_decimal::Decimal;
use time::Date;

impl Elaborator<'_> {
    pub(super) fn parameter(&mut self, parameter: &Parameter, span: Span) {
        let shared = self.references(&parameter.upkeep.references);
        let mut kind = None;
        let mut values: Vec<Dated> = Vec::new();
        for (from, literal, references) in &parameter.values {
            let Some((value, found, zero)) = self.literal_value(&literal.value, literal.span)
            else {
                continue;
            };
            match kind {
                None => kind = Some(found),
                Some(kind) if kind != found && !zero => {
                    let message = format!(
                        "cette valeur est en {}, les précédentes en {}",
                        crate::kinds::kind_name(found, &self.out.program),
                        crate::kinds::kind_name(kind, &self.out.program)
                    );
                    self.diagnostics.push(Diagnostic::error(Code::Kind, literal.span, message));
                }
                Some(_) => {}
            }
            self.check_order(values.last().map(|dated| dated.from), from);
            let mut all = self.references(references);
            all.extend(&shared);
            if all.is_empty() && !unsourced(&parameter.upkeep) {
                self.no_source(literal.span, "ce chiffre");
            }
            values.push(Dated { from: from.node, value, references: all });
        }
        let label = self.title(&parameter.title, false);
        let caveats = self.caveats(&parameter.upkeep.caveats);
        self.out.program.parameters.push(program::Parameter {
            name: parameter.title.name.node.clone(),
            kind: kind.unwrap_or(Kind::Number(Unit::Count)),
            dispositif: self.home,
            label,
            values,
            expected: parameter.upkeep.expected.clone(),
            checked: parameter.upkeep.checked,
            caveats,
        });
        self.out.parameter_spans.push(span);
        let dates = parameter.values.iter().map(|(from, ..)| from.node);
        self.revised(&parameter.title, dates, &parameter.upkeep, span);
    }

    /// What is said of when a figure is revised.
    fn revised(
        &mut self,
        title: &Labelled,
        dates: impl Iterator<Item = Date>,
        upkeep: &Upkeep,
        span: Span,
    ) {
        self.out.revised.push(Revised {
            name: title.name.node.clone(),
            dates: dates.collect(),
            expected: upkeep.expected.clone(),
            checked: upkeep.checked,
            span,
        });
    }

    fn check_order(&mut self, before: Option<Date>, from: &Spanned<Date>) {
        // A day that could not be read is told already.
        if from.node != Date::MIN && before.is_some_and(|before| before >= from.node) {
            let message = "cette date n'est pas après la précédente";
            self.diagnostics.push(
                Diagnostic::error(Code::DateOrder, from.span, message)
                    .help("écrivez les valeurs de la plus ancienne à la plus récente"),
            );
        }
    }

    fn no_source(&mut self, span: Span, what: &str) {
        self.diagnostics.push(
            Diagnostic::error(Code::NoSource, span, format!("{what} n'a pas de source"))
                .label("d'où vient-il ?")
                .help("ajoutez [décret … art. …], ou une ligne « à sourcer : « … » » qui le dira à l'écran"),
        );
    }

    pub(super) fn declare_table(&mut self, table: &Table, span: Span) {
        let kind = self.kind(&table.kind);
        let label = self.title(&table.title, false);
        let caveats = self.caveats(&table.upkeep.caveats);
        self.out.program.tables.push(program::Table {
            name: table.title.name.node.clone(),
            kind,
            dispositif: self.home,
            label,
            // The keys are known once the formulas that choose them are.
            rows: Key::Counts { first: 0, count: 1 },
            columns: None,
            editions: Vec::new(),
            expected: table.upkeep.expected.clone(),
            checked: table.upkeep.checked,
            caveats,
        });
        self.out.table_spans.push(span);
        let dates = table.editions.iter().map(|edition| edition.from.node);
        self.revised(&table.title, dates, &table.upkeep, span);
    }

    /// Works out what chooses the rows and columns of a table, and fills it.
    pub(super) fn table(&mut self, id: TableId) {
        let Some((home, table)) = self.bodies.tables.get(id.index()).cloned() else { return };
        self.home = home;
        let rows = table.rows.as_ref().and_then(|rows| self.expression(rows));
        let columns = table.columns.as_ref().map(|columns| self.expression(columns));
        let (Some(rows), Some(columns)) = (rows, columns.map_or(Some(None), |c| c.map(Some)))
        else {
            return;
        };
        self.bodies.table_keys.insert(id, (rows.node, columns.map(|columns| columns.node)));
        let Some(first) = table.editions.first() else { return };
        let row_key = self.row_key(first, rows.kind, rows.span);
        let column_key =
            columns.and_then(|columns| self.column_key(first, columns.kind, columns.span));
        let width = match &column_key {
            Some(Key::Choices(choices)) => choices.len(),
            _ => 1,
        };
        let Some(row_key) = row_key else { return };
        let shared = self.references(&table.upkeep.references);
        let mut editions: Vec<program::Edition> = Vec::new();
        for edition in &table.editions {
            self.check_order(editions.last().map(|edition| edition.from), &edition.from);
            let mut references = self.references(&edition.references);
            references.extend(&shared);
            if references.is_empty() && !unsourced(&table.upkeep) {
                self.no_source(edition.from.span, "cette édition");
            }
            let same_keys = self.row_key(edition, rows.kind, rows.span).as_ref().map(describe)
                == Some(describe(&row_key))
                && (edition.header.is_none() || names(edition) == names(first));
            if !same_keys {
                let message = "cette édition n'a pas les mêmes lignes ou colonnes que la première";
                self.diagnostics.push(Diagnostic::error(Code::Formula, edition.from.span, message));
                continue;
            }
            let (mut cells, mut beyond) = (Vec::new(), None);
            let kind = self.out.program.tables.get(id.index()).map(|table| table.kind);
            for row in &edition.rows {
                if row.cells.len() != width {
                    let message =
                        format!("cette ligne a {} chiffres, il en faut {width}", row.cells.len());
                    self.diagnostics.push(Diagnostic::error(Code::Formula, row.span, message));
                }
                let figures =
                    row.cells.iter().map(|(cell, unit)| self.cell(cell, *unit, kind)).collect();
                if row.key == RowKey::Beyond {
                    beyond = Some(figures);
                } else {
                    cells.push(figures);
                }
            }
            editions.push(program::Edition { from: edition.from.node, cells, beyond, references });
        }
        if let Some(out) = self.out.program.tables.get_mut(id.index()) {
            out.rows = row_key;
            out.columns = column_key;
            out.editions = editions;
        }
    }

    /// A figure of a table; its unit may be left out where the table says it, save for %.
    fn cell(&mut self, cell: &Spanned<Decimal>, unit: Option<Unit>, kind: Option<Kind>) -> Cell {
        let Some(Kind::Number(expected)) = kind else { return Cell(cell.node) };
        let percent = expected == Unit::Percent;
        if unit.is_some_and(|unit| unit != expected) || (percent && unit.is_none()) {
            let expected = unit_name(expected, &self.out.program.currency);
            let message = match unit {
                Some(unit) => {
                    let found = unit_name(unit, &self.out.program.currency);
                    format!("ce tableau donne des {expected}, et ce chiffre est en {found}")
                }
                None => format!("ce tableau donne des {expected} : il manque « % » à ce chiffre"),
            };
            self.report(Diagnostic::error(Code::Kind, cell.span, message));
        }
        Cell(scaled(cell.node, percent))
    }

    fn row_key(&mut self, edition: &Edition, kind: Kind, span: Span) -> Option<Key> {
        let mut counts = Vec::new();
        let mut choices = Vec::new();
        for row in &edition.rows {
            match (&row.key, kind) {
                (RowKey::Count(count), Kind::Number(_)) => {
                    if counts.last().is_some_and(|last| last + 1 != *count) {
                        let message = "les lignes d'un tableau se suivent sans trou";
                        self.diagnostics.push(Diagnostic::error(Code::Formula, row.span, message));
                    }
                    counts.push(*count);
                }
                (RowKey::Beyond, Kind::Number(_)) => {}
                (RowKey::Choice(choice), Kind::Choice(list)) => {
                    let found = self.choice(list, choice, row.span)?;
                    if choices.contains(&found) {
                        let message = format!("deux lignes pour « {choice} »");
                        self.diagnostics.push(Diagnostic::error(Code::Twice, row.span, message));
                    }
                    choices.push(found);
                }
                _ => {
                    let message = "cette ligne n'est pas une valeur de ce qui choisit la ligne";
                    self.diagnostics.push(
                        Diagnostic::error(Code::Kind, row.span, message)
                            .and(span, "voici ce qui choisit la ligne"),
                    );
                    return None;
                }
            }
        }
        Some(match kind {
            Kind::Choice(_) => Key::Choices(choices),
            _ => Key::Counts {
                first: counts.first().copied().unwrap_or(0),
                count: super::declare::next(counts.len()),
            },
        })
    }

    fn column_key(&mut self, edition: &Edition, kind: Kind, span: Span) -> Option<Key> {
        let Kind::Choice(list) = kind else {
            let message = "les colonnes d'un tableau sont les valeurs d'un choix";
            self.diagnostics.push(Diagnostic::error(Code::Kind, span, message));
            return None;
        };
        let header = edition.header.clone().unwrap_or_default();
        let choices = header
            .iter()
            .map(|name| self.choice(list, &name.node, name.span))
            .collect::<Option<_>>();
        choices.map(Key::Choices)
    }

    /// The index of a choice in its list, or a report.
    pub(super) fn choice(&mut self, list: ListId, name: &str, span: Span) -> Option<u16> {
        let found = self.out.program.lists.get(list.index())?;
        let position = found.values.iter().position(|(value, _)| value == name);
        if position.is_none() {
            let message = format!("« {name} » n'est pas un choix de « {} »", found.name);
            let values = found.values.iter().map(|(value, _)| value.as_str());
            let close = crate::suggest::closest(name, values.clone()).map(ToOwned::to_owned);
            let help = match close {
                Some(close) => format!("vouliez-vous dire « {close} » ?"),
                None => format!("les choix sont : {}", values.collect::<Vec<_>>().join(", ")),
            };
            self.report(Diagnostic::error(Code::UnknownName, span, message).help(help));
        }
        position.and_then(|position| u16::try_from(position).ok())
    }

    pub(super) fn scale(&mut self, scale: &Scale, span: Span) {
        if let Some((_, text)) = scale.upkeep.caveats.first() {
            let message = "un barème ne porte pas de réserve : personne ne la lirait";
            self.diagnostics.push(
                Diagnostic::error(Code::Line, text.span, message)
                    .help("écrivez-la dans la règle qui applique le barème"),
            );
        }
        let dates = scale.editions.iter().map(|(from, ..)| from.node);
        self.revised(&scale.title, dates, &scale.upkeep, span);
        let shared = self.references(&scale.upkeep.references);
        let mut argument = None;
        let mut editions: Vec<Slices> = Vec::new();
        for (from, references, slices) in &scale.editions {
            self.check_order(editions.last().map(|slices| slices.from), from);
            let mut all = self.references(references);
            all.extend(&shared);
            if all.is_empty() {
                self.no_source(from.span, "cette édition");
            }
            let mut found: Vec<(Cell, Cell)> = Vec::new();
            let mut end: Option<Decimal> = Some(Decimal::ZERO);
            for slice in slices {
                let begins = match &slice.from {
                    None => Decimal::ZERO,
                    Some(literal) => self.figure(literal, &mut argument).unwrap_or_default(),
                };
                if end != Some(begins) {
                    let message = "cette tranche ne commence pas où la précédente finit";
                    self.diagnostics.push(Diagnostic::error(Code::Uncovered, slice.span, message));
                }
                end = slice.to.as_ref().and_then(|to| self.figure(to, &mut argument));
                let mut rate_kind = Some(Kind::Number(Unit::Percent));
                let rate = self.figure(&slice.rate, &mut rate_kind).unwrap_or_default();
                found.push((Cell(begins), Cell(rate)));
            }
            if end.is_some() {
                let message = "la dernière tranche doit être « au-delà de … »";
                self.diagnostics.push(Diagnostic::error(Code::Uncovered, from.span, message));
            }
            editions.push(Slices { from: from.node, slices: found, references: all });
        }
        let label = self.title(&scale.title, false);
        self.out.program.scales.push(program::Scale {
            name: scale.title.name.node.clone(),
            argument: argument.unwrap_or(Kind::Number(Unit::Ratio)),
            dispositif: self.home,
            label,
            editions,
        });
    }

    /// A figure of a scale: all are of the same kind, which the first that is not zero says.
    fn figure(&mut self, literal: &Literal, kind: &mut Option<Kind>) -> Option<Decimal> {
        let (value, found, zero) = self.literal_value(&literal.value, literal.span)?;
        // A zero has no unit.
        let expected = *kind.get_or_insert(if zero { Kind::Number(Unit::Ratio) } else { found });
        let open = expected == Kind::Number(Unit::Ratio);
        if !zero && open {
            *kind = Some(found);
        } else if !zero && expected != found {
            let (expected, found) =
                (kind_name(expected, &self.out.program), kind_name(found, &self.out.program));
            let message = format!("ici il faut {expected}, et c'est {found}");
            self.report(Diagnostic::error(Code::Kind, literal.span, message));
        }
        if let Value::Number(number) = value { Some(number) } else { None }
    }
}

fn unsourced(upkeep: &Upkeep) -> bool {
    upkeep.caveats.iter().any(|(kind, _)| *kind == program::CaveatKind::Unsourced)
}

fn scaled(number: Decimal, percent: bool) -> Decimal {
    if percent {
        number.checked_div(Decimal::ONE_HUNDRED).unwrap_or(number).normalize()
    } else {
        number
    }
}

fn describe(key: &Key) -> (Vec<u16>, u32, u32) {
    match key {
        Key::Choices(choices) => (choices.clone(), 0, 0),
        Key::Counts { first, count } => (Vec::new(), *first, *count),
    }
}

fn names(edition: &Edition) -> Vec<&str> {
    edition.header.iter().flatten().map(|name| name.node.as_str()).collect()
}
