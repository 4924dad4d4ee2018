//! The rule files an editor works on, as it has them, and what they compile to.

use auclair_language::{
    Compilation, Diagnostic, Index, SourceFile, Span, compile_with_texts, rule_files,
    translation_files,
};
use lsp_types::{Location, Position, Range, TextDocumentPositionParams, Uri};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// What a path cannot hold as it is in an address.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Everything the editor has shown.
#[derive(Default)]
pub(super) struct Workspace {
    /// Texts the editor has open, which count more than those on disk, with their address as it
    /// writes it.
    open: BTreeMap<PathBuf, (Uri, String)>,
    /// The folders of rules met so far.
    rules: BTreeMap<PathBuf, Option<Rules>>,
    /// Whether the tests that stand in the files are run too: not at each letter.
    test: bool,
}

/// The rules of one jurisdiction.
pub(super) struct Rules {
    pub(super) compilation: Compilation,
    pub(super) index: Index,
    /// What the tests do not give as they expect, when they were run.
    pub(super) failures: Vec<Diagnostic>,
    /// The path of each file.
    paths: Vec<PathBuf>,
}

/// A place in the rules of a folder.
pub(super) struct At {
    pub(super) root: PathBuf,
    pub(super) file: u32,
    pub(super) offset: u32,
}

impl Workspace {
    /// A file was opened.
    pub(super) fn open(&mut self, uri: Uri, text: String) {
        self.test = true;
        self.change(uri, text);
    }

    /// A file is being written.
    pub(super) fn change(&mut self, uri: Uri, text: String) {
        let Some(path) = path(&uri) else { return };
        self.rules.insert(root(&path), None);
        self.open.insert(path, (uri, text));
    }

    /// The text on disk counts again.
    pub(super) fn close(&mut self, uri: &Uri) {
        if let Some(path) = path(uri) {
            self.open.remove(&path);
            self.rules.insert(root(&path), None);
        }
    }

    /// A file was saved; others that changed outside of the editor may matter too.
    pub(super) fn save(&mut self) {
        self.test = true;
        self.rules.values_mut().for_each(|rules| *rules = None);
    }

    /// The text of a file, as the editor has it.
    pub(super) fn text(&self, uri: &Uri) -> Option<String> {
        let path = path(uri)?;
        match self.open.get(&path) {
            Some((_, text)) => Some(text.clone()),
            None => std::fs::read_to_string(path).ok(),
        }
    }

    /// Compiles what is stale; tells which folders were.
    pub(super) fn compile(&mut self) -> Vec<PathBuf> {
        let stale: Vec<PathBuf> = self
            .rules
            .iter()
            .filter(|(_, rules)| rules.is_none())
            .map(|(root, _)| root.clone())
            .collect();
        for root in &stale {
            let rules = self.read(root);
            self.rules.insert(root.clone(), Some(rules));
        }
        self.test &= stale.is_empty();
        stale
    }

    fn read(&self, root: &Path) -> Rules {
        // A folder that cannot be listed still has the files that are open.
        let mut paths = rule_files(root).unwrap_or_default();
        paths.extend(translation_files(root).unwrap_or_default());
        paths.extend(self.open.keys().filter(|path| self::root(path) == root).cloned());
        // The texts come last, as they do once compiled.
        paths.sort_by_key(|path| (holds_texts(path), path.clone()));
        paths.dedup();
        let base = root.parent().unwrap_or(root);
        let files = paths.iter().map(|path| {
            let text = match self.open.get(path) {
                Some((_, text)) => text.clone(),
                None => String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into(),
            };
            let shown = path.strip_prefix(base).unwrap_or(path);
            SourceFile::new(shown.to_string_lossy(), &text)
        });
        let compilation = compile_with_texts(files.collect(), "");
        let index = Index::new(&compilation.files, &compilation.elaborated);
        let runs = if self.test { compilation.run_tests() } else { Vec::new() };
        let failures = runs.into_iter().flat_map(|run| run.failures).collect();
        Rules { compilation, index, failures, paths }
    }

    pub(super) fn rules(&self, root: &Path) -> Option<&Rules> {
        self.rules.get(root)?.as_ref()
    }

    /// The place that the editor means, in rules that are compiled.
    pub(super) fn at(&mut self, asked: &TextDocumentPositionParams) -> Option<At> {
        let path = path(&asked.text_document.uri)?;
        let root = root(&path);
        self.rules.entry(root.clone()).or_insert(None);
        self.compile();
        let rules = self.rules(&root)?;
        let file = rules.paths.iter().position(|other| *other == path)?;
        let offset = offset(&rules.compilation.files.get(file)?.text, asked.position);
        Some(At { file: u32::try_from(file).ok()?, offset, root })
    }

