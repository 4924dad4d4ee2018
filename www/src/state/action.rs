//! What a person can do to the state.

use super::few::Few;
use super::names::default_names;
use super::{Cell, Closing, Field, Keeping, OTHER_COMMUNE, State, default_name, parse};
use crate::route::Route;
use auclair_engine::{Answer, Fact, Household, Kind, Month, Role, Value, nothing};
use auclair_rules::household::Document;
use auclair_rules::jurisdiction;
use auclair_rules::zones::Postcode;
use std::rc::Rc;

/// What a person can do to the state.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Begin a household.
    Begin,
    /// Ask the rules of another place; the people stay, the answers go.
    Jurisdiction(&'static str),
    /// Ask about another month.
    Month(Month),
    /// Someone else lives there.
    Add(Role),
    /// Someone does not live there after all.
    Remove(usize),
    /// The first month a person lives there, when it is not since always.
    Arrived(usize, Option<Month>),
    /// The first month a person no longer lives there.
    Left(usize, Option<Month>),
    /// Type in a field.
    Type(Field, String),
    /// Type in one of the three parts of a date.
    TypePart(Field, usize, String),
    /// Choose an answer.
    Answer(Cell, Answer),
    /// « Je ne sais pas » was a slip: what was typed counts again.
    Known(Cell),
    /// Tick a line of a list.
    Tick(Cell),
    /// Untick it; it then stands as the other unticked lines do.
    Untick(Cell, Closing),
    /// Say what the unticked lines are.
    Close(Vec<Cell>, Closing),
    /// Give the amounts month by month, or the same for all months again.
    ByMonth(Cell, bool),
    /// Copy the amount of a month to those below.
    CopyDown(Cell, Month),
    /// Paste several amounts from a month down.
    Paste(Cell, Month, String),
    /// Leave a field: what is wrong in it is said.
    Leave(Field),
    /// Choose the place by hand, or by a postcode again.
    ByHand(Cell, bool),
    /// Show the list of what a person may have received.
    Unfold(usize),
    /// Leave a page too early.
    Insist(Route),
    /// Go on without answering these.
    Skip(Vec<Cell>),
    /// The results were seen: answers are then changed one by one.
    Review,
    /// Come back to a topic, which has a new question.
    BackTo(Option<usize>),
    /// Open a saved household.
    Open(Box<Document>),
    /// A file could not be opened.
    Unreadable(String),
    /// Open or close a line of the tree of a calculation.
    Branch(u32),
    /// Open these lines of the tree.
    Reveal(Vec<u32>),
    /// The household was saved.
    Saved,
    /// Ask before erasing, or keep everything after all.
    Erasing(bool),
    /// Ask why a question is asked, or no longer.
    Why(Cell),
    /// Keep the answers on this device, or no longer.
    Keep(Keeping),
    /// Another language is spoken.
    Spoken,
    /// Draw one more part of the results.
    Draw,
    /// Become what answers lead to, found ahead of the page.
    Become(Rc<State>),
    /// A language could not be loaded.
    Mute,
    /// Forget everything.
    Erase,
}

impl Action {
    /// Whether it changes what would be saved.
    fn says_something(&self) -> bool {
        !matches!(
            self,
            Self::Begin
                | Self::Open(_)
                | Self::Saved
                | Self::Erase
                | Self::Erasing(_)
                | Self::Skip(_)
                | Self::BackTo(_)
                | Self::Spoken
                | Self::Draw
                | Self::Why(_)
                | Self::Keep(_)
                | Self::Mute
                | Self::Review
                | Self::Insist(_)
                | Self::Leave(_)
                | Self::Unfold(_)
                | Self::Unreadable(_)
                | Self::Branch(_)
                | Self::Reveal(_)
        )
    }

