//! How texts of law are called, and where they are read.

use crate::program::{Program, ReferenceId};

/// A reference as a reader sees it, « Code de l'action sociale et des familles, article R262-9 »,
/// and its address when known.
pub fn reference(program: &Program, id: ReferenceId) -> (String, Option<String>) {
    let Some(reference) = program.references.get(id.index()) else {
        return Default::default();
    };
    let source = reference.source.and_then(|source| program.sources.get(source.index()));
    let words = match source {
        None => reference.article.clone(),
        Some(source) if reference.article.is_empty() => source.title.clone(),
        Some(source) => {
            let article = reference.article.trim_start_matches("art. ");
            format!("{}, article {article}", source.title)
        }
    };
    let own = reference.identifier.as_deref();
    let link = own.or_else(|| source.and_then(|source| source.link.as_deref())).map(address);
    (words, link)
}

/// The address of a text of law from its identifier, or the address that a source gives.
pub fn address(identifier: &str) -> String {
    let site = "https://www.legifrance.gouv.fr";
    match identifier.get(..8) {
        Some("JORFTEXT") => format!("{site}/jorf/id/{identifier}"),
        Some("JORFARTI") => format!("{site}/jorf/article_jo/{identifier}"),
        Some("LEGIARTI") => format!("{site}/codes/article_lc/{identifier}"),
        Some("LEGITEXT") => format!("{site}/codes/texte_lc/{identifier}"),
        _ => identifier.to_owned(),
    }
}
