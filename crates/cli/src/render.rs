//! The one place where this command prints diagnostics.

use ariadne::{CharSet, Config, IndexType, Label, Report, ReportKind};
use auclair_language::{Diagnostic, Severity, SourceFile, Span};
use std::io::{self, IsTerminal, Write};

/// Prints diagnostics, each with its place underlined.
pub(crate) fn diagnostics(
    files: &[SourceFile],
    diagnostics: &[Diagnostic],
    out: &mut impl Write,
) -> io::Result<()> {
    let color = io::stdout().is_terminal();
    let config = Config::default()
        .with_color(color)
        .with_char_set(CharSet::Unicode)
        .with_index_type(IndexType::Byte);
    for diagnostic in diagnostics {
        let kind = match diagnostic.severity {
            Severity::Error => ReportKind::Custom("Erreur", ariadne::Color::Red),
            Severity::Warning => ReportKind::Custom("Attention", ariadne::Color::Yellow),
        };
        let mut report = Report::build(kind, place(files, diagnostic.span))
            .with_config(config)
            .with_code(diagnostic.code.name())
            .with_message(&diagnostic.message)
            .with_label(Label::new(place(files, diagnostic.span)).with_message(&diagnostic.label));
        for (span, label) in &diagnostic.others {
            report = report.with_label(Label::new(place(files, *span)).with_message(label));
        }
        if let Some(help) = &diagnostic.help {
            report = report.with_help(help);
        }
        let sources = files.iter().map(|file| (file.path.clone(), file.text.as_str()));
        let cache = ariadne::sources(sources);
        let mut buffer = Vec::new();
        report.finish().write(cache, &mut buffer)?;
        // The library speaks English for this one word.
        let text = String::from_utf8_lossy(&buffer).replace("Help: ", "Aide : ");
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

fn place(files: &[SourceFile], span: Span) -> (String, std::ops::Range<usize>) {
    let path = files.get(span.file as usize).map(|file| file.path.clone()).unwrap_or_default();
    (path, span.start as usize..span.end.max(span.start + 1) as usize)
}
