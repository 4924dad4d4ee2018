//! The names in fiches, outside of their formulas.

use super::{Index, Named, Number, Occurrence, Place};
use crate::elaborate::Elaborated;
use crate::names::{Home, Names, Symbol};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{
    BoundLine, ConditionLine, Expectation, Fiche, Formula, FormulaValue, Item, KindName, Labelled,
    Literal, LiteralValue, Name, Question, RowKey, Rule, Table, Test,
};
use crate::syntax::parse;
use auclair_engine::program::{DispositifId, Key, ListId, Op, TableId};
use auclair_engine::{Kind, Program};

/// Reads one file into an index.
pub(super) fn read(number: u32, file: &SourceFile, elaborated: &Elaborated, index: &mut Index) {
    let mut reader = Reader::new(number, file, elaborated, index);
    for fiche in &parse(number, &file.text).fiches {
        reader.fiche(fiche);
    }
    reader.sentences();
}

pub(super) struct Reader<'a> {
    pub(super) file: u32,
    pub(super) text: &'a str,
    pub(super) elaborated: &'a Elaborated,
    /// The dispositif whose names are in reach.
    pub(super) home: Home,
    pub(super) index: &'a mut Index,
    /// What the fiche at hand declares.
    fiche: Option<Named>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        number: u32,
        file: &'a SourceFile,
        elaborated: &'a Elaborated,
        index: &'a mut Index,
    ) -> Self {
        Self { file: number, text: &file.text, elaborated, home: None, index, fiche: None }
    }
}

