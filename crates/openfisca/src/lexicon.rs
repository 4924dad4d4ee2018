//! The table tied to the questions and rights of the compiled rules.

use crate::given::millionths;
use crate::variable::{Entity, Output, Received, Sense, Variable};
use crate::variables::VARIABLES;
use auclair_engine::program::Question;
use auclair_engine::{Answer, Kind, Program, QuestionId, RuleId, Set, Value, nothing};
use auclair_rules::Jurisdiction;
use rust_decimal::Decimal;
use std::ops::RangeInclusive;

/// Declares the questions that are answered from several variables.
macro_rules! questions {
    ($($field:ident = $name:literal),* $(,)?) => {
        /// The questions that are answered from several variables, or from none.
        #[derive(Debug)]
        pub(crate) struct Questions {
            $(pub(crate) $field: QuestionId,)*
        }

        impl Questions {
            fn find(program: &Program) -> Result<Self, String> {
                Ok(Self { $($field: question(program, $name)?,)* })
            }
        }
    };
}

questions! {
    activity = "activité",
    unemployed_since = "chômage depuis",
    unemployment_benefit = "chômage indemnisé",
    nationality = "nationalité",
    right_to_stay = "droit au séjour",
    in_france_since = "en France depuis",
    permit = "titre de séjour",
    permit_since = "titre de travail depuis",
    pregnant = "enceinte",
    due = "accouchement prévu le",
    custody = "garde alternée",
    counted_for_housing = "charge du logement",
    alone_since = "isolement depuis",
    replacement = "revenu de remplacement possible",
    unemployment = "allocation chômage",
    solidarity = "solidarité spécifique",
    daily_benefits = "indemnités journalières",
    pension = "retraite nette",
    capital_income = "revenus de placements",
    disabled_child = "allocation enfant handicapé",
    owns = "a du patrimoine",
    worth = "valeur du patrimoine",
    capital_without_income = "capitaux sans revenu",
    idle_capital = "capitaux improductifs",
    rental_value = "valeur locative des logements",
    land_value = "valeur locative des terrains",
    zone = "zone",
    occupation = "occupation",
    landlord = "bailleur",
    other_parent = "autre parent",
    maintenance = "pension alimentaire reçue",
    shared_allowances = "allocataire en résidence alternée",
    child_admitted = "enfant en règle",
    stopped_for_children = "arrêt pour enfants",
    past_profit = "bénéfices d'il y a deux ans",
    birth_leave = "indemnités de naissance",
    second_home = "résidence secondaire",
    too_small = "surface insuffisante",
    regime = "régime indépendant",
    turnover = "chiffre d'affaires",
}

/// What the table says, found in the compiled rules.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) found: &'static Jurisdiction,
    pub(crate) questions: Questions,
    /// The question that each variable of the table answers, by its place.
    answered: Vec<Option<QuestionId>>,
    /// The question that each variable answers for the year before the last, by its place.
    before: Vec<Option<QuestionId>>,
    /// The rules that each variable of the table asks for, by its place.
    outputs: Vec<Option<Wanted>>,
    /// Whether zero is as good as nothing, for each variable of the table.
    zeros: Vec<bool>,
    /// The bounds of each question, where they are whole millionths.
    bounds: Vec<Option<RangeInclusive<i64>>>,
}

/// What a benefit asks of the rules.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted {
    /// A right.
    Droit(RuleId),
    /// A right, when a rule gives this choice.
    DroitIf(RuleId, RuleId, Value),
    /// The amount of a rule, when a right is not zero.
    Before(RuleId, RuleId),
    /// The amount of a rule.
    Rule(RuleId),
}

impl Wanted {
    /// The rules that it asks for.
    pub(crate) fn rules(self) -> impl Iterator<Item = RuleId> {
        let (first, second) = match self {
            Self::Droit(rule) | Self::Rule(rule) => (rule, None),
            Self::DroitIf(droit, rule, _) | Self::Before(droit, rule) => (droit, Some(rule)),
        };
        std::iter::once(first).chain(second)
    }
}

