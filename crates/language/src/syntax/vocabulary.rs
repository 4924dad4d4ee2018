//! The words of the language: those that end a name, and those that begin a phrase.

/// Words that no name contains: they separate names in formulas.
pub const RESERVED: &[&str] = &[
    "et",
    "ou",
    "non",
    "si",
    "sinon",
    "sauf",
    "dont",
    "où",
    "est",
    "n'",
    "vaut",
    "vérifie",
    "appliqué",
    "appliquée",
    "ramené",
    "ramenée",
    "ramenés",
    "ramenées",
    "lu",
    "inconnu",
    "oui",
];

/// Phrases that begin an operation; no name begins like this.
pub const OPENINGS: &[&str] = &[
    "somme de",
    "somme d'",
    "somme par",
    "la somme de",
    "moyenne de",
    "moyenne d'",
    "nombre de",
    "nombre d'",
    "le plus petit",
    "le plus grand",
    "au moins",
    "au plus",
    "aucun",
    "aucune",
    "chaque",
    "premier jour du mois",
    "dernier jour du mois",
    "barème",
    "tableau",
];

/// The words that open a fiche, with what they declare.
pub const FICHES: &[(&str, &str)] = &[
    ("texte", "un code, une loi ou un règlement que citent les références"),
    ("juridiction", "le pays ou la province, sa monnaie et son premier mois"),
    ("commun", "ce que partagent tous les dispositifs"),
    ("dispositif", "une aide"),
    ("suite du dispositif", "la suite d'une aide dans un autre fichier"),
    ("thème", "un thème de questions"),
    ("liste", "une liste de choix"),
    ("groupe", "un groupe de personnes"),
    ("paramètre", "un chiffre daté"),
    ("tableau", "un tableau de chiffres datés"),
    ("barème", "un barème par tranches"),
    ("question", "ce qui est demandé à la personne"),
    ("règle", "une règle de calcul"),
    ("droit", "le résultat du dispositif"),
    ("test", "un cas et ce qu'il doit donner"),
];

/// The name of the twelve months.
pub const MONTHS: [&str; 12] = [
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
];
