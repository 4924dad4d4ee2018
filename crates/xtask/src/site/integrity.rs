//! The page says what its program must be, byte for byte: the loader refuses anything else.

use super::html::{self, Tag};
use crate::failure::Failure;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::fs;
use std::path::Path;

/// For each file that the loader fetches: the attribute that names it, and the one that vouches for it.
const VOUCHED: [(&str, &str); 2] =
    [("data-wasm", "data-wasm-integrity"), ("data-js", "data-js-integrity")];

/// Writes the hash of the wasm and of its JavaScript into the page, once nothing changes them any more.
pub(crate) fn seal(dist: &Path) -> Result<(), Failure> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).map_err(|error| Failure::file("lire", &page, &error))?;
    let sealed = sealed(&html, |name| {
        let file = dist.join(name.trim_start_matches("./"));
        let bytes = fs::read(&file).map_err(|error| Failure::file("lire", &file, &error))?;
        Ok(hash(&bytes))
    })?;
    fs::write(&page, sealed).map_err(|error| Failure::file("écrire", &page, &error))
}

/// What a browser calls the integrity of these bytes.
pub(crate) fn hash(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The page with the hash of each file that its loader fetches.
fn sealed(
    html: &str,
    hash_of: impl Fn(&str) -> Result<String, Failure>,
) -> Result<String, Failure> {
    let tags = html::tags(html);
    let loader = tags
        .iter()
        .find(|tag| tag.name == "script" && tag.place("data-wasm").is_some())
        .ok_or_else(|| absent("<script data-wasm=…>"))?;
    let mut changes = Vec::new();
    for (names, vouches) in VOUCHED {
        let file = loader.value(html, names).ok_or_else(|| absent(names))?;
        let place = quoted_place(html, loader, vouches)?;
        changes.push((place, hash_of(file)?));
    }
    changes.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut sealed = html.to_owned();
    for (place, hash) in changes {
        sealed.replace_range(place, &hash);
    }
    Ok(sealed)
}

fn quoted_place(html: &str, tag: &Tag, name: &str) -> Result<std::ops::Range<usize>, Failure> {
    let place = tag.place(name).ok_or_else(|| absent(name))?;
    match html.get(place.start.wrapping_sub(1)..place.start) {
        Some("\"" | "'") => Ok(place),
        _ => Err(absent(&format!("{name}=\"\""))),
    }
}

fn absent(what: &str) -> Failure {
    Failure::new(format!("La page construite n'a pas « {what} » : rien ne garantirait son programme."))
        .todo(
            "La balise <script> que « pattern_script » écrit (Trunk.toml) doit porter data-wasm, data-js, \
             data-wasm-integrity=\"\" et data-js-integrity=\"\".",
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(page: &str) -> Result<String, Failure> {
        sealed(page, |name| Ok(format!("hash of {name}")))
    }

    #[test]
    fn the_hashes_stand_where_the_page_left_room() {
        let page = r#"<p>é</p><script src="boot.js" data-js-integrity="" data-wasm="a.wasm" data-js="a.js" data-wasm-integrity="old"></script>"#;
        assert_eq!(
            seal(page).expect("sealed"),
            r#"<p>é</p><script src="boot.js" data-js-integrity="hash of a.js" data-wasm="a.wasm" data-js="a.js" data-wasm-integrity="hash of a.wasm"></script>"#
        );
    }

    #[test]
    fn sealing_twice_changes_nothing() {
        let page = r#"<script data-wasm="a" data-js="b" data-wasm-integrity="" data-js-integrity=""></script>"#;
        let once = seal(page).expect("sealed");
        assert_eq!(seal(&once).expect("sealed"), once);
    }

    #[test]
    fn a_page_that_left_no_room_is_refused() {
        for page in [
            "",
            r#"<script data-wasm="a" data-js="b" data-wasm-integrity=""></script>"#,
            r#"<script data-wasm="a" data-wasm-integrity="" data-js-integrity=""></script>"#,
            r#"<script data-wasm="a" data-js="b" data-wasm-integrity data-js-integrity=""></script>"#,
        ] {
            assert!(seal(page).is_err(), "{page}");
        }
    }

    #[test]
    fn a_hash_is_what_browsers_compute() {
        assert_eq!(
            hash(b"abc"),
            "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"
        );
    }
}
