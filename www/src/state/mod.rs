//! What the person has said so far. Kept in memory only; a pure reducer changes it.

mod action;
mod cell;
mod dated;
mod few;
mod field;
mod kept;
mod names;
pub(crate) mod parse;
mod paste;
mod said;

pub(crate) use action::Action;
pub(crate) use cell::{Cell, Closing, Progress};
pub(crate) use field::{Field, OTHER_COMMUNE};
pub(crate) use kept::{Keeping, unreadable};
pub(crate) use names::default_name;
pub(crate) use paste::Pasted;
pub(crate) use said::Said;

use crate::pace::{Made, Pace, Work};
use crate::plans;
use crate::route::Route;
use crate::wanted::{silent, wanted};
use auclair_engine::program::Question;
use auclair_engine::{Fact, Household, Kind, Month, Plan, Role, Scope, Unit};
use auclair_rules::{Jurisdiction, jurisdiction};
use few::{Few, Texts};
use std::rc::Rc;
use time::Date;
use yew::Reducible;

/// An adult who is younger, in months, was more likely mistyped.
const YOUNGEST: i32 = 14 * 12;

/// Months, of each thing that is asked.
type Months = Vec<(Cell, Vec<Month>)>;

/// What the person has said so far.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts of the page, none of which excludes another"
)]
pub(crate) struct State {
    /// Whose rules.
    pub(crate) jurisdiction: &'static Jurisdiction,
    /// The day, from the clock of the device.
    pub(crate) today: Date,
    /// The month asked about.
    pub(crate) month: Month,
    /// The people and their answers.
    pub(crate) household: Rc<Household>,
    /// Texts as they were typed, so that a slip is never lost.
    pub(crate) typed: Texts<Field>,
    /// The resources that were received, even while their amount is not given.
    pub(crate) ticked: Few<Cell>,
    /// The resources entered month by month.
    pub(crate) by_month: Few<Cell>,
    /// What came of the last paste.
    pub(crate) pasted: Option<Pasted>,
    /// The questions left without an answer on purpose.
    pub(crate) skipped: Few<Cell>,
    /// The fields that were left: what is wrong in them is said.
    pub(crate) left: Few<Field>,
    /// The places chosen by hand rather than by a postcode.
    pub(crate) by_hand: Few<Cell>,
    /// The people who receive something though most in their place do not.
    pub(crate) unfolded: Few<usize>,
    /// The page that was left too early: what it lacks is said.
    pub(crate) insisted: Option<Route>,
    /// The lines of the tree of a calculation that are open.
    pub(crate) opened: Few<u32>,
    /// Why a file could not be opened.
    pub(crate) problem: Option<String>,
    /// Whether everything is about to be erased.
    pub(crate) erasing: bool,
    /// The topic that was come back to for a new question.
    pub(crate) back_to: Option<usize>,
    /// Whether the household was saved with another version of the rules.
    pub(crate) other_rules: bool,
    /// Whether a language could not be loaded.
    pub(crate) mute: bool,
    /// Whether the results were seen: « Continuer » goes back to them.
    pub(crate) reviewing: bool,
    /// The question of which it is said why it is asked.
    pub(crate) asked_why: Option<Cell>,
    /// Whether answers are kept on this device.
    pub(crate) keeping: Keeping,
    /// Whether a household was begun.
    pub(crate) begun: bool,
    /// Whether something was said since the last save.
    pub(crate) unsaved: bool,
    /// Whether it was saved.
    pub(crate) saved: bool,
    /// How much is drawn of the results, in parts.
    pub(crate) drawn: usize,
    /// The months at which each resource matters to the household.
    wanted: Rc<Made<Months>>,
    /// What they are found from.
    silent: Option<Said>,
    /// Counts the changes: two states are the same when they have as many.
    revision: u64,
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        if let Action::Become(next) = action {
            return next;
        }
        let mut next = (*self).clone();
        next.revision += 1;
        action.apply(&mut next);
        if Said::of(&self) != Said::of(&next) {
            next.follow();
        }
        Rc::new(next)
    }
}

