//! What rule files say, as written: names are not yet resolved, kinds not yet checked.

mod test;

pub use test::{Expectation, Test, TestAnswer, TestPerson};

use crate::source::{Span, Spanned};
use auclair_engine::program::{CaveatKind, Comparison, Fold, RoundMode, Span as Months};
use auclair_engine::{Kind, Month, MonthRef, Unit, Value};
use rust_decimal::Decimal;
use time::Date;

/// A name and where it is written.
pub type Name = Spanned<String>;
/// A text and where it is written.
pub type Text = Spanned<String>;

/// A fiche.
#[derive(Clone, Debug)]
pub struct Fiche {
    /// Its first line.
    pub span: Span,
    /// All its lines.
    pub whole: Span,
    /// What it declares.
    pub item: Item,
}

/// What a fiche declares.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "a few hundred, read once")]
pub enum Item {
    /// `texte CASF « … »`: a body of law that references quote.
    Source(Source),
    /// `commun`: what follows is shared by the whole jurisdiction.
    Shared,
    /// `dispositif RSA « … »`: what follows belongs to it.
    Dispositif(Dispositif),
    /// `suite du dispositif RSA`: what follows belongs to it.
    Continued(Name),
    /// `thème logement « … »`.
    Theme(Labelled),
    /// `liste zone « … »`.
    List(List),
    /// `groupe adulte, adultes : personnes dont …`.
    Group(Group),
    /// `paramètre …`.
    Parameter(Parameter),
    /// `tableau …`.
    Table(Table),
    /// `barème …`.
    Scale(Scale),
    /// `question …`.
    Question(Question),
    /// `règle …` or `droit …`.
    Rule(Box<Rule>),
    /// `test …`.
    Test(Test),
    /// `juridiction « … » monnaie € à partir de 01/2024`.
    Jurisdiction(Jurisdiction),
}

impl Item {
    /// The word that opens a fiche with sentences, and its name.
    pub fn called(&self) -> Option<(&'static str, &str)> {
        let (opening, title) = match self {
            Self::Dispositif(dispositif) => ("dispositif", &dispositif.title),
            Self::Theme(theme) => ("thème", theme),
            Self::List(list) => ("liste", &list.title),
            Self::Parameter(parameter) => ("paramètre", &parameter.title),
            Self::Table(table) => ("tableau", &table.title),
            Self::Scale(scale) => ("barème", &scale.title),
            Self::Question(question) => ("question", &question.title),
            Self::Rule(rule) if rule.droit => ("droit", &rule.title),
            Self::Rule(rule) => ("règle", &rule.title),
            Self::Source(_)
            | Self::Shared
            | Self::Continued(_)
            | Self::Group(_)
            | Self::Test(_)
            | Self::Jurisdiction(_) => return None,
        };
        Some((opening, &title.name.node))
    }
}

/// A name with its label.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// The name.
    pub name: Name,
    /// The label.
    pub label: Option<Text>,
}

/// The jurisdiction.
#[derive(Clone, Debug)]
pub struct Jurisdiction {
    /// Its title.
    pub title: Text,
    /// Where the sign of its money is.
    pub currency: Span,
    /// The first month it can be asked about.
    pub first: Month,
}

/// A body of law.
#[derive(Clone, Debug)]
pub struct Source {
    /// How references name it.
    pub code: Name,
    /// Its title.
    pub title: Text,
    /// Its address.
    pub link: Option<Text>,
}

/// A dispositif.
#[derive(Clone, Debug)]
pub struct Dispositif {
    /// Its name and title.
    pub title: Labelled,
    /// How often it is paid, when it pays something.
    pub period: Option<auclair_engine::Period>,
    /// What it is for.
    pub summary: Option<Text>,
    /// How to claim it: the way, what to do, where this is said.
    pub procedures: Vec<(Text, Text, Vec<Text>)>,
    /// Where it stands in the law.
    pub references: Vec<Text>,
}

/// A list of choices.
#[derive(Clone, Debug)]
pub struct List {
    /// Its name and label.
    pub title: Labelled,
    /// Its values.
    pub values: Vec<Labelled>,
}

/// A group of people.
#[derive(Clone, Debug)]
pub struct Group {
    /// One of them.
    pub one: Name,
    /// Several of them.
    pub many: Name,
    /// Who belongs to it; everyone when nothing is said.
    pub members: Option<Expr>,
}

/// A kind as written.
#[derive(Clone, Debug)]
pub enum KindName {
    /// A built-in kind.
    Known(Kind),
    /// `choix LISTE`.
    Choice(Name),
    /// `choix`, whose values the fiche lists itself.
    OwnChoices,
}

/// A dated figure.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name and label.
    pub title: Labelled,
    /// Its values: date of effect, value, sources.
    pub values: Vec<(Spanned<Date>, Literal, Vec<Text>)>,
    /// What is said of its next value and its reliability.
    pub upkeep: Upkeep,
}

