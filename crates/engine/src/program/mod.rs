//! A checked program: what the rule files of one jurisdiction say, ready to be evaluated.
//!
//! It is data without text to read: names identify things, sentences live in [`crate::text`].

mod expected;
mod kind;
mod node;

pub use expected::next_expected;
pub use kind::{Kind, Period, Unit};
pub use node::{
    Bound, Case, Comparison, Condition, Fold, MonthRef, Node, NodeId, Op, RoundMode, Scope, Span,
    Term,
};

use crate::value::{Range, Value};
use rust_decimal::Decimal;
use time::Date;

/// Makes an index type for one table of the program.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub u32);

            impl $name {
                /// The position in its table.
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}

id! {
    /// A list of choices.
    ListId,
    /// A question.
    QuestionId,
    /// A dated figure.
    ParameterId,
    /// A table of dated figures.
    TableId,
    /// A scale by slices.
    ScaleId,
    /// A rule.
    RuleId,
    /// A dispositif.
    DispositifId,
    /// A reference to a text of law.
    ReferenceId,
    /// A sentence or label, kept per language.
    TextId,
    /// A topic of questions.
    ThemeId,
    /// A body of law that references quote.
    SourceId,
}

/// Everything the rule files of one jurisdiction say.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The sign of its money.
    pub currency: String,
    /// Which rules these are: a release and a digest of the files.
    pub version: String,
    /// The earliest month it can be asked about.
    pub first_month: Option<crate::Month>,
    /// Lists of choices; the first is always the built-in list of roles.
    pub lists: Vec<ChoiceList>,
    /// Topics, in the order in which they are asked.
    pub themes: Vec<Theme>,
    /// What can be asked.
    pub questions: Vec<Question>,
    /// Dated figures.
    pub parameters: Vec<Parameter>,
    /// Tables of dated figures.
    pub tables: Vec<Table>,
    /// Scales by slices.
    pub scales: Vec<Scale>,
    /// Benefits, or what several benefits share.
    pub dispositifs: Vec<Dispositif>,
    /// Rules, each after those it reads.
    pub rules: Vec<Rule>,
    /// Operations, each after its operands.
    pub nodes: Vec<Node>,
    /// Bodies of law.
    pub sources: Vec<Source>,
    /// Articles and decrees.
    pub references: Vec<Reference>,
    /// For each sentence, the nodes its placeholders show.
    pub texts: Vec<Vec<NodeId>>,
}

/// The values a choice can take, at most 64.
#[derive(Clone, Debug)]
pub struct ChoiceList {
    /// Its name.
    pub name: String,
    /// Each value's name and label.
    pub values: Vec<(String, TextId)>,
}

/// A topic of questions.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Its title on screen.
    pub title: TextId,
}

/// Something a person can be asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name, which is also its key in a saved household.
    pub name: String,
    /// The kind of its answers.
    pub kind: Kind,
    /// Asked once, or for each person.
    pub scope: Scope,
    /// Whether the answer can differ from month to month.
    pub monthly: bool,
    /// What an unknown answer can be.
    pub range: Range,
    /// For whom or when it is asked; elsewhere it is *sans objet*.
    pub asked_if: Option<NodeId>,
    /// What stands for it when it is not answered, and is said to.
    pub fallback: Option<NodeId>,
    /// Its topic.
    pub theme: Option<ThemeId>,
    /// A special way to enter it, known to the app by this word.
    pub entry: Option<String>,
    /// Short label.
    pub label: TextId,
    /// The question in full.
    pub ask: Option<TextId>,
    /// Why it is asked.
    pub why: Option<TextId>,
    /// Help to answer it.
    pub help: Option<TextId>,
    /// The month of the past up to which it may be read, as an offset; for the month asked, 0.
    pub references: Vec<ReferenceId>,
}

