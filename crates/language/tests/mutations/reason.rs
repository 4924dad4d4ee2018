//! Why nobody notices, as far as the line itself tells.

use crate::mutation::{Kind, Mutation};
use auclair_engine::{Detail, Plan};
use auclair_language::Compilation;
use time::{Date, Month};

/// The reason, or nothing where a person must find it.
pub(crate) fn of(whole: &Compilation, mutation: &Mutation) -> &'static str {
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
        "exiger ",
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
    if mutation.fiche.starts_with("test ") {
        return in_a_test(mutation);
    }
    if mutation.kind == Kind::Date && before_all(whole, mutation) {
        return "d'avant le premier mois que lisent ces règles : la date se vérifie dans sa source, aucun calcul n'en dépend";
    }
    ""
}

/// What a test says beside what it tries.
fn in_a_test(mutation: &Mutation) -> &'static str {
    let becomes = mutation.becomes.as_deref().unwrap_or_default();
    let pieces = mutation.line.split(';').zip(becomes.split(';'));
    let changed = pieces.into_iter().find(|(before, after)| before != after);
    let Some((piece, _)) = changed.filter(|_| !becomes.is_empty()) else {
        return "cette réponse est aussi celle de « rien d'autre », ou n'entre pas dans ce résultat";
    };
    if piece.contains("zone :") && mutation.kind == Kind::Figure {
        "la zone n'entre pas dans ce résultat"
    } else if piece.contains("adulte") {
        "l'âge de cet adulte n'entre pas dans ce résultat"
    } else if piece.contains("enfant") && !piece.contains(':') {
        "l'enfant reste du même côté de chaque limite d'âge"
    } else if mutation.kind == Kind::Date {
        "la date reste du même côté de la limite"
    } else {
        "le montant n'entre pas dans ce résultat, ou reste du même côté de la limite"
    }
}

/// Whether a day of effect stays before the first month that the rules read, whatever is asked.
fn before_all(whole: &Compilation, mutation: &Mutation) -> bool {
    let program = &whole.elaborated.program;
    let day = |line: &str| {
        let after = line.strip_prefix("depuis le ")?.get(..10)?;
        let mut parts = after.split('/');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
        Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
    };
    let Some(first) = program.first_month else { return false };
    let Ok(plan) = Plan::of_all(program, first, Detail::Sentences) else { return false };
    let read = plan.questions().flat_map(|(_, months)| months).min();
    let read = read.map_or(first, |month| first.min(*month));
    mutation.becomes.as_deref().and_then(day).is_some_and(|day| day <= read.first_day())
}
