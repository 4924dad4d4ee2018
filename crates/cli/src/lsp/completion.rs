//! What can come next: fiches, names in reach, choices, words of the language, bodies of law.

use super::workspace::{Rules, Workspace};
use auclair_engine::program::DispositifId;
use auclair_engine::{Kind, ListId};
use auclair_language::kinds::kind_name;
use auclair_language::syntax::vocabulary::{FICHES, OPENINGS};
use auclair_language::{Span, Symbol};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, CompletionTextEdit,
    TextDocumentPositionParams, TextEdit,
};
use std::collections::BTreeMap;

pub(super) fn completion(
    workspace: &mut Workspace,
    asked: &TextDocumentPositionParams,
) -> Option<CompletionResponse> {
    let at = workspace.at(asked)?;
    let rules = workspace.rules(&at.root)?;
    let text = &rules.compilation.files.get(at.file as usize)?.text;
    let line = text.get(..at.offset as usize)?.rsplit('\n').next().unwrap_or_default();
    let end = Span { file: at.file, start: at.offset, end: at.offset };
    let home = rules.index.fiche(at.file, at.offset).and_then(|place| place.home);
    let mut found = Found { rules, line, end, items: BTreeMap::new() };
    if open(line, '[', ']') {
        found.sources();
    } else if open(line, '«', '»') && !open(line, '{', '}') {
        // Sentences are the writer's own.
    } else if line.starts_with(' ') {
        found.choices(home);
        found.names(home);
        if !open(line, '{', '}') {
            found.words();
        }
    } else {
        found.fiches();
    }
    Some(CompletionResponse::Array(found.items.into_values().collect()))
}

/// Whether something was opened on this line and not closed.
fn open(line: &str, opening: char, closing: char) -> bool {
    let last = |sign| line.rfind(sign);
    last(opening).is_some_and(|at| last(closing).is_none_or(|closed| closed < at))
}

struct Found<'a> {
    rules: &'a Rules,
    /// What stands before the cursor on its line.
    line: &'a str,
    end: Span,
    items: BTreeMap<String, CompletionItem>,
}

