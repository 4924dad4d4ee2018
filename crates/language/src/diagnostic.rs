//! What is wrong with rule files, as data. Each shell renders it in one place.

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The rules cannot be used.
    Error,
    /// The rules can be used, and something should be mended.
    Warning,
}

/// Something wrong in a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing is wrong.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in French.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What is shown under the underlined place.
    pub label: String,
    /// Other places that matter, each with what it shows.
    pub others: Vec<(Span, String)>,
    /// How to mend it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            span,
            label: String::new(),
            others: Vec::new(),
            help: None,
        }
    }

    /// A warning.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// Says what stands at the underlined place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Shows another place.
    #[must_use]
    pub fn and(mut self, span: Span, label: impl Into<String>) -> Self {
        self.others.push((span, label.into()));
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Declares the codes with their stable names.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The kind of thing that is wrong; its name is stable and has a page in the manual.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// All codes.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

codes! {
    /// A character that the language does not use.
    Character = "caractère",
    /// A text, reference or parenthesis left open.
    Unclosed = "non-fermé",
    /// A number written otherwise than in French.
    NumberFormat = "nombre",
    /// A day or month that does not exist.
    NoSuchDate = "date",
    /// A line that does not begin with a word of the language, or at a wrong depth.
    Line = "ligne",
    /// A formula that cannot be read.
    Formula = "formule",
    /// Something that a fiche must have.
    Missing = "manque",
    /// Something said twice.
    Twice = "doublon",
    /// A name used for two things.
    NameTaken = "nom-pris",
    /// A name that is a word of the language, or contains one.
    NameReserved = "nom-réservé",
    /// A name that nothing declares.
    UnknownName = "nom-inconnu",
    /// Kinds or units that do not go together.
    Kind = "unité",
    /// Something that differs from person to person read where nobody is meant.
    NoPerson = "personne",
    /// Rules that need each other.
    Cycle = "cycle",
    /// A right read at another month.
    PastDroit = "droit-passé",
    /// Dates of effect that go backwards.
    DateOrder = "ordre-des-dates",
    /// A figure that should have been revised.
    Overdue = "échéance",
    /// A figure, rule or rounding without a source.
    NoSource = "sans-source",
    /// A case that no formula covers.
    Uncovered = "cas-non-couvert",
    /// Cases or exceptions that can hold together.
    Overlap = "cas-qui-se-chevauchent",
    /// Something declared and never used.
    Unused = "inutilisé",
    /// One unit of money more that costs the household money.
    Jump = "saut",
    /// A question whose answer can never change a result.
    Pointless = "sans-effet",
    /// A sentence too long to be understood at first reading.
    LongSentence = "phrase-longue",
    /// A word that should lose its last letter before a vowel, or that lost it too soon.
    Elision = "élision",
    /// A noun that does not follow the number before it, or a unit said twice.
    Agreement = "accord",
    /// Initials that nothing spells out.
    Acronym = "sigle",
    /// A right, a branch or a condition that explains nothing.
    NotExplained = "sans-explication",
    /// A translation of what no fiche says, or that shows other values.
    Translation = "traduction",
    /// A test that does not give what it expects.
    TestFailed = "test",
    /// A branch that no test goes through.
    Untested = "non-testé",
    /// An expected value that nothing gives a reason for.
    TestWithoutSource = "test-sans-source",
}
