//! Rule files laid out in one way: two spaces a level, one blank line between fiches, signs and
//! numbers as they are printed, columns aligned. Comments stay where they are.
//!
//! It works on lines and tokens, not on what they mean: a file whose formulas are wrong is laid out
//! all the same, and nothing that was written can be lost.

mod align;
mod rows;
mod spacing;

use crate::diagnostic::Diagnostic;
use crate::syntax::lexer::{Lexed, lex};
use rows::{Row, rows};
use unicode_normalization::UnicodeNormalization;

/// The same file, laid out; or what cannot be read as tokens, which is left as it is.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let text = text.nfc().collect::<String>().replace("\r\n", "\n");
    let Lexed { lines, comments, diagnostics, .. } = lex(0, &text);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let mut rows = rows(&text, &lines, &comments);
    align::align(&mut rows);
    Ok(print(&rows))
}

fn print(rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows {
        if row.blank && !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&"  ".repeat(row.depth));
        for piece in &row.pieces {
            out.push_str(&piece.gap);
            out.push_str(&piece.words);
        }
        if let Some(comment) = &row.comment {
            if !row.pieces.is_empty() {
                out.push_str("  ");
            }
            out.push_str(comment);
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::format;

    fn formatted(text: &str) -> String {
        format(text).expect("tokens")
    }

    #[test]
    fn signs_numbers_and_margins_become_those_of_print() {
        let text = "règle a:€/mois «  Le   nom »  [LOI 1]\n      vaut b*2-1368,5 €/mois\n        si c>=12\n";
        let expected =
            "règle a : €/mois « Le nom »   [LOI 1]\n  vaut b × 2 − 1 368,5 €/mois\n    si c ≥ 12\n";
        assert_eq!(formatted(text), expected);
    }

    #[test]
    fn comments_and_single_blank_lines_stay() {
        let text = "# Un.\n\n\n# Deux.\nthème a « A »\nthème b « B »  # trois\n\n\n\nrègle c : nombre\n  # quatre\n  vaut 1\n# cinq\n";
        let expected = "# Un.\n\n# Deux.\nthème a « A »\nthème b « B »  # trois\n\nrègle c : nombre\n  # quatre\n  vaut 1\n# cinq\n";
        assert_eq!(formatted(text), expected);
    }

    #[test]
    fn a_fiche_of_several_lines_stands_apart() {
        let text = "règle a : nombre\n  vaut 1\nrègle b : nombre\n  vaut 2\n";
        assert_eq!(formatted(text), "règle a : nombre\n  vaut 1\n\nrègle b : nombre\n  vaut 2\n");
    }

    #[test]
    fn tables_sources_and_cases_are_aligned() {
        let text = "tableau t : €/mois\n  depuis le 01/01/2026\n    | zone 1 | zone 2\n    0 « seul » | 8,5 | 10\n    par unité en plus | 1 000 | 2\n";
        let expected = "\
tableau t : €/mois
  depuis le 01/01/2026
                      | zone 1 | zone 2
    0 « seul »        |    8,5 |     10
    par unité en plus |  1 000 |      2
";
        assert_eq!(formatted(text), expected);
        let text = "paramètre p\n  depuis le 01/01/2025 : 9 €/mois [A]\n  depuis le 01/01/2026 : 10 €/mois [B]\n";
        let expected = "\
paramètre p
  depuis le 01/01/2025 : 9 €/mois    [A]
  depuis le 01/01/2026 : 10 €/mois   [B]
";
        assert_eq!(formatted(text), expected);
        let text = "règle r : nombre\n  vaut a + b si c\n    dire « oui »\n  vaut 0 sinon\n";
        let expected =
            "règle r : nombre\n  vaut a + b si c\n    dire « oui »\n  vaut 0     sinon\n";
        assert_eq!(formatted(text), expected);
    }

    #[test]
    fn what_is_not_made_of_tokens_is_left_alone() {
        assert!(format("règle a : nombre\n  vaut « b\n").is_err());
    }
}