    /// A place as the editor writes it.
    pub(super) fn location(&self, rules: &Rules, span: Span) -> Option<Location> {
        let path = rules.paths.get(span.file as usize)?;
        let uri = match self.open.get(path) {
            Some((uri, _)) => uri.clone(),
            None => uri(path)?,
        };
        Some(Location { uri, range: rules.range(span) })
    }

    /// The addresses of the files of a folder.
    pub(super) fn addresses(&self, rules: &Rules) -> Vec<Uri> {
        let files = (0u32..).zip(&rules.paths);
        files
            .filter_map(|(file, _)| self.location(rules, Span { file, ..Span::default() }))
            .map(|location| location.uri)
            .collect()
    }
}

impl Rules {
    pub(super) fn range(&self, span: Span) -> Range {
        let text = self.compilation.files.get(span.file as usize).map_or("", |file| &file.text);
        Range::new(position(text, span.start), position(text, span.end))
    }

    pub(super) fn written(&self, span: Span) -> &str {
        let file = self.compilation.files.get(span.file as usize);
        file.and_then(|file| file.text.get(span.start as usize..span.end as usize))
            .unwrap_or_default()
    }
}

fn holds_texts(path: &Path) -> bool {
    SourceFile::new(path.to_string_lossy(), "").holds_texts()
}

/// The folder of a jurisdiction: the one below « rules », as for the other commands; elsewhere the
/// nearest that declares one, or the file's own.
fn root(path: &Path) -> PathBuf {
    let own = path.parent().unwrap_or(path);
    let below_rules = |folder: &&Path| {
        folder.parent().and_then(Path::file_name).is_some_and(|name| name == "rules")
    };
    let declares = |folder: &&Path| folder.join("juridiction.regle").is_file();
    let found = own.ancestors().find(below_rules).or_else(|| own.ancestors().find(declares));
    found.unwrap_or(own).to_owned()
}

fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let decoded = percent_decode_str(rest).decode_utf8().ok()?;
    // On Windows « /C:/… » stands for « C:/… ».
    let drive = decoded.strip_prefix('/').filter(|path| path.get(1..2) == Some(":"));
    Some(PathBuf::from(drive.unwrap_or(&decoded)))
}

fn uri(path: &Path) -> Option<Uri> {
    let path = path.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{}", utf8_percent_encode(&path, ESCAPED))).ok()
}

/// A byte offset as a line and a column in units of UTF-16.
fn position(text: &str, offset: u32) -> Position {
    let before = text.get(..offset as usize).unwrap_or(text);
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(start..).map_or(0, |line| line.encode_utf16().count());
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position::new(count(line), count(column))
}

fn offset(text: &str, at: Position) -> u32 {
    let mut start = 0;
    for _ in 0..at.line {
        match text.get(start..).and_then(|rest| rest.find('\n')) {
            Some(newline) => start += newline + 1,
            None => return u32::try_from(text.len()).unwrap_or(u32::MAX),
        }
    }
    let mut units = at.character as usize;
    let mut end = start;
    for sign in text.get(start..).unwrap_or_default().chars() {
        if sign == '\n' || units == 0 {
            break;
        }
        units = units.saturating_sub(sign.len_utf16());
        end += sign.len_utf8();
    }
    u32::try_from(end).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_editors_do() {
        let text = "é€\n𝄞a\n";
        for (offset, line, column) in [(0, 0, 0), (2, 0, 1), (5, 0, 2), (6, 1, 0), (10, 1, 2)] {
            assert_eq!(position(text, offset), Position::new(line, column));
            assert_eq!(super::offset(text, Position::new(line, column)), offset);
        }
        assert_eq!(super::offset(text, Position::new(0, 99)), 5);
        assert_eq!(super::offset(text, Position::new(99, 0)), 12);
    }

    #[test]
    fn paths_with_spaces_and_accents_come_back() {
        let path = Path::new("/tmp/mes règles/100 %/a#b.regle");
        let uri = uri(path).expect("an address");
        assert!(!uri.as_str().contains([' ', '#']), "{}", uri.as_str());
        assert_eq!(super::path(&uri).as_deref(), Some(path));
        let encoded = Uri::from_str("file:///c%3A/r%C3%A8gles/a.regle").expect("an address");
        assert_eq!(super::path(&encoded), Some(PathBuf::from("c:/règles/a.regle")));
        assert_eq!(super::path(&Uri::from_str("untitled:a").expect("an address")), None);
    }
}
