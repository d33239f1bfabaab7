//! Columns of numbers: they stand at the right, so that figures of one value
//! stand under each other, unless the article says where they stand.

use crate::article::{Alignment, Block, BlockKind, Row, plain_text};

/// Puts columns of numbers at the right that say nothing else. `starts` are
/// the columns at which the cells of each row begin.
pub(super) fn align(columns: &mut [Alignment], rows: &[Row], starts: &[Vec<usize>]) {
    for (column, alignment) in columns.iter_mut().enumerate() {
        if *alignment == Alignment::Natural && holds_numbers(column, rows, starts) {
            *alignment = Alignment::Right;
        }
    }
}

/// Whether a column holds numbers and nothing else, but for empty cells and
/// dashes that stand for nothing; at least two, since one makes no column.
fn holds_numbers(column: usize, rows: &[Row], starts: &[Vec<usize>]) -> bool {
    let mut count = 0;
    for (row, starts) in rows.iter().zip(starts) {
        let Ok(place) = starts.binary_search(&column) else { continue };
        let Some(cell) = row.cells.get(place).filter(|cell| cell.colspan <= 1) else { continue };
        match cell.blocks.as_slice() {
            [] => {}
            [Block { kind: BlockKind::Paragraph { content }, .. }] => {
                let text = plain_text(content);
                let text = text.trim();
                if is_number(text) {
                    count += 1;
                } else if !matches!(text, "" | "-" | "–" | "—" | "…") {
                    return false;
                }
            }
            _ => return false,
        }
    }
    count > 1
}

/// Whether a text is a number: a sign, a currency, figures with what parts
/// them, a per cent sign. A date is none.
fn is_number(text: &str) -> bool {
    let sign = |c: char| matches!(c, '+' | '-' | '−' | '–' | '±' | '<' | '>' | '≈' | '~');
    let money = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₽' | '₹' | '₩' | '₺' | '₸');
    let around = |c: char| money(c) || matches!(c, '%' | '‰' | '°' | '×' | '*') || is_space(c);
    let body = text.trim_start_matches(|c: char| sign(c) || money(c) || is_space(c));
    let body = body.trim_end_matches(around);
    let parts = |c: char| matches!(c, '.' | ',' | '\'' | '’' | '٫' | '٬') || is_space(c);
    let ends = |c: Option<char>| c.is_some_and(char::is_numeric);
    let starts = ends(body.chars().next()) || body.starts_with(['.', ',']);
    starts && ends(body.chars().next_back()) && body.chars().all(|c| c.is_numeric() || parts(c))
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_dates_and_words() {
        for number in ["1", "1 234,50", "-3.5", "−7 %", "$1,000.00", "12 €", ".5", "٣٫٥", "½"]
        {
            assert!(is_number(number), "{number}");
        }
        for other in ["", "-", "2024-01-31", "3 km", "v1.2", "12:30", "1/2", "No. 5", "."] {
            assert!(!is_number(other), "{other}");
        }
    }
}