impl State {
    /// Nobody yet, on a day; nothing when the rules of this name do not exist.
    pub(crate) fn new(id: &str, today: Date) -> Option<Self> {
        let jurisdiction = jurisdiction(id)?;
        let month = Month::of(today);
        let mut household = Household::new(&jurisdiction.program);
        household.add(default_name(Role::Demandeur, 1), Role::Demandeur, None);
        let mut state = Self {
            jurisdiction,
            today,
            month,
            household: Rc::new(household),
            typed: Texts::default(),
            ticked: Few::default(),
            by_month: Few::default(),
            pasted: None,
            skipped: Few::default(),
            left: Few::default(),
            by_hand: Few::default(),
            unfolded: Few::default(),
            insisted: None,
            opened: Few::default(),
            problem: None,
            erasing: false,
            back_to: None,
            other_rules: false,
            mute: false,
            reviewing: false,
            keeping: Keeping::No,
            asked_why: None,
            begun: false,
            unsaved: false,
            saved: false,
            drawn: 0,
            wanted: Rc::default(),
            silent: None,
            revision: 0,
        };
        state.follow();
        Some(state)
    }

    /// Follows what the household has become.
    fn follow(&mut self) {
        let silent = silent(self.jurisdiction, &self.household);
        // Amounts change nothing here, and are what is typed most.
        let same = |last: &Said| last.is_under(self) && *last.household == silent;
        if !self.silent.as_ref().is_some_and(same) {
            self.silent = Some(Said::with(self, Rc::new(silent)));
            self.wanted = Rc::default();
        }
    }

    /// The months at which each resource matters, found once they are asked for.
    pub(crate) fn wanted(&self) -> &Months {
        self.wanted.now(|pace| self.find_wanted(pace))
    }

    /// The same, found ahead.
    pub(crate) async fn prepare_wanted(&self, pace: Pace) {
        if self.wanted.is_missing() {
            self.wanted.keep(self.find_wanted(pace).await);
        }
    }

