//! Fiches to a program: names are resolved, kinds checked, formulas become nodes.

mod declare;
mod depend;
mod expression;
mod figure;
mod rule;
mod said;
mod text;

use crate::diagnostic::{Code, Diagnostic};
use crate::names::{GroupId, Home, Names};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{Expectation, Expr, Group, Name, Question, Rule, Table, Test, Text};
use auclair_engine::program::{
    Node, NodeId, QuestionId, ReferenceId, RuleId, SourceId, TableId, TextId,
};
use auclair_engine::text::Texts;
use auclair_engine::{Kind, Op, Program, Scope};
use depend::Body;
use std::collections::{BTreeMap, HashMap};
use time::Date;

/// What elaboration gives: a program, its sentences, and where each node is written.
#[derive(Debug, Default)]
pub struct Elaborated {
    /// The program; usable only when no error was found.
    pub program: Program,
    /// The French sentences.
    pub texts: Texts,
    /// Where each node is written.
    pub node_spans: Vec<Span>,
    /// Where each rule is declared.
    pub rule_spans: Vec<Span>,
    /// Where each question is declared.
    pub question_spans: Vec<Span>,
    /// Where each parameter is declared.
    pub parameter_spans: Vec<Span>,
    /// Where each table is declared.
    pub table_spans: Vec<Span>,
    /// When each figure is revised: parameters, tables and scales.
    pub revised: Vec<Revised>,
    /// Where each sentence is written.
    pub text_spans: Vec<Span>,
    /// Each sentence as it is written.
    pub text_written: Vec<String>,
    /// The fiche each sentence belongs to.
    pub text_fiches: Vec<usize>,
    /// The fiches that hold sentences.
    pub fiches: Vec<FicheName>,
    /// The names.
    pub names: Names,
    /// The conditions of the exceptions that take precedence over those that follow.
    pub prevails: Vec<Option<NodeId>>,
    /// What decides of the jumps that the law wants.
    pub wanted_jumps: Vec<NodeId>,
    /// The tests, each with where its names are looked up.
    pub tests: Vec<(Home, Test)>,
}

/// When a figure is revised.
#[derive(Clone, Debug)]
pub struct Revised {
    /// Its name.
    pub name: String,
    /// The days on which it took another value.
    pub dates: Vec<Date>,
    /// When the next one is expected each year, as (day, month).
    pub expected: Vec<(u8, u8)>,
    /// When someone last confirmed the last one.
    pub checked: Option<Date>,
    /// Where it is declared.
    pub span: Span,
}

/// What a fiche is called: the same in every language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FicheName {
    /// The dispositif it belongs to; none when shared.
    pub home: Home,
    /// The word that opens it.
    pub opening: &'static str,
    /// Its name.
    pub name: String,
}

/// Elaborates the fiches of a jurisdiction.
pub fn elaborate(
    files: &[SourceFile],
    parsed: Vec<crate::syntax::ParsedFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Elaborated {
    let mut elaborator = Elaborator {
        files,
        out: Elaborated::default(),
        diagnostics,
        bodies: Bodies::default(),
        references: HashMap::new(),
        sentences: Vec::new(),
        home: None,
        fiche: 0,
        fiches: BTreeMap::new(),
        in_person: false,
        failed: false,
    };
    elaborator.out.texts.language = "fr".into();
    elaborator.declare(parsed);
    elaborator.bodies();
    elaborator.sentences();
    let Elaborated { names, tests, .. } = &mut elaborator.out;
    for (home, test) in tests {
        test.expected.iter_mut().for_each(|expected| whole_name(expected, *home, names));
    }
    elaborator.out
}

/// « aide pour le loyer pour Léa »: a name may hold a « pour » of its own, the last is the person's.
fn whole_name(expected: &mut Expectation, home: Home, names: &Names) {
    let known = |name: &str| Names::find(&names.values, home, name).is_some();
    let Some(who) = expected.who.as_mut().filter(|_| !known(&expected.name.node)) else { return };
    let whole = format!("{} pour {}", expected.name.node, who.node);
    if known(&whole) {
        expected.name = Name::new(whole, expected.name.span.to(who.span));
        expected.who = None;
    } else if let Some((name, person)) = whole.rsplit_once(" pour ").filter(|(name, _)| known(name))
    {
        (expected.name.node, who.node) = (name.to_owned(), person.to_owned());
    }
}

/// The fiches with formulas, kept until their turn comes.
#[derive(Default)]
struct Bodies {
    rules: Vec<(Home, Rule)>,
    questions: Vec<(Home, Question)>,
    tables: Vec<(Home, Table)>,
    groups: Vec<(Home, Group, Option<NodeId>)>,
    table_keys: BTreeMap<TableId, (NodeId, Option<NodeId>)>,
}

struct Elaborator<'a> {
    files: &'a [SourceFile],
    out: Elaborated,
    diagnostics: &'a mut Vec<Diagnostic>,
    bodies: Bodies,
    references: HashMap<(Option<SourceId>, String), ReferenceId>,
    sentences: Vec<Sentence>,
    /// The dispositif whose names are in reach.
    home: Home,
    /// The fiche whose sentences are being read.
    fiche: usize,
    fiches: BTreeMap<FicheName, usize>,
    /// Whether a person is meant: a rule for each person, or inside a gathering over people.
    in_person: bool,
    /// Whether an error was found in the formula at hand.
    failed: bool,
}

/// A sentence whose placeholders wait until all rules are known.
struct Sentence {
    text: Text,
    id: TextId,
    home: Home,
    in_person: bool,
    /// Whether it says what a bound changed: only there is a difference to tell.
    of_bound: bool,
}