impl Lexicon {
    /// Ties the table to the rules; an error names what they lack, which a test would have seen.
    pub(crate) fn new(found: &'static Jurisdiction) -> Result<Self, String> {
        let program = &found.program;
        let mut answered = Vec::with_capacity(VARIABLES.len());
        let mut outputs = Vec::with_capacity(VARIABLES.len());
        let mut before = Vec::with_capacity(VARIABLES.len());
        for variable in VARIABLES {
            let (name, output) = match variable.sense {
                Sense::Amount(name) | Sense::LastYears(name, _) | Sense::YesNo(name) => {
                    (Some(name), None)
                }
                Sense::Right { output, received } => {
                    let question = match received {
                        Received::Answers(name) | Received::AmongChildren(name) => Some(name),
                        Received::Instead(_) | Received::Nothing => None,
                    };
                    (question, Some(wanted(program, output)?))
                }
                Sense::Birth
                | Sense::State(_)
                | Sense::Nothing(_)
                | Sense::Gross(_)
                | Sense::Ignored => (None, None),
            };
            answered.push(name.map(|name| question(program, name)).transpose()?);
            outputs.push(output);
            before.push(match variable.sense {
                Sense::LastYears(_, name) => Some(question(program, name)?),
                _ => None,
            });
        }
        let questions = Questions::find(program)?;
        let bounds = program.questions.iter().map(bounds).collect();
        let mut lexicon =
            Self { found, questions, answered, before, outputs, zeros: Vec::new(), bounds };
        let places = VARIABLES.iter().enumerate();
        lexicon.zeros = places.map(|(place, variable)| lexicon.is_added(place, variable)).collect();
        Ok(lexicon)
    }

    /// Whether the variable of this place changes nothing where it is zero.
    #[inline]
    pub(crate) fn zero_changes_nothing(&self, place: usize) -> bool {
        self.zeros.get(place).copied().unwrap_or(false)
    }

    /// Whether a variable is an amount that is added to others, or that has to be zero.
    fn is_added(&self, place: usize, variable: &Variable) -> bool {
        match variable.sense {
            Sense::Gross(_) | Sense::Nothing(_) => true,
            Sense::Amount(_) | Sense::Right { received: Received::Answers(_), .. } => {
                let zero = Answer::Given(Value::ZERO);
                self.answered(place).is_some_and(|id| {
                    self.says_nothing(id, &zero)
                        && self.outside(id, Decimal::ZERO).is_none()
                        && self.question(id).is_some_and(|question| question.monthly)
                })
            }
            _ => false,
        }
    }

    /// The question that the variable of this place answers.
    pub(crate) fn answered(&self, place: usize) -> Option<QuestionId> {
        self.answered.get(place).copied().flatten()
    }

    /// The question that it answers for the year before the last.
    pub(crate) fn answered_before(&self, place: usize) -> Option<QuestionId> {
        self.before.get(place).copied().flatten()
    }

    /// What the variable of this place asks for.
    pub(crate) fn wanted(&self, place: usize) -> Option<Wanted> {
        self.outputs.get(place).copied().flatten()
    }