/// What is said of the next value of a figure and of its reliability.
#[derive(Clone, Debug, Default)]
pub struct Upkeep {
    /// When the next value is expected each year, as (day, month).
    pub expected: Vec<(u8, u8)>,
    /// When someone last confirmed the last value.
    pub checked: Option<Date>,
    /// Reservations.
    pub caveats: Vec<(CaveatKind, Text)>,
    /// References that hold for all values.
    pub references: Vec<Text>,
}

/// A table of dated figures.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name and label.
    pub title: Labelled,
    /// The kind of its figures.
    pub kind: Spanned<KindName>,
    /// What chooses the row.
    pub rows: Option<Expr>,
    /// What chooses the column.
    pub columns: Option<Expr>,
    /// Its editions.
    pub editions: Vec<Edition>,
    /// What is said of its next edition and its reliability.
    pub upkeep: Upkeep,
}

/// The figures of a table from a date on.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The date of effect.
    pub from: Spanned<Date>,
    /// The names of the columns.
    pub header: Option<Vec<Name>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Sources.
    pub references: Vec<Text>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which row.
    pub key: RowKey,
    /// Where it is.
    pub span: Span,
    /// Its figures, each with its unit when it is written.
    pub cells: Vec<(Spanned<Decimal>, Option<Unit>)>,
}

/// Which row of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum RowKey {
    /// A number.
    Count(u32),
    /// A choice.
    Choice(String),
    /// For each unit beyond the last number.
    Beyond,
}

/// A scale by slices.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Its name and label.
    pub title: Labelled,
    /// Its editions: date of effect, sources, slices (from, to, rate).
    pub editions: Vec<(Spanned<Date>, Vec<Text>, Vec<Slice>)>,
    /// What is said of its next edition and its reliability.
    pub upkeep: Upkeep,
}

/// A slice of a scale.
#[derive(Clone, Debug)]
pub struct Slice {
    /// Where it is.
    pub span: Span,
    /// Where it begins; the first may leave it out.
    pub from: Option<Literal>,
    /// Where it ends; the last has no end.
    pub to: Option<Literal>,
    /// Its rate.
    pub rate: Literal,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name and short label.
    pub title: Labelled,
    /// The kind of its answers.
    pub kind: Spanned<KindName>,
    /// Its own choices.
    pub choices: Vec<Labelled>,
    /// Asked of each person.
    pub per_person: bool,
    /// Can differ from month to month.
    pub monthly: bool,
    /// Its topic.
    pub theme: Option<Name>,
    /// How it is entered.
    pub entry: Option<Text>,
    /// In full.
    pub ask: Option<Text>,
    /// Why.
    pub why: Option<Text>,
    /// Help.
    pub help: Option<Text>,
    /// The least answer.
    pub low: Option<Literal>,
    /// The greatest answer.
    pub high: Option<Literal>,
    /// For whom or when it is asked.
    pub asked_if: Option<Expr>,
    /// What stands for it when it is not answered.
    pub fallback: Option<Expr>,
    /// References.
    pub references: Vec<Text>,
}

/// A rule, or the droit of a dispositif.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name and label; a droit has the name of its dispositif.
    pub title: Labelled,
    /// Its kind.
    pub kind: Spanned<KindName>,
    /// Whether it is the droit of its dispositif.
    pub droit: bool,
    /// Whether there is one value for each person.
    pub per_person: bool,
    /// Situations that are not covered.
    pub uncovered: Vec<ConditionLine>,
    /// Conditions.
    pub conditions: Vec<ConditionLine>,
    /// The formulas, by date of effect; a rule that never changed has one without date.
    pub formulas: Vec<(Option<Spanned<Date>>, Formula)>,
    /// What it does, in a sentence.
    pub explanation: Option<Text>,
    /// Reservations.
    pub caveats: Vec<(CaveatKind, Text)>,
    /// References.
    pub references: Vec<Text>,
    /// Quotations of the law.
    pub quotes: Vec<Text>,
    /// Whether its terms are shown in its place among the steps of a result.
    pub detailed: bool,
}

/// A condition of a droit.
#[derive(Clone, Debug)]
pub struct ConditionLine {
    /// The condition.
    pub condition: Expr,
    /// The condition in words.
    pub label: Option<Text>,
    /// What is said when it decides.
    pub text: Option<Text>,
    /// References.
    pub references: Vec<Text>,
}

/// How a rule is worked out. Its clauses apply in the order of the fields.
#[derive(Clone, Debug, Default)]
pub struct Formula {
    /// The value: cases, or the terms of a sum.
    pub value: Option<Spanned<FormulaValue>>,
    /// Exceptions.
    pub exceptions: Vec<ExceptionLine>,
    /// At least.
    pub low: Option<BoundLine>,
    /// At most.
    pub high: Option<BoundLine>,
    /// Rounded.
    pub rounding: Option<Rounding>,
    /// Zero below.
    pub threshold: Option<BoundLine>,
}