    pub(super) fn apply(self, state: &mut State) {
        if self.says_something() {
            state.unsaved = true;
            state.saved = false;
        }
        match self {
            Self::Begin => state.begun = true,
            Self::Jurisdiction(id) => state.move_to(id),
            Self::Month(month) => state.month = month,
            Self::Add(role) => {
                state.household_mut().add(default_name(role, 1), role, None);
                state.rename();
            }
            Self::Remove(person) => state.remove(person),
            Self::Arrived(person, month) => {
                if let Some(person) = state.household_mut().person_mut(person) {
                    person.arrived = month;
                }
            }
            Self::Left(person, month) => {
                if let Some(person) = state.household_mut().person_mut(person) {
                    person.left = month;
                }
            }
            Self::Type(field, text) => state.type_in(field, text),
            Self::TypePart(field, index, text) => state.type_part(field, index, &text),
            Self::Answer(cell, answer) => {
                if answer != Answer::DontKnow {
                    // A zone chosen by hand does not come from a postcode.
                    state.typed.retain(|field| field != Field::Postcode(cell));
                    state.typed.retain(|field| field != Field::Commune(cell));
                }
                state.settle(cell, answer);
            }
            Self::Known(cell) => state.know_again(cell),
            Self::Tick(cell) => state.tick(cell),
            Self::Untick(cell, closing) => {
                state.ticked.remove(cell);
                state.by_month.remove(cell);
                state.forget_typed(cell);
                let answer = state.closed(cell, closing);
                state.settle(cell, answer);
            }
            Self::Close(cells, closing) => {
                for cell in cells {
                    if !state.is_ticked(cell) {
                        let answer = state.closed(cell, closing);
                        state.settle(cell, answer);
                    }
                }
            }
            Self::ByMonth(cell, true) => state.by_month.insert(cell),
            Self::ByMonth(cell, false) => state.same_every_month(cell),
            Self::CopyDown(cell, month) => state.copy_down(cell, month),
            Self::Paste(cell, month, text) => state.paste(cell, month, &text),
            Self::Leave(field) => state.left.insert(field),
            Self::ByHand(cell, true) => state.by_hand.insert(cell),
            Self::ByHand(cell, false) => {
                state.by_hand.remove(cell);
                state.know_again(cell);
            }
            Self::Unfold(person) => state.unfolded.insert(person),
            Self::Insist(route) => state.insisted = Some(route),
            Self::Unreadable(why) => state.problem = Some(why),
            Self::Branch(place) if state.opened.contains(place) => state.opened.remove(place),
            Self::Branch(place) => state.opened.insert(place),
            Self::Reveal(places) => {
                for place in places {
                    state.opened.insert(place);
                }
            }
            Self::Erasing(erasing) => state.erasing = erasing,
            Self::Skip(cells) => cells.into_iter().for_each(|cell| state.skipped.insert(cell)),
            Self::BackTo(theme) => {
                state.back_to = theme;
                state.insisted = None;
            }
            Self::Review => state.reviewing = true,
            Self::Open(document) => state.open(*document),
            Self::Saved => {
                state.unsaved = false;
                state.saved = true;
            }
            Self::Draw => state.drawn += 1,
            // It is what the state becomes: nothing is left to apply.
            Self::Become(_) => {}
            Self::Spoken => {
                state.mute = false;
                state.rename();
            }
            Self::Why(cell) if state.asked_why == Some(cell) => state.asked_why = None,
            Self::Why(cell) => state.asked_why = Some(cell),
            Self::Keep(keeping) => state.keeping = keeping,
            Self::Mute => state.mute = true,
            Self::Erase => {
                if let Some(fresh) = State::new(state.jurisdiction.id, state.today) {
                    *state = State { revision: state.revision, ..fresh };
                }
            }
        }
    }
}

impl State {
    fn household_mut(&mut self) -> &mut Household {
        Rc::make_mut(&mut self.household)
    }

    fn move_to(&mut self, id: &str) {
        let Some(found) = jurisdiction(id) else { return };
        let mut household = Household::new(&found.program);
        for person in self.household.people() {
            let index = household.add(person.name.clone(), person.role, person.birth);
            if let Some(moved) = household.person_mut(index) {
                moved.arrived = person.arrived;
                moved.left = person.left;
            }
        }
        self.typed.retain(|field| matches!(field, Field::Name(_) | Field::Birth(_)));
        self.ticked = Few::default();
        self.by_month = Few::default();
        self.skipped = Few::default();
        self.jurisdiction = found;
        self.household = Rc::new(household);
    }

