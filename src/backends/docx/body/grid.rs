//! The grid of a table: which cell covers what, and how wide its columns are.
//!
//! Cells take their places as HTML's table model says: each goes to the first
//! free column of its row, spans are cut where they would cover another cell
//! or leave their section.

use crate::article::{Cell, Row, Table, plain_text, walk};

pub(super) use crate::article::grid::MAX_COLUMNS;

/// What stands at a place of a row.
#[derive(Debug, Clone)]
pub(super) enum Slot<'a> {
    /// A cell begins here.
    Cell {
        /// The cell.
        cell: &'a Cell,
        /// How many columns it covers.
        columns: usize,
        /// Whether it goes on in the next row.
        goes_on: bool,
    },
    /// A cell from a row above goes on.
    Covered {
        /// How many columns it covers.
        columns: usize,
    },
    /// Nothing was written here.
    Empty,
}

impl Slot<'_> {
    /// How many columns it covers.
    pub(super) fn columns(&self) -> usize {
        match self {
            Slot::Cell { columns, .. } | Slot::Covered { columns } => *columns,
            Slot::Empty => 1,
        }
    }
}

/// A row of the grid.
#[derive(Debug, Clone, Default)]
pub(super) struct GridRow<'a> {
    /// Covers every column.
    pub slots: Vec<Slot<'a>>,
    /// Cells beyond the columns that Word allows.
    pub surplus: Vec<&'a Cell>,
}

/// A table with every cell in its place.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    /// The rows, those of the head first.
    pub rows: Vec<GridRow<'a>>,
    /// How many rows belong to the head.
    pub head: usize,
    /// How many columns there are, at least 1.
    pub columns: usize,
}

impl<'a> Grid<'a> {
    /// Puts the cells of a table into their places.
    pub(super) fn of(table: &'a Table) -> Grid<'a> {
        let mut rows = section(&table.head);
        rows.extend(section(&table.body));
        let width = |row: &GridRow<'_>| row.slots.iter().map(Slot::columns).sum::<usize>();
        let widest = rows.iter().map(width).max().unwrap_or(0);
        let columns = widest.max(table.columns.len().min(MAX_COLUMNS)).max(1);
        for row in &mut rows {
            let missing = columns - width(row);
            row.slots.extend(std::iter::repeat_n(Slot::Empty, missing));
        }
        Grid { rows, head: table.head.len(), columns }
    }
}

/// A cell that covers rows below its own.
#[derive(Debug, Clone, Copy, Default)]
struct Hanging {
    rows: usize,
    columns: usize,
}

fn section(rows: &[Row]) -> Vec<GridRow<'_>> {
    let mut hanging = vec![Hanging::default(); MAX_COLUMNS];
    let mut placed = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        placed.push(place_row(row, rows.len() - index, &mut hanging));
    }
    placed
}

/// Places the cells of a row, of which there are `left` to the section's end.
fn place_row<'a>(row: &'a Row, left: usize, hanging: &mut [Hanging]) -> GridRow<'a> {
    let mut placed = GridRow::default();
    let mut cells = row.cells.iter();
    let mut next = cells.next();
    let mut column = 0;
    while column < MAX_COLUMNS {
        let above = hanging[column];
        if above.rows > 0 {
            hanging[column].rows -= 1;
            placed.slots.push(Slot::Covered { columns: above.columns });
            column += above.columns;
        } else if let Some(cell) = next {
            let columns = free(hanging, column, usize::from(cell.colspan.max(1)));
            let rows = usize::from(cell.rowspan.max(1)).min(left);
            hanging[column] = Hanging { rows: rows - 1, columns };
            placed.slots.push(Slot::Cell { cell, columns, goes_on: rows > 1 });
            column += columns;
            next = cells.next();
        } else if hanging[column..].iter().any(|above| above.rows > 0) {
            placed.slots.push(Slot::Empty);
            column += 1;
        } else {
            break;
        }
    }
    placed.surplus = next.into_iter().chain(cells).collect();
    placed
}

/// How many of the wanted columns are free.
fn free(hanging: &[Hanging], column: usize, wanted: usize) -> usize {
    let free = hanging[column..].iter().take(wanted).take_while(|above| above.rows == 0);
    free.count().max(1)
}

