//! The pages written by hand: what stands between the head and the foot, as HTML.

use super::layout::Frame;
use crate::commands::doc::site::Page;
use crate::failure::Failure;
use maud::PreEscaped;
use std::path::Path;

/// A page written by hand.
pub(super) struct Text {
    path: String,
    title: String,
    description: String,
    body: String,
}

/// The pages of a folder, in the order of their names.
pub(super) fn read(folder: &Path) -> Result<Vec<Text>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| Failure::unreadable(folder, &error))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "html"));
    files.sort();
    files.iter().map(|file| one(file)).collect()
}

fn one(file: &Path) -> Result<Text, Failure> {
    let body = std::fs::read_to_string(file).map_err(|error| Failure::unreadable(file, &error))?;
    let title = between(&body, "<h1>", "</h1>");
    let description = between(&body, "<p class=\"lead\">", "</p>");
    let (Some(title), Some(description)) = (title, description) else {
        return Err(Failure::new(format!(
            "« {} » doit avoir un titre (<h1>) et une phrase qui le résume (<p class=\"lead\">).",
            file.display()
        )));
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Text { path: name, title: title.to_owned(), description: description.to_owned(), body })
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(words, _)| words.trim())
}

impl Text {
    /// How other pages list it.
    pub(super) fn entry(&self) -> (String, String) {
        (self.path.clone(), self.title.clone())
    }

    pub(super) fn page(&self, frame: &Frame) -> Page {
        let body = PreEscaped(self.body.clone());
        frame.page(&self.path, &self.title, &self.description, &[], &body)
    }
}
