//! How wide the columns of a table are where it cannot scroll: a page of a book
//! shows nothing of what stands beyond its edge.
//!
//! Left alone, a wide table breaks no word and runs off, or, when words may be broken,
//! breaks all of them alike. So wide tables fill the screen, each column with a
//! share that holds its longest word first and then what it has to say.

use unicode_width::UnicodeWidthStr as _;

use crate::article::{Row, Table, grid, plain_text};

/// What an ordinary screen holds, in characters of a table.
const SCREEN: usize = 60;
/// Up to so many characters a table fits nearly every screen by itself.
const NARROW: usize = 40;
/// The space at the sides of a cell, in characters.
const GAP: usize = 2;
/// No word counts for more, so that an address does not take all; it breaks.
const LONGEST: usize = 18;
/// No cell says more than fits its column in a few lines.
const FULLEST: usize = 120;

/// How a wide table is set.
pub(super) struct Wide {
    /// The shares of the columns, in tenths of a hundredth.
    pub shares: Vec<usize>,
    /// Whether its longest words have no room beside each other, so that smaller type helps.
    pub is_tight: bool,
}

/// The longest word and the longest cell of a column, in characters.
#[derive(Clone, Copy, Default)]
struct Need {
    word: usize,
    cell: usize,
}

/// How a table is set that fits no narrow screen; `None` for one that does.
pub(super) fn wide(table: &Table) -> Option<Wide> {
    let needs = needs(table);
    let natural: usize = needs.iter().map(|need| need.cell + GAP).sum();
    if natural <= NARROW || needs.len() < 2 {
        return None;
    }
    let words: usize = needs.iter().map(|need| need.word + GAP).sum();
    let rest: usize = needs.iter().map(|need| need.cell - need.word).sum();
    let left_over = SCREEN.saturating_sub(words);
    // In thousandths of a character.
    let room = |need: &Need| {
        let more = (need.cell - need.word) * left_over * 1000;
        (need.word + GAP) * 1000 + more.checked_div(rest).unwrap_or(0)
    };
    let whole: usize = needs.iter().map(room).sum();
    let shares = needs.iter().map(|need| room(need) * 1000 / whole.max(1)).collect();
    Some(Wide { shares, is_tight: words > SCREEN })
}

fn needs(table: &Table) -> Vec<Need> {
    let width = grid::width(&table.head).max(grid::width(&table.body));
    let mut needs = vec![Need::default(); width];
    for rows in [&table.head, &table.body] {
        for (row, starts) in rows.iter().zip(grid::columns(rows)) {
            add(row, &starts, &mut needs);
        }
    }
    needs
}

/// What cells of one column need; others take what their columns have.
fn add(row: &Row, starts: &[usize], needs: &mut [Need]) {
    for (cell, start) in row.cells.iter().zip(starts) {
        let Some(need) = needs.get_mut(*start).filter(|_| cell.colspan <= 1) else { continue };
        for run in cell.blocks.iter().flat_map(|block| block.kind.inlines()) {
            let text = plain_text(run);
            let word = text.split_whitespace().map(str::width).max().unwrap_or(0);
            need.word = need.word.max(word.min(LONGEST));
            need.cell = need.cell.max(text.width().min(FULLEST)).max(need.word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Cell, Inline};

    fn table(rows: &[&[&str]]) -> Table {
        let cell = |text: &&str| Cell {
            blocks: vec![Block::paragraph(vec![Inline::text(*text)])],
            ..Cell::default()
        };
        let rows = rows.iter().map(|row| Row { cells: row.iter().map(cell).collect() });
        Table { body: rows.collect(), ..Table::default() }
    }

    #[test]
    fn small_tables_are_left_alone() {
        assert!(wide(&table(&[&["January", "31", "1,240.5", "£ 86.84"]])).is_none());
        assert!(wide(&table(&[&[&"word ".repeat(30)]])).is_none());
        assert!(wide(&table(&[])).is_none());
    }

    #[test]
    fn columns_have_room_for_their_words_and_then_for_what_they_say() {
        let text = "Some words that go on and on ".repeat(4);
        let wide = wide(&table(&[&["Skerryvore", &text, "1844"]])).unwrap();
        assert!(!wide.is_tight);
        let [name, says, year] = wide.shares[..] else { panic!() };
        // 60 characters to the line: ten and a gap, four and a gap.
        assert!(name >= 200 && year >= 100, "{:?}", wide.shares);
        assert!(says > 600 && name + says + year <= 1000, "{:?}", wide.shares);
    }

    #[test]
    fn words_without_room_beside_each_other_make_a_table_tight() {
        let address = "https://example.org/an/address/that/is/long";
        let wide = wide(&table(&[&[address, address, "Donaudampfschiff", "a", "Haroldswick"]]));
        let wide = wide.unwrap();
        assert!(wide.is_tight);
        assert_eq!(wide.shares[0], wide.shares[1]);
        assert!(wide.shares[3] < wide.shares[2]);
    }
}
