//! Literate tests: Markdown pages whose examples are compiled and run.
//!
//! A block ```` ```textes ```` between the two holds translated sentences.
//!
//! In a page, a block ```` ```regle ```` is a rule file, compiled after the shared prelude of
//! `tests/language/prelude.regle`. The block ```` ```résultat ```` that follows says what comes
//! out: a line for each diagnostic (place, code, message) with its help, or `rien à signaler`,
//! then the tests that fail. The manual and the pages of the error codes are read in the same way.
//! A block ```` ```regle FICHIER : FICHE ```` shows a fiche of `rules` as it stands there.
//!
//! `AUCLAIR_RECRIRE=1 cargo test -p auclair-language --test literate` rewrites the results; read
//! the difference before you keep it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

use auclair_language::{
    Code, Compilation, Diagnostic, Severity, SourceFile, compile, jumps, overdue,
    syntax::vocabulary, untested,
};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The pages of a folder, in order.
fn pages(folder: &str) -> Vec<PathBuf> {
    let folder = root().join(folder);
    let Ok(entries) = fs::read_dir(&folder) else { return Vec::new() };
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    pages
}

/// A page cut into text and fenced blocks.
enum Piece {
    Text(String),
    Block { info: String, content: String },
}

fn pieces(page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut block: Option<(String, String)> = None;
    for line in page.lines() {
        block = match (block, line.strip_prefix("```")) {
            (None, Some(info)) => {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                Some((info.trim().to_owned(), String::new()))
            }
            (None, None) => {
                text.push_str(line);
                text.push('\n');
                None
            }
            (Some((info, content)), Some("")) => {
                pieces.push(Piece::Block { info, content });
                None
            }
            (Some((info, mut content)), _) => {
                content.push_str(line);
                content.push('\n');
                Some((info, content))
            }
        };
    }
    assert!(block.is_none(), "a block is left open");
    pieces.push(Piece::Text(text));
    pieces
}

/// What comes out of an example of a page of this title. Some codes show only on their own page:
/// elsewhere an example is too short to use and to try everything it declares.
fn result(example: &str, translated: Option<&str>, title: &str) -> String {
    let prelude = fs::read_to_string(root().join("tests/language/prelude.regle")).expect("prelude");
    let files = if example.contains("juridiction «") || example.contains("# sans prélude") {
        vec![SourceFile::new("exemple.regle", example)]
    } else {
        vec![SourceFile::new("prelude.regle", &prelude), SourceFile::new("exemple.regle", example)]
    };
    let mut compilation = compile(files, "");
    if let Some(translated) = translated {
        compilation.translate(vec![SourceFile::new("exemple.textes", translated)]);
    }
    let mut out = String::new();
    let shown = compilation.diagnostics.iter().filter(|diagnostic| {
        diagnostic.severity == Severity::Error
            || ![Code::Unused, Code::NoSource, Code::NotExplained].contains(&diagnostic.code)
            || title == diagnostic.code.name()
    });
    for diagnostic in shown {
        show(&compilation, diagnostic, &mut out);
    }
    if title == Code::Overdue.name() {
        let date = auclair_engine::Month::new(2026, 11).expect("a month").first_day();
        for diagnostic in overdue(&compilation.elaborated, date) {
            show(&compilation, &diagnostic, &mut out);
        }
    }
    let runs = compilation.run_tests();
    if title == Code::Jump.name() {
        for diagnostic in jumps(&compilation.elaborated) {
            show(&compilation, &diagnostic, &mut out);
        }
    }
    // The prelude has sentences of its own, which no example translates.
    let alone = compilation.files.first().is_some_and(|file| file.path == "exemple.regle");
    for translation in
        compilation.translations.iter().filter(|found| alone && !found.missing.is_empty())
    {
        let (language, missing) = (&translation.texts.language, translation.missing.len());
        let _ = writeln!(out, "{language} : il manque {missing} des {} phrases", translation.total);
    }
    if title == Code::Untested.name() {
        for diagnostic in untested(&compilation.elaborated, &runs) {
            show(&compilation, &diagnostic, &mut out);
        }
    }
    for run in runs {
        for failure in &run.failures {
            let _ = writeln!(out, "test « {} »", run.name);
            show(&compilation, failure, &mut out);
        }
    }
    if out.is_empty() { "rien à signaler\n".into() } else { out }
}

fn show(compilation: &Compilation, diagnostic: &Diagnostic, out: &mut String) {
    let file = compilation.files.get(diagnostic.span.file as usize);
    let (line, column) = file.map_or((0, 0), |file| file.position(diagnostic.span.start as usize));
    let severity = if diagnostic.severity == Severity::Error { "erreur" } else { "attention" };
    let _ = writeln!(
        out,
        "{line}:{column} {severity} [{}] {}",
        diagnostic.code.name(),
        diagnostic.message
    );
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "  aide : {help}");
    }
}

