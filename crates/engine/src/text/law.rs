//! How texts of law are called, and where they are read.

use super::Texts;
use crate::program::{Program, Reference, ReferenceId, RuleId, Source};

/// A reference as a reader sees it, « Code de l'action sociale et des familles, article R262-9 »,
/// and its address when known.
pub fn reference(program: &Program, id: ReferenceId) -> (String, Option<String>) {
    called(&program.sources, &program.references, id)
}

impl Texts {
    /// The same where the program came without its law: it comes with these sentences.
    pub fn reference(&self, program: &Program, id: ReferenceId) -> (String, Option<String>) {
        if program.references.is_empty() {
            called(&self.sources, &self.references, id)
        } else {
            reference(program, id)
        }
    }

    /// The same sentences with the law of a program, for who has it without.
    #[must_use]
    pub fn with_law_of(mut self, program: &Program) -> Self {
        self.sources.clone_from(&program.sources);
        self.references.clone_from(&program.references);
        self.places = program.rules.iter().map(|rule| rule.place.clone()).collect();
        self
    }

    /// The file and line that declare a rule, wherever they came.
    pub fn place(&self, program: &Program, id: RuleId) -> Option<(String, u32)> {
        let own = program.rules.get(id.index()).map(|rule| &rule.place);
        own.filter(|(file, _)| !file.is_empty()).or_else(|| self.places.get(id.index())).cloned()
    }
}

fn called(
    sources: &[Source],
    references: &[Reference],
    id: ReferenceId,
) -> (String, Option<String>) {
    let Some(reference) = references.get(id.index()) else { return Default::default() };
    let source = reference.source.and_then(|source| sources.get(source.index()));
    let words = match source {
        None => reference.article.clone(),
        Some(source) if reference.article.is_empty() => source.title.clone(),
        Some(source) => {
            let article = reference.article.trim_start_matches("art. ");
            format!("{}, article {article}", source.title)
        }
    };
    let of_source = source.and_then(|source| source.link.as_deref());
    let link = match (reference.identifier.as_deref(), of_source) {
        // A section of a code is read inside its code.
        (Some(section), Some(code)) if section.starts_with("LEGISCTA") => {
            Some(format!("{SITE}/codes/section_lc/{code}/{section}"))
        }
        (own, of_source) => own.or(of_source).map(address),
    };
    (words, link)
}

/// Where French law is published.
const SITE: &str = "https://www.legifrance.gouv.fr";

/// The address of a text of law from its identifier, or the address that a source gives.
pub fn address(identifier: &str) -> String {
    match identifier.get(..8) {
        Some("JORFTEXT") => format!("{SITE}/jorf/id/{identifier}"),
        Some("JORFARTI") => format!("{SITE}/jorf/article_jo/{identifier}"),
        Some("LEGIARTI") => format!("{SITE}/codes/article_lc/{identifier}"),
        Some("LEGITEXT") => format!("{SITE}/codes/texte_lc/{identifier}"),
        _ => identifier.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Reference, Source, SourceId};

    #[test]
    fn a_text_is_called_by_its_title_and_read_where_it_is_published() {
        let code = Source {
            code: "CODE".into(),
            title: "Code d'exemple".into(),
            link: Some("LEGITEXT000000000001".into()),
        };
        let with = |source: Option<u32>, article: &str, identifier: Option<&str>| Reference {
            source: source.map(SourceId),
            article: article.into(),
            identifier: identifier.map(str::to_owned),
        };
        let references = vec![
            with(Some(0), "R1-2", None),
            with(Some(0), "R1-2", Some("LEGIARTI000000000002")),
            with(Some(0), "R1-2", Some("LEGISCTA000000000003")),
            with(None, "décret 1 art. 2", Some("JORFARTI000000000004")),
            with(None, "circulaire 5", None),
        ];
        let program = Program { sources: vec![code], references, ..Program::default() };
        let article = "Code d'exemple, article R1-2".to_owned();
        let expected = [
            (article.clone(), Some("codes/texte_lc/LEGITEXT000000000001")),
            (article.clone(), Some("codes/article_lc/LEGIARTI000000000002")),
            (article, Some("codes/section_lc/LEGITEXT000000000001/LEGISCTA000000000003")),
            ("décret 1 art. 2".into(), Some("jorf/article_jo/JORFARTI000000000004")),
            ("circulaire 5".into(), None),
        ];
        let texts = Texts::default().with_law_of(&program);
        let without = program.clone().without_law();
        for (id, (words, path)) in (0u32..).zip(expected) {
            let id = ReferenceId(id);
            let expected = (words, path.map(|path| format!("{SITE}/{path}")));
            assert_eq!(reference(&program, id), expected);
            assert_eq!(Texts::default().reference(&program, id), expected);
            assert_eq!(texts.reference(&without, id), expected);
        }
    }
}
