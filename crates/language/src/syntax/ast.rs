//! What rule files say, as written: names are not yet resolved, kinds not yet checked.

mod expression;
mod figure;
mod question;
mod rule;
mod test;

pub use expression::{Expr, ExprKind, Literal, LiteralValue};
pub use figure::{Edition, Parameter, Row, RowKey, Scale, Slice, Table, Upkeep};
pub use question::Question;
pub use rule::{
    BoundLine, CaseLine, ConditionLine, ExceptionLine, Formula, FormulaValue, Jump, Rounding, Rule,
    TermLine,
};
pub use test::{Expectation, Expected, Test, TestAnswer, TestPerson};

use crate::source::{Span, Spanned};
use auclair_engine::{Kind, Month};

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