/// A formula that became a node.
#[derive(Clone, Copy)]
struct Typed {
    node: NodeId,
    kind: Kind,
    scope: Scope,
    /// A plain zero, which goes with any unit.
    zero: bool,
    span: Span,
}

impl Elaborator<'_> {
    /// The sentences that follow belong to this fiche.
    fn open(&mut self, opening: &'static str, name: &str) {
        // Questions are shared, wherever they are written.
        let home = if opening == "question" { None } else { self.home };
        let fiche = FicheName { home, opening, name: name.to_owned() };
        let next = self.out.fiches.len();
        self.fiche = *self.fiches.entry(fiche.clone()).or_insert(next);
        if self.fiche == next {
            self.out.fiches.push(fiche);
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.failed = true;
        self.diagnostics.push(diagnostic);
    }

    /// Adds a node.
    fn push(&mut self, op: Op, kind: Kind, scope: Scope, span: Span) -> Typed {
        let node = NodeId(u32::try_from(self.out.program.nodes.len()).unwrap_or(u32::MAX));
        self.out.program.nodes.push(Node { op, scope, kind });
        self.out.node_spans.push(span);
        Typed { node, kind, scope, zero: false, span }
    }

    /// Elaborates bodies in an order that puts each after those it needs.
    fn bodies(&mut self) {
        let mut needs = BTreeMap::new();
        let names = &self.out.names;
        for (index, (home, rule)) in (0u32..).zip(&self.bodies.rules) {
            needs.insert(Body::Rule(RuleId(index)), depend::of_rule(rule, *home, names));
        }
        let of = |home: Home, exprs: Vec<&Expr>| {
            let mut found = Vec::new();
            for expr in exprs {
                depend::expression(expr, home, names, &mut found);
            }
            found
        };
        for (index, (home, question)) in (0u32..).zip(&self.bodies.questions) {
            let exprs = question.asked_if.iter().chain(&question.fallback).collect();
            needs.insert(Body::Question(QuestionId(index)), of(*home, exprs));
        }
        for (index, (home, table)) in (0u32..).zip(&self.bodies.tables) {
            let exprs = table.rows.iter().chain(&table.columns).collect();
            needs.insert(Body::Table(TableId(index)), of(*home, exprs));
        }
        for (index, (home, group, _)) in self.bodies.groups.iter().enumerate() {
            let exprs = group.members.iter().collect();
            needs.insert(Body::Group(GroupId(index)), of(*home, exprs));
        }
        let (order, cycles) = depend::sort(&needs);
        for cycle in cycles {
            self.cycle(&cycle);
        }
        for body in order {
            match body {
                Body::Rule(rule) => self.rule(rule),
                Body::Question(question) => self.question(question),
                Body::Table(table) => self.table(table),
                Body::Group(group) => self.group(group),
            }
        }
    }

    /// Tells a cycle as a sentence.
    fn cycle(&mut self, cycle: &[Body]) {
        let named: Vec<(String, Span)> = cycle.iter().map(|body| self.body_name(*body)).collect();
        let Some((first, span)) = named.first() else { return };
        let mut story = format!("pour connaître « {first} »");
        for (name, _) in named.iter().skip(1) {
            story.push_str(", il faut « ");
            story.push_str(name);
            story.push_str(" »");
        }
        let message = format!("{story}, puis de nouveau « {first} » : le calcul tourne en rond");
        let mut diagnostic = Diagnostic::error(Code::Cycle, *span, message).help(
            "ce qui a été versé un autre mois est un fait : lisez-le par une question, pas par le droit",
        );
        for (name, span) in named.iter().skip(1) {
            diagnostic = diagnostic.and(*span, format!("« {name} »"));
        }
        self.diagnostics.push(diagnostic);
    }

    fn body_name(&self, body: Body) -> (String, Span) {
        let name = match body {
            Body::Rule(id) => self.bodies.rules.get(id.index()).map(|(_, rule)| &rule.title.name),
            Body::Question(id) => {
                self.bodies.questions.get(id.index()).map(|(_, question)| &question.title.name)
            }
            Body::Table(id) => {
                self.bodies.tables.get(id.index()).map(|(_, table)| &table.title.name)
            }
            Body::Group(id) => self.bodies.groups.get(id.0).map(|(_, group, _)| &group.many),
        };
        name.map(|name| (name.node.clone(), name.span)).unwrap_or_default()
    }

    fn group(&mut self, id: GroupId) {
        let Some((home, group, _)) = self.bodies.groups.get(id.0).cloned() else { return };
        self.home = home;
        let Some(members) = &group.members else { return };
        self.in_person = true;
        let condition = self.condition(members);
        self.in_person = false;
        if let (Some(condition), Some((_, _, node))) = (condition, self.bodies.groups.get_mut(id.0))
        {
            *node = Some(condition.node);
        }
    }

    fn question(&mut self, id: QuestionId) {
        let Some((home, question)) = self.bodies.questions.get(id.index()).cloned() else { return };
        let Some(kind) = self.out.program.questions.get(id.index()).map(|found| found.kind) else {
            return;
        };
        self.home = home;
        self.in_person = question.per_person;
        let asked_if = question.asked_if.as_ref().and_then(|expr| self.condition(expr));
        let fallback = question.fallback.as_ref().and_then(|expr| {
            let found = self.expression_of_kind(expr, kind)?;
            self.expect_kind(kind, found)
        });
        self.in_person = false;
        if let Some(question) = self.out.program.questions.get_mut(id.index()) {
            question.asked_if = asked_if.map(|typed| typed.node);
            question.fallback = fallback.map(|typed| typed.node);
        }
    }
}
