//! The grid of a table: which column each cell begins at.

use super::Row;

/// The most columns that a table may have: Word opens no more, and no page holds them.
pub const MAX_COLUMNS: usize = 63;

/// The column at which each cell of each row begins. Cells that span rows from
/// above take their places, as in HTML's table model.
pub fn columns(rows: &[Row]) -> Vec<Vec<usize>> {
    // For each column, how many more rows a cell from above covers it.
    let mut covered = [0_u16; MAX_COLUMNS];
    rows.iter().map(|row| columns_of(row, &mut covered)).collect()
}

/// How many columns the rows need.
pub fn width(rows: &[Row]) -> usize {
    let starts = columns(rows);
    let cells = rows.iter().zip(&starts).flat_map(|(row, starts)| row.cells.iter().zip(starts));
    cells.map(|(cell, start)| start + usize::from(cell.colspan.max(1))).max().unwrap_or(0)
}

fn columns_of(row: &Row, covered: &mut [u16]) -> Vec<usize> {
    let mut starts = Vec::with_capacity(row.cells.len());
    let mut column = 0;
    for cell in &row.cells {
        column += covered.iter().skip(column).take_while(|rows| **rows > 0).count();
        starts.push(column);
        column += usize::from(cell.colspan.max(1));
    }
    for rows in covered.iter_mut() {
        *rows = rows.saturating_sub(1);
    }
    for (cell, start) in row.cells.iter().zip(&starts) {
        let end = (start + usize::from(cell.colspan.max(1))).min(covered.len());
        for rows in covered.get_mut(*start..end).unwrap_or_default() {
            *rows = (*rows).max(cell.rowspan.saturating_sub(1));
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Cell;

    #[test]
    fn cells_stand_beside_what_spans_from_above() {
        let cell = |colspan, rowspan| Cell { colspan, rowspan, ..Cell::default() };
        let rows = [
            Row { cells: vec![cell(1, 3), cell(2, 1)] },
            Row { cells: vec![cell(1, 2), cell(1, 1)] },
            Row { cells: vec![cell(1, 1)] },
            Row { cells: vec![cell(1, 1), cell(9, 9), cell(1, 1)] },
        ];
        let expected = [vec![0, 1], vec![1, 2], vec![2], vec![0, 1, 10]];
        assert_eq!(columns(&rows), expected);
        assert_eq!(width(&rows), 11);
    }
}