/// The widths of the columns in twentieths of a point: as wide as their text if
/// there is room, else at least their longest word and a share of the rest.
pub(super) fn widths(grid: &Grid<'_>, room: i32, character: i32, padding: i32) -> Vec<i32> {
    let mut words = vec![0_i64; grid.columns];
    let mut lines = vec![0_i64; grid.columns];
    for row in &grid.rows {
        let mut column = 0;
        for slot in &row.slots {
            if let Slot::Cell { cell, columns: 1, .. } = slot {
                let (word, line) = measure(cell);
                words[column] = words[column].max(word);
                lines[column] = lines[column].max(line);
            }
            column += slot.columns();
        }
    }
    let (room, least) = (i64::from(room), i64::from(padding + 2 * character));
    let wide = |count: &i64| (count * i64::from(character) + i64::from(padding)).max(least);
    let words: Vec<i64> = words.iter().map(wide).collect();
    let lines: Vec<i64> = lines.iter().map(wide).collect();
    share(&words, &lines, room)
}

/// The width beyond which no column goes where the longest words do not fit:
/// those of the other columns stay whole.
fn cap(words: &[i64], room: i64) -> i64 {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    let mut left = room;
    for (index, word) in sorted.iter().enumerate() {
        let share = left / (sorted.len() - index) as i64;
        if *word > share {
            return share;
        }
        left -= word;
    }
    left
}

fn share(words: &[i64], lines: &[i64], room: i64) -> Vec<i32> {
    let (least, most): (i64, i64) = (words.iter().sum(), lines.iter().sum());
    let cap = cap(words, room);
    let width = |word: &i64, line: &i64| {
        if most <= room {
            *line
        } else if least >= room {
            (*word).min(cap).max(1)
        } else {
            word + (line - word) * (room - least) / (most - least).max(1)
        }
    };
    words.iter().zip(lines).map(|(word, line)| width(word, line) as i32).collect()
}

/// The longest word and the longest paragraph of a cell, in characters.
fn measure(cell: &Cell) -> (i64, i64) {
    /// A column need not be wider for what is longer than this.
    const ENOUGH: usize = 400;
    let (mut word, mut line) = (0, 0);
    walk::blocks_in(&cell.blocks, &mut |block| {
        for content in block.kind.inlines() {
            let text = plain_text(content);
            line = line.max(text.chars().take(ENOUGH).count());
            let words = text.split_whitespace().map(|word| word.chars().take(ENOUGH).count());
            word = word.max(words.max().unwrap_or(0));
        }
        if let crate::article::BlockKind::Code(code) = &block.kind {
            let longest = code.text.lines().map(|line| line.chars().take(ENOUGH).count()).max();
            line = line.max(longest.unwrap_or(0));
        }
    });
    (word as i64, line as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(colspan: u16, rowspan: u16) -> Cell {
        Cell { colspan, rowspan, ..Cell::default() }
    }

    /// Draws the grid: a letter for a cell, `:` for one from above, `.` for nothing.
    fn draw(rows: Vec<Vec<Cell>>) -> Vec<String> {
        let body = rows.into_iter().map(|cells| Row { cells }).collect();
        let table = Table { body, ..Table::default() };
        let mut letter = b'a';
        let mut drawn = Vec::new();
        for row in &Grid::of(&table).rows {
            let mut line = String::new();
            for slot in &row.slots {
                let sign = match slot {
                    Slot::Cell { .. } => char::from(letter),
                    Slot::Covered { .. } => ':',
                    Slot::Empty => '.',
                };
                letter += u8::from(matches!(slot, Slot::Cell { .. }));
                line.extend(std::iter::repeat_n(sign, slot.columns()));
            }
            drawn.push(line);
        }
        drawn
    }

    #[test]
    fn cells_take_the_first_free_place() {
        let rows =
            vec![vec![cell(1, 2), cell(2, 1)], vec![cell(1, 1), cell(1, 1)], vec![cell(1, 1)]];
        assert_eq!(draw(rows), ["abb", ":cd", "e.."]);
    }

    #[test]
    fn spans_never_cover_another_cell_or_leave_the_table() {
        let rows = vec![vec![cell(1, 1), cell(1, 9)], vec![cell(9, 1), cell(1, 1)]];
        assert_eq!(draw(rows), ["ab.", "c:d"]);
        let wide = Table { body: vec![Row { cells: vec![cell(1, 1); 70] }], ..Table::default() };
        let grid = Grid::of(&wide);
        assert_eq!((grid.columns, grid.rows[0].surplus.len()), (MAX_COLUMNS, 7));
    }

    #[test]
    fn columns_share_the_room() {
        assert_eq!(share(&[100, 100], &[200, 300], 1000), [200, 300]);
        let shared: i32 = share(&[100, 100], &[200, 1800], 1000).iter().sum();
        assert!((998..=1000).contains(&shared), "{shared}");
        assert_eq!(share(&[900, 900], &[900, 900], 1000), [500, 500]);
    }
}
