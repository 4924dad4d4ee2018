//! Lines to a forest: a line holds those indented below it.

use super::lex;
use crate::syntax::token::{Line, TokenKind};

/// What a file says, without its layout: its tokens, each line below the one it belongs to, then
/// its comments. Two files with the same outline give the same fiches.
pub fn outline(text: &str) -> String {
    fn write(lines: &[Line], depth: usize, out: &mut Vec<String>) {
        for line in lines {
            let kinds: Vec<&TokenKind> = line.tokens.iter().map(|token| &token.kind).collect();
            out.push(format!("{depth} {kinds:?}"));
            write(&line.below, depth + 1, out);
        }
    }
    let lexed = lex(0, text);
    let mut out = Vec::new();
    write(&lexed.lines, 0, &mut out);
    let comments = lexed.comments.iter().map(|span| {
        let words = text.get(span.start as usize..span.end as usize).unwrap_or("");
        words.trim_end().to_owned()
    });
    out.extend(comments);
    out.join("\n")
}

/// Lines further in are no deeper: no fiche needs it, and lines are read one inside another.
const DEEPEST: usize = 20;

/// Gathers lines deeper than `above` and puts each below the one it belongs to.
pub(super) fn nest(
    lines: &mut std::iter::Peekable<std::vec::IntoIter<Line>>,
    above: Option<usize>,
    depth: usize,
) -> Vec<Line> {
    let mut level: Vec<Line> = Vec::new();
    while let Some(next) = lines.peek() {
        if above.is_some_and(|above| next.indent <= above) {
            break;
        }
        let deeper = depth < DEEPEST && level.last().is_some_and(|last| next.indent > last.indent);
        if let (true, Some(last)) = (deeper, level.last_mut()) {
            last.below = nest(lines, Some(last.indent), depth + 1);
        } else if let Some(line) = lines.next() {
            level.push(line);
        }
    }
    level
}