/// The value of a formula.
#[derive(Clone, Debug)]
pub enum FormulaValue {
    /// Cases, the last of which may have no condition.
    Cases(Vec<CaseLine>),
    /// The terms of a sum.
    Sum(Vec<TermLine>),
}

/// `vaut … si …`
#[derive(Clone, Debug)]
pub struct CaseLine {
    /// Where it is.
    pub span: Span,
    /// The value.
    pub value: Expr,
    /// The condition.
    pub when: Option<Expr>,
    /// Whether it says `sinon`.
    pub otherwise: bool,
    /// What is said when it applies.
    pub text: Option<Text>,
    /// References.
    pub references: Vec<Text>,
}

/// A term of `la somme de`.
#[derive(Clone, Debug)]
pub struct TermLine {
    /// Whether it is taken away.
    pub minus: bool,
    /// The term.
    pub value: Expr,
    /// Counted only if this holds.
    pub when: Option<Expr>,
}

/// `sauf si … : …`
#[derive(Clone, Debug)]
pub struct ExceptionLine {
    /// Where it is.
    pub span: Span,
    /// The condition.
    pub when: Expr,
    /// The value then.
    pub value: Expr,
    /// Whether it takes precedence over the exceptions that follow.
    pub prevails: bool,
    /// What is said when it applies.
    pub text: Option<Text>,
    /// References.
    pub references: Vec<Text>,
}

/// `au moins …`, `au plus …`, `non versé en dessous de …`
#[derive(Clone, Debug)]
pub struct BoundLine {
    /// Where it is.
    pub span: Span,
    /// The bound.
    pub value: Expr,
    /// What is said when it decides.
    pub text: Option<Text>,
    /// References.
    pub references: Vec<Text>,
}

/// `arrondi …`
#[derive(Clone, Debug)]
pub struct Rounding {
    /// Where it is.
    pub span: Span,
    /// To a multiple of this, whose unit is that of the rule.
    pub step: Decimal,
    /// The unit of the step.
    pub unit: Unit,
    /// Which way.
    pub mode: RoundMode,
    /// References.
    pub references: Vec<Text>,
}

/// A value with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    /// Where it is.
    pub span: Span,
    /// The value; a choice is still a name.
    pub value: LiteralValue,
}

/// What a literal is.
#[derive(Clone, Debug, PartialEq)]
pub enum LiteralValue {
    /// A number; a plain zero goes with any unit.
    Number(Decimal, Option<Unit>),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// A choice.
    Choice(String),
    /// *sans objet*
    Absent,
    /// *je ne sais pas*
    Unknown,
}

impl LiteralValue {
    /// The value in the engine, when it needs no list to be understood.
    pub fn value(&self) -> Option<Value> {
        match self {
            Self::Number(number, Some(Unit::Percent | Unit::PercentPerYear)) => {
                Some(Value::Number(number.checked_div(Decimal::ONE_HUNDRED)?.normalize()))
            }
            Self::Number(number, _) => Some(Value::Number(*number)),
            Self::Bool(yes) => Some(Value::Bool(*yes)),
            Self::Date(day) => Some(Value::Date(*day)),
            Self::Absent => Some(Value::Absent),
            Self::Choice(_) | Self::Unknown => None,
        }
    }
}

/// A formula, with where it is.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Box<ExprKind>,
}

/// What a formula is.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A literal.
    Literal(LiteralValue),
    /// A name, perhaps with its dispositif in parentheses.
    Name(String, Option<Name>),
    /// A sum or difference: each term with whether it is taken away.
    Sum(Vec<(bool, Expr)>),
    /// A product.
    Product(Vec<Expr>),
    /// A quotient.
    Quotient(Expr, Expr),
    /// `le plus petit de`, `le plus grand de`.
    Extreme(bool, Vec<Expr>),
    /// A comparison.
    Compare(Comparison, Expr, Expr),
    /// `est`, `n'est pas`, `est l'un de`: whether it is denied, and the choices.
    Is(Expr, bool, Vec<Name>),
    /// `et`.
    All(Vec<Expr>),
    /// `ou`.
    Any(Vec<Expr>),
    /// `non`.
    Not(Expr),
    /// Gathered over people: how, which group, for whom a condition holds, of what.
    Persons(Fold, Name, Option<Expr>, Option<Expr>),
    /// Gathered over months.
    Months(Fold, Spanned<Months>, Expr),
    /// At another month.
    AtMonth(Spanned<MonthRef>, Expr),
    /// Completed years or months since a day: years or months, at the end of the month, since.
    Elapsed(bool, bool, Expr),
    /// A scale applied to something.
    Scaled(Name, Expr),
    /// A table entered by another row, and perhaps another column, than its own.
    Lookup(Name, Expr, Option<Name>),
    /// A yearly amount by month, or a monthly one by year.
    Converted(bool, Expr),
    /// An amount whose period the law reads otherwise: a yearly amount times a rate that gives
    /// a monthly one.
    ReadAs(Unit, Expr),
    /// The first or last day of the month.
    MonthDay(bool),
}
