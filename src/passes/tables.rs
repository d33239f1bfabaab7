//! Tables get a grid that holds all their cells.
//!
//! Readers of markup give a table what it was written with, and JSON can say
//! anything: rows longer than the columns, spans past the last row. Backends
//! may rely on a column for every cell and on spans that stay inside.

use crate::article::{Alignment, Article, BlockKind, Row, Table, walk};

/// The most columns that spans may make; HTML stops there too. Rows with more
/// cells than this have them, but nothing in the table then spans.
const MAX_COLUMNS: usize = 1_000;

/// Widens every table's columns to its rows and cuts spans to its size.
pub fn run(article: &mut Article) {
    walk::blocks_mut(article, &mut |block| {
        if let BlockKind::Table(table) = &mut block.kind {
            cut_spans(&mut table.head);
            cut_spans(&mut table.body);
            fit(table);
        }
    });
}

/// A span covers one place at least, and ends with the last row of its part.
fn cut_spans(rows: &mut [Row]) {
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        let below = u16::try_from(count - index).unwrap_or(u16::MAX);
        for cell in &mut row.cells {
            cell.colspan = cell.colspan.max(1);
            cell.rowspan = cell.rowspan.clamp(1, below);
        }
    }
}

fn fit(table: &mut Table) {
    let mut width = width(&table.head).max(self::width(&table.body));
    if width > table.columns.len().max(MAX_COLUMNS) {
        let rows = table.head.iter_mut().chain(&mut table.body);
        for cell in rows.flat_map(|row| &mut row.cells) {
            (cell.colspan, cell.rowspan) = (1, 1);
        }
        width = self::width(&table.head).max(self::width(&table.body));
    }
    if table.columns.len() < width {
        table.columns.resize(width, Alignment::Natural);
    }
}

/// How many columns the cells of some rows cover, in the order of HTML's table
/// model: a cell stands in the first place that no cell from above covers.
fn width(rows: &[Row]) -> usize {
    // By column, for how many more rows it is covered from above.
    let mut covered: Vec<u16> = Vec::new();
    let mut width = 0;
    for row in rows {
        let mut column = 0;
        let mut next: Vec<u16> = covered.iter().map(|rows| rows.saturating_sub(1)).collect();
        for cell in &row.cells {
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let end = column + usize::from(cell.colspan);
            next.resize(next.len().max(end), 0);
            for rows in &mut next[column..end] {
                *rows = (*rows).max(cell.rowspan - 1);
            }
            column = end;
        }
        width = width.max(column).max(next.len());
        let reach = next.iter().rposition(|rows| *rows > 0).map_or(0, |last| last + 1);
        next.truncate(reach);
        covered = next;
    }
    width
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Cell};
    use crate::source::Span;

    /// A table of cells given by their spans, after the pass.
    fn passed(columns: usize, rows: &[&[(u16, u16)]]) -> Table {
        let cell = |&(colspan, rowspan): &(u16, u16)| Cell { colspan, rowspan, ..Cell::default() };
        let body = rows.iter().map(|row| Row { cells: row.iter().map(cell).collect() }).collect();
        let columns = vec![Alignment::Left; columns];
        let table = BlockKind::Table(Table { columns, body, ..Table::default() });
        let blocks = vec![Block::new(table, Span::NONE)];
        let mut article = Article { blocks, ..Article::default() };
        run(&mut article);
        match article.blocks.remove(0).kind {
            BlockKind::Table(table) => table,
            _ => unreachable!("the pass keeps kinds"),
        }
    }

    #[test]
    fn every_cell_has_a_column() {
        assert_eq!(passed(0, &[&[(1, 1), (1, 1)]]).columns.len(), 2);
        assert_eq!(passed(5, &[&[(1, 1)]]).columns.len(), 5);
        assert_eq!(passed(1, &[&[(1, 2), (1, 1)], &[(2, 1)]]).columns.len(), 3);
        assert_eq!(passed(1, &[&[(1, 1)], &[(3, 1)]]).columns, {
            [Alignment::Left, Alignment::Natural, Alignment::Natural]
        });
    }

    #[test]
    fn spans_stay_inside() {
        let table = passed(2, &[&[(0, 9), (1, 0)], &[(1, 9)]]);
        let spans = |row: usize| {
            let cells = table.body[row].cells.iter();
            cells.map(|cell| (cell.colspan, cell.rowspan)).collect::<Vec<_>>()
        };
        assert_eq!(spans(0), [(1, 2), (1, 1)]);
        assert_eq!(spans(1), [(1, 1)]);
        assert_eq!(passed(2, &[&[(u16::MAX, 1), (u16::MAX, 1)]]).columns.len(), 2);
    }
}
