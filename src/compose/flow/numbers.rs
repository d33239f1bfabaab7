//! Columns of numbers: they stand at the right, so that figures of one value
//! stand under each other, unless the article says where they stand. Where they
//! have decimals, and not all as many, they stand with their decimal signs under
//! each other.

use crate::article::{Alignment, Block, BlockKind, Cell, Row, plain_text};
use crate::language::Tag;
use crate::language::numerals::decimal_sign;

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
    for cell in cells(column, rows, starts) {
        match text_of(cell) {
            Some(text) if is_number(&text) => count += 1,
            Some(text) if stands_for_nothing(&text) => {}
            _ => return false,
        }
    }
    count > 1
}

/// The cells of a column that cover no other.
fn cells<'r>(
    column: usize,
    rows: &'r [Row],
    starts: &'r [Vec<usize>],
) -> impl Iterator<Item = &'r Cell> {
    let cells = rows.iter().zip(starts).filter_map(move |(row, starts)| {
        let place = starts.binary_search(&column).ok()?;
        row.cells.get(place)
    });
    cells.filter(|cell| cell.colspan <= 1)
}

/// The text of a cell that is at most a paragraph.
fn text_of(cell: &Cell) -> Option<String> {
    match cell.blocks.as_slice() {
        [] => Some(String::new()),
        [Block { kind: BlockKind::Paragraph { content }, .. }] => {
            Some(plain_text(content).trim().to_owned())
        }
        _ => None,
    }
}

fn stands_for_nothing(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "—" | "…")
}

/// The decimals of a column of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimals {
    sign: char,
    /// How many the longest number has.
    most: usize,
}

impl Decimals {
    /// What the numbers of a column have behind their decimal signs; `None` where
    /// all have as much, or end in anything but a figure.
    pub(super) fn of(
        column: usize,
        rows: &[Row],
        starts: &[Vec<usize>],
        language: &Tag,
    ) -> Option<Decimals> {
        let texts: Option<Vec<String>> = cells(column, rows, starts).map(text_of).collect();
        let mut numbers = texts?;
        numbers.retain(|text| !stands_for_nothing(text));
        let ends = |text: &String| is_number(text) && text.ends_with(char::is_numeric);
        if numbers.len() < 2 || !numbers.iter().all(ends) {
            return None;
        }
        let sign = numbers.iter().find_map(|text| certain_sign(text));
        let sign = sign.unwrap_or(decimal_sign(language));
        let counts = numbers.iter().map(|text| decimals(text, sign));
        let (least, most) = (counts.clone().min()?, counts.max()?);
        (least < most).then_some(Decimals { sign, most })
    }

    /// The characters that a cell lacks behind its number.
    pub(super) fn lacking(self, cell: &Cell) -> Option<String> {
        let text = text_of(cell).filter(|text| !text.is_empty())?;
        let own = decimals(&text, self.sign);
        let zero = text.chars().rev().find(|c| c.is_numeric()).unwrap_or('0');
        let mut lacking = String::new();
        lacking.extend((own == 0).then_some(self.sign));
        lacking.extend(std::iter::repeat_n(zero, self.most - own.min(self.most)));
        Some(lacking).filter(|_| own < self.most)
    }
}

/// How many characters a number has behind its decimal sign.
fn decimals(text: &str, sign: char) -> usize {
    text.rsplit_once(sign).map_or(0, |(_, decimals)| decimals.chars().count())
}

/// The decimal sign of a number that leaves no doubt: behind another sign, or
/// not before three figures as signs of thousands are.
fn certain_sign(text: &str) -> Option<char> {
    let is_sign = |c: char| matches!(c, '.' | ',' | '٫');
    let at = text.rfind(is_sign)?;
    let (before, rest) = text.split_at(at);
    let sign = rest.chars().next()?;
    let count = rest.chars().count() - 1;
    let certain = sign == '٫' || count != 3 || (before.contains(is_sign) && !before.contains(sign));
    (certain && !before.contains(sign)).then_some(sign)
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
    fn decimals_are_counted_behind_the_languages_sign() {
        let column = |language: &str, texts: &[&str]| {
            let cell = |text: &&str| Cell {
                blocks: vec![Block::paragraph(vec![crate::article::Inline::text(*text)])],
                ..Cell::default()
            };
            let rows: Vec<Row> = texts.iter().map(|text| Row { cells: vec![cell(text)] }).collect();
            let starts = vec![vec![0]; rows.len()];
            let found = Decimals::of(0, &rows, &starts, &language.parse().unwrap());
            found.map(|decimals| {
                let lacking = rows.iter().map(|row| decimals.lacking(&row.cells[0]));
                lacking.map(Option::unwrap_or_default).collect::<Vec<_>>()
            })
        };
        let lacking = |texts: &[&str]| Some(texts.iter().map(|&text| text.to_owned()).collect());
        assert_eq!(column("en", &["1.25", "10", "3.5", "—"]), lacking(&["", ".00", "5", ".00"]));
        assert_eq!(column("de", &["1,255", "10"]), lacking(&["", ",000"]));
        assert_eq!(column("en", &["1,255", "10"]), None);
        assert_eq!(column("en", &["1,5", "10"]), lacking(&["", ",00"[..2].as_ref()]));
        assert_eq!(column("de", &["1.234,5", "1.234"]), lacking(&["", ",4"]));
        assert_eq!(column("en", &["1.5", "2.5"]), None);
        assert_eq!(column("en", &["1.5 %", "2 %"]), None);
        assert_eq!(column("en", &["1.5", "two"]), None);
    }

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
