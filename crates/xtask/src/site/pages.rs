//! What is read before the program comes, or without it: the first page, as the program itself
//! writes it, and the pages of benefits and rules.

use super::lighten;
use super::load::PAGE;
use crate::failure::Failure;
use crate::process;
use crate::project::Project;
use std::fs;
use std::process::{Command, Stdio};

/// Between these stands what tells how far the program is.
const MARKS: [&str; 2] = ["<!-- accueil -->", "<!-- /accueil -->"];
/// Where it goes in the first page.
const PLACE: &str = r#"<div class="card settings" id="chargement"></div>"#;

/// Writes them into the built site.
pub(crate) fn write(project: &Project) -> Result<(), Failure> {
    let page = project.dist().join(PAGE);
    let html = fs::read_to_string(&page).map_err(|error| Failure::file("lire", &page, &error))?;
    let html = around(&html, &first_page(project)?)?;
    fs::write(&page, html).map_err(|error| Failure::file("écrire", &page, &error))?;
    let style = lighten::sheet(project, "pages")?;
    let mut auclair = cargo(project, "auclair-cli");
    auclair.args(["--", "pages", "--sortie"]).arg(project.dist()).args(["--style", &style]);
    process::run(&mut auclair, "Les pages des aides n'ont pas pu être écrites.")
}

/// Runs a program of the repository, made for this machine as the tests make it.
fn cargo(project: &Project, package: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", package]).current_dir(project.root());
    cargo
}

fn first_page(project: &Project) -> Result<String, Failure> {
    let mut program = cargo(project, "auclair-www");
    let output = program
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| process::not_started(&program, &error))?;
    if !output.status.success() {
        return Err(Failure::new("La première page n'a pas pu être écrite."));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The page with the first page around what tells how far the program is.
fn around(html: &str, first_page: &str) -> Result<String, Failure> {
    let absent = || {
        Failure::new("La première page n'a pas de place pour le chargement.")
            .todo("Voyez www/index.html et www/src/prerender.rs.")
    };
    let [from, to] = MARKS;
    let (before, rest) = html.split_once(from).ok_or_else(absent)?;
    let (loading, after) = rest.split_once(to).ok_or_else(absent)?;
    let (head, foot) = first_page.trim().split_once(PLACE).ok_or_else(absent)?;
    Ok(without_comments(&[before, head, loading, foot, after].concat()))
}

/// What whoever reads the page's source here has no need to load there.
fn without_comments(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before.trim_end_matches(' '));
        rest = after.split_once("-->").map_or("", |(_, after)| after.trim_start_matches('\n'));
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_stands_around_the_loading() {
        let html = "<div><!-- accueil --><p>…</p><!-- /accueil --></div>";
        let page = around(html, &format!("<h1>A</h1>{PLACE}<footer></footer>\n"));
        assert_eq!(page.expect("whole"), "<div><h1>A</h1><p>…</p><footer></footer></div>");
        assert_eq!(without_comments("a\n  <!-- b\n-->\n  c"), "a\n  c");
        assert!(around(html, "<h1>A</h1>").is_err());
        assert!(around("<div></div>", PLACE).is_err());
    }
}
