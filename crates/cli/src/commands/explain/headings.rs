//! What the command says around an explanation, in each language.

use auclair_engine::explain::StepKind;
use auclair_engine::program::CaveatKind;
use auclair_engine::text::{ENGLISH, FRENCH, Words};
use auclair_rules::Overdue;
use rust_decimal::Decimal;

/// The headings of one language, and the words that go with them.
pub(crate) struct Headings {
    pub(super) words: &'static Words,
    pub(super) colon: &'static str,
    money_first: bool,
    pub(super) rules: &'static str,
    pub(super) folds: [&'static str; 4],
    pub(super) tree: &'static str,
    pub(super) to_be_told: &'static str,
    pub(super) uncovered: &'static str,
    pub(super) since: &'static str,
    pub(super) rounded: &'static str,
    pub(super) becomes: &'static str,
    pub(super) possible_from: &'static str,
    pub(super) one_is_enough: &'static str,
    pub(super) needed: &'static str,
    pub(super) birth: &'static str,
    pub(super) from_to: [&'static str; 2],
    /// A figure, and the day on which it should have been revised.
    overdue: [&'static str; 2],
    caveats: [&'static str; 3],
    steps: [&'static str; 6],
}

impl Headings {
    /// The headings of a language; French where there are none.
    pub(crate) fn of(language: &str) -> &'static Self {
        match language {
            "en" => &IN_ENGLISH,
            "facile" => &IN_EASY_FRENCH,
            _ => &IN_FRENCH,
        }
    }

    /// An amount to the cent.
    pub(crate) fn amount(&self, amount: Decimal, currency: &str) -> String {
        let number = self.words.number(amount, Some(2));
        match (self.money_first, number.strip_prefix('−')) {
            (true, Some(positive)) => format!("−{currency}{positive}"),
            (true, None) => format!("{currency}{number}"),
            (false, _) => format!("{number} {currency}"),
        }
    }

    pub(super) fn caveat(&self, kind: CaveatKind) -> &'static str {
        let [unsourced, unconfirmed, simplified] = self.caveats;
        match kind {
            CaveatKind::Unsourced => unsourced,
            CaveatKind::Unconfirmed => unconfirmed,
            CaveatKind::Simplified => simplified,
        }
    }

    /// What is said of a figure that should have been revised.
    pub(super) fn overdue(&self, figure: &Overdue) -> String {
        let [what, may] = self.overdue;
        let due = self.words.date(figure.due);
        format!("{what}{}{} ; {may} {due}", self.colon, figure.label)
    }

    pub(crate) fn step(&self, kind: StepKind) -> &'static str {
        let [start, plus, minus, bound, rounding, withheld] = self.steps;
        match kind {
            StepKind::Start => start,
            StepKind::Plus => plus,
            StepKind::Minus => minus,
            StepKind::Bound => bound,
            StepKind::Rounding => rounding,
            StepKind::Withheld => withheld,
        }
    }
}

static IN_FRENCH: Headings = Headings {
    words: &FRENCH,
    colon: " : ",
    money_first: false,
    rules: "règles",
    folds: ["1. En bref", "2. Le calcul", "3. Les conditions", "4. La loi"],
    tree: "Arbre du calcul",
    to_be_told: "à préciser",
    uncovered: "non couvert",
    since: "depuis le",
    rounded: "arrondi",
    becomes: "devient",
    possible_from: "possible à partir de",
    one_is_enough: "l'une suffit :",
    needed: "Réponses qui peuvent encore changer un résultat :",
    birth: "date de naissance",
    from_to: ["de", "à"],
    overdue: ["chiffre à revoir", "la loi a pu le changer le"],
    caveats: ["à sourcer", "à confirmer", "simplifié"],
    steps: [
        "Au départ",
        "On ajoute",
        "On retire",
        "On s'arrête à la limite",
        "On arrondit",
        "On ne verse pas",
    ],
};

/// Short words, as in the sentences of this language.
static IN_EASY_FRENCH: Headings = Headings {
    words: &FRENCH,
    colon: " : ",
    money_first: false,
    rules: "règles",
    folds: ["1. La réponse", "2. Le calcul", "3. Ce qu'il faut", "4. La loi"],
    tree: "Tout le calcul",
    to_be_told: "il manque des réponses",
    uncovered: "ce site ne sait pas",
    since: "depuis le",
    rounded: "arrondi",
    becomes: "donne",
    possible_from: "possible à partir de",
    one_is_enough: "une seule suffit :",
    needed: "Vous pouvez encore répondre à ces questions :",
    birth: "date de naissance",
    from_to: ["de", "à"],
    overdue: ["ancien chiffre", "la loi a pu le changer le"],
    caveats: ["texte à trouver", "à vérifier", "plus simple que la loi"],
    steps: [
        "On part de",
        "On ajoute",
        "On enlève",
        "On s'arrête à la limite",
        "On arrondit",
        "On ne paie pas",
    ],
};

static IN_ENGLISH: Headings = Headings {
    words: &ENGLISH,
    colon: ": ",
    money_first: true,
    rules: "rules",
    folds: ["1. In brief", "2. The calculation", "3. The conditions", "4. The law"],
    tree: "Tree of the calculation",
    to_be_told: "to be made precise",
    uncovered: "not covered",
    since: "since",
    rounded: "rounded",
    becomes: "becomes",
    possible_from: "possible from",
    one_is_enough: "one is enough:",
    needed: "Answers that can still change a result:",
    birth: "date of birth",
    from_to: ["from", "to"],
    overdue: ["figure to be revised", "the law may have changed it on"],
    caveats: ["no source found", "to be confirmed", "simplified"],
    steps: ["Start from", "Add", "Take away", "Correct", "Round", "Do not pay"],
};
