//! The lines of a file in order, with their comments, before they are aligned.

use super::spacing;
use crate::source::Span;
use crate::syntax::token::{Line, Token};
use std::ops::Range;

/// A line to print.
#[derive(Debug)]
pub(super) struct Row {
    /// How deep it stands.
    pub(super) depth: usize,
    /// The row above which it is indented.
    pub(super) parent: Option<usize>,
    /// Its tokens.
    pub(super) tokens: Vec<Token>,
    /// The words of its tokens.
    pub(super) pieces: Vec<Piece>,
    /// The comment at its end, or alone.
    pub(super) comment: Option<String>,
    /// Whether a blank line stands before it.
    pub(super) blank: bool,
}

/// The words of a token, and what stands before them.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) gap: String,
    pub(super) words: String,
}

impl Row {
    /// How wide some of its pieces are, without what stands before the first.
    pub(super) fn width(&self, range: Range<usize>) -> usize {
        let pieces = self.pieces.get(range).unwrap_or(&[]);
        let gaps = pieces.iter().skip(1).map(|piece| piece.gap.chars().count());
        gaps.chain(pieces.iter().map(|piece| piece.words.chars().count())).sum()
    }
}

/// The rows of a file.
pub(super) fn rows(text: &str, lines: &[Line], comments: &[Span]) -> Vec<Row> {
    let mut gathered =
        Gathered { text, comments: comments.iter().peekable(), rows: Vec::new(), end: 0 };
    for line in lines {
        gathered.line(line, None, 0);
    }
    gathered.comments_before(u32::MAX, 0);
    separate(&mut gathered.rows);
    gathered.rows
}

struct Gathered<'a> {
    text: &'a str,
    comments: std::iter::Peekable<std::slice::Iter<'a, Span>>,
    rows: Vec<Row>,
    /// Where what was gathered ends.
    end: u32,
}

impl Gathered<'_> {
    fn line(&mut self, line: &Line, parent: Option<usize>, depth: usize) {
        let span = line.span();
        self.comments_before(span.start, depth);
        let row = Row {
            depth,
            parent,
            pieces: spacing::pieces(self.text, &line.tokens),
            tokens: line.tokens.clone(),
            comment: None,
            blank: self.blank_before(span.start),
        };
        self.end = span.end;
        let index = self.rows.len();
        self.rows.push(row);
        for below in &line.below {
            self.line(below, Some(index), depth + 1);
        }
    }

    /// The comments that stand before a place: at the end of the line above, or on their own.
    fn comments_before(&mut self, place: u32, depth: usize) {
        while let Some(span) = self.comments.next_if(|span| span.start < place) {
            let words = self.slice(span.start, span.end).trim_end().to_owned();
            let between = self.slice(self.end, span.start).to_owned();
            let alone = self.rows.is_empty() || between.contains('\n');
            if let (false, Some(row)) = (alone, self.rows.last_mut()) {
                row.comment = Some(words);
            } else {
                let margin = between.rsplit('\n').next().unwrap_or("");
                // In the margin it speaks of what follows; indented, at the end of a fiche, of
                // what stands above it.
                let above = self.rows.last().map_or(0, |row| row.depth);
                let depth = if margin.is_empty() { 0 } else { depth.max(above.min(1)) };
                let blank = self.blank_before(span.start);
                self.rows.push(Row {
                    depth,
                    parent: None,
                    tokens: Vec::new(),
                    pieces: Vec::new(),
                    comment: Some(words),
                    blank,
                });
            }
            self.end = span.end;
        }
    }

    fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    fn blank_before(&self, place: u32) -> bool {
        self.slice(self.end, place).matches('\n').count() > 1
    }
}

/// A fiche of several lines stands apart from those around it; its comment goes with it.
fn separate(rows: &mut [Row]) {
    for index in 1..rows.len() {
        let depths = |index: usize| rows.get(index).map(|row| row.depth);
        let opens =
            depths(index) == Some(0) && rows.get(index).is_some_and(|row| !row.tokens.is_empty());
        // The comment lines just above belong to the fiche.
        let mut first = index;
        while first > 0
            && rows.get(first - 1).is_some_and(|row| row.depth == 0 && row.tokens.is_empty())
            && rows.get(first).is_some_and(|row| !row.blank)
        {
            first -= 1;
        }
        let after_body = first > 0 && depths(first - 1) > Some(0);
        let has_body = depths(index + 1) > Some(0);
        let after_line = first > 0 && depths(first - 1) == Some(0);
        if opens
            && (after_body || (has_body && after_line))
            && let Some(row) = rows.get_mut(first)
        {
            row.blank = true;
        }
    }
}
