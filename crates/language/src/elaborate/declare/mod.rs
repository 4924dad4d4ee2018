//! The first pass: everything gets its index, and every name its meaning.

mod question;

use super::Elaborator;
use crate::diagnostic::{Code, Diagnostic};
use crate::names::{GroupId, Home, Names, Symbol, name_at};
use crate::source::Span;
use crate::syntax::ParsedFile;
use crate::syntax::ast::{
    self, Dispositif, Fiche, Item, KindName, Labelled, List, LiteralValue, Rule,
};
use auclair_engine::program::{
    ChoiceList, DispositifId, ListId, NodeId, ParameterId, Period, Procedure, RuleId, ScaleId,
    Source, SourceId, TableId, TextId, Theme, ThemeId,
};
use auclair_engine::{Kind, Role, Scope, program};

impl Elaborator<'_> {
    pub(super) fn declare(&mut self, parsed: Vec<ParsedFile>) {
        self.builtins();
        let mut money = Vec::new();
        let mut items = Vec::new();
        for file in parsed {
            money.extend(file.money);
            let unread = !file.unread.is_empty();
            self.out.names.unread.extend(file.unread.into_iter().map(|name| name.node));
            items.push((file.fiches, unread));
        }
        // Names that give a home or a kind to others come first, whatever file they stand in.
        let all = || items.iter().flat_map(|(fiches, _)| fiches);
        // A dispositif may already cite a text.
        for fiche in all() {
            if let Item::Source(source) = &fiche.item {
                self.source(source);
            }
        }
        for fiche in all() {
            self.declare_first(fiche);
        }
        self.check_money(&money);
        for (fiches, unread) in items {
            self.home = None;
            // The fiche that says it may be one that could not be read.
            let mut said = unread;
            for fiche in fiches {
                let home = self.declare_fiche(fiche, said);
                said |= home;
            }
        }
        self.home = None;
    }

    /// The role and the date of birth of a person need no fiche.
    fn builtins(&mut self) {
        self.open("liste", Role::LIST);
        let values = Role::ALL
            .iter()
            .map(|role| (role.name().to_owned(), self.label(role.name(), Span::default())))
            .collect();
        self.out.program.lists.push(ChoiceList { name: Role::LIST.into(), values });
        let place = Span::default();
        let names = &mut self.out.names;
        names.lists.insert((None, Role::LIST.into()), (ListId(0), place));
        names.values.insert((None, Role::LIST.into()), (Symbol::Role, place));
        names.values.insert((None, "date de naissance".into()), (Symbol::Birth, place));
    }

    fn declare_first(&mut self, fiche: &Fiche) {
        if let Item::Dispositif(_) | Item::List(_) | Item::Theme(_) = fiche.item
            && let Some((opening, name)) = fiche.item.called()
        {
            self.open(opening, name);
        }
        match &fiche.item {
            Item::Dispositif(dispositif) => self.dispositif(dispositif),
            Item::List(list) => {
                self.list(list);
            }
            Item::Theme(theme) => {
                let id = ThemeId(next(self.out.program.themes.len()));
                let table = &mut self.out.names.themes;
                Names::declare(table, None, &theme.name, id, self.diagnostics);
                let title = self.title(theme, false);
                let name = theme.name.node.clone();
                self.out.program.themes.push(Theme { name, title });
            }
            Item::Jurisdiction(jurisdiction) => {
                self.out.program.first_month = Some(jurisdiction.first);
                let sign = self.written(jurisdiction.currency);
                self.out.program.currency = sign;
            }
            _ => {}
        }
    }

    fn source(&mut self, source: &ast::Source) {
        let id = SourceId(next(self.out.program.sources.len()));
        let table = &mut self.out.names.sources;
        Names::declare(table, None, &source.code, id, self.diagnostics);
        self.out.program.sources.push(Source {
            code: source.code.node.clone(),
            title: source.title.node.clone(),
            link: source.link.as_ref().map(|link| link.node.clone()),
        });
    }

    fn written(&self, span: Span) -> String {
        let file = self.files.get(span.file as usize);
        file.and_then(|file| file.text.get(span.start as usize..span.end as usize))
            .unwrap_or_default()
            .to_owned()
    }

    /// Each jurisdiction has one money; an amount in another is a slip.
    fn check_money(&mut self, money: &[crate::source::Spanned<char>]) {
        let currency = self.out.program.currency.clone();
        for sign in money {
            if !currency.is_empty() && sign.node.to_string() != currency {
                let message =
                    format!("ici les montants sont en {currency}, et non en {}", sign.node);
                self.diagnostics.push(Diagnostic::error(Code::Kind, sign.span, message));
            }
        }
    }

    fn dispositif(&mut self, dispositif: &Dispositif) {
        let id = DispositifId(next(self.out.program.dispositifs.len()));
        let name = &dispositif.title.name;
        Names::declare(&mut self.out.names.dispositifs, None, name, id, self.diagnostics);
        let title = self.title(&dispositif.title, false);
        let summary = dispositif.summary.as_ref().map(|text| self.sentence(text, false));
        let procedures = dispositif
            .procedures
            .iter()
            .map(|(way, text, references)| Procedure {
                way: way.node.clone(),
                text: self.sentence(text, false),
                references: self.references(references),
            })
            .collect();
        let references = self.references(&dispositif.references);
        self.out.program.dispositifs.push(program::Dispositif {
            name: name.node.clone(),
            title,
            summary,
            droit: None,
            period: dispositif.period.unwrap_or(Period::Month),
            procedures,
            references,
        });
    }

    fn list(&mut self, list: &List) -> ListId {
        let id = ListId(next(self.out.program.lists.len()));
        Names::declare(&mut self.out.names.lists, None, &list.title.name, id, self.diagnostics);
        self.fill_list(&list.title.name.node, &list.values);
        id
    }

    pub(super) fn fill_list(&mut self, name: &str, values: &[Labelled]) {
        let mut known: Vec<(String, TextId)> = Vec::new();
        for value in values {
            if known.iter().any(|(name, _)| *name == value.name.node) || known.len() == 64 {
                let message = if known.len() == 64 {
                    "une liste a 64 choix au plus".to_owned()
                } else {
                    format!("le choix « {} » est déjà dans la liste", value.name.node)
                };
                self.diagnostics.push(Diagnostic::error(Code::Twice, value.name.span, message));
                continue;
            }
            let label = self.title(value, false);
            known.push((value.name.node.clone(), label));
        }
        self.out.program.lists.push(ChoiceList { name: name.to_owned(), values: known });
    }

    /// Declares a fiche; returns whether it says to whom those after it belong.
    fn declare_fiche(&mut self, fiche: Fiche, said: bool) -> bool {
        match fiche.item {
            Item::Shared => {
                self.home = None;
                return true;
            }
            Item::Dispositif(dispositif) => {
                let name = &dispositif.title.name.node;
                self.home = Names::find(&self.out.names.dispositifs, None, name);
                return true;
            }
            Item::Continued(name) => {
                let what = "un dispositif déclaré";
                let table = (&self.out.names.dispositifs, &self.out.names.unread);
                self.home = Names::need(table, None, &name, what, self.diagnostics);
                return true;
            }
            Item::Source(_) | Item::Theme(_) | Item::List(_) | Item::Jurisdiction(_) => {
                return false;
            }
            _ => {}
        }
        if !said {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::Missing,
                    fiche.span,
                    "ce fichier ne dit pas à qui appartient cette fiche",
                )
                .help("commencez-le par « commun », « dispositif … » ou « suite du dispositif … »"),
            );
        }
        let home = self.home;
        if let Some((opening, name)) = fiche.item.called() {
            self.open(opening, name);
        }
        match fiche.item {
            Item::Group(group) => {
                let id = GroupId(self.bodies.groups.len());
                let table = &mut self.out.names.groups;
                Names::declare(table, home, &group.one, id, self.diagnostics);
                if group.many.node != group.one.node {
                    Names::declare(table, home, &group.many, id, self.diagnostics);
                }
                self.bodies.groups.push((home, group, None));
            }
            Item::Parameter(parameter) => {
                let id = ParameterId(next(self.out.program.parameters.len()));
                self.name_value(home, &parameter.title, Symbol::Parameter(id));
                self.parameter(&parameter, fiche.span);
            }
            Item::Table(table) => {
                let id = TableId(next(self.out.program.tables.len()));
                self.name_value(home, &table.title, Symbol::Table(id));
                self.declare_table(&table, fiche.span);
                self.bodies.tables.push((home, table));
            }
            Item::Scale(scale) => {
                let id = ScaleId(next(self.out.program.scales.len()));
                let names = &mut self.out.names.scales;
                Names::declare(names, home, &scale.title.name, id, self.diagnostics);
                self.scale(&scale, fiche.span);
            }
            Item::Question(question) => self.declare_question(question, fiche.span),
            Item::Rule(rule) => self.declare_rule(*rule, fiche.span),
            Item::Test(test) => self.out.tests.push((home, test)),
            _ => {}
        }
        false
    }

    pub(super) fn name_value(&mut self, home: Home, title: &Labelled, symbol: Symbol) {
        Names::declare(&mut self.out.names.values, home, &title.name, symbol, self.diagnostics);
    }

    fn declare_rule(&mut self, rule: Rule, span: Span) {
        let id = RuleId(next(self.out.program.rules.len()));
        if rule.droit {
            self.declare_droit(&rule, id);
        } else {
            self.name_value(self.home, &rule.title, Symbol::Rule(id));
        }
        let kind = self.kind(&rule.kind);
        let person = rule.per_person;
        let label = self.title(&rule.title, person);
        let explanation = rule
            .explanation
            .as_ref()
            .or(rule.demand.as_ref())
            .map(|text| self.sentence(text, person));
        if rule.demand.is_some() && kind != Kind::Bool {
            let message = "« exiger » dit ce qu'il faut : cette règle n'est pas oui/non";
            let found = Diagnostic::error(Code::Kind, rule.kind.span, message);
            self.report(found.help("écrivez « expliquer « … » » : ce que la règle fait"));
        }
        let references = self.references(&rule.references);
        let caveats = self.caveats(&rule.caveats);
        let file = self.files.get(span.file as usize);
        let place = file.map_or(0, |file| file.position(span.start as usize).0);
        self.out.program.rules.push(program::Rule {
            name: rule.title.name.node.clone(),
            dispositif: self.home,
            kind,
            scope: if person { Scope::Person } else { Scope::Household },
            node: NodeId(u32::MAX),
            droit: rule.droit,
            detailed: rule.detailed,
            demands: rule.demand.is_some(),
            label,
            explanation,
            references,
            caveats,
            place: (file.map(|file| file.path.clone()).unwrap_or_default(), next(place)),
        });
        self.out.rule_spans.push(span);
        self.bodies.rules.push((self.home, rule));
    }

    /// A droit bears the name of its dispositif, by which all others call it.
    fn declare_droit(&mut self, rule: &Rule, id: RuleId) {
        let name = &rule.title.name;
        let dispositif =
            self.home.and_then(|home| self.out.program.dispositifs.get_mut(home.index()));
        let Some(dispositif) = dispositif else {
            if !self.out.names.unread.contains(&name.node) {
                self.diagnostics.push(Diagnostic::error(
                    Code::Missing,
                    name.span,
                    "un droit appartient à un dispositif : aucun n'est ouvert ici",
                ));
            }
            return;
        };
        if dispositif.name != name.node {
            let message = format!("le droit de ce dispositif s'appelle « {} »", dispositif.name);
            self.diagnostics.push(Diagnostic::error(Code::NameTaken, name.span, message));
            return;
        }
        if dispositif.droit.is_some() {
            let message = "ce dispositif a déjà son droit";
            self.diagnostics.push(Diagnostic::error(Code::Twice, name.span, message));
            return;
        }
        dispositif.droit = Some(id);
        Names::declare(
            &mut self.out.names.values,
            None,
            &name_at(&name.node, name.span),
            Symbol::Rule(id),
            self.diagnostics,
        );
    }

    pub(super) fn kind(&mut self, kind: &crate::source::Spanned<KindName>) -> Kind {
        match &kind.node {
            KindName::Known(kind) => *kind,
            KindName::Choice(list) => {
                let table = (&self.out.names.lists, &self.out.names.unread);
                let found = Names::need(table, None, list, "une liste déclarée", self.diagnostics);
                found.map_or(Kind::Bool, Kind::Choice)
            }
            KindName::OwnChoices => {
                let message = "il faut dire quelle liste : choix LISTE";
                self.diagnostics.push(Diagnostic::error(Code::Missing, kind.span, message));
                Kind::Bool
            }
        }
    }

    /// The value of a literal that needs no list, its kind, and whether it is a plain zero.
    pub(super) fn literal_value(
        &mut self,
        literal: &LiteralValue,
        span: Span,
    ) -> Option<(auclair_engine::Value, Kind, bool)> {
        use auclair_engine::Unit;
        let kind = match literal {
            LiteralValue::Number(_, Some(unit)) => Kind::Number(*unit),
            LiteralValue::Number(_, None) => Kind::Number(Unit::Count),
            LiteralValue::Bool(_) => Kind::Bool,
            LiteralValue::Date(_) => Kind::Date,
            LiteralValue::Choice(_) | LiteralValue::Absent | LiteralValue::Unknown => {
                let message = "ici il faut un nombre, une date, oui ou non";
                self.report(Diagnostic::error(Code::Kind, span, message));
                return None;
            }
        };
        let zero = matches!(literal, LiteralValue::Number(number, None) if number.is_zero());
        Some((literal.value()?, kind, zero))
    }
}

/// The index of what comes next in a table of this length.
pub(super) fn next(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