impl Found<'_> {
    /// Offers a name, unless what is being typed is the beginning of something else.
    fn offer(&mut self, name: &str, kind: CompletionItemKind, detail: &str, words: &str) {
        let Some(typed) = typed(self.line, name) else { return };
        let start = self.end.start.saturating_sub(u32::try_from(typed.len()).unwrap_or(0));
        let range = self.rules.range(Span { start, ..self.end });
        let edit = TextEdit { range, new_text: name.to_owned() };
        self.items.entry(name.to_owned()).or_insert_with(|| CompletionItem {
            label: name.to_owned(),
            kind: Some(kind),
            detail: (!detail.is_empty()).then(|| detail.to_owned()),
            documentation: (!words.is_empty())
                .then(|| lsp_types::Documentation::String(words.to_owned())),
            filter_text: Some(name.to_owned()),
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            ..CompletionItem::default()
        });
    }

    fn fiches(&mut self) {
        for (word, what) in FICHES {
            self.offer(word, CompletionItemKind::KEYWORD, "fiche", what);
        }
    }

    fn words(&mut self) {
        for words in OPENINGS {
            self.offer(words, CompletionItemKind::KEYWORD, "opération", "");
        }
    }

    fn sources(&mut self) {
        let program = &self.rules.compilation.elaborated.program;
        for source in &program.sources {
            self.offer(&source.code, CompletionItemKind::REFERENCE, "texte", &source.title);
        }
    }

    fn names(&mut self, home: Option<DispositifId>) {
        let elaborated = &self.rules.compilation.elaborated;
        let program = &elaborated.program;
        for ((at, name), (symbol, _)) in &elaborated.names.values {
            let owner = at.and_then(|id| program.dispositifs.get(id.index()));
            // The rules of others are named with their owner.
            let name = match owner {
                Some(owner) if *at != home => format!("{name} ({})", owner.name),
                _ => name.clone(),
            };
            let (kind, label) = self.told(*symbol);
            let detail = kind.map(|kind| kind_name(kind, program)).unwrap_or_default();
            self.offer(&name, CompletionItemKind::VARIABLE, &detail, &label);
        }
        for (at, name) in elaborated.names.groups.keys() {
            if at.is_none() || *at == home {
                self.offer(name, CompletionItemKind::CLASS, "groupe", "");
            }
        }
        for (at, name) in elaborated.names.scales.keys() {
            if at.is_none() || *at == home {
                self.offer(name, CompletionItemKind::VARIABLE, "barème", "");
            }
        }
    }

    fn told(&self, symbol: Symbol) -> (Option<Kind>, String) {
        let elaborated = &self.rules.compilation.elaborated;
        let (program, texts) = (&elaborated.program, &elaborated.texts);
        let found = match symbol {
            Symbol::Parameter(id) => program.parameters.get(id.index()).map(|p| (p.kind, p.label)),
            Symbol::Table(id) => {
                program.tables.get(id.index()).map(|table| (table.kind, table.label))
            }
            Symbol::Question(id) => program.questions.get(id.index()).map(|q| (q.kind, q.label)),
            Symbol::Rule(id) => program.rules.get(id.index()).map(|rule| (rule.kind, rule.label)),
            Symbol::Role | Symbol::Birth => None,
        };
        let label = found.map(|(_, label)| texts.plain(label)).unwrap_or_default();
        (found.map(|(kind, _)| kind), label)
    }

    /// Behind « est », the choices of what stands before it.
    fn choices(&mut self, home: Option<DispositifId>) {
        let behind = [" est l'un de ", " n'est pas l'un de ", " n'est pas ", " est ", " : "];
        let cut = behind.iter().filter_map(|words| Some((self.line.rfind(words)?, *words))).max();
        let Some((cut, _)) = cut else { return };
        let before = self.line.get(..cut).unwrap_or_default();
        let Some(list) = self.list_before(before, home) else { return };
        let elaborated = &self.rules.compilation.elaborated;
        let Some(list) = elaborated.program.lists.get(list.index()) else { return };
        for (name, label) in &list.values {
            let words = elaborated.texts.plain(*label);
            self.offer(name, CompletionItemKind::ENUM_MEMBER, "choix", &words);
        }
    }

    /// The list of the longest name that ends what stands before.
    fn list_before(&self, before: &str, home: Option<DispositifId>) -> Option<ListId> {
        let names = &self.rules.compilation.elaborated.names.values;
        let named = names.iter().filter(|((at, name), _)| {
            (at.is_none() || *at == home) && ends_with_name(before, name)
        });
        let ((_, _), (symbol, _)) = named.max_by_key(|((_, name), _)| name.len())?;
        match (symbol, self.told(*symbol).0) {
            (_, Some(Kind::Choice(list))) => Some(list),
            (Symbol::Role, _) => Some(ListId(0)),
            _ => None,
        }
    }
}

fn ends_with_name(before: &str, name: &str) -> bool {
    before.strip_suffix(name).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// The end of a line that may be the beginning of a name, which may have spaces; nothing when the
/// word being typed is none.
fn typed<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let folded = name.to_lowercase();
    let mut starts = line.char_indices().filter(|(at, sign)| {
        let before = line.get(..*at).and_then(|before| before.chars().next_back());
        sign.is_alphanumeric() && !before.is_some_and(char::is_alphanumeric)
    });
    let longest = starts.find_map(|(at, _)| {
        line.get(at..).filter(|typed| folded.starts_with(&typed.to_lowercase()))
    });
    match longest {
        None if line.ends_with(char::is_alphanumeric) => None,
        found => Some(found.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_several_words_are_recognised_from_their_beginning() {
        assert_eq!(typed("  vaut montant de b", "montant de base"), Some("montant de b"));
        assert_eq!(typed("  vaut Mont", "montant de base"), Some("Mont"));
        assert_eq!(typed("  vaut ", "montant de base"), Some(""));
        assert_eq!(typed("  vaut loy", "montant de base"), None);
        assert_eq!(typed("  vaut nombre d'enf", "enfants"), Some("enf"));
    }

    #[test]
    fn what_is_open_on_a_line() {
        assert!(open("  vaut 1 [CASF", '[', ']'));
        assert!(!open("  vaut 1 [CASF] ", '[', ']'));
        assert!(ends_with_name("  si zone", "zone") && !ends_with_name("  si azone", "zone"));
    }
}
