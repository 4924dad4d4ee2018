//! Columns: the rows of a table, the sources of dated figures, the conditions of cases.

use super::rows::Row;
use crate::syntax::token::{Sign, Token, TokenKind};
use std::collections::BTreeMap;

/// A value longer than this does not push the conditions of the others away.
const LONGEST: usize = 48;

/// Aligns the rows that stand below the same one.
pub(super) fn align(rows: &mut [Row]) {
    let mut families: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        families.entry(row.parent).or_default().push(index);
    }
    let is_source = |token: &Token| matches!(token.kind, TokenKind::Reference(_));
    let is_condition = |token: &Token| matches!(token.kind.word(), Some("si" | "sinon"));
    for family in families.values() {
        let leads = family.first().is_some_and(|first| !families.contains_key(&Some(*first)));
        table(rows, family, leads);
        column(rows, family, "depuis", is_source, 3);
        column(rows, family, "vaut", is_condition, 1);
    }
}

/// Puts a token of the rows that begin with a word below one another.
fn column(
    rows: &mut [Row],
    family: &[usize],
    first: &str,
    wanted: impl Fn(&Token) -> bool,
    gap: usize,
) {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for index in family {
        let Some(row) = rows.get(*index) else { continue };
        let begins = row.tokens.first().and_then(|token| token.kind.word()) == Some(first);
        if let (true, Some(at)) = (begins, row.tokens.iter().position(&wanted)) {
            let width = row.width(0..at);
            if width <= LONGEST {
                found.push((*index, at, width));
            }
        }
    }
    let widest = found.iter().map(|(_, _, width)| *width).max().unwrap_or(0);
    for (index, at, width) in found {
        if let Some(piece) = rows.get_mut(index).and_then(|row| row.pieces.get_mut(at)) {
            piece.gap = " ".repeat(widest - width + gap);
        }
    }
}

/// Puts the cells of rows cut by bars below one another, numbers to the right.
///
/// The names of the columns stand to the right, above their cells: only where `leads` says that
/// they come first and that nothing is below them, since elsewhere the margin has a meaning.
fn table(rows: &mut [Row], family: &[usize], leads: bool) {
    let mut widths: Vec<usize> = Vec::new();
    for row in family.iter().filter_map(|index| rows.get(*index)) {
        for (column, cell) in cells(row).into_iter().enumerate() {
            let width = row.width(cell);
            match widths.get_mut(column) {
                Some(widest) => *widest = width.max(*widest),
                None => widths.push(width),
            }
        }
    }
    for index in family {
        let Some(row) = rows.get_mut(*index) else { continue };
        let names = row.tokens.first().is_some_and(|token| token.kind.is(Sign::Bar));
        if names && (!leads || family.first() != Some(index)) {
            continue;
        }
        // What is left to fill before the next bar.
        let mut behind = 0;
        for (cell, widest) in cells(row).into_iter().zip(&widths) {
            let room = widest - row.width(cell.clone());
            let number = row.tokens.get(cell.start).map(|token| &token.kind);
            let number = matches!(number, Some(TokenKind::Number(_)));
            let bar = cell.start.checked_sub(1);
            if let Some(piece) = bar.and_then(|bar| row.pieces.get_mut(bar)) {
                piece.gap = " ".repeat(behind + usize::from(bar != Some(0) || behind > 0));
            }
            if let Some(piece) = row.pieces.get_mut(cell.start).filter(|_| bar.is_some()) {
                piece.gap = " ".repeat(1 + if number { room } else { 0 });
            }
            behind = if bar.is_some() && number { 0 } else { room };
        }
    }
}

/// The places of the cells of a row, between its bars; nothing when it has no bar.
fn cells(row: &Row) -> Vec<std::ops::Range<usize>> {
    let bars: Vec<usize> = row
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind.is(Sign::Bar))
        .map(|(index, _)| index)
        .collect();
    if bars.is_empty() {
        return Vec::new();
    }
    let starts = std::iter::once(0).chain(bars.iter().map(|bar| bar + 1));
    let ends = bars.iter().copied().chain([row.tokens.len()]);
    starts.zip(ends).map(|(start, end)| start..end).collect()
}
