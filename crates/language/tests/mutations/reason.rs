//! Why nobody notices, as far as the line itself tells.

use crate::mutation::{Kind, Mutation};
use auclair_language::Compilation;

/// The reason, or nothing where a person must find it.
pub(crate) fn of(whole: &Compilation, file: &str, mutation: &Mutation) -> &'static str {
    let line = mutation.line.as_str();
    let starts = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
    if starts(&["attendu chaque", "vérifié le"]) {
        return "dit quand revoir le chiffre : « check --date » s'en sert, pas le calcul";
    }
    if starts(&["thème ", "saisie ", "détailler"]) {
        return "change ce qui est montré, pas ce qui est calculé";
    }
    if starts(&[
        "demander ",
        "pourquoi ",
        "aide ",
        "résumé ",
        "expliquer ",
        "guichet ",
        "téléphone ",
    ]) || starts(&[
        "en ligne ",
        "courrier ",
        "pièces ",
        "recours ",
        "simplifiée ",
        "à confirmer ",
    ]) {
        return "une phrase facultative : ce qui est dit se lit, aucun calcul n'en dépend";
    }
    if starts(&["à sourcer "]) {
        return "une réserve dont une autre ligne dispense";
    }
    if mutation.fiche.starts_with("question ") && starts(&["au moins ", "au plus "]) {
        return "borne d'une réponse : elle ne change que l'étendue affichée quand la réponse manque";
    }
    if starts(&["posée si "]) {
        return "change à qui la question est posée ; les tests répondent « rien d'autre » aux autres";
    }
    if file.contains("tests") && mutation.fiche.starts_with("test ") {
        return "un test décrit autrement le même résultat : ce qui change n'y compte pas";
    }
    if mutation.fiche.starts_with("test ") {
        return "un test décrit autrement le même résultat : ce qui change n'y compte pas";
    }
    if let Some(from) = line.strip_prefix("depuis le ").and_then(|rest| rest.get(6..10)) {
        let tested = whole.elaborated.tests.iter().any(|(_, test)| {
            let (year, from) = (test.month.year(), from.parse().unwrap_or(0));
            (from..=from + 1).contains(&year)
        });
        if mutation.kind == Kind::Date {
            return "aucun test n'est daté entre les deux jours d'effet";
        }
        if !tested {
            return "chiffre d'une période dont aucun test ne lit de mois";
        }
    }
    ""
}