impl Reader<'_> {
    pub(super) fn program(&self) -> &Program {
        &self.elaborated.program
    }

    pub(super) fn names(&self) -> &Names {
        &self.elaborated.names
    }

    pub(super) fn add(&mut self, span: Span, named: Option<Named>) {
        if let Some(named) = named {
            self.index.occurrences.push(Occurrence { span, named, declares: false });
        }
    }

    fn declare(&mut self, name: &Name, named: Option<Named>) {
        self.fiche = self.fiche.or(named);
        if let Some(named) = named {
            let span = name.span;
            self.index.occurrences.push(Occurrence { span, named, declares: true });
        }
    }

    fn fiche(&mut self, fiche: &Fiche) {
        self.fiche = None;
        match &fiche.item {
            Item::Source(source) => {
                let found = Names::find(&self.names().sources, None, &source.code.node);
                self.declare(&source.code, found.map(Named::Source));
            }
            Item::Shared => self.home = None,
            Item::Dispositif(dispositif) => {
                self.home = self.dispositif(&dispositif.title.name);
                self.declare(&dispositif.title.name, self.home.map(Named::Dispositif));
            }
            Item::Continued(name) => {
                self.home = self.dispositif(name);
                self.add(name.span, self.home.map(Named::Dispositif));
            }
            Item::Theme(theme) => {
                let found = Names::find(&self.names().themes, None, &theme.name.node);
                self.declare(&theme.name, found.map(Named::Theme));
            }
            Item::List(list) => {
                let found = Names::find(&self.names().lists, None, &list.title.name.node);
                self.declare(&list.title.name, found.map(Named::List));
                self.choices(found, &list.values);
            }
            Item::Group(group) => {
                for (name, number) in [(&group.one, Number::One), (&group.many, Number::Several)] {
                    let found = Names::find(&self.names().groups, self.home, &name.node);
                    self.declare(name, found.map(|found| Named::Group(found, number)));
                }
                group.members.iter().for_each(|members| self.expression(members, None));
            }
            Item::Parameter(parameter) => self.declare_value(&parameter.title.name, self.home),
            Item::Table(table) => self.table(table),
            Item::Scale(scale) => {
                let name = &scale.title.name;
                let found = Names::find(&self.names().scales, self.home, &name.node);
                self.declare(name, found.map(Named::Scale));
            }
            Item::Question(question) => self.question(question),
            Item::Rule(rule) => self.rule(rule),
            Item::Test(test) => self.test(test),
            Item::Jurisdiction(_) => {}
        }
        let test = match &fiche.item {
            Item::Test(test) => Some(test.name.node.clone()),
            _ => None,
        };
        let place = Place { span: fiche.whole, named: self.fiche, home: self.home, test };
        self.index.places.push(place);
    }

    pub(super) fn dispositif(&self, name: &Name) -> Option<DispositifId> {
        Names::find(&self.names().dispositifs, None, &name.node)
    }

    /// Where a name is looked up: with its owner, which is named there, or at home.
    pub(super) fn owner(&mut self, owner: Option<&Name>) -> Home {
        let Some(owner) = owner else { return self.home };
        let found = self.dispositif(owner);
        self.add(owner.span, found.map(Named::Dispositif));
        found
    }

    /// What a symbol is called by: the droit of a dispositif is that dispositif.
    pub(super) fn named(&self, symbol: Symbol) -> Named {
        if let Symbol::Rule(id) = symbol
            && let Some(rule) = self.program().rules.get(id.index())
            && rule.droit
            && let Some(dispositif) = rule.dispositif
        {
            return Named::Dispositif(dispositif);
        }
        Named::Value(symbol)
    }

    fn declare_value(&mut self, name: &Name, home: Home) {
        let symbol = Names::find(&self.names().values, home, &name.node);
        self.declare(name, symbol.map(|symbol| self.named(symbol)));
    }

    fn choices(&mut self, list: Option<ListId>, values: &[Labelled]) {
        for value in values {
            let named = list.and_then(|list| self.choice(list, &value.name.node));
            self.declare(&value.name, named);
        }
    }

    pub(super) fn choice(&self, list: ListId, name: &str) -> Option<Named> {
        let values = &self.program().lists.get(list.index())?.values;
        let found = values.iter().position(|(value, _)| value == name)?;
        Some(Named::Choice(list, u16::try_from(found).ok()?))
    }

    fn kind(&mut self, kind: &KindName) {
        if let KindName::Choice(list) = kind {
            let found = Names::find(&self.names().lists, None, &list.node);
            self.add(list.span, found.map(Named::List));
        }
    }

    fn literal(&mut self, literal: &Literal, kind: Option<Kind>) {
        if let (LiteralValue::Choice(name), Some(Kind::Choice(list))) = (&literal.value, kind) {
            self.add(literal.span, self.choice(list, name));
        }
    }

    pub(super) fn keys(&self, id: TableId) -> (Option<ListId>, Option<ListId>) {
        table_lists(self.program(), id)
    }

    fn table(&mut self, table: &Table) {
        let name = &table.title.name;
        self.declare_value(name, self.home);
        self.kind(&table.kind.node);
        for key in table.rows.iter().chain(&table.columns) {
            self.expression(key, None);
        }
        let Some(Symbol::Table(id)) = Names::find(&self.names().values, self.home, &name.node)
        else {
            return;
        };
        let (rows, columns) = self.keys(id);
        for edition in &table.editions {
            for name in edition.header.iter().flatten() {
                let named = columns.and_then(|list| self.choice(list, &name.node));
                self.add(name.span, named);
            }
            for row in &edition.rows {
                if let (RowKey::Choice(name), Some(list)) = (&row.key, rows)
                    && let Some(end) = self.words_end(row.span.start, name)
                {
                    self.add(Span { end, ..row.span }, self.choice(list, name));
                }
            }
        }
    }

    /// Where a name ends that begins at a place, if it is written there as it is called.
    fn words_end(&self, start: u32, name: &str) -> Option<u32> {
        let rest = self.text.get(start as usize..)?;
        rest.starts_with(name).then(|| start + u32::try_from(name.len()).unwrap_or(0))
    }

    fn question(&mut self, question: &Question) {
        // Questions are shared, wherever they are written.
        let name = &question.title.name;
        self.declare_value(name, None);
        self.kind(&question.kind.node);
        let kind = match Names::find(&self.names().values, None, &name.node) {
            Some(Symbol::Question(id)) => {
                self.program().questions.get(id.index()).map(|question| question.kind)
            }
            _ => None,
        };
        let list = list_of(kind);
        self.choices(list, &question.choices);
        if let Some(theme) = &question.theme {
            let found = Names::find(&self.names().themes, None, &theme.node);
            self.add(theme.span, found.map(Named::Theme));
        }
        question.asked_if.iter().for_each(|expr| self.expression(expr, None));
        question.fallback.iter().for_each(|expr| self.expression(expr, list));
    }

    fn rule(&mut self, rule: &Rule) {
        let name = &rule.title.name;
        self.declare_value(name, self.home);
        self.kind(&rule.kind.node);
        let kind = match Names::find(&self.names().values, self.home, &name.node) {
            Some(Symbol::Rule(id)) => self.program().rules.get(id.index()).map(|rule| rule.kind),
            _ => None,
        };
        for ConditionLine { condition, .. } in rule.uncovered.iter().chain(&rule.conditions) {
            self.expression(condition, None);
        }
        for (_, formula) in &rule.formulas {
            self.formula(formula, list_of(kind));
        }
    }

    fn formula(&mut self, formula: &Formula, list: Option<ListId>) {
        match formula.value.as_ref().map(|value| &value.node) {
            Some(FormulaValue::Cases(cases)) => {
                for case in cases {
                    self.expression(&case.value, list);
                    case.when.iter().for_each(|when| self.expression(when, None));
                }
            }
            Some(FormulaValue::Sum(terms)) => {
                for term in terms {
                    self.expression(&term.value, None);
                    term.when.iter().for_each(|when| self.expression(when, None));
                }
            }
            None => {}
        }
        for exception in &formula.exceptions {
            self.expression(&exception.when, None);
            self.expression(&exception.value, list);
        }
        let bounds = formula.low.iter().chain(&formula.high).chain(&formula.threshold);
        bounds.for_each(|BoundLine { value, .. }| self.expression(value, None));
    }

    fn test(&mut self, test: &Test) {
        for answer in &test.answers {
            let symbol = Names::find(&self.names().values, self.home, &answer.question.node);
            if let Some(Symbol::Question(id)) = symbol {
                self.add(answer.question.span, Some(Named::Value(Symbol::Question(id))));
                let kind = self.program().questions.get(id.index()).map(|question| question.kind);
                self.literal(&answer.value, kind);
            }
        }
        for Expectation { name, owner, expected, .. } in &test.expected {
            let home = self.owner(owner.as_ref());
            let symbol = Names::find(&self.names().values, home, &name.node);
            self.add(name.span, symbol.map(|symbol| self.named(symbol)));
            if let Some(Symbol::Rule(id)) = symbol {
                let kind = self.program().rules.get(id.index()).map(|rule| rule.kind);
                expected.values().for_each(|value| self.literal(value, kind));
            }
        }
    }
}

/// The lists that choose the rows and the columns of a table; none where a number does.
pub fn table_lists(program: &Program, id: TableId) -> (Option<ListId>, Option<ListId>) {
    let Some(table) = program.tables.get(id.index()) else { return (None, None) };
    let list = |node| match program.node(node).map(|node| node.kind) {
        Some(Kind::Choice(list)) => Some(list),
        _ => None,
    };
    let read = program.nodes.iter().find_map(|node| match &node.op {
        Op::Lookup { table, row, column } if *table == id => Some((*row, *column)),
        _ => None,
    });
    let (row, column) = read.map_or((None, None), |(row, column)| (Some(row), column));
    let by_choice = matches!(table.rows, Key::Choices(_));
    (row.filter(|_| by_choice).and_then(list), column.and_then(list))
}

fn list_of(kind: Option<Kind>) -> Option<ListId> {
    match kind {
        Some(Kind::Choice(list)) => Some(list),
        _ => None,
    }
}