/// A dated figure.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Who declares it; none when shared.
    pub dispositif: Option<DispositifId>,
    /// Its label.
    pub label: TextId,
    /// Its values, by date of effect, in order.
    pub values: Vec<Dated>,
    /// When the next value is expected, as (day, month) of each year.
    pub expected: Vec<(u8, u8)>,
    /// The last day on which someone confirmed that the last value still held.
    pub checked: Option<Date>,
    /// What is said about its reliability.
    pub caveats: Vec<Caveat>,
}

/// A value from a date on.
#[derive(Clone, Debug)]
pub struct Dated {
    /// The first day of effect.
    pub from: Date,
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub references: Vec<ReferenceId>,
}

/// A table of dated figures, by one or two keys.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The kind of its figures.
    pub kind: Kind,
    /// Who declares it.
    pub dispositif: Option<DispositifId>,
    /// Its label.
    pub label: TextId,
    /// The rows' key.
    pub rows: Key,
    /// The columns' key, when there are several columns.
    pub columns: Option<Key>,
    /// The editions, by date of effect.
    pub editions: Vec<Edition>,
    /// When the next edition is expected, as (day, month) of each year.
    pub expected: Vec<(u8, u8)>,
    /// The last day on which someone confirmed that the last edition still held.
    pub checked: Option<Date>,
    /// What is said about its reliability.
    pub caveats: Vec<Caveat>,
}

/// How a table is entered.
#[derive(Clone, Debug)]
pub enum Key {
    /// By one value of a list of choices, in the order of these values.
    Choices(Vec<u16>),
    /// By a whole number, from the first to the last; above, `beyond` is added for each unit more
    /// when the edition has such a row.
    Counts {
        /// The number of the first row.
        first: u32,
        /// How many numbered rows there are.
        count: u32,
    },
}

/// The figures of a table from a date on, row by row.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The first day of effect.
    pub from: Date,
    /// The figures, row by row.
    pub cells: Vec<Vec<Cell>>,
    /// What each unit beyond the last numbered row adds, by column.
    pub beyond: Option<Vec<Cell>>,
    /// Where they stand.
    pub references: Vec<ReferenceId>,
}

/// One figure of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell(pub Decimal);

/// A scale by slices: each slice of the argument counts at its own rate.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Its name.
    pub name: String,
    /// The kind of its argument.
    pub argument: Kind,
    /// Who declares it.
    pub dispositif: Option<DispositifId>,
    /// Its label.
    pub label: TextId,
    /// The editions, by date of effect.
    pub editions: Vec<Slices>,
}

/// The slices of a scale from a date on.
#[derive(Clone, Debug)]
pub struct Slices {
    /// The first day of effect.
    pub from: Date,
    /// For each slice, where it begins and its rate; the first begins at zero.
    pub slices: Vec<(Cell, Cell)>,
    /// Where they stand.
    pub references: Vec<ReferenceId>,
}

/// A benefit, or a part of the law that several benefits share.
#[derive(Clone, Debug)]
pub struct Dispositif {
    /// Its name in formulas.
    pub name: String,
    /// Its name in full.
    pub title: TextId,
    /// What it is for, in a sentence.
    pub summary: Option<TextId>,
    /// The rule that gives its result; none for what is only shared.
    pub droit: Option<RuleId>,
    /// How often it is paid.
    pub period: Period,
    /// Who pays it and how to claim it, as rows of a label and a text.
    pub procedures: Vec<Procedure>,
    /// Where it stands in the law.
    pub references: Vec<ReferenceId>,
}

/// One way to claim a benefit.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// Which way: guichet, téléphone, courrier, en ligne, pièces…
    pub way: String,
    /// What to do.
    pub text: TextId,
    /// Where this is said.
    pub references: Vec<ReferenceId>,
}

