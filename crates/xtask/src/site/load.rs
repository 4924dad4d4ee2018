//! What a first visit loads: the page, and all that it, its styles and its scripts name.

use super::html;
use crate::failure::Failure;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The page of a first visit.
pub(crate) const PAGE: &str = "index.html";
/// The worker that has the files kept for the next visit. It stands at the top, so that it may speak
/// for all of the site.
pub(crate) const WORKER: &str = "worker.js";
/// Whether a file asks for the worker, once the program runs.
pub(crate) fn is_offline(file: &str) -> bool {
    file.starts_with("offline-") && has_extension(file, "js")
}

/// Whether the program itself fetches a file.
pub(crate) fn is_fetched(file: &str) -> bool {
    has_extension(file, "bin")
}

fn has_extension(file: &str, extension: &str) -> bool {
    Path::new(file).extension().is_some_and(|found| found == extension)
}

/// The files of a folder, by their path from it, with `/` between names.
pub(crate) fn files(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let mut files = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        let unreadable = |error| Failure::file("lire", &inside, &error);
        for entry in fs::read_dir(&inside).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(relative) = path.strip_prefix(folder) {
                let names: Vec<_> =
                    relative.iter().map(|name| name.to_string_lossy().into_owned()).collect();
                files.insert(names.join("/"));
            }
        }
    }
    Ok(files)
}

/// The files that a first visit loads, among those that there are.
pub(crate) fn first_load(
    files: &BTreeSet<String>,
    text: impl Fn(&str) -> Option<String>,
) -> BTreeSet<String> {
    let before: BTreeSet<String> =
        files.iter().filter(|file| !is_offline(file) && !is_fetched(file)).cloned().collect();
    reached(PAGE, &before, text)
}

/// The sentences in French.
const SENTENCES: &str = "phrases.fr.bin";
/// The list of postcodes.
const POSTCODES: &str = "codes-postaux.bin";

/// The sentences that explain results with the letters, and the list of postcodes, which the program
/// asks for once a household is begun.
pub(crate) fn sentences(files: &BTreeSet<String>) -> BTreeSet<String> {
    [SENTENCES, POSTCODES].into_iter().filter_map(|file| files.get(file)).cloned().collect()
}

/// The files that are fetched once the program runs, to be kept for the next visit.
pub(crate) fn kept(
    files: &BTreeSet<String>,
    text: impl Fn(&str) -> Option<String>,
) -> BTreeSet<String> {
    let mut loaded = first_load(files, &text);
    loaded.extend(sentences(files));
    reached(PAGE, files, text).difference(&loaded).cloned().collect()
}

/// A file and all that it leads to.
fn reached(
    from: &str,
    files: &BTreeSet<String>,
    text: impl Fn(&str) -> Option<String>,
) -> BTreeSet<String> {
    let mut loaded = BTreeSet::new();
    let mut next = vec![from.to_owned()];
    while let Some(file) = next.pop() {
        if !files.contains(&file) || !loaded.insert(file.clone()) {
            continue;
        }
        let names = match file.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "html" => text(&file).map(|text| named_by_page(&text)),
            "css" => text(&file).map(|text| named_by_style(&text)),
            "js" | "mjs" => text(&file).map(|text| quoted(&text)),
            // The icons of a manifest come when the site is installed.
            _ => None,
        };
        next.extend(names.into_iter().flatten().filter_map(|name| resolved(&file, &name)));
    }
    loaded
}

fn named_by_page(html: &str) -> Vec<String> {
    let mut names = Vec::new();
    for tag in html::tags(html) {
        // So does this one, which stands for them on some telephones.
        if tag.value(html, "rel") == Some("apple-touch-icon") {
            continue;
        }
        let attributes: &[&str] = match tag.name.as_str() {
            "link" => &["href"],
            "script" | "img" | "source" => &["src"],
            _ => continue,
        };
        let found = attributes.iter().filter_map(|name| tag.value(html, name));
        names.extend(found.map(str::to_owned));
    }
    names
}

fn named_by_style(css: &str) -> Vec<String> {
    let inside = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let mut names: Vec<String> =
        inside.map(|name| name.trim().trim_matches(['"', '\'']).to_owned()).collect();
    names.extend(quoted(css));
    names
}

/// Every short text between quotes: those that are names of files are kept later.
fn quoted(text: &str) -> Vec<String> {
    const LONGEST: usize = 200;
    let mut names = Vec::new();
    for quote in ['"', '\'', '`'] {
        for line in text.lines() {
            let parts = line.split(quote).filter(|part| part.len() < LONGEST);
            names.extend(parts.map(str::to_owned));
        }
    }
    names
}

/// The path from the site's folder of what a file names.
fn resolved(from: &str, name: &str) -> Option<String> {
    let name = name.split(['?', '#']).next().filter(|name| !name.is_empty())?;
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." => {
                path.pop()?;
            }
            "" => return None,
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_file_names_is_followed_and_nothing_else() {
        let text = |file: &str| {
            let text = match file {
                "index.html" => {
                    r#"<link href="./a.css?v=1"><script src="boot.js"></script><a href="autre.html">"#
                }
                "a.css" => {
                    "@font-face { src: url(polices/a.woff2) } b { background: url('data:x') }"
                }
                "boot.js" => {
                    "import('./app.js'); // 'jamais.txt n'est pas là'; [\"app.wasm\",'offline-1.js','phrases.fr.bin']"
                }
                "offline-1.js" => "register('worker.js')",
                "worker.js" => {
                    r#"keep(["index.html", "app.js", "autre.html", "phrases.fr.bin", "phrases.en.bin"])"#
                }
                "app.js" => "import * as x from './bouts/un.js';",
                _ => return None,
            };
            Some(text.to_owned())
        };
        let files: BTreeSet<String> = [
            "index.html",
            "a.css",
            "boot.js",
            "app.wasm",
            "app.js",
            "bouts/un.js",
            "polices/a.woff2",
            "polices/b.woff2",
            "autre.html",
            "offline-1.js",
            "worker.js",
            "phrases.fr.bin",
            "phrases.en.bin",
        ]
        .map(str::to_owned)
        .into();
        let mut expected = files.clone();
        expected.remove("polices/b.woff2");
        expected.remove("autre.html");
        expected.remove("phrases.fr.bin");
        expected.remove("phrases.en.bin");
        expected.remove("offline-1.js");
        expected.remove("worker.js");
        assert_eq!(first_load(&files, text), expected);
        assert_eq!(
            kept(&files, text),
            ["autre.html", "phrases.en.bin", "offline-1.js", "worker.js"].map(str::to_owned).into()
        );
        assert_eq!(sentences(&files), ["phrases.fr.bin"].map(str::to_owned).into());
    }

    #[test]
    fn a_name_is_read_from_the_file_that_says_it() {
        assert_eq!(resolved("a/b.css", "../c.woff2"), Some("c.woff2".to_owned()));
        assert_eq!(resolved("a/b.css", "./c.woff2"), Some("a/c.woff2".to_owned()));
        assert_eq!(resolved("b.css", "../c.woff2"), None);
        assert_eq!(resolved("b.css", "https://exemple.fr/c.woff2"), None);
        assert_eq!(resolved("b.css", "#x"), None);
    }
}
