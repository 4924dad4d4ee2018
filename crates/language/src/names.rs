//! What each name stands for. A name is local to its dispositif, or shared by the jurisdiction.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};
use crate::suggest::closest;
use crate::syntax::ast::Name;
use crate::syntax::vocabulary;
use auclair_engine::program::{
    DispositifId, ListId, ParameterId, QuestionId, RuleId, ScaleId, SourceId, TableId, ThemeId,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a name in a formula stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    /// A dated figure.
    Parameter(ParameterId),
    /// A table of figures.
    Table(TableId),
    /// A question.
    Question(QuestionId),
    /// A rule.
    Rule(RuleId),
    /// The built-in role of a person.
    Role,
    /// The built-in date of birth of a person.
    Birth,
}

/// The index of a group of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupId(pub usize);

/// Where a name is known: in one dispositif, or everywhere.
pub(crate) type Home = Option<DispositifId>;

type Table<T> = BTreeMap<(Home, String), (T, Span)>;

/// All the names of a jurisdiction.
#[derive(Debug, Default)]
pub struct Names {
    /// Names of formulas.
    pub values: Table<Symbol>,
    /// Scales.
    pub scales: Table<ScaleId>,
    /// Groups, by both of their names.
    pub groups: Table<GroupId>,
    /// Lists of choices.
    pub lists: Table<ListId>,
    /// Topics.
    pub themes: Table<ThemeId>,
    /// Dispositifs.
    pub dispositifs: Table<DispositifId>,
    /// Bodies of law.
    pub sources: Table<SourceId>,
    /// Names that stand in fiches that could not be read: what is wrong there is told there.
    pub unread: BTreeSet<String>,
}

impl Names {
    /// Declares a name, unless it is taken or barred.
    pub fn declare<T: Copy>(
        table: &mut Table<T>,
        home: Home,
        name: &Name,
        thing: T,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if let Some(reserved) = barred(&name.node) {
            diagnostics.push(
                Diagnostic::error(
                    Code::NameReserved,
                    name.span,
                    format!("« {} » ne peut pas être un nom", name.node),
                )
                .label(format!("« {reserved} » appartient à la langue"))
                .help("choisissez un nom qui ne commence pas comme une opération"),
            );
            return;
        }
        // A local name would hide a shared one of the same spelling: neither may exist.
        let taken = [home, None]
            .into_iter()
            .find_map(|home| table.get(&(home, name.node.clone())))
            .or_else(|| {
                let all = home.is_none().then(|| homes(table)).into_iter().flatten();
                all.into_iter().find_map(|home| table.get(&(home, name.node.clone())))
            });
        if let Some((_, first)) = taken {
            diagnostics.push(
                Diagnostic::error(
                    Code::NameTaken,
                    name.span,
                    format!("« {} » est déjà le nom d'autre chose", name.node),
                )
                .label("déclaré une seconde fois ici")
                .and(*first, "déclaré d'abord ici")
                .help(
                    "donnez-leur des noms différents : un même nom ne doit jamais changer de sens",
                ),
            );
            return;
        }
        table.insert((home, name.node.clone()), (thing, name.span));
    }

    /// What a name stands for, read from a dispositif.
    pub fn find<T: Copy>(table: &Table<T>, home: Home, name: &str) -> Option<T> {
        [home, None]
            .into_iter()
            .find_map(|home| table.get(&(home, name.to_owned())))
            .map(|(thing, _)| *thing)
    }

    /// Finds a name, or reports it with the closest known one.
    pub fn need<T: Copy>(
        (table, unread): (&Table<T>, &BTreeSet<String>),
        home: Home,
        name: &Name,
        what: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let found = Self::find(table, home, &name.node);
        if found.is_none() && !unread.contains(&name.node) {
            let message = format!("« {} » n'est {what} nulle part", name.node);
            let mut diagnostic =
                Diagnostic::error(Code::UnknownName, name.span, message).label("nom inconnu");
            let visible = table.keys().filter(|(at, _)| at.is_none() || *at == home);
            diagnostic.help = closest(&name.node, visible.map(|(_, name)| name.as_str()))
                .map(|close| format!("vouliez-vous dire « {close} » ?"));
            diagnostics.push(diagnostic);
        }
        found
    }

    /// What a name in a formula stands for, or a report.
    pub fn value(
        &self,
        home: Home,
        name: &str,
        owner: Option<&Name>,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Symbol> {
        let home = match owner {
            None => home,
            Some(owner) => Some(Self::need(
                (&self.dispositifs, &self.unread),
                None,
                owner,
                "un dispositif déclaré",
                diagnostics,
            )?),
        };
        if let Some(symbol) = self.values.get(&(home, name.to_owned())) {
            return Some(symbol.0);
        }
        if owner.is_none()
            && let Some(symbol) = self.values.get(&(None, name.to_owned()))
        {
            return Some(symbol.0);
        }
        if self.unread.contains(name) {
            return None;
        }
        let elsewhere: Vec<&DispositifId> = self
            .values
            .keys()
            .filter(|(_, other)| other == name)
            .filter_map(|(at, _)| at.as_ref())
            .collect();
        let mut diagnostic = Diagnostic::error(
            Code::UnknownName,
            span,
            format!("« {name} » n'est défini nulle part"),
        )
        .label("nom inconnu");
        let visible = self.values.keys().filter(|(at, _)| at.is_none() || *at == home);
        diagnostic.help = match elsewhere.first() {
            Some(other) => {
                let other = self.dispositifs.iter().find(|(_, (id, _))| id == *other);
                other.map(|((_, other), _)| {
                    format!("ce nom existe dans « {other} » : écrivez « {name} ({other}) »")
                })
            }
            None => closest(name, visible.map(|(_, name)| name.as_str()))
                .map(|close| format!("vouliez-vous dire « {close} » ?")),
        };
        diagnostics.push(diagnostic);
        None
    }
}

/// The dispositifs that have names in a table, without going through these names.
fn homes<T>(table: &Table<T>) -> Vec<Home> {
    let mut homes: Vec<Home> = Vec::new();
    let mut next = table.keys().next();
    while let Some((home, _)) = next {
        homes.push(*home);
        // The first name of the dispositif after this one.
        let after = home.map_or(0, |id| id.0.saturating_add(1));
        next = table.range((Some(DispositifId(after)), String::new())..).map(|(key, _)| key).next();
    }
    homes
}

/// The words of the language that keep this from being a name.
fn barred(name: &str) -> Option<&'static str> {
    let opening = vocabulary::OPENINGS.iter().find(|opening| {
        name.strip_prefix(**opening)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || opening.ends_with('\''))
    });
    opening.copied()
}

/// A name with its place, from a text.
pub(crate) fn name_at(name: &str, span: Span) -> Name {
    Spanned::new(name.to_owned(), span)
}
