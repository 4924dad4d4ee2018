//! What has a page, and where.

use auclair_engine::program::DispositifId;
use auclair_engine::text::Texts;
use auclair_engine::{Program, TextId};
use auclair_language::index::{Named, Place};
use auclair_language::syntax::ast::Item;
use auclair_language::syntax::parse;
use auclair_language::{Compilation, Index, Span, Symbol};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A page, by its path from the top.
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) html: String,
}

/// A jurisdiction, ready to be written down.
pub(crate) struct Site<'a> {
    /// The folder of all these pages inside of a site, with its `/`; empty when they are the site.
    pub(super) top: String,
    /// The folder of its rules.
    pub(crate) name: String,
    /// The folder of its pages.
    pub(super) folder: String,
    pub(crate) title: String,
    pub(crate) compilation: &'a Compilation,
    pub(super) index: Index,
    paths: BTreeMap<Named, String>,
    /// Where tests expect a value.
    expected: BTreeSet<Span>,
}

impl<'a> Site<'a> {
    pub(crate) fn new(top: &str, folder: &Path, compilation: &'a Compilation) -> Self {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let index = Index::new(&compilation.files, &compilation.elaborated);
        let tests = &compilation.elaborated.tests;
        let expected = tests.iter().flat_map(|(_, test)| &test.expected);
        let expected = expected.map(|expected| expected.name.span).collect();
        let mut site = Self {
            top: top.to_owned(),
            folder: format!("{top}{}", slug(&name)),
            title: title(compilation).unwrap_or_else(|| name.clone()),
            name: slug(&name),
            compilation,
            index,
            paths: BTreeMap::new(),
            expected,
        };
        site.lay_out();
        site
    }