    pub(crate) fn question(&self, id: QuestionId) -> Option<&'static Question> {
        self.found.program.questions.get(id.index())
    }

    /// Whether an answer to a question is what it means when it is not answered: see
    /// [`auclair_engine::Rest::Nothing`].
    pub(crate) fn says_nothing(&self, id: QuestionId, answer: &Answer) -> bool {
        let is_nothing = match answer {
            Answer::Given(Value::Bool(yes)) => !yes,
            Answer::Given(Value::Number(number)) => number.is_zero(),
            _ => false,
        };
        is_nothing && self.question(id).and_then(nothing).is_some()
    }

    /// The value of a choice of a question.
    pub(crate) fn choice(&self, question: QuestionId, name: &str) -> Option<Value> {
        let Kind::Choice(list) = self.question(question)?.kind else { return None };
        let list = self.found.program.lists.get(list.index())?;
        let index = list.values.iter().position(|(other, _)| other == name)?;
        u16::try_from(index).ok().map(Value::Choice)
    }

    /// Why a number lies outside the bounds of a question.
    pub(crate) fn outside(&self, question: QuestionId, number: Decimal) -> Option<String> {
        let bounds = self.bounds.get(question.index()).and_then(Option::as_ref);
        if bounds.zip(millionths(number)).is_some_and(|(bounds, number)| bounds.contains(&number)) {
            return None;
        }
        let Set::Numbers { low, high } = self.question(question)?.range.set else { return None };
        if let Some(low) = low.filter(|low| number < *low) {
            return Some(format!("{number} est en dessous de {}", low.normalize()));
        }
        high.filter(|high| number > *high)
            .map(|high| format!("{number} dépasse {}", high.normalize()))
    }

    /// The variables that answer a question, for who must be told what is missing.
    pub(crate) fn variables_of(&self, id: QuestionId) -> Vec<(Entity, &'static str)> {
        let direct = VARIABLES.iter().zip(&self.answered);
        let direct = direct.filter(|(_, answered)| **answered == Some(id));
        let mut names: Vec<_> =
            direct.map(|(variable, _)| (variable.entity, variable.name)).collect();
        let q = &self.questions;
        names.extend(if id == q.unemployed_since {
            Some((Entity::Individu, "date_debut_chomage"))
        } else if id == q.due {
            Some((Entity::Individu, "enceinte"))
        } else if id == q.zone {
            Some((Entity::Menage, "zone_apl"))
        } else if id == q.occupation {
            Some((Entity::Menage, "statut_occupation_logement"))
        } else {
            None
        });
        names
    }
}

/// The bounds of a question that is a number, if they are whole millionths.
fn bounds(question: &Question) -> Option<RangeInclusive<i64>> {
    let Set::Numbers { low, high } = question.range.set else { return None };
    let whole = |bound: Option<Decimal>, open| bound.map_or(Some(open), millionths);
    Some(whole(low, i64::MIN)?..=whole(high, i64::MAX)?)
}

fn question(program: &Program, name: &str) -> Result<QuestionId, String> {
    program.question(name).ok_or_else(|| format!("les règles n'ont pas la question « {name} »"))
}

fn droit(program: &Program, name: &str) -> Result<RuleId, String> {
    let found = program.dispositif(name).and_then(|id| program.dispositifs.get(id.index()));
    found
        .and_then(|dispositif| dispositif.droit)
        .ok_or_else(|| format!("les règles n'ont pas le droit « {name} »"))
}

fn wanted(program: &Program, output: Output) -> Result<Wanted, String> {
    let rule = |dispositif: &str, name: &str| {
        program
            .rule(Some(dispositif), name)
            .ok_or_else(|| format!("les règles n'ont pas « {name} » ({dispositif})"))
    };
    match output {
        Output::Droit(name) => Ok(Wanted::Droit(droit(program, name)?)),
        Output::Before { dispositif, rule: name } => {
            Ok(Wanted::Before(droit(program, dispositif)?, rule(dispositif, name)?))
        }
        Output::Rule { dispositif, rule: name } => Ok(Wanted::Rule(rule(dispositif, name)?)),
        Output::DroitIf { dispositif, rule: name, choice } => {
            let id = rule(dispositif, name)?;
            let found = program.rules.get(id.index());
            let list = found.and_then(|rule| match rule.kind {
                Kind::Choice(list) => program.lists.get(list.index()),
                _ => None,
            });
            let index = list.and_then(|list| list.values.iter().position(|(v, _)| v == choice));
            let index = index.and_then(|index| u16::try_from(index).ok());
            let value = index
                .map(Value::Choice)
                .ok_or_else(|| format!("« {name} » n'a pas le choix « {choice} »"))?;
            Ok(Wanted::DroitIf(droit(program, dispositif)?, id, value))
        }
    }
}
