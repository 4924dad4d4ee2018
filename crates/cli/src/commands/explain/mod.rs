//! `auclair explain`: the rights of a household, with the four folds as text.

pub(super) mod headings;
mod print;

use crate::failure::Failure;
use crate::fault;
use crate::typed;
use auclair_engine::Detail;
use auclair_engine::explain::Explainer;
use auclair_engine::text::Texts;
use auclair_rules::household::{Document, read};
use auclair_rules::{BUDGET, Jurisdiction, Simulation, jurisdiction, translations};
use headings::Headings;
use print::folds;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut file, mut wanted, mut month) = (None, None, None);
    let mut language = String::from("fr");
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("droit") => {
                wanted = Some(args.value()?.to_string_lossy().into_owned());
            }
            lexopt::Arg::Long("mois") => {
                month = Some(typed::month(&args.value()?.to_string_lossy())?);
            }
            lexopt::Arg::Long("langue") => {
                language = args.value()?.to_string_lossy().into_owned();
            }
            lexopt::Arg::Value(value) if file.is_none() => {
                file = Some(value.to_string_lossy().into_owned());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or_else(|| Failure::new("Dites quel foyer expliquer : un fichier JSON."))?;
    let mut document = load(&file)?;
    document.month = month.unwrap_or(document.month);
    let found = jurisdiction(&document.jurisdiction)
        .ok_or_else(|| Failure::new("Cette juridiction n'existe pas."))?;
    let texts = if language == found.texts.language {
        found.texts.clone()
    } else {
        in_language(found, &language)?
    };
    let mut out = io::stdout().lock();
    print(&mut out, found, &document, wanted.as_deref(), &texts)?;
    Ok(ExitCode::SUCCESS)
}

fn in_language(found: &Jurisdiction, language: &str) -> Result<Texts, Failure> {
    let known = || translations().filter(|translation| translation.jurisdiction == found.id);
    let file = known().find(|translation| translation.language == language);
    file.and_then(|file| found.texts_from(file.bytes)).ok_or_else(|| {
        let mut languages = found.texts.language.clone();
        let others = known().filter(|other| other.language != found.texts.language);
        others.for_each(|other| languages.extend([", ", other.language]));
        Failure::new(format!(
            "Ces règles ne sont pas traduites dans la langue « {language} ». Il y a : {languages}."
        ))
    })
}

fn load(file: &str) -> Result<Document, Failure> {
    let path = Path::new(file);
    let mut json = String::new();
    if file == "-" {
        io::stdin().read_to_string(&mut json)?;
    } else {
        json = std::fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?;
    }
    read(&json).map_err(|error| Failure::new(format!("{file} : {error}")))
}

fn print(
    out: &mut impl Write,
    found: &Jurisdiction,
    document: &Document,
    wanted: Option<&str>,
    texts: &Texts,
) -> Result<(), Failure> {
    let say = Headings::of(&texts.language);
    let plan = found
        .plan(document.month, Detail::Sentences)
        .map_err(|error| fault::told(found, &error))?;
    let simulation = Simulation::new(found, &plan, &document.household)
        .map_err(|error| fault::told(found, &error))?;
    let program = &found.program;
    let droits: Vec<_> = program
        .droits()
        .filter(|(id, _)| {
            let name = program.dispositifs.get(id.index()).map(|d| d.name.as_str());
            wanted.is_none_or(|wanted| name == Some(wanted))
        })
        .collect();
    if droits.is_empty() {
        let names: Vec<&str> = program.dispositifs.iter().map(|d| d.name.as_str()).collect();
        return Err(Failure::new(format!("Ce droit n'existe pas. Il y a : {}.", names.join(", "))));
    }
    writeln!(out, "{}, {} {}", say.words.month(document.month), say.rules, program.version)?;
    let explainer = Explainer::new(simulation.evaluated(), texts);
    let rights = simulation.rights(BUDGET);
    for right in rights.iter().filter(|right| droits.contains(&(right.dispositif, right.rule))) {
        let (id, rule) = (right.dispositif, right.rule);
        let title = program.dispositifs.get(id.index()).map(|d| texts.plain(d.title));
        writeln!(out, "\n=== {} ===", title.unwrap_or_default())?;
        let explanation = explainer.explain(rule);
        let overdue = found.overdue(&explanation, texts, document.month);
        let tree = explainer.tree(rule);
        folds(out, &right.standing, &explanation, &tree, &overdue, &program.currency, say)?;
    }
    let needs = simulation.evaluated().needs(&program.droits().map(|(_, r)| r).collect::<Vec<_>>());
    if !needs.is_empty() {
        writeln!(out, "\n{}", say.needed)?;
        for need in needs {
            writeln!(out, "  - {}", asked(found, document, &need, say))?;
        }
    }
    Ok(())
}

fn asked(
    found: &Jurisdiction,
    document: &Document,
    need: &auclair_engine::Need,
    say: &Headings,
) -> String {
    use auclair_engine::Asked;
    let name = |person: usize| {
        document.household.people().get(person).map_or("", |person| person.name.as_str())
    };
    match need.asked {
        Asked::Birth(person) => format!("{} ({})", say.birth, name(person)),
        Asked::Question(id, person) => {
            let question = found.program.questions.get(id.index());
            let question = question.map(|question| question.name.clone()).unwrap_or_default();
            let whom = person.map(|person| format!(" ({})", name(person))).unwrap_or_default();
            let months: Vec<String> =
                need.months.iter().map(|month| say.words.month(*month)).collect();
            let when = match (months.first(), months.last()) {
                (Some(first), Some(last)) if first != last => {
                    let [from, to] = say.from_to;
                    format!(", {from} {first} {to} {last}")
                }
                _ => String::new(),
            };
            format!("{question}{whom}{when}")
        }
    }
}
