//! The one place where this command prints diagnostics.

use anstream::adapter::strip_str;
use ariadne::{CharSet, Color, Config, Label, Report, ReportKind};
use auclair_language::{Diagnostic, Severity, SourceFile, Span};
use std::io::{self, IsTerminal, Write};

/// Prints diagnostics, each with its place underlined.
pub(crate) fn diagnostics(
    files: &[SourceFile],
    diagnostics: &[Diagnostic],
    out: &mut impl Write,
) -> io::Result<()> {
    let color = io::stdout().is_terminal();
    let config = Config::default().with_color(color).with_char_set(CharSet::Unicode);
    for diagnostic in diagnostics {
        let (title, shade) = match diagnostic.severity {
            Severity::Error => ("Erreur", Color::Red),
            Severity::Warning => ("Attention", Color::Yellow),
        };
        let kind = ReportKind::Custom(title, shade);
        let mut report = Report::build(kind, place(files, diagnostic.span))
            .with_config(config)
            .with_code(diagnostic.code.name())
            .with_message(&diagnostic.message)
            .with_label(label(files, diagnostic.span, &diagnostic.label));
        for (span, message) in &diagnostic.others {
            report = report.with_label(label(files, *span, message));
        }
        if let Some(help) = &diagnostic.help {
            report = report.with_help(help);
        }
        let sources = files.iter().map(|file| (file.path.clone(), file.text.as_str()));
        let cache = ariadne::sources(sources);
        let mut buffer = Vec::new();
        report.finish().write(cache, &mut buffer)?;
        let text = String::from_utf8_lossy(&buffer);
        // The library keeps the colour of the title, and speaks English for one word.
        let text = if color { text } else { strip_str(&text).to_string().into() };
        let text = text.replacen(&format!("{title}:"), &format!("{title} :"), 1);
        let text = text.replace("Help: ", "Aide : ");
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

type Place = (String, std::ops::Range<usize>);

fn label(files: &[SourceFile], span: Span, message: &str) -> Label<Place> {
    let label = Label::new(place(files, span));
    // Without words, nothing would be underlined.
    label.with_message(if message.is_empty() { "ici" } else { message })
}

/// The library counts in characters: told bytes, it heads a second file with a wrong line.
fn place(files: &[SourceFile], span: Span) -> Place {
    let Some(file) = files.get(span.file as usize) else { return (String::new(), 0..1) };
    let count =
        |offset: u32| file.text.get(..offset as usize).unwrap_or(&file.text).chars().count();
    let (start, end) = (count(span.start), count(span.end));
    (file.path.clone(), start..end.max(start + 1))
}
