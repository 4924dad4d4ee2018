//! What a variable of OpenFisca-France means here.

/// Whom or what a variable is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entity {
    /// A person.
    Individu,
    /// A family: one or two parents and their children.
    Famille,
    /// A tax household.
    FoyerFiscal,
    /// Those who share a dwelling.
    Menage,
}

impl Entity {
    /// All of them, in the order in which documents are shown.
    pub const ALL: [Self; 4] = [Self::Individu, Self::Famille, Self::FoyerFiscal, Self::Menage];

    /// Its key in a document.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Individu => "individus",
            Self::Famille => "familles",
            Self::FoyerFiscal => "foyers_fiscaux",
            Self::Menage => "menages",
        }
    }

    /// The keys under which its members are named.
    pub(crate) fn roles(self) -> &'static [&'static str] {
        match self {
            Self::Individu => &[],
            Self::Famille => &["parents", "enfants"],
            Self::FoyerFiscal => &["declarants", "personnes_a_charge"],
            Self::Menage => &["personne_de_reference", "conjoint", "enfants", "autres"],
        }
    }
}

/// Over what a value is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// A month. An amount given for longer is divided, a state repeated.
    Month,
    /// A calendar year.
    Year,
    /// Always the same.
    Ever,
}

/// What a variable means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// The date of birth.
    Birth,
    /// An amount of euros each month, added to the answers to this question.
    Amount(&'static str),
    /// An amount of euros given by month or by year, of which one question wants last year's total, and another that of
    /// the year before.
    LastYears(&'static str, &'static str),
    /// A yes or a no, at the month asked about.
    YesNo(&'static str),
    /// Something that is read with other variables.
    State(State),
    /// It may only be zero, or false; the words say why.
    Nothing(&'static str),
    /// A gross amount: zero, or given with the net one, which is what counts.
    Gross(&'static str),
    /// It changes none of the benefits that are calculated.
    Ignored,
    /// A benefit: calculated when asked for; what was received before answers a question.
    Right {
        /// What it is here.
        output: Output,
        /// What was received of it in the past.
        received: Received,
    },
}

/// What a benefit that is given for the past answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// This question.
    Answers(&'static str),
    /// This question about each child: it is shared among them.
    AmongChildren(&'static str),
    /// Nothing: another variable does.
    Instead(&'static str),
    /// Nothing: no benefit depends on it.
    Nothing,
}

/// A variable that several questions are answered from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// What the person does.
    Activity,
    /// Whether they alternate work and studies.
    Apprentice,
    /// Since when they are without work.
    UnemployedSince,
    /// Their nationality.
    Nationality,
    /// For how many years they have had a residence permit.
    Permit,
    /// Whether they expect a child.
    Pregnant,
    /// Turnover of a small business.
    Turnover,
    /// Why they are on leave.
    Leave,
    /// Money on a Livret A.
    LivretA,
    /// Savings whose interest is taxed.
    TaxedSavings,
    /// Savings whose interest is not.
    UntaxedSavings,
    /// The yearly rental value of dwellings that are not let.
    RentalValue,
    /// The yearly rental value of land that is not let.
    LandValue,
    /// The worth of what is owned beside savings.
    Worth,
    /// Whether the parent has lived alone for less than eighteen months.
    RecentlyAlone,
    /// Whether the child lives in turn with each parent.
    Custody,
    /// How the dwelling is occupied.
    Occupation,
    /// Whether those who are put up pay a share.
    PaysShare,
    /// The zone of housing benefit.
    Zone,
    /// The commune, by its Insee code.
    Commune,
    /// Whether the dwelling is under agreement with the State.
    Agreement,
    /// Whether the dwelling is a student residence.
    StudentResidence,
    /// What is received for a disabled child.
    DisabledChild,
}

/// What a benefit is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// The right of this dispositif.
    Droit(&'static str),
    /// The right of this dispositif, when a rule of it gives this choice; zero otherwise.
    DroitIf {
        /// The dispositif.
        dispositif: &'static str,
        /// The rule.
        rule: &'static str,
        /// The name of the choice.
        choice: &'static str,
    },
    /// The amount of a rule of this dispositif, when the right itself is not zero: before what is
    /// taken off when it is paid.
    Before {
        /// The dispositif.
        dispositif: &'static str,
        /// The rule.
        rule: &'static str,
    },
    /// The amount of a rule of this dispositif.
    Rule {
        /// The dispositif.
        dispositif: &'static str,
        /// The rule.
        rule: &'static str,
    },
}

/// A variable of OpenFisca-France.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// Whom or what it is about.
    pub entity: Entity,
    /// Over what its values are defined.
    pub per: Per,
    /// What it means here.
    pub sense: Sense,
    /// What to know of it, in French, for the page that lists variables.
    pub note: &'static str,
}
