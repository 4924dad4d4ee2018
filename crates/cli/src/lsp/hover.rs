//! What a name stands for: in words, with its value at a month and the law.

use super::workspace::{Rules, Workspace};
use crate::law::{self, Source, grid, slices};
use auclair_engine::program::{Caveat, CaveatKind, ReferenceId};
use auclair_engine::{Month, text};
use auclair_language::Symbol;
use auclair_language::index::{Named, Occurrence};
use auclair_language::kinds::kind_name;
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, TextDocumentPositionParams};
use std::fmt::Write;

/// More values than this are read in the file.
const PAST: usize = 3;

pub(super) fn hover(
    workspace: &mut Workspace,
    asked: &TextDocumentPositionParams,
    month: Month,
) -> Option<Hover> {
    let at = workspace.at(asked)?;
    let rules = workspace.rules(&at.root)?;
    let found = rules.index.at(at.file, at.offset)?;
    let value = Card { rules, month, out: String::new() }.of(found)?;
    let contents = MarkupContent { kind: MarkupKind::Markdown, value };
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(rules.range(found.span)) })
}

/// What is shown, as it is written.
struct Card<'a> {
    rules: &'a Rules,
    month: Month,
    out: String,
}

impl Card<'_> {
    fn of(mut self, found: Occurrence) -> Option<String> {
        let elaborated = &self.rules.compilation.elaborated;
        let (program, texts) = (&elaborated.program, &elaborated.texts);
        match found.named {
            Named::Value(Symbol::Parameter(id)) => {
                let parameter = program.parameters.get(id.index())?;
                self.title("chiffre", &parameter.name, &texts.plain(parameter.label));
                self.dated(&parameter.values, |dated| {
                    let value = text::value(dated.value, parameter.kind, program, texts);
                    (dated.from, value, &dated.references)
                });
                self.caveats(&parameter.caveats);
            }
            Named::Value(Symbol::Table(id)) => {
                let table = program.tables.get(id.index())?;
                self.title("tableau", &table.name, &texts.plain(table.label));
                let day = self.month.first_day();
                let edition = table.editions.iter().rfind(|edition| edition.from <= day);
                let edition = edition.or(table.editions.first())?;
                let shown = grid(program, texts, id, table, edition);
                self.line(&format!("Depuis le {} :", text::date(edition.from)));
                self.rows(&shown.columns, &shown.rows);
                self.law(&edition.references);
                self.caveats(&table.caveats);
            }
            Named::Scale(id) => {
                let scale = program.scales.get(id.index())?;
                self.title("barème", &scale.name, &texts.plain(scale.label));
                let day = self.month.first_day();
                let edition = scale.editions.iter().rfind(|edition| edition.from <= day);
                let edition = edition.or(scale.editions.first())?;
                self.line(&format!("Depuis le {} :", text::date(edition.from)));
                for (slice, rate) in slices(program, texts, scale, edition) {
                    self.item(&format!("{slice} : {rate}"));
                }
                self.law(&edition.references);
            }
            Named::Value(Symbol::Rule(id)) => self.rule(id)?,
            Named::Value(Symbol::Question(id)) => {
                let question = program.questions.get(id.index())?;
                self.title("question", &question.name, &texts.plain(question.label));
                self.line(&format!("En {}.", kind_name(question.kind, program)));
                for id in [question.ask, question.why].into_iter().flatten() {
                    self.line(&texts.plain(id));
                }
                self.law(&question.references);
            }
            Named::Value(Symbol::Role) => self.line("Le lien de la personne avec qui demande."),
            Named::Value(Symbol::Birth) => self.line("La date de naissance de la personne."),
            Named::Dispositif(id) => {
                let dispositif = program.dispositifs.get(id.index())?;
                let title = texts.plain(dispositif.title);
                self.title("dispositif", &dispositif.name, &title);
                if let Some(summary) = dispositif.summary {
                    self.line(&texts.plain(summary));
                }
                self.law(&dispositif.references);
                if let Some(droit) = dispositif.droit {
                    self.rule(droit)?;
                }
            }
            Named::Choice(list, value) => {
                let list = program.lists.get(list.index())?;
                let (name, label) = list.values.get(usize::from(value))?;
                self.title("choix", name, &texts.plain(*label));
            }
            Named::Source(id) => {
                let source = program.sources.get(id.index())?;
                self.title("texte", &source.code, &source.title);
                let link = source.link.as_deref().and_then(law::opened);
                self.sources(&[(source.title.clone(), link)]);
            }
            Named::Group(..) | Named::List(_) | Named::Theme(_) => {
                let declared = self.rules.index.declarations(found.named).next()?;
                let place = self.rules.index.fiche(declared.span.file, declared.span.start)?;
                let written = self.rules.written(place.span).to_owned();
                self.line(&format!("```regle\n{written}\n```"));
            }
        }
        Some(self.out)
    }

    fn rule(&mut self, id: auclair_engine::RuleId) -> Option<()> {
        let elaborated = &self.rules.compilation.elaborated;
        let (program, texts) = (&elaborated.program, &elaborated.texts);
        let rule = program.rules.get(id.index())?;
        let what = if rule.droit { "droit" } else { "règle" };
        self.title(what, &rule.name, &texts.plain(rule.label));
        self.line(&format!("En {}.", kind_name(rule.kind, program)));
        self.law(&rule.references);
        self.caveats(&rule.caveats);
        Some(())
    }

    fn title(&mut self, what: &str, name: &str, label: &str) {
        let label = if label == name { String::new() } else { format!(" — {}", plain(label)) };
        self.line(&format!("{what} **{}**{label}", plain(name)));
    }

    /// The value at the month, then a few of those before.
    fn dated<T>(
        &mut self,
        values: &[T],
        read: impl Fn(&T) -> (time::Date, String, &Vec<ReferenceId>),
    ) {
        let day = self.month.first_day();
        let in_force = values.iter().rposition(|value| read(value).0 <= day);
        if in_force.is_none() {
            self.line(&format!("Pas encore de valeur en {}.", text::month(self.month)));
        }
        let last =
            values.iter().enumerate().rev().take(PAST.max(values.len() - in_force.unwrap_or(0)));
        for (index, value) in last {
            let (from, written, references) = read(value);
            let since = format!("{written} depuis le {}", text::date(from));
            if Some(index) == in_force {
                self.item(&format!("**{since}** (en {})", text::month(self.month)));
                for source in law::sources(&self.rules.compilation.elaborated.program, references) {
                    let _ = writeln!(self.out, "  - {}", linked(&source));
                }
            } else {
                self.item(&since);
            }
        }
        self.out.push('\n');
    }

    fn rows(&mut self, columns: &[String], rows: &[(String, Vec<String>)]) {
        let joined = |cells: Vec<String>| cells.join(" | ");
        let escaped = |cells: &[String]| cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>();
        let _ = writeln!(self.out, "| | {} |", joined(escaped(columns)));
        let _ = writeln!(self.out, "|---|{}", "---|".repeat(columns.len()));
        for (name, cells) in rows {
            let _ = writeln!(self.out, "| {} | {} |", plain(name), joined(escaped(cells)));
        }
        self.out.push('\n');
    }

    fn law(&mut self, references: &[ReferenceId]) {
        let sources = law::sources(&self.rules.compilation.elaborated.program, references);
        self.sources(&sources);
    }

    fn sources(&mut self, sources: &[Source]) {
        for source in sources {
            self.item(&linked(source));
        }
        self.out.push('\n');
    }

    fn caveats(&mut self, caveats: &[Caveat]) {
        let texts = &self.rules.compilation.elaborated.texts;
        for caveat in caveats {
            let what = match caveat.kind {
                CaveatKind::Unsourced => "à sourcer",
                CaveatKind::Unconfirmed => "à confirmer",
                CaveatKind::Simplified => "simplifié",
            };
            self.line(&format!("⚠ {what} : {}", plain(&texts.plain(caveat.text))));
        }
    }

    fn line(&mut self, words: &str) {
        let _ = writeln!(self.out, "{words}\n");
    }

    fn item(&mut self, words: &str) {
        let _ = writeln!(self.out, "- {words}");
    }
}

fn linked((words, link): &Source) -> String {
    match link {
        Some(link) => format!("[{}]({link})", plain(words)),
        None => plain(words),
    }
}

/// Words that Markdown must not read.
fn plain(words: &str) -> String {
    let mut out = String::new();
    for sign in words.chars() {
        if matches!(sign, '*' | '_' | '[' | ']' | '<' | '>' | '`' | '|' | '\\') {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}
