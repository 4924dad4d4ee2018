//! The loader, with the script of the program in it: it says what the program and all that comes later must
//! be, byte for byte, and the page says what itself must be. Browsers refuse anything else.

use super::html;
use super::lighten::{self, loaded, minified};
use super::load::{self, PAGE};
use crate::failure::Failure;
use crate::project::Project;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// The loader, as Trunk puts it into the site, and where it is from.
const BOOT: &str = "boot.js";
/// As what it imports the script of the program.
const SCRIPT: &str = "auclair";

/// Writes it, and its hash and that of the sheet into the page, once nothing changes what they stand for.
pub(crate) fn write(project: &Project) -> Result<(), Failure> {
    let dist = project.dist();
    let page = dist.join(PAGE);
    let html = fs::read_to_string(&page).map_err(|error| Failure::file("lire", &page, &error))?;
    let (wasm, script) = (loaded(&html, "data-wasm")?, loaded(&html, "data-js")?);
    let files = load::files(&dist)?;
    let mut fetched = Map::new();
    for file in files.iter().filter(|file| load::is_fetched(file)) {
        fetched.insert(file.clone(), Value::from(hash_of(&dist, file)?));
    }
    let later = files.iter().find(|file| load::is_offline(file));
    let later = later.ok_or_else(|| absent("offline-….js"))?;
    let packed = bytes(&dist, &wasm)?;
    let told = [
        ("WASM", json!({ "name": wasm, "hash": hash(&packed), "size": packed.len() })),
        ("FETCHED", Value::from(fetched)),
        ("LATER", json!({ "type": "module", "src": later, "integrity": hash_of(&dist, later)? })),
    ];
    let mut options: Vec<String> =
        told.iter().map(|(name, value)| format!("--define:{name}={value}")).collect();
    options.push("--bundle".to_owned());
    options.push(format!("--alias:{SCRIPT}={}", dist.join(&script).display()));
    let boot = minified(project, &project.path("www").join(BOOT), &options)?;
    for whole in [BOOT, &script] {
        let path = dist.join(whole);
        fs::remove_file(&path).map_err(|error| Failure::file("effacer", &path, &error))?;
    }
    let name = format!("boot-{}.js", lighten::digest(boot.as_bytes()));
    lighten::write(&dist.join(&name), &boot)?;
    lighten::write(&page, &sealed(&html, &name, |file| hash_of(&dist, file))?)
}

/// What a browser calls the integrity of these bytes.
pub(crate) fn hash(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

fn hash_of(dist: &Path, file: &str) -> Result<String, Failure> {
    Ok(hash(&bytes(dist, file)?))
}

fn bytes(dist: &Path, file: &str) -> Result<Vec<u8>, Failure> {
    let file = dist.join(file);
    fs::read(&file).map_err(|error| Failure::file("lire", &file, &error))
}

/// The page with this loader, and the hash of it and of each sheet.
fn sealed(
    html: &str,
    boot: &str,
    hash_of: impl Fn(&str) -> Result<String, Failure>,
) -> Result<String, Failure> {
    const END: &str = "</script>";
    let start = html.find("<script ").ok_or_else(|| absent("<script data-wasm=…>"))?;
    let (before, rest) = html.split_at_checked(start).unwrap_or_default();
    let (_, after) = rest.split_once(END).ok_or_else(|| absent(END))?;
    if after.contains("<script") {
        return Err(absent("un seul <script>"));
    }
    let hash = hash_of(boot)?;
    let loader = format!(r#"<script type="module" src="{boot}" integrity="{hash}">{END}"#);
    let mut sealed = [before, &loader, after].concat();
    let tags = html::tags(&sealed);
    let sheets = tags.iter().filter(|tag| tag.value(&sealed, "rel") == Some("stylesheet"));
    let mut changes = Vec::new();
    for sheet in sheets {
        let href = sheet.value(&sealed, "href").ok_or_else(|| absent("href"))?;
        let place = sheet.place("integrity").filter(std::ops::Range::is_empty);
        changes.push((place.ok_or_else(|| absent(r#"integrity="""#))?, hash_of(href)?));
    }
    if changes.is_empty() {
        return Err(absent("<link rel=stylesheet>"));
    }
    changes.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    for (place, hash) in changes {
        sealed.replace_range(place, &hash);
    }
    Ok(sealed)
}

fn absent(what: &str) -> Failure {
    Failure::new(format!(
        "Le site construit n'a pas « {what} » : rien ne garantirait son programme."
    ))
    .todo("Voyez « pattern_script » dans Trunk.toml, et integrity=\"\" dans www/index.html.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<link rel="stylesheet" href="a.css" integrity=""><p>é</p><script src="boot.js" data-wasm="a.wasm" data-js="a.js"></script><p>"#;

    fn seal(page: &str) -> Result<String, Failure> {
        sealed(page, "boot-1.js", |name| Ok(format!("hash of {name}")))
    }

    #[test]
    fn the_page_vouches_for_its_loader_and_its_sheet() {
        assert_eq!(
            seal(PAGE).expect("sealed"),
            r#"<link rel="stylesheet" href="a.css" integrity="hash of a.css"><p>é</p><script type="module" src="boot-1.js" integrity="hash of boot-1.js"></script><p>"#
        );
    }

    #[test]
    fn a_page_that_left_no_room_is_refused() {
        for page in [
            String::new(),
            PAGE.replace(r#" integrity="""#, ""),
            PAGE.replace("<script", "<p"),
            PAGE.replace("</script>", ""),
            PAGE.replace("stylesheet", "icon"),
            format!("{PAGE}<script src=\"b.js\"></script>"),
        ] {
            assert!(seal(&page).is_err(), "{page}");
        }
    }

    #[test]
    fn a_hash_is_what_browsers_compute() {
        assert_eq!(hash(b"abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }
}