    pub(crate) fn program(&self) -> &'a Program {
        &self.compilation.elaborated.program
    }

    pub(crate) fn texts(&self) -> &'a Texts {
        &self.compilation.elaborated.texts
    }

    /// Gives each fiche its path.
    fn lay_out(&mut self) {
        let mut taken = BTreeSet::new();
        let mut paths = BTreeMap::new();
        for place in &self.index.places {
            let Some(named) = place.named else { continue };
            let (prefix, name) = match named {
                Named::Value(_) => ("", self.name(named)),
                Named::Scale(_) => ("bareme-", self.name(named)),
                Named::Group(..) => ("groupe-", self.name(named)),
                Named::List(_) => ("liste-", self.name(named)),
                Named::Dispositif(_) => ("", "droit".to_owned()),
                Named::Choice(..) | Named::Theme(_) | Named::Source(_) => continue,
            };
            // The first fiche of a dispositif is its own, then comes its droit: one page.
            let folder = self.home_folder(place.home);
            let base = format!("{folder}/{prefix}{}", slug(&name));
            let mut path = format!("{base}.html");
            let mut number = 2;
            while !paths.contains_key(&named) && taken.contains(&path) {
                path = format!("{base}-{number}.html");
                number += 1;
            }
            taken.insert(path.clone());
            paths.entry(named).or_insert(path);
        }
        self.paths = paths;
    }

    /// The folder of a dispositif, or of what is shared.
    pub(crate) fn home_folder(&self, home: Option<DispositifId>) -> String {
        let found = home.and_then(|id| self.program().dispositifs.get(id.index()));
        let name = found.map_or("commun", |dispositif| dispositif.name.as_str());
        format!("{}/{}", self.folder, slug(name))
    }

    /// The page of something, when it has one; both names of a group lead to the same.
    pub(crate) fn path(&self, named: Named) -> Option<&String> {
        let named = match named {
            Named::Group(id, _) => *self
                .paths
                .keys()
                .find(|key| matches!(key, Named::Group(other, _) if *other == id))?,
            Named::Choice(list, _) => match self.paths.get(&Named::List(list)) {
                Some(_) => Named::List(list),
                // The choices of a question stand in its own fiche.
                None => self.question_of(list)?,
            },
            other => other,
        };
        self.paths.get(&named)
    }

    fn question_of(&self, list: auclair_engine::ListId) -> Option<Named> {
        let kind = auclair_engine::Kind::Choice(list);
        let questions = (0u32..).zip(&self.program().questions);
        let mut questions = questions.filter(|(_, question)| question.kind == kind);
        let (id, _) = questions.next()?;
        Some(Named::Value(Symbol::Question(auclair_engine::QuestionId(id))))
    }

    /// What has a page, in the order of the files.
    pub(crate) fn fiches(&self) -> impl Iterator<Item = (Named, &Place, &str)> + '_ {
        let mut seen = BTreeSet::new();
        // The droit stands behind its dispositif: it is the fiche to show.
        let last =
            |named: Named| self.index.places.iter().rfind(|place| place.named == Some(named));
        self.index.places.iter().filter_map(move |place| {
            let named = place.named.filter(|named| seen.insert(*named))?;
            Some((named, last(named)?, self.paths.get(&named)?.as_str()))
        })
    }

    /// How something is called in formulas, as it is written where it is declared.
    pub(crate) fn name(&self, named: Named) -> String {
        let declared = self.index.declarations(named).next();
        declared.map(|found| self.written(found.span).to_owned()).unwrap_or_default()
    }

    /// How something is called on screen, or its name.
    pub(crate) fn label(&self, named: Named) -> String {
        let program = self.program();
        let label: Option<TextId> = match named {
            Named::Value(Symbol::Parameter(id)) => {
                program.parameters.get(id.index()).map(|found| found.label)
            }
            Named::Value(Symbol::Table(id)) => {
                program.tables.get(id.index()).map(|found| found.label)
            }
            Named::Value(Symbol::Question(id)) => {
                program.questions.get(id.index()).map(|found| found.label)
            }
            Named::Value(Symbol::Rule(id)) => program.rules.get(id.index()).map(|rule| rule.label),
            Named::Scale(id) => program.scales.get(id.index()).map(|found| found.label),
            Named::Dispositif(id) => program.dispositifs.get(id.index()).map(|found| found.title),
            _ => None,
        };
        label.map_or_else(|| self.name(named), |label| self.texts().plain(label))
    }

    pub(super) fn written(&self, span: Span) -> &'a str {
        let file = self.compilation.files.get(span.file as usize);
        file.and_then(|file| file.text.get(span.start as usize..span.end as usize))
            .unwrap_or_default()
    }

    /// The file and line of a place.
    pub(super) fn place(&self, span: Span) -> String {
        let file = self.compilation.files.get(span.file as usize);
        file.map_or_else(String::new, |file| {
            format!("{}, ligne {}", file.path, file.position(span.start as usize).0)
        })
    }

    /// The fiches that name something, save its own and the tests, each once.
    pub(super) fn readers(&self, named: Named) -> Vec<Named> {
        let mut readers = Vec::new();
        for found in self.index.of(named).filter(|found| !found.declares) {
            let place = self.index.fiche(found.span.file, found.span.start);
            if let Some(reader) = place.and_then(|place| place.named)
                && reader != named
                && !readers.contains(&reader)
            {
                readers.push(reader);
            }
        }
        readers
    }

    /// What a fiche names, each once.
    pub(crate) fn reads(&self, place: &Place) -> Vec<Named> {
        let mut reads = Vec::new();
        for found in self.index.inside(place.span).filter(|found| !found.declares) {
            if Some(found.named) != place.named && !reads.contains(&found.named) {
                reads.push(found.named);
            }
        }
        reads
    }

    /// The tests that expect a value of something.
    pub(crate) fn tests(&self, named: Named) -> Vec<&Place> {
        let mut tests: Vec<&Place> = Vec::new();
        for found in self.index.of(named).filter(|found| self.expected.contains(&found.span)) {
            tests.extend(
                self.index
                    .fiche(found.span.file, found.span.start)
                    .filter(|place| place.test.is_some() && !tests.contains(place)),
            );
        }
        tests
    }
}

/// What the jurisdiction calls itself.
fn title(compilation: &Compilation) -> Option<String> {
    let files = (0u32..).zip(&compilation.files);
    let mut fiches = files.flat_map(|(number, file)| parse(number, &file.text).fiches);
    fiches.find_map(|fiche| match fiche.item {
        Item::Jurisdiction(jurisdiction) => Some(jurisdiction.title.node),
        _ => None,
    })
}

/// A name as part of an address: small letters without accents, joined by hyphens.
pub(crate) fn slug(name: &str) -> String {
    let plain = name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let plain: String = plain
        .map(|c| match c {
            'œ' => 'o',
            'æ' => 'a',
            c if c.is_ascii_alphanumeric() => c,
            _ => '-',
        })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}