/// A fiche of the rules as it is written: `quebec/fournitures.regle : droit supplément scolaire`.
fn quoted(place: &str) -> String {
    let (file, opening) = place.split_once(" : ").expect("a file and the words that open a fiche");
    let text = fs::read_to_string(root().join("rules").join(file)).expect("a rule file");
    let mut lines = text.lines().skip_while(|line| !line.starts_with(opening));
    let first = lines.next().unwrap_or_else(|| panic!("« {opening} » is not in {file}"));
    let mut fiche = format!("{first}\n");
    for line in lines.take_while(|line| line.starts_with(' ')) {
        let _ = writeln!(fiche, "{line}");
    }
    fiche
}

/// Runs the examples of a page; returns the page as it should be, and how many it has.
fn run(page: &str) -> (String, usize) {
    let title = page.lines().next().unwrap_or("").trim_start_matches("# ");
    let mut rewritten = String::new();
    let mut example: Option<String> = None;
    let mut translated: Option<String> = None;
    let mut count = 0;
    for piece in pieces(page) {
        match piece {
            Piece::Text(text) => rewritten.push_str(&text),
            Piece::Block { info, content } => {
                let content = match (info.as_str(), example.take()) {
                    ("regle", _) => {
                        example = Some(content.clone());
                        content
                    }
                    (info, _) if info.starts_with("regle ") => {
                        count += 1;
                        quoted(info.trim_start_matches("regle "))
                    }
                    ("textes", code) => {
                        example = code;
                        translated = Some(content.clone());
                        content
                    }
                    ("résultat", Some(example)) => {
                        count += 1;
                        result(&example, translated.take().as_deref(), title)
                    }
                    _ => content,
                };
                let _ = writeln!(rewritten, "```{info}\n{content}```");
            }
        }
    }
    (rewritten, count)
}

fn check(folder: &str, at_least: usize) {
    let mut examples = 0;
    let mut wrong = Vec::new();
    for path in pages(folder) {
        let page = fs::read_to_string(&path).expect("a page");
        let (rewritten, count) = run(&page);
        examples += count;
        if page != rewritten {
            if env::var_os("AUCLAIR_RECRIRE").is_some() {
                fs::write(&path, rewritten).expect("the page can be written");
            } else {
                wrong.push((path, page, rewritten));
            }
        }
    }
    for (path, page, rewritten) in &wrong {
        eprintln!("--- {}", path.display());
        for (expected, found) in page.lines().zip(rewritten.lines()) {
            if expected != found {
                eprintln!("- {expected}\n+ {found}");
                break;
            }
        }
    }
    let mend = "AUCLAIR_RECRIRE=1 rewrites them; read the difference";
    assert!(wrong.is_empty(), "{} pages differ, see above; {mend}", wrong.len());
    assert!(examples >= at_least, "{folder} has {examples} examples");
}

#[test]
fn constructs() {
    check("tests/language", 20);
}

#[test]
fn every_code_has_a_page_with_a_bad_and_a_mended_example() {
    check("docs/erreurs", 2 * Code::ALL.len());
    for code in Code::ALL {
        let path = root().join(format!("docs/erreurs/{}.md", code.name()));
        let page =
            fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
        assert!(page.contains(&format!("[{}]", code.name())), "{} shows its code", code.name());
        assert!(page.contains("rien à signaler"), "{} shows a mended example", code.name());
    }
}

#[test]
fn the_manual() {
    check("docs/langue", 20);
}

/// The phrases that a file of the parser takes: `c.eat("vaut")`, `c.eat_any(&["dont", "où"])`.
fn phrases(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for opening in ["eat(\"", "need(\"", "sees(\""] {
        let after = source.split(opening).skip(1);
        found.extend(after.filter_map(|rest| rest.split('"').next()));
    }
    for list in source.split("eat_any(&[").skip(1) {
        let list = list.split(']').next().unwrap_or("");
        found.extend(list.split('"').skip(1).step_by(2));
    }
    found
}

#[test]
fn the_whole_vocabulary_is_in_the_manual() {
    let page = fs::read_to_string(root().join("docs/langue/vocabulaire.md")).expect("the page");
    let fiches = vocabulary::FICHES.iter().map(|(words, _)| words);
    for words in fiches.chain(vocabulary::OPENINGS).chain(vocabulary::RESERVED) {
        assert!(page.contains(words), "« {words} » is not in the manual");
    }
    let parser = root().join("crates/language/src/syntax/parser");
    let mut count = 0;
    for entry in fs::read_dir(parser).expect("the parser") {
        let source = fs::read_to_string(entry.expect("a file").path()).expect("its text");
        for words in phrases(&source) {
            count += 1;
            assert!(page.contains(words), "« {words} » is not in the manual");
        }
    }
    assert!(count > 100, "the parser takes {count} phrases");
}
