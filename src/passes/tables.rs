//! Tables become whole grids: every cell lies inside and over no other, every
//! span ends inside, and there is an alignment for each column.
//!
//! What lies beyond [`MAX_COLUMNS`] goes into the last cell that does not.

use crate::article::grid::{self, MAX_COLUMNS};
use crate::article::{Alignment, Article, BlockKind, Row, Table, walk};

/// Makes every table of an article a whole grid.
pub(super) fn run(article: &mut Article) {
    walk::blocks_mut(article, &mut |block| {
        if let BlockKind::Table(table) = &mut block.kind {
            complete(table);
        }
    });
}

fn complete(table: &mut Table) {
    for rows in [&mut table.head, &mut table.body] {
        bound_spans(rows);
        keep_apart(rows);
        gather_surplus(rows);
    }
    table.columns.truncate(MAX_COLUMNS);
    let width = grid::width(&table.head).max(grid::width(&table.body));
    if table.columns.len() < width {
        table.columns.resize(width, Alignment::Natural);
    }
}

/// No span is nought, none leaves its part of the table.
fn bound_spans(rows: &mut [Row]) {
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        let below = u16::try_from(count - index).unwrap_or(u16::MAX);
        for cell in &mut row.cells {
            cell.rowspan = cell.rowspan.clamp(1, below);
            cell.colspan = cell.colspan.clamp(1, MAX_COLUMNS as u16);
        }
    }
}

/// No cell reaches under one that spans rows from above. HTML lets them stand
/// over each other, which nobody can read.
fn keep_apart(rows: &mut [Row]) {
    // For each column, how many more rows a cell from above covers it.
    let mut covered = [0_u16; MAX_COLUMNS];
    for row in rows {
        let mut below = covered.map(|rows| rows.saturating_sub(1));
        let mut column = 0;
        for cell in &mut row.cells {
            column += covered.iter().skip(column).take_while(|rows| **rows > 0).count();
            let free = covered.iter().skip(column).take_while(|rows| **rows == 0).count();
            cell.colspan = cell.colspan.min(free.max(1) as u16);
            let end = column + usize::from(cell.colspan);
            for rows in below.get_mut(column..end).unwrap_or_default() {
                *rows = cell.rowspan - 1;
            }
            column = end;
        }
        covered = below;
    }
}

/// Moves what no column has room for into the last cell before it that has one.
fn gather_surplus(rows: &mut [Row]) {
    for (index, starts) in grid::columns(rows).into_iter().enumerate() {
        let inside = starts.iter().take_while(|start| **start < MAX_COLUMNS).count();
        let surplus = rows[index].cells.split_off(inside);
        if let Some((cell, start)) = rows[index].cells.last_mut().zip(inside.checked_sub(1)) {
            cell.colspan = cell.colspan.min((MAX_COLUMNS - starts[start]) as u16);
        }
        let last = rows[..=index].iter_mut().rev().find_map(|row| row.cells.last_mut());
        if let Some(cell) = last {
            cell.blocks.extend(surplus.into_iter().flat_map(|cell| cell.blocks));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Cell, Inline};

    fn cell(text: &str, colspan: u16, rowspan: u16) -> Cell {
        let blocks = vec![Block::paragraph(vec![Inline::text(text)])];
        Cell { blocks, colspan, rowspan, ..Cell::default() }
    }

    #[test]
    fn spans_end_inside_and_columns_are_whole() {
        let body = vec![Row { cells: vec![cell("a", 0, 9), cell("b", 2, 1)] }];
        let mut table = Table { body, ..Table::default() };
        complete(&mut table);
        assert_eq!(table.columns.len(), 3);
        assert_eq!((table.body[0].cells[0].colspan, table.body[0].cells[0].rowspan), (1, 1));
    }

    #[test]
    fn no_cell_stands_over_another() {
        let first = Row { cells: vec![cell("a", 1, 1), cell("b", 1, 2), cell("c", 1, 1)] };
        let second = Row { cells: vec![cell("d", 3, 1), cell("e", 2, 1)] };
        let mut table = Table { body: vec![first, second], ..Table::default() };
        complete(&mut table);
        let spans = table.body[1].cells.iter().map(|cell| cell.colspan);
        assert_eq!(spans.collect::<Vec<_>>(), [1, 2]);
        assert_eq!(grid::columns(&table.body)[1], [0, 2]);
    }

    #[test]
    fn what_has_no_column_goes_into_the_last_cell() {
        let cells = (0..100).map(|index| cell(&index.to_string(), 1, 1)).collect();
        let mut table = Table { body: vec![Row { cells }], ..Table::default() };
        complete(&mut table);
        assert_eq!(table.columns.len(), MAX_COLUMNS);
        assert_eq!(table.body[0].cells.len(), MAX_COLUMNS);
        assert_eq!(table.body[0].cells[MAX_COLUMNS - 1].blocks.len(), 100 - MAX_COLUMNS + 1);
        let once = table.clone();
        complete(&mut table);
        assert_eq!(table, once);
    }
}
