//! The few words that explanations add to the sentences of the rules, in each language.

/// The words of one language. In those with braces, `{0}` and `{1}` are what they speak of.
#[derive(Debug)]
pub struct Words {
    /// The language, as `fr`.
    pub language: &'static str,
    pub(crate) decimal: char,
    pub(crate) thousands: char,
    pub(crate) colon: &'static str,
    /// Between two things of a list of names.
    pub(crate) and_also: &'static str,
    /// Whether « de » before a vowel becomes « d' ».
    pub(crate) elides: bool,
    /// Whether the sign of money comes before the amount.
    pub(crate) money_first: bool,
    /// An amount each hour, day, month and year.
    pub(crate) per: [&'static str; 4],
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) absent: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) unknown_amount: &'static str,
    pub(crate) birth: &'static str,
    pub(crate) year: [&'static str; 2],
    pub(crate) month: [&'static str; 2],
    pub(crate) day: [&'static str; 2],
    pub(crate) hours: [&'static str; 2],
    pub(crate) months: [&'static str; 12],
    pub(crate) first: &'static str,
    pub(crate) range: &'static str,
    pub(crate) at_least: &'static str,
    pub(crate) at_most: &'static str,
    pub(crate) more_than: &'static str,
    pub(crate) less_than: &'static str,
    pub(crate) needed: &'static str,
    pub(crate) something_else: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) too_much: &'static str,
    pub(crate) and: &'static str,
    pub(crate) or: &'static str,
    pub(crate) least: &'static str,
    pub(crate) greatest: &'static str,
    pub(crate) joined: &'static str,
    pub(crate) mean: &'static str,
    pub(crate) total: &'static str,
    pub(crate) each_month: &'static str,
    pub(crate) scale: &'static str,
    /// A rate, and from what on it counts.
    pub(crate) slice: &'static str,
    pub(crate) not_enough: &'static str,
    pub(crate) nothing: &'static str,
    /// To the euro, centime, dollar, cent, unit, hundredth.
    pub(crate) rounded: [&'static str; 6],
    pub(crate) multiple: &'static str,
    /// Nearest, down, up, around one of these.
    pub(crate) ways: [&'static str; 3],
}

/// French.
pub static FRENCH: Words = Words {
    language: "fr",
    decimal: ',',
    thousands: '\u{202f}',
    colon: " : ",
    and_also: " ; ",
    elides: true,
    money_first: false,
    per: [" par heure", " par jour", " par mois", " par an"],
    yes: "oui",
    no: "non",
    absent: "sans objet",
    unknown: "inconnu",
    unknown_amount: "un montant inconnu",
    birth: "date de naissance",
    year: ["an", "ans"],
    month: ["mois", "mois"],
    day: ["jour", "jours"],
    hours: ["heure par mois", "heures par mois"],
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    first: "1er",
    range: "{0} à {1}",
    at_least: "au moins {0}",
    at_most: "au plus {0}",
    more_than: "plus de {0}",
    less_than: "moins de {0}",
    needed: "{0} ; il faut {1}",
    something_else: "autre chose",
    missing: " : il manque {0}",
    too_much: " : c'est {0} de trop",
    and: ", et ",
    or: ", ou ",
    least: "le plus petit de ",
    greatest: "le plus grand de ",
    joined: " et ",
    mean: "moyenne de {0}",
    total: "total de {0}",
    each_month: "{0}, de ",
    scale: "barème appliqué à {0}",
    slice: "{0} à partir de {1}",
    not_enough: "Il manque des réponses pour donner le montant exact.",
    nothing: "Le calcul donne zéro.",
    rounded: ["à l'euro", "au centime", "au dollar", "au cent", "à l'unité", "au centième"],
    multiple: "au multiple de {0}",
    ways: ["{0} le plus proche", "{0} inférieur", "{0} supérieur"],
};

/// English.
pub static ENGLISH: Words = Words {
    language: "en",
    decimal: '.',
    thousands: ',',
    colon: ": ",
    and_also: "; ",
    elides: false,
    money_first: true,
    per: [" per hour", " per day", " per month", " per year"],
    yes: "yes",
    no: "no",
    absent: "not applicable",
    unknown: "unknown",
    unknown_amount: "an unknown amount",
    birth: "date of birth",
    year: ["year", "years"],
    month: ["month", "months"],
    day: ["day", "days"],
    hours: ["hour per month", "hours per month"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    first: "1",
    range: "{0} to {1}",
    at_least: "at least {0}",
    at_most: "at most {0}",
    more_than: "more than {0}",
    less_than: "less than {0}",
    needed: "{0}; it must be {1}",
    something_else: "something else",
    missing: ": {0} short",
    too_much: ": {0} too much",
    and: ", and ",
    or: ", or ",
    least: "the least of ",
    greatest: "the greatest of ",
    joined: " and ",
    mean: "average of {0}",
    total: "total of {0}",
    each_month: "{0}, from ",
    scale: "scale applied to {0}",
    slice: "{0} from {1}",
    not_enough: "Some answers are missing to give the exact amount.",
    nothing: "The calculation gives zero.",
    rounded: ["euro", "cent", "dollar", "cent", "unit", "hundredth"],
    multiple: "multiple of {0}",
    ways: ["to the nearest {0}", "down to the {0}", "up to the {0}"],
};

impl Words {
    /// The words of a language; French where there are none.
    pub fn of(language: &str) -> &'static Self {
        if language == ENGLISH.language { &ENGLISH } else { &FRENCH }
    }
}

/// Puts what it speaks of into a phrase.
pub fn fill(phrase: &str, parts: &[&str]) -> String {
    let mut filled = phrase.to_owned();
    for (index, part) in parts.iter().enumerate() {
        filled = filled.replace(&format!("{{{index}}}"), part);
    }
    filled
}