    /// Everyone gets their first name, or the words for their place.
    fn rename(&mut self) {
        let names = default_names(&self.household);
        for (person, default) in names.into_iter().enumerate() {
            let typed = self.typed.get(Field::Name(person)).map(|name| name.trim().to_owned());
            let name = typed.filter(|name| !name.is_empty()).unwrap_or(default);
            // A household that is not touched is not evaluated again.
            if self.household.people().get(person).is_some_and(|person| person.name == name) {
                continue;
            }
            if let Some(person) = self.household_mut().person_mut(person) {
                person.name = name;
            }
        }
    }

    fn remove(&mut self, person: usize) {
        self.household_mut().remove(person);
        self.typed.change(|field| field.without(person));
        self.left.change(|field| field.without(person));
        self.unfolded = Few::default();
        self.asked_why = None;
        self.pasted = None;
        for cells in [&mut self.ticked, &mut self.by_month, &mut self.skipped, &mut self.by_hand] {
            cells.change(|cell| cell.without(person));
        }
        self.rename();
    }

    pub(super) fn type_in(&mut self, field: Field, text: String) {
        match field {
            Field::Name(_) => {}
            Field::Birth(person) => {
                let birth = parse::birth(&text, self.today).unwrap_or_default();
                if let Some(person) = self.household_mut().person_mut(person) {
                    person.birth = birth;
                }
            }
            Field::Answer(cell) => {
                self.typed.retain(|other| !matches!(other, Field::At(at, _) if at == cell));
                let answer = self.read(cell, &text);
                self.settle(cell, answer);
            }
            Field::At(cell, month) => {
                self.typed.retain(|field| field != Field::Answer(cell));
                let answer = self.read(cell, &text);
                self.settle_month(cell, month, answer);
            }
            Field::Postcode(cell) => {
                self.typed.retain(|field| field != Field::Commune(cell));
                let found = parse::postcode(&text).unwrap_or_default();
                let answer = self.located(cell, found.as_ref(), "");
                self.settle(cell, answer);
            }
            Field::Commune(cell) => {
                let code = self.text(Field::Postcode(cell));
                let found = parse::postcode(&code).unwrap_or_default();
                let answer = self.located(cell, found.as_ref(), &text);
                self.settle(cell, answer);
            }
        }
        self.typed.insert(field, text);
        if let Field::Name(_) = field {
            self.rename();
        }
    }

    fn know_again(&mut self, cell: Cell) {
        let field = [Field::Commune(cell), Field::Postcode(cell)]
            .into_iter()
            .find(|field| self.typed.get(*field).is_some())
            .unwrap_or(Field::Answer(cell));
        let text = self.typed.get(field).unwrap_or_default().to_owned();
        self.type_in(field, text);
    }

    fn read(&self, cell: Cell, text: &str) -> Answer {
        let value = self.question(cell).and_then(|question| parse::answer(text, question).ok());
        value.flatten().map_or(Answer::Missing, Answer::Given)
    }

    /// The choice that a postcode stands for; its commune tells when several share it.
    fn located(&self, cell: Cell, found: Option<&Postcode>, commune: &str) -> Answer {
        let name = match found {
            Some(Postcode::Zone(zone)) => zone_name(*zone),
            Some(Postcode::Overseas) => OVERSEAS.to_owned(),
            Some(Postcode::Communes { others, .. }) if commune == OTHER_COMMUNE => {
                zone_name(*others)
            }
            Some(Postcode::Communes { named, .. }) => {
                let found = named.iter().find(|(_, name)| *name == commune);
                let Some((zone, _)) = found else { return Answer::Missing };
                zone_name(*zone)
            }
            Some(Postcode::Unknown) | None => return Answer::Missing,
        };
        self.choice(cell, &name).map_or(Answer::Missing, Answer::Given)
    }

    /// The choice of this name among the answers to a question.
    fn choice(&self, cell: Cell, name: &str) -> Option<Value> {
        let Kind::Choice(list) = self.question(cell)?.kind else { return None };
        let values = &self.jurisdiction.program.lists.get(list.index())?.values;
        let index = values.iter().position(|(value, _)| value == name)?;
        Some(Value::Choice(u16::try_from(index).ok()?))
    }