    fn find_wanted(&self, pace: Pace) -> Work<'_, Months> {
        Box::pin(async move {
            let (Some(silent), Some(plan)) = (&self.silent, self.plan()) else { return Vec::new() };
            wanted(self.jurisdiction, &plan, &silent.household, pace).await
        })
    }

    /// Counts the changes.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// The months that can be asked about, the latest first.
    pub(crate) fn months(&self) -> Vec<Month> {
        let last = Month::of(self.today).plus(1).max(self.month);
        let first = self.jurisdiction.program.first_month.unwrap_or(last).min(last);
        (0..=last.since(first)).map(|back| last.plus(-back)).collect()
    }

    /// The rules laid out for the month asked about; nothing when they do not cover it.
    pub(crate) fn plan(&self) -> Option<Rc<Plan>> {
        plans::plan(self.jurisdiction, self.month)
    }

    /// The question of a cell.
    pub(crate) fn question(&self, cell: Cell) -> Option<&'static Question> {
        self.jurisdiction.program.questions.get(cell.question.index())
    }

    /// What was answered.
    pub(crate) fn fact(&self, cell: Cell) -> &Fact {
        self.household.fact(cell.question, cell.scope(), cell.person.unwrap_or(0))
    }

    /// The months at which an answer matters: all those that the rules read, unless this household
    /// needs fewer.
    pub(crate) fn reads(&self, cell: Cell) -> Vec<Month> {
        if let Some((_, months)) = self.wanted().iter().find(|(other, _)| *other == cell) {
            return months.clone();
        }
        let reads = self.plan().map(|plan| plan.reads(cell.question).to_vec());
        reads.filter(|months| !months.is_empty()).unwrap_or_else(|| vec![self.month])
    }

    /// The first month at which the rules read an answer that can change from month to month.
    pub(crate) fn since(&self, cell: Cell) -> Option<Month> {
        self.question(cell).filter(|question| question.monthly)?;
        self.reads(cell).first().copied()
    }

    /// How the answers stand over the months that are read.
    pub(crate) fn progress(&self, cell: Cell) -> Progress {
        let fact = self.fact(cell);
        Progress::of(self.reads(cell).into_iter().map(|month| fact.at(month)))
    }

    /// Whether a resource was received, as far as was said.
    pub(crate) fn is_ticked(&self, cell: Cell) -> bool {
        match self.question(cell).map(|question| question.kind) {
            Some(Kind::Bool) => self.progress(cell).is_yes(),
            _ => self.ticked.contains(cell),
        }
    }

    /// Whether a resource is shown month by month: asked for, or its months differ.
    pub(crate) fn is_by_month(&self, cell: Cell) -> bool {
        self.by_month.contains(cell) || matches!(self.progress(cell), Progress::Several)
    }

    /// Whether the choice that a postcode answers is made by hand: asked for, or opened as saved.
    pub(crate) fn is_by_hand(&self, cell: Cell) -> bool {
        let typed = self.typed.get(Field::Postcode(cell)).is_some();
        self.by_hand.contains(cell) || (!typed && matches!(self.progress(cell), Progress::Given(_)))
    }

    /// Whether an age is likely to be a slip: a child no younger than the adults, an adult who is a child.
    pub(crate) fn is_age_strange(&self, person: usize) -> bool {
        let adult = |role: Role| matches!(role, Role::Demandeur | Role::Conjoint);
        let people = self.household.people();
        let births = people.iter().filter(|who| adult(who.role)).map(|who| who.birth);
        let eldest = births.flatten().min();
        let strange = |who: &auclair_engine::Person| {
            let birth = who.birth?;
            Some(match who.role {
                Role::Enfant => birth <= eldest?,
                role => adult(role) && self.month.since(Month::of(birth)) < YOUNGEST,
            })
        };
        people.get(person).and_then(strange).unwrap_or_default()
    }

    /// The text of a field: as typed, or as the answer is written.
    pub(crate) fn text(&self, field: Field) -> String {
        if let Some(text) = self.typed.get(field) {
            return text.to_owned();
        }
        match field {
            Field::Name(_) | Field::Postcode(_) | Field::Commune(_) => String::new(),
            Field::Birth(person) => {
                let birth = self.household.people().get(person).and_then(|who| who.birth);
                birth.map(parse::write_date).unwrap_or_default()
            }
            Field::Answer(cell) => match self.progress(cell) {
                Progress::Given(value) => parse::write(value, self.unit(cell)),
                _ => String::new(),
            },
            Field::At(cell, month) => match self.fact(cell).at(month) {
                auclair_engine::Answer::Given(value) => parse::write(value, self.unit(cell)),
                _ => String::new(),
            },
        }
    }

    /// What is wrong with what was typed.
    pub(crate) fn slip(&self, field: Field) -> Option<parse::Slip> {
        let text = self.typed.get(field)?;
        match field {
            Field::Name(_) | Field::Commune(_) => None,
            Field::Birth(_) => parse::birth(text, self.today).err(),
            Field::Answer(cell) | Field::At(cell, _) => {
                parse::answer(text, self.question(cell)?).err()
            }
            Field::Postcode(_) => parse::postcode(text).err(),
        }
    }

    /// What is wrong in a field that was left.
    pub(crate) fn said_slip(&self, field: Field) -> Option<parse::Slip> {
        self.slip(field).filter(|_| self.left.contains(field))
    }

    pub(crate) fn unit(&self, cell: Cell) -> Option<Unit> {
        match self.question(cell)?.kind {
            Kind::Number(unit) => Some(unit),
            _ => None,
        }
    }

    /// Whether a question still waits for an answer.
    pub(crate) fn is_waiting(&self, cell: Cell) -> bool {
        matches!(self.progress(cell), Progress::Missing | Progress::Several)
            && self
                .reads(cell)
                .into_iter()
                .any(|month| matches!(self.fact(cell).at(month), auclair_engine::Answer::Missing))
    }

    /// The cell of a question, about a person when it is asked of each.
    pub(crate) fn cell(&self, question: auclair_engine::QuestionId, person: usize) -> Cell {
        let scope = self.jurisdiction.program.questions.get(question.index()).map(|q| q.scope);
        Cell { question, person: (scope == Some(Scope::Person)).then_some(person) }
    }
}
