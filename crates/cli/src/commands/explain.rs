//! `auclair explain`: the rights of a household, with the four folds as text.

use crate::failure::Failure;
use crate::fault;
use auclair_engine::explain::{Check, Explanation, Status, Step, StepKind, Tree};
use auclair_engine::program::CaveatKind;
use auclair_engine::{Detail, Outcome, text};
use auclair_rules::household::{Document, read};
use auclair_rules::{Jurisdiction, Simulation, jurisdiction};
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut file, mut wanted, mut month) = (None, None, None);
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("droit") => {
                wanted = Some(args.value()?.to_string_lossy().into_owned());
            }
            lexopt::Arg::Long("mois") => {
                month = Some(super::diff::month(&args.value()?.to_string_lossy())?);
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
    let mut out = io::stdout().lock();
    print(&mut out, found, &document, wanted.as_deref())?;
    Ok(ExitCode::SUCCESS)
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
) -> Result<(), Failure> {
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
    writeln!(out, "{}, règles {}", text::month(document.month), program.version)?;
    for (id, rule) in droits {
        let title = program.dispositifs.get(id.index()).map(|d| found.texts.plain(d.title));
        writeln!(out, "\n=== {} ===", title.unwrap_or_default())?;
        folds(out, &simulation.explain(rule), &program.currency)?;
    }
    let needs = simulation.evaluated().needs(&program.droits().map(|(_, r)| r).collect::<Vec<_>>());
    if !needs.is_empty() {
        writeln!(out, "\nRéponses qui peuvent encore changer un résultat :")?;
        for need in needs {
            writeln!(out, "  - {}", asked(found, document, &need))?;
        }
    }
    Ok(())
}

fn asked(found: &Jurisdiction, document: &Document, need: &auclair_engine::Need) -> String {
    use auclair_engine::Asked;
    let name = |person: usize| {
        document.household.people().get(person).map_or("", |person| person.name.as_str())
    };
    match need.asked {
        Asked::Birth(person) => format!("date de naissance ({})", name(person)),
        Asked::Question(id, person) => {
            let question = found.program.questions.get(id.index());
            let question = question.map(|question| question.name.clone()).unwrap_or_default();
            let whom = person.map(|person| format!(" ({})", name(person))).unwrap_or_default();
            let months: Vec<String> = need.months.iter().map(|month| text::month(*month)).collect();
            let when = match (months.first(), months.last()) {
                (Some(first), Some(last)) if first != last => format!(", de {first} à {last}"),
                _ => String::new(),
            };
            format!("{question}{whom}{when}")
        }
    }
}

fn folds(out: &mut impl Write, explanation: &Explanation, currency: &str) -> io::Result<()> {
    match &explanation.outcome {
        Outcome::Amount(amount) => {
            writeln!(out, "{} {currency}", text::number(*amount, Some(2)))?;
        }
        Outcome::Between(..) => writeln!(out, "à préciser")?,
        Outcome::Uncovered => writeln!(out, "non couvert")?,
    }
    writeln!(out, "\n1. En bref\n   {}", explanation.sentence)?;
    for (kind, caveat) in &explanation.caveats {
        let kind = match kind {
            CaveatKind::Unsourced => "à sourcer",
            CaveatKind::Unconfirmed => "à confirmer",
            CaveatKind::Simplified => "simplifié",
        };
        writeln!(out, "   ⚠ {kind} : {caveat}")?;
    }
    writeln!(out, "\n2. Le calcul")?;
    for step in &explanation.steps {
        self::step(out, step, currency, 1)?;
    }
    writeln!(out, "\n3. Les conditions")?;
    for check in &explanation.conditions {
        condition(out, check, 1)?;
    }
    writeln!(out, "\n4. La loi")?;
    for entry in &explanation.law {
        writeln!(out, "   {}", entry.reference.0)?;
        if let Some(link) = &entry.reference.1 {
            writeln!(out, "     {link}")?;
        }
        for figure in &entry.figures {
            let since = text::date(figure.from);
            writeln!(out, "     {} : {} depuis le {since}", figure.label, figure.value)?;
        }
        for rounding in &entry.roundings {
            writeln!(
                out,
                "     arrondi {} : {} devient {}",
                rounding.how, rounding.before, rounding.after
            )?;
        }
    }
    writeln!(out, "\n   Arbre du calcul")?;
    tree(out, &explanation.tree, 2)
}

fn step(out: &mut impl Write, step: &Step, currency: &str, depth: usize) -> io::Result<()> {
    let verb = match step.kind {
        StepKind::Start => "On part de",
        StepKind::Plus => "On ajoute",
        StepKind::Minus => "On retire",
        StepKind::Bound => "On corrige",
        StepKind::Rounding => "On arrondit",
        StepKind::Withheld => "On ne verse pas",
    };
    let indent = "   ".repeat(depth);
    let amount = text::number(step.amount, Some(2));
    writeln!(out, "{indent}{amount:>12} {currency}  {verb} {}", step.label)?;
    if let Some(formula) = &step.formula {
        writeln!(out, "{indent}                = {formula}")?;
    }
    if let Some(sentence) = &step.sentence {
        writeln!(out, "{indent}                {sentence}")?;
    }
    for below in &step.below {
        self::step(out, below, currency, depth + 1)?;
    }
    Ok(())
}

fn condition(out: &mut impl Write, check: &Check, depth: usize) -> io::Result<()> {
    let mark = match check.status {
        Status::Met => '✓',
        Status::Failed => '✗',
        Status::Unknown => '?',
    };
    let indent = "   ".repeat(depth);
    let whom = check.person.as_ref().map(|name| format!("{name} : ")).unwrap_or_default();
    let distance = check.distance.as_ref().map(|d| format!(" ({d})")).unwrap_or_default();
    writeln!(out, "{indent}{mark} {whom}{}{distance}", check.label)?;
    if let Some(from) = check.from {
        writeln!(out, "{indent}  possible à partir de {}", text::month(from))?;
    }
    if check.status == Status::Failed
        && let Some(sentence) = &check.sentence
    {
        writeln!(out, "{indent}  {sentence}")?;
    }
    if check.any && check.below.len() > 1 {
        writeln!(out, "{indent}  l'une suffit :")?;
    }
    for below in &check.below {
        condition(out, below, depth + 1)?;
    }
    Ok(())
}

fn tree(out: &mut impl Write, node: &Tree, depth: usize) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    let whom = node.person.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    let month = node.month.map(|month| format!(", {}", text::month(month))).unwrap_or_default();
    writeln!(out, "{indent}{}{whom}{month} : {}", node.label, node.value)?;
    if let Some(formula) = &node.formula {
        writeln!(out, "{indent}  = {formula}")?;
    }
    for below in &node.below {
        tree(out, below, depth + 1)?;
    }
    Ok(())
}