    /// Sets an answer from the first month that is read on; what was said of earlier months stays.
    fn settle(&mut self, cell: Cell, answer: Answer) {
        let since = self.since(cell);
        let person = cell.person.unwrap_or(0);
        let household = self.household_mut();
        let Some(fact) = household.fact_mut(cell.question, cell.scope(), person) else { return };
        *fact = match since {
            None => Fact::Always(answer),
            Some(first) => {
                let mut changes = match std::mem::take(fact) {
                    Fact::Since(changes) => changes,
                    Fact::Missing | Fact::Always(Answer::Missing) => Vec::new(),
                    Fact::Always(always) => vec![(Month::BEGINNING, always)],
                };
                changes.retain(|(from, _)| *from < first);
                changes.push((first, answer));
                Fact::Since(changes)
            }
        };
        if matches!(fact, Fact::Always(Answer::Missing))
            || matches!(fact, Fact::Since(changes) if changes.iter().all(|(_, one)| *one == Answer::Missing))
        {
            *fact = Fact::Missing;
        }
    }

    fn settle_month(&mut self, cell: Cell, month: Month, answer: Answer) {
        self.by_month.insert(cell);
        let person = cell.person.unwrap_or(0);
        let household = self.household_mut();
        if let Some(fact) = household.fact_mut(cell.question, cell.scope(), person) {
            fact.set(month, answer);
        }
    }

    fn tick(&mut self, cell: Cell) {
        if self.question(cell).is_some_and(|question| question.kind == Kind::Bool) {
            self.settle(cell, Answer::Given(Value::Bool(true)));
        } else {
            self.ticked.insert(cell);
            self.settle(cell, Answer::Missing);
        }
    }

    /// The answer of an unticked line.
    fn closed(&self, cell: Cell, closing: Closing) -> Answer {
        match closing {
            Closing::Open => Answer::Missing,
            Closing::Unsure => Answer::DontKnow,
            Closing::Nothing => {
                self.question(cell).and_then(nothing).map_or(Answer::Missing, Answer::Given)
            }
        }
    }

    fn forget_typed(&mut self, cell: Cell) {
        self.typed
            .retain(|field| !matches!(field, Field::Answer(at) | Field::At(at, _) if at == cell));
    }

    /// The amount of the last month that is read, for all of them.
    fn same_every_month(&mut self, cell: Cell) {
        let last = self.reads(cell).last().map(|month| self.fact(cell).at(*month));
        self.by_month.remove(cell);
        self.forget_typed(cell);
        self.settle(cell, last.unwrap_or(Answer::Missing));
    }

    pub(super) fn open(&mut self, document: Document) {
        let Some(found) = jurisdiction(&document.jurisdiction) else { return };
        let Some(fresh) = Self::new(found.id, self.today) else { return };
        *self = Self {
            household: Rc::new(document.household),
            begun: true,
            reviewing: true,
            keeping: self.keeping,
            revision: self.revision,
            drawn: self.drawn,
            other_rules: document.rules.is_some_and(|rules| rules != found.program.version),
            month: document.month,
            ..fresh
        };
        for (person, default) in default_names(&self.household).into_iter().enumerate() {
            let name = self.household.people().get(person).map(|person| person.name.clone());
            if let Some(name) = name.filter(|name| *name != default) {
                self.typed.insert(Field::Name(person), name);
            }
        }
        self.tick_what_was_received();
    }

    /// A saved resource is ticked unless it is nothing.
    fn tick_what_was_received(&mut self) {
        for (index, question) in (0u32..).zip(&self.jurisdiction.program.questions) {
            let Some(nothing) = nothing(question).filter(|_| question.kind != Kind::Bool) else {
                continue;
            };
            for person in 0..self.household.people().len() {
                let cell = self.cell(auclair_engine::QuestionId(index), person);
                let fact = self.fact(cell);
                let received = fact.answers().any(|answer| match answer {
                    Answer::Missing => false,
                    Answer::Given(value) => *value != nothing,
                    Answer::DontKnow | Answer::Within(_) => true,
                });
                if received {
                    self.ticked.insert(cell);
                }
            }
        }
    }
}

/// The name, in rules, of the choice that stands for a zone.
fn zone_name(zone: u8) -> String {
    format!("zone {zone}")
}

/// The name, in rules, of the choice that stands for any place overseas.
const OVERSEAS: &str = "outre-mer";