/// A rule: a name for a node.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// Who declares it; none when shared.
    pub dispositif: Option<DispositifId>,
    /// Its kind.
    pub kind: Kind,
    /// For the household, or for each person.
    pub scope: Scope,
    /// The node that gives its value.
    pub node: NodeId,
    /// Whether it is the result of its dispositif.
    pub droit: bool,
    /// Whether its terms are shown in its place among the steps of a result.
    pub detailed: bool,
    /// Whether its sentence says what it takes, so that it is true as well of who does not have it.
    pub demands: bool,
    /// Its label.
    pub label: TextId,
    /// What it does, in a sentence.
    pub explanation: Option<TextId>,
    /// Where it stands in the law.
    pub references: Vec<ReferenceId>,
    /// What is said about its reliability.
    pub caveats: Vec<Caveat>,
    /// The file and line that declare it, for the reader of the rules.
    pub place: (String, u32),
}

/// Something every result that passes through a rule must say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caveat {
    /// Which kind.
    pub kind: CaveatKind,
    /// What exactly.
    pub text: TextId,
}

/// Why a figure or a rule is less than certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaveatKind {
    /// Nobody found its source.
    Unsourced,
    /// It has a source that nobody confirmed.
    Unconfirmed,
    /// The rule is simpler than the law.
    Simplified,
}

/// A body of law.
#[derive(Clone, Debug)]
pub struct Source {
    /// How references name it.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its address, when a source gives one.
    pub link: Option<String>,
}

/// A reference to a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The body of law, when it is a declared one.
    pub source: Option<SourceId>,
    /// As written: `R262-9`, or `décret 2026-220 art. 1`.
    pub article: String,
    /// The identifier of the text on its official site, when known.
    pub identifier: Option<String>,
}

impl Program {
    /// The question of this name.
    pub fn question(&self, name: &str) -> Option<QuestionId> {
        position(self.questions.iter().map(|question| &question.name), name).map(QuestionId)
    }

    /// The rule of this name, local to a dispositif or shared.
    pub fn rule(&self, dispositif: Option<&str>, name: &str) -> Option<RuleId> {
        let owner = match dispositif {
            Some(dispositif) => Some(self.dispositif(dispositif)?),
            None => None,
        };
        let found =
            self.rules.iter().position(|rule| rule.name == name && rule.dispositif == owner);
        found.and_then(|index| u32::try_from(index).ok()).map(RuleId)
    }

    /// The same without the names that only tools look for: those of rules and of figures. Questions,
    /// choices, dispositifs and topics keep theirs, by which households are saved and pages found.
    #[must_use]
    pub fn without_inner_names(mut self) -> Self {
        let rules = self.rules.iter_mut().map(|rule| &mut rule.name);
        let parameters = self.parameters.iter_mut().map(|parameter| &mut parameter.name);
        let tables = self.tables.iter_mut().map(|table| &mut table.name);
        let scales = self.scales.iter_mut().map(|scale| &mut scale.name);
        rules.chain(parameters).chain(tables).chain(scales).for_each(String::clear);
        self
    }

    /// The same without the law that it rests on and the places of its rules, which come with sentences: see
    /// [`Texts::with_law_of`](crate::text::Texts::with_law_of).
    #[must_use]
    pub fn without_law(mut self) -> Self {
        self.rules.iter_mut().for_each(|rule| rule.place = Default::default());
        Self { sources: Vec::new(), references: Vec::new(), ..self }
    }

    /// The dispositif of this name.
    pub fn dispositif(&self, name: &str) -> Option<DispositifId> {
        position(self.dispositifs.iter().map(|dispositif| &dispositif.name), name).map(DispositifId)
    }

    /// The results, in the order of their dispositifs.
    pub fn droits(&self) -> impl Iterator<Item = (DispositifId, RuleId)> + '_ {
        (0u32..)
            .zip(&self.dispositifs)
            .filter_map(|(index, dispositif)| Some((DispositifId(index), dispositif.droit?)))
    }

    /// The node of this index, if there is one.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index())
    }
}

fn position<'a>(mut names: impl Iterator<Item = &'a String>, wanted: &str) -> Option<u32> {
    names.position(|name| name == wanted).and_then(|index| u32::try_from(index).ok())
}
